"""值班: the month board; what is done on it stands in `deeds.py`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.access import Action
from desktop.models.roster_grid import GridCell, RosterGridModel
from desktop.roster.year_view import add_months
from desktop.services.office import Office
from desktop.services.rota_choices import Live
from desktop.services.rota_month import MonthView, read_month
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.duty.bubble import Bubble
from desktop.views.duty.deeds import DutyDeeds
from desktop.views.duty.fairness_panel import FairnessPanel
from desktop.views.duty.grid import DutyGrid, StaffingRow
from desktop.views.duty.legend import BoardLegend
from desktop.views.duty.toolbar import DutyBar
from desktop.views.preview.order import PaperOrder
from desktop.views.preview.pane import PreviewPane
from desktop.views.shell.page import Page
from desktop.views.style.metrics import Column, LayoutClass, Row
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.states import EmptyState
from desktop.views.words import tr

LEDGERS = frozenset({"duty", "leave", "staff", "posts", "holidays"})


class DutyPage(Page):
    """The rota of a month, by person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("duty.page", tr("值班月表"), desk.office.centre.removesuffix("综治中心") + tr(" · 全部岗位"))
        self._desk, self._asked = desk, Generation()
        self.month = add_months(desk.office.today.replace(day=1), 0)
        self.live: Live | None = None
        self.model = RosterGridModel(self)
        self.grid, self.legend = DutyGrid(self.model), BoardLegend()
        self.staffing, self.fairness = StaffingRow(self.grid), FairnessPanel()
        self.banner, self.notice = Banner("duty.banner"), Banner("duty.notice")
        self.bubble = Bubble(self.grid.viewport())
        self.deeds = DutyDeeds(self, desk, self.grid, self.model, self.banner)
        self.bar = DutyBar(self.deeds.by_key())
        self._build()
        self._connect()
        self.set_hints(tr("F2 换人　L 锁定　X 对调　Delete 清空"))

    def _build(self) -> None:
        what_for = tr("这里排值班。先在名录的工作人员里登记人员并填好值班组。")
        self._empty = EmptyState("calendar-days", what_for, "duty.empty", tr("去名录登记人员"),
                                 lambda: self.went.emit("ledger", "staff"))  # fmt: skip
        self._empty.hide()
        board = Column(margins=(12, 8, 0, 0), gap=0)
        board.addWidget(self.grid, 1)
        board.addWidget(self._empty, 1)
        board.addWidget(self.staffing)
        board.addWidget(self.legend)
        row = Row(gap=12)
        row.addLayout(board, 1)
        row.addWidget(self.fairness)
        board_side = QWidget()
        whole = Column(self.bar, self.banner, self.notice, gap=0)
        whole.addLayout(row, 1)
        board_side.setLayout(whole)
        self.stack, self.preview = QStackedWidget(), PreviewPane(self._desk, "duty.preview")
        self.stack.addWidget(board_side)
        self.stack.addWidget(self.preview)
        self.setLayout(Column(self.stack, gap=0))

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self.bar.month_chosen.connect(self.show_month)
        self.grid.chosen.connect(self._choose)
        self.grid.edit_asked.connect(self.deeds.edit)
        self.grid.clear_asked.connect(self.deeds.clear)
        self.grid.lock_asked.connect(self.deeds.lock)
        self.grid.swap_asked.connect(self.deeds.swap)
        self.bubble.replaced.connect(self.deeds.replace)
        self.bubble.others_asked.connect(self.deeds.edit)
        self.bubble.undo_asked.connect(self.deeds.undo)
        self.deeds.done.connect(lambda words: self.told.emit(words, self._desk.undo))
        self.deeds.refused.connect(self._show_refused)
        self.deeds.paper_asked.connect(self._show_paper)
        self.deeds.planner.finished.connect(lambda _: self.grid.setFocus())
        self.preview.closed.connect(self._close_paper)
        self.preview.told.connect(lambda words: self.told.emit(words, None))
        for key, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda step=step: self.bar.turn(step))

    def commands(self) -> tuple[Command, ...]:
        return tuple(one for one in self.bar.commands(self._blocked(self.model.view)) if one.key in ("print", "save"))

    def first_focus(self) -> QWidget | None:
        return self.grid

    def panes(self) -> tuple[QWidget, ...]:
        return (self.bar, self.grid, self.bubble, self.fairness)

    def set_layout_class(self, kind: LayoutClass) -> None:
        super().set_layout_class(kind)
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        self.fairness.setVisible(not kind.cramped)

    def open(self, target: Any) -> None:
        """`target`: a date; its month is shown."""
        if isinstance(target, date):
            self.show_month(target.replace(day=1))

    def refresh(self) -> None:
        self.show_month(self.month)

    def show_month(self, month: date) -> None:
        self.month = self.deeds.month = month
        self._desk.ask(lambda office: _view_and_live(office, month), self._on_view, self._show_refused,
                       token=self._asked.next())  # fmt: skip

    def _on_view(self, found: tuple[MonthView, Live]) -> None:
        kept = self.grid.cell()
        view, self.live = found
        self.deeds.live = self.live
        self.bubble.hide()
        self.model.show(view, self._desk.office.today)
        self.staffing.show_view(view)
        self.legend.show_posts(view.posts)
        self.fairness.show_view(view)
        self.bar.show_month(view.month, self._blocked(view))
        self._say(view)
        for shown, there in ((self.grid, True), (self.staffing, True), (self._empty, False)):
            shown.setVisible(bool(view.groups) is there)
        if kept is not None and kept.day.day.month == view.month.month:
            self.grid.choose(kept.person.key, kept.day.day)

    def _show_paper(self, order: PaperOrder) -> None:
        self.stack.setCurrentWidget(self.preview)
        self.preview.open(order)

    def _close_paper(self) -> None:
        self.stack.setCurrentIndex(0)
        self.grid.setFocus()

    def _blocked(self, view: MonthView | None) -> Mapping[str, str]:
        """Why a deed cannot be done now, by its key."""
        may = self._desk.office.may
        blocked = {}
        if not may("duty", Action.CHANGE):
            for key in ("plan", "swap", "lock", "leave", "undo", "publish"):
                blocked[key] = tr("您的账号只能查看")
        if view is None or not view.cells:
            blocked |= dict.fromkeys(("swap", "lock", "print", "save", "publish"), tr("这个月还没有排班"))
        elif not view.draft:
            blocked.setdefault("publish", tr("这个月已经发布"))
        elif view.conflicts:
            blocked.setdefault("publish", tr("冲突 {n} 处，解决后才能发布").format(n=len(view.conflicts)))
        return blocked

    def _say(self, view: MonthView) -> None:
        self.notice.setVisible(bool(view.provisional))
        if view.provisional:
            self.notice.show_words("amber", tr("暂定"), view.provisional, icon="calendar-days")
        by_hand = sum(stored.by_hand for stored in view.cells)
        if view.conflicts:
            words = tr("冲突 {n} 处，解决后才能发布").format(n=len(view.conflicts))
            self.banner.show_words("red", tr("草稿"), words)
        elif view.cells and view.draft:
            self.banner.show_words(
                "amber", tr("草稿"), tr("手工改动 {n} 格，尚未发布，发布后才算数。").format(n=by_hand)
            )
        elif not view.cells and view.problem.people:
            words = tr("按“排班”排出全月，或选中一格按 F2 逐格排。")
            self.banner.show_words("blue", tr("还没有排"), words, icon="calendar-days")
        else:
            self.banner.hide()

    def _choose(self, cell: GridCell | None) -> None:
        if cell is None or not cell.conflicts or not cell.duties or self.live is None:
            self.bubble.hide()
            return
        people = self.live.people_for(cell.day.day, cell.duties[0][1].key, instead_of=cell.person.key)
        self.bubble.show_conflict(cell, people, self.grid.visualRect(self.grid.currentIndex()))

    def _on_changed(self, changed: Any) -> None:
        if any(ledger in LEDGERS for ledger, _, _ in getattr(changed, "touched", ())):
            self.refresh()

    def _show_refused(self, refused: Any) -> None:
        self.banner.show_words("red", refused.cause, refused.step)


def _view_and_live(office: Office, month: date) -> tuple[MonthView, Live]:
    view = read_month(office, month=month)
    return view, Live(view)

"""值班: the board and the parts beside it; what is done on the board stands in `deeds.py` and `outgoing.py`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.access import Action
from desktop.models.roster_grid import GridCell
from desktop.roster.year_view import add_months
from desktop.services.office import Office
from desktop.services.rota_choices import Live
from desktop.services.rota_month import MonthView, read_month
from desktop.services.rota_source import StoredCell
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.duty import parts
from desktop.views.duty.board import Board
from desktop.views.duty.bubble import Bubble
from desktop.views.duty.deeds import DutyDeeds
from desktop.views.duty.outgoing import DutyOut, DutySearch
from desktop.views.duty.part import DutyPart
from desktop.views.duty.toolbar import DutyBar
from desktop.views.preview.order import PaperOrder
from desktop.views.preview.pane import PreviewPane
from desktop.views.shell.page import Page
from desktop.views.style.metrics import Column, LayoutClass, Row
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.labels import StyledFrame
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.states import EmptyState
from desktop.views.words import tr

HINTS = "F2 换人　空格 为什么　L 锁定　X 对调　Delete 清空"
LEDGERS = frozenset({"duty", "leave", "staff", "posts", "holidays", "wishes", "duty_rules", "duty_openings"})


class DutyPage(Page):
    """The rota of a month, and beside it swaps, hand-over, fairness account, learning post, rules, calendar."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("duty.page", tr("值班"), desk.office.centre.removesuffix("综治中心") + tr(" · 全部岗位"))
        self._desk, self._asked = desk, Generation()
        self.month = add_months(desk.office.today.replace(day=1), 0)
        what_for = tr("这里排值班。先在名录的工作人员里登记人员并填好值班组。")
        self.board = Board(EmptyState("calendar-days", what_for, "duty.empty", tr("去名录登记人员"),
                                      lambda: self.went.emit("ledger", "staff")))  # fmt: skip
        self.model, self.grid, self.fairness = self.board.model, self.board.grid, self.board.fairness
        self.banner, self.notice = Banner("duty.banner"), Banner("duty.notice")
        self.bubble = Bubble(self.grid.viewport())
        self.deeds = DutyDeeds(self, desk, self.grid, self.board.posts, self.model)
        self.search, self.out = DutySearch(self, desk, self.banner), DutyOut(self, desk)
        self.bar = DutyBar(self.deeds.by_key() | self.search.by_key() | self.out.by_key())
        self._parts: dict[str, DutyPart] = {}
        self._build()
        self._connect()
        self.set_hints(tr(HINTS))

    def _build(self) -> None:
        board_side = QWidget()
        whole = Column(self.bar, self.banner, self.notice, gap=0)
        whole.addWidget(self.board, 1)
        board_side.setLayout(whole)
        self.tabs = SegmentedControl(tr("值班的哪一部分"), "duty.part", parts.choices(), small=True)
        strip = StyledFrame("bar")
        strip.setLayout(Row(self.tabs, None, margins=(12, 5, 12, 5)))
        self.stack, self.preview = QStackedWidget(), PreviewPane(self._desk, "duty.preview")
        self.stack.addWidget(board_side)
        self.stack.addWidget(self.preview)
        column = Column(strip, gap=0)
        column.addWidget(self.stack, 1)
        self.setLayout(column)

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self.tabs.chosen.connect(self.show_part)
        self.bar.turned.connect(self.turn)
        self.bar.sides.chosen.connect(self.board.show_side)
        self.bar.spans.chosen.connect(self._show_span)
        self.deeds.connect_views()
        self.grid.chosen.connect(self._choose)
        self.bubble.replaced.connect(self.deeds.replace)
        self.bubble.others_asked.connect(self.deeds.edit)
        self.bubble.undo_asked.connect(self.deeds.undo)
        for source in (self.deeds, self.search):
            source.done.connect(lambda words: self.told.emit(words, self._desk.undo))
            source.refused.connect(self._show_refused)
        self.out.refused.connect(self._show_refused)
        self.out.paper_asked.connect(self._show_paper)
        self.deeds.swap_asked.connect(self._ask_swap)
        self.search.planner.finished.connect(lambda _: self.board.front.setFocus())
        self.preview.closed.connect(self._close_paper)
        self.preview.told.connect(lambda words: self.told.emit(words, None))
        for key, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda step=step: self.turn(step))

    def commands(self) -> tuple[Command, ...]:
        part = self._part()
        offered = self.bar.commands(self._blocked(self.model.view)) if part is None else part.bar.offered()
        return tuple(one for one in offered if one.key in ("print", "save"))

    def first_focus(self) -> QWidget | None:
        part = self._part()
        return self.board.front if part is None else part.first_focus()

    def panes(self) -> tuple[QWidget, ...]:
        part = self._part()
        board = (self.bar, self.board.front, self.bubble, self.fairness)
        return (self.tabs, *board) if part is None else (self.tabs, part)

    def set_layout_class(self, kind: LayoutClass) -> None:
        super().set_layout_class(kind)
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        self.fairness.setVisible(not kind.cramped)
        for part in self._parts.values():
            part.set_layout_class(kind)

    def open(self, target: Any) -> None:
        """`target`: a date (its month is shown), the key of a part, or (part, what it opens)."""
        if isinstance(target, date):
            self.show_part(parts.BOARD)
            self.show_month(target.replace(day=1))
            return
        key, inner = target if isinstance(target, tuple) else (target, None)
        if key in dict(parts.LABELS):
            self.show_part(key)
            if inner is not None and (part := self._part()) is not None:
                part.open(inner)

    def refresh(self) -> None:
        part = self._part()
        if part is None:
            self.show_month(self.month)
        else:
            part.refresh()

    def show_part(self, key: str) -> None:
        self.tabs.choose(key)
        self.set_hints(tr(HINTS) if key == parts.BOARD else "")
        if key == parts.BOARD:
            self.stack.setCurrentIndex(0)
        else:
            if key not in self._parts:
                self._parts[key] = self._made(key)
            self.stack.setCurrentWidget(self._parts[key])
        self.refresh()

    def show_month(self, month: date) -> None:
        self.month = self.deeds.month = self.search.month = self.out.month = month
        self._desk.ask(lambda office: _view_and_live(office, month), self._on_view, self._show_refused,
                       token=self._asked.next())  # fmt: skip

    def turn(self, steps: int) -> None:
        """A month, or a week, back or on; the week may lie in another month."""
        week = self.board.week
        if week is None:
            self.show_month(add_months(self.month, steps))
            return
        self.board.week = week + timedelta(days=7 * steps)
        middle = self.board.week + timedelta(days=3)
        self.show_month(middle.replace(day=1))

    def _show_span(self, span: str) -> None:
        today = self._desk.office.today
        inside = (today.year, today.month) == (self.month.year, self.month.month)
        self.board.show_week(None if span == "month" else today if inside else self.month)
        self._show_bar()

    def _on_view(self, found: tuple[MonthView, Live]) -> None:
        view, self.deeds.live = found
        self.bubble.hide()
        self.board.show_view(view, self._desk.office.today)
        self._show_bar()
        self._say(view)

    def _show_bar(self) -> None:
        self.bar.show_month(self.month, self.board.week, self._blocked(self.model.view))

    def _made(self, key: str) -> DutyPart:
        part = parts.make(key, self._desk)
        part.told.connect(lambda words, undo: self.told.emit(words, self._desk.undo if undo else None))
        part.paper_asked.connect(self._show_paper)
        if hasattr(part, "replan_asked"):
            part.replan_asked.connect(self._replan)
        part.set_layout_class(self.layout_kind)
        self.stack.addWidget(part)
        return part

    def _replan(self) -> None:
        self.show_part(parts.BOARD)
        self.search.replan()

    def _part(self) -> DutyPart | None:
        return self._parts.get(self.tabs.choice())

    def _show_paper(self, order: PaperOrder) -> None:
        self.stack.setCurrentWidget(self.preview)
        self.preview.open(order)

    def _close_paper(self) -> None:
        self.show_part(self.tabs.choice())
        if (first := self.first_focus()) is not None:
            first.setFocus()

    def _ask_swap(self, stored: StoredCell) -> None:
        """A published duty changes hands by swap or substitution only."""
        from desktop.views.duty.swap_dialog import SwapDialog

        day, post = stored.cell.day, self.deeds.label_of(stored.cell.post)
        title = tr("{month}月{day}日{post}：调班或替班").format(month=day.month, day=day.day, post=post)
        asked = SwapDialog(self, self._desk, stored.id, title)
        told = tr("已办理调班")
        done = lambda _: self.told.emit(told, None)  # noqa: E731 - a word for the line below
        asked.accepted.connect(lambda: self._desk.do(asked.command(), done, self._show_refused))
        asked.open()

    def _blocked(self, view: MonthView | None) -> Mapping[str, str]:
        """Why a deed cannot be done now, by its key."""
        blocked = {}
        if not self._desk.office.may("duty", Action.CHANGE):
            for key in ("plan", "replan", "swap", "lock", "leave", "undo", "redo", "publish"):
                blocked[key] = tr("您的账号只能查看")
        if view is None or not view.cells:
            blocked |= dict.fromkeys(("swap", "lock", "print", "save", "publish", "replan"), tr("这个月还没有排班"))
        elif not view.draft:
            blocked.setdefault("publish", tr("这个月已经发布"))
        elif view.conflicts:
            blocked.setdefault("publish", tr("冲突 {n} 处，解决后才能发布").format(n=len(view.conflicts)))
        return blocked

    def _say(self, view: MonthView) -> None:
        self.notice.setVisible(bool(view.provisional))
        if view.provisional:
            self.notice.show_words("amber", tr("暂定"), view.provisional, icon="calendar-days")
        self.banner.clear_actions()
        by_hand = sum(stored.by_hand for stored in view.cells)
        if view.conflicts:
            words = tr("冲突 {n} 处，解决后才能发布").format(n=len(view.conflicts))
            state = tr("草稿") if view.draft else tr("已发布")
            self.banner.show_words("red", state, words if view.draft else _broken_words(view))
        elif view.cells and view.draft:
            words = tr("手工改动 {n} 格，尚未发布，发布后才算数。").format(n=by_hand)
            self.banner.show_words("amber", tr("草稿"), self.search.widened.get(view.month) or words)
        elif not view.cells and view.problem.people:
            words = tr("按“排班”排出全月，或选中一格按 F2 逐格排。")
            self.banner.show_words("blue", tr("还没有排"), words, icon="calendar-days")
        else:
            self.banner.hide()

    def _choose(self, cell: GridCell | None) -> None:
        if cell is None or not cell.conflicts or not cell.duties or self.deeds.live is None:
            self.bubble.hide()
            return
        people = self.deeds.live.people_for(cell.day.day, cell.duties[0][1].key, instead_of=cell.person.key)
        self.bubble.show_conflict(cell, people, self.grid.visualRect(self.grid.currentIndex()))

    def _on_changed(self, changed: Any) -> None:
        touched = {ledger for ledger, _, _ in getattr(changed, "touched", ())}
        if self._part() is not None or touched & LEDGERS:
            self.refresh()

    def _show_refused(self, refused: Any) -> None:
        self.banner.show_words("red", refused.cause, refused.step)


def _broken_words(view: MonthView) -> str:
    """A published rota is mended by re-planning: nobody moves a cell of it by hand."""
    return tr("有 {n} 处不再符合规则，按“重排”改动最少").format(n=len(view.conflicts))


def _view_and_live(office: Office, month: date) -> tuple[MonthView, Live]:
    view = read_month(office, month=month)
    return view, Live(view)

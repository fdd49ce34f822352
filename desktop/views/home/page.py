"""工作台: what is due first; beside it who is on duty, who comes and goes, the houses, the backup; charts below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.deadlines import Urgency
from desktop.errors import Refused
from desktop.services import backup_plan
from desktop.services.due import Due
from desktop.services.home import HomeView, read_home
from desktop.services.rota_handover import OpenItem, close_item
from desktop.services.rota_today import OnDuty
from desktop.views.desk import Desk
from desktop.views.home import cards
from desktop.views.home.due_card import DueCard
from desktop.views.shell.page import Page
from desktop.views.style.metrics import Column, LayoutClass, Row, fix, px
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import button
from desktop.views.widgets.card import Card
from desktop.views.widgets.chart import ChartKind, ChartWidget
from desktop.views.widgets.chart_paint import Item
from desktop.views.widgets.scroll import scroll_area
from desktop.views.words import tr

LEFT, RIGHT = 284, 268
PRESSING = frozenset({Urgency.OVERDUE, Urgency.TODAY, Urgency.SOON})


class HomePage(Page):
    """Opens with one read; double click on a due thing goes where it is cured."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("home.page", tr("工作台"))
        self._desk = desk
        self.due, self.banner = DueCard(), Banner("home.banner")
        self.duty, self.moves = Card(tr("今日在岗")), Card(tr("来去"))
        self.handover = Card(tr("交接未结"))
        self.houses, self.backup = Card(tr("出租房")), Card(tr("备份"))
        for plain in (self.moves, self.backup):
            plain.head.hide()
        self.months = ChartWidget(tr("每月登记纠纷"), "home.months", ChartKind.COLUMNS)
        self.types = ChartWidget(tr("纠纷类型"), "home.types", ChartKind.BARS)
        self._build()
        self.due.opened.connect(self.went)
        desk.changed.connect(lambda _: self.refresh())

    def _build(self) -> None:
        self.duty.add_right(button(tr("月表"), "home.duty.open", lambda: self.went.emit("duty", None),
                                   icon="chevron-right", kind="head", trailing=True))  # fmt: skip
        months, types = Card(tr("每月登记纠纷"), note=tr("件 · 近6个月")), Card(tr("纠纷类型"), note=tr("件 · 近6个月"))
        months.add(self.months, 1)
        types.add(self.types, 1)
        charts = Row(gap=12)
        charts.addWidget(months, 1)
        charts.addWidget(types, 1)
        self._charts = QWidget()
        self._charts.setLayout(charts)
        self._left, middle, self._right = QWidget(), Column(gap=12), QWidget()
        left = Column(gap=12)
        left.addWidget(self.duty, 3)
        left.addWidget(self.handover, 1)
        self._left.setLayout(left)
        middle.addWidget(self.due, 3)
        middle.addWidget(self._charts, 2)
        desk = cards.desk_buttons(lambda: self.went.emit("rent", None), lambda: self.went.emit("rent", None))
        coming = self.moves.layout()
        assert isinstance(coming, QVBoxLayout)
        coming.addLayout(desk)
        right = Column(self.moves, gap=12)
        right.addWidget(self.houses, 1)
        right.addWidget(self.backup)
        self._right.setLayout(right)
        row = Row(self._left, margins=(12, 12, 12, 12), gap=12)
        row.addLayout(middle, 1)
        row.addWidget(self._right)
        inner = QWidget()
        inner.setLayout(row)
        whole = Column(self.banner, gap=0)
        whole.addWidget(scroll_area(tr("工作台"), "home.scroll", inner, ground="win"), 1)
        self.setLayout(whole)
        fix(self._left, width=LEFT)
        fix(self._right, width=RIGHT)

    def refresh(self) -> None:
        self._desk.ask(read_home, self._show)

    def first_focus(self) -> QWidget | None:
        return self.due.table

    def panes(self) -> tuple[QWidget, ...]:
        return (self.due, self.duty, self.handover, self.moves, self.houses)

    def set_layout_class(self, kind: LayoutClass) -> None:
        """Narrow: the due list alone with the duty beside it; the rest is a page away."""
        super().set_layout_class(kind)
        self._right.setVisible(not kind.cramped)
        self._charts.setVisible(not kind.cramped)
        self._left.setFixedWidth(px(220 if kind.cramped else LEFT))

    def _show(self, view: HomeView) -> None:
        self.set_context(view.day)
        self.due.show_due(view.due, self._desk.office.today)
        cards.show_on_duty(self.duty, view.on_duty, self._call)
        cards.show_open_items(self.handover, view.open_items, self._close_item)
        cards.show_moves(self.moves, view)
        cards.show_houses(self.houses, view.houses)
        cards.show_backup(self.backup, view.backup)
        self._show_disputes(view)
        self._show_missed(view.missed)
        self.badges_changed.emit(pressing_by_area(view.due))

    def _show_missed(self, words: str) -> None:
        self.banner.setVisible(bool(words))
        if words:
            self.banner.clear_actions()
            self.banner.show_words("amber", words, tr("电脑空闲时会自动补上"), icon="triangle-alert")
            self.banner.set_action(tr("现在备份"), self._back_up)

    def _back_up(self) -> None:
        self._desk.ask(backup_plan.back_up_planned, self._backed_up, self._not_backed_up)

    def _backed_up(self, done: backup_plan.Planned) -> None:
        self.told.emit(tr("已备份并核验：{name}").format(name=done.info.path.name), None)
        self.refresh()

    def _not_backed_up(self, refused: Refused) -> None:
        self.banner.clear_actions()
        self.banner.show_words("red", refused.cause, refused.step)
        self.banner.set_action(tr("重试"), self._back_up)

    def _close_item(self, item: OpenItem) -> None:
        """A tick closes; how it was done is asked."""
        from desktop.views.duty.handover_dialogs import CloseDialog

        asked = CloseDialog(self, item)
        asked.accepted.connect(lambda: self._desk.do(
            partial(close_item, item=item.id, how=asked.how()),
            lambda _: self.told.emit(tr("已办结"), self._desk.undo)))  # fmt: skip
        asked.open()

    def _show_disputes(self, view: HomeView) -> None:
        disputes: Any = view.disputes
        self._charts.setVisible(disputes is not None and not self.layout_kind.cramped)
        if disputes is not None:
            last = len(disputes.months) - 1
            self.months.set_items(Item(label, count, hollow=place == last)
                                  for place, (label, count) in enumerate(disputes.months))  # fmt: skip
            self.types.set_items(Item(label, count, tone="accent" if code else "line2")
                                 for code, label, count in disputes.types)  # fmt: skip

    def _call(self, one: OnDuty) -> None:
        QGuiApplication.clipboard().setText(one.phone)
        self.told.emit(tr("已复制{name}的电话 {phone}").format(name=one.name, phone=one.phone), None)


def pressing_by_area(due: Sequence[Due]) -> dict[str, int]:
    """How many things of each area are overdue or due within three days: the badges of the rail."""
    counted = Counter(one.area for one in due if one.urgency in PRESSING)
    return {area: counted[area] for area in ("case", "rent")}

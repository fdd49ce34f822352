"""The cards of the home page beside the due list: who is on duty, who comes and goes, the houses, the backup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.services.backups import BackupState
from desktop.services.home import HomeView, Move, Occupancy
from desktop.services.rota_handover import OpenItem
from desktop.services.rota_today import OnDuty
from desktop.views.duty.painting import paint_chip
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.buttons import IconButton, button
from desktop.views.widgets.card import Card
from desktop.views.widgets.chart import ChartKind, ChartWidget
from desktop.views.widgets.chart_paint import Item
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, rule
from desktop.views.widgets.pills import Pill, PillLabel
from desktop.views.widgets.states import EmptyState
from desktop.views.words import tr

MOST_MOVES, MOST_ITEMS = 3, 5


class PostChip(QWidget):
    """The post's character on its colour, 32 square."""

    def __init__(self, mark: str, tone: str) -> None:
        super().__init__()
        self._mark, self._tone = mark, tone
        fix(self, width=32, height=32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._mark, self._tone)
        painter.end()


class DutyWords(ElideLabel):
    """Post, shift and hours where there is room; else the hours keep theirs: the character beside tells the post."""

    def __init__(self, one: OnDuty) -> None:
        ways = ((one.post, one.times), (one.shift, one.times), (one.times,))
        self._ways = ["　".join(filter(None, way)) for way in ways]
        super().__init__(self._ways[0], "note")

    def shown(self) -> str:
        wide = self.fontMetrics().horizontalAdvance
        return next((words for words in self._ways if wide(words) <= self.width()), super().shown())


def emptied(card: Card) -> Card:
    """The card without what it showed before."""
    while (item := card.body.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()
    return card


def show_on_duty(card: Card, people: Sequence[OnDuty] | None, call: Callable[[OnDuty], object]) -> None:
    """`call(one)` when the phone beside somebody is pressed."""
    emptied(card)
    for place, one in enumerate(people or ()):
        card.add(_on_duty(one, place, call))
    if not people:
        card.add(EmptyState("calendar-days", tr("今天的值班还没有发布"), "home.duty.none"), 1)
    card.body.addStretch(1)


def _on_duty(one: OnDuty, place: int, call: Callable[[OnDuty], object]) -> QWidget:
    words = Row(Label(one.name, "panel"), gap=8)
    if one.now:
        words.addWidget(PillLabel(Pill(tr("现在"), "green"), height=20))
    words.addStretch(1)
    row = Row(PostChip(one.mark, one.look), gap=8)
    row.addLayout(Column(None, words, DutyWords(one), None, gap=0), 1)
    if one.phone:
        label = tr("复制{name}的电话").format(name=one.name)
        row.addWidget(IconButton("phone", label, f"home.duty.call{place}", partial(call, one), size=28, u=18))
    line = QWidget()
    line.setLayout(row)
    fix(line, height=49)
    return line


def show_open_items(card: Card, items: Sequence[OpenItem] | None, close: Callable[[OpenItem], object]) -> None:
    """`close(item)` when its tick is pressed; the overdue ones first and in red."""
    emptied(card)
    for place, item in enumerate((items or ())[:MOST_ITEMS]):
        row = Row(IconButton("circle-dashed", tr("办结：{words}").format(words=item.words), f"home.handover.{place}",
                             partial(close, item), size=28, u=16), gap=6)  # fmt: skip
        row.addWidget(ElideLabel(item.words), 1)
        if item.due is not None:
            day = f"{item.due.month}-{item.due.day}"
            row.addWidget(Label(tr("逾期") if item.overdue else day, "note", "red" if item.overdue else "ink2"))
        line = QWidget()
        line.setLayout(row)
        fix(line, height=34)
        card.add(line)
    if not items:
        card.add(Label(tr("没有未结的交接事项"), "note"))
    card.body.addStretch(1)


def show_moves(card: Card, view: HomeView) -> None:
    emptied(card)
    for icon, words, moves in (("log-in", tr("今日入住"), view.arrivals), ("log-out", tr("今日离开"), view.departures)):
        head = QWidget()
        head.setLayout(Row(IconLabel(icon, "ink", 16), Label(words, "strong"), None,
                           Label(tr("{n} 人").format(n=len(moves)), "panel")))  # fmt: skip
        fix(head, height=30)
        card.add(head)
        for move in moves[:MOST_MOVES]:
            card.add(_move(move))
        if icon == "log-in":
            card.add(rule())


def _move(move: Move) -> QWidget:
    made = QWidget()
    state = Label(tr("已报送"), "note", "green") if move.reported else Label(tr("待报送"), "note", "amber")
    row = Row(Label(move.name), gap=10)
    row.addWidget(ElideLabel(move.place, "label"), 1)
    row.addWidget(state)
    made.setLayout(row)
    fix(made, height=26)
    return made


def show_houses(card: Card, houses: Occupancy | None) -> None:
    emptied(card)
    if houses is None or not houses.rooms:
        card.add(EmptyState("building-2", tr("还没有出租房"), "home.rent.none"), 1)
        return
    card.note.setText(tr("{houses} 户 · {rooms} 间").format(houses=f"{houses.houses:,}", rooms=f"{houses.rooms:,}"))
    figure = QWidget()
    row = Row(Label(f"{houses.percent}%", "figure"), gap=8)
    about = tr("有人住 {n} 间 · {p} 人").format(n=f"{houses.lived_in:,}", p=f"{houses.persons:,}")
    row.addWidget(ElideLabel(about, "label"), 1)
    figure.setLayout(row)
    card.add(figure)
    parts = [Item(tr("在住"), houses.lived_in - houses.overfull, tone="accent"),
             Item(tr("超员"), houses.overfull, tone="red"),
             Item(tr("空房"), houses.rooms - houses.lived_in, tone="sunken")]  # fmt: skip
    card.add(ChartWidget(tr("出租房"), "home.rent.chart", ChartKind.STACK, parts))
    villages = [Item(name, percent, words=f"{percent}%") for name, percent in houses.villages[:4]]
    card.add(Label(tr("按村 · 在住率"), "note"))
    card.add(ChartWidget(tr("按村在住率"), "home.rent.villages", ChartKind.SHARES, villages))
    card.body.addStretch(1)


def show_backup(card: Card, state: BackupState) -> None:
    emptied(card)
    made = QWidget()
    icon = {"green": "shield-check", "amber": "triangle-alert"}.get(state.tone, "circle-alert")
    words = Column(Label(state.title, "strong"), ElideLabel(state.words, "note"), gap=2)
    row = Row(IconLabel(icon, state.tone, 22), gap=10)
    row.addLayout(words, 1)
    made.setLayout(row)
    card.add(made)


def desk_buttons(run_in: Callable[[], object], run_out: Callable[[], object]) -> Row:
    return Row(button(tr("办理入住"), "home.in", run_in, icon="log-in", kind="primary", small=True),
               button(tr("办理离开"), "home.out", run_out, icon="log-out", small=True), None,
               margins=(12, 4, 12, 12))  # fmt: skip

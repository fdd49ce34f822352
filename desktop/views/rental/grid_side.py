"""The right side of 责任网格: one unit, who answers and who did before, its houses, what became of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain import codes, masking
from desktop.domain.responsibility import Person, holds
from desktop.models.grid_tree import people_words
from desktop.models.lines import LineColumn, LinesModel
from desktop.services.grid_view import HouseRow, UnitPage
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.buttons import button
from desktop.views.widgets.card import Card
from desktop.views.widgets.delegates import CellDelegate, Index
from desktop.views.widgets.labels import ElideLabel, Label, StyledFrame
from desktop.views.widgets.lines_table import lines_table, marked
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr

LOWER = (("houses", "房屋"), ("history", "变动历史"))


def term(one: Person) -> str:
    """2026-01-01 起, or from when to when."""
    start = one.start.isoformat() if one.start else ""
    return f"{start} 至 {one.until.isoformat()}" if one.until else f"{start} 起" if start else ""


PEOPLE = (
    LineColumn[Person]("姓名", 96, lambda one: one.name),
    LineColumn[Person]("责任", 128, lambda one: codes.label("answer_role", one.role)),
    LineColumn[Person]("联系电话", 124, lambda one: masking.mask_phone(one.phone) if one.phone else ""),
    LineColumn[Person]("任期", 0, term),
)
HOUSES = (
    LineColumn[HouseRow]("房屋地址", 0, lambda one: one.address),
    LineColumn[HouseRow]("房东", 88, lambda one: one.owner),
    LineColumn[HouseRow]("所在单元", 112, lambda one: one.unit),
)
HISTORY = (
    LineColumn[str]("日期", 104, lambda one: one.split(" ", 1)[0]),
    LineColumn[str]("变动", 0, lambda one: one.split(" ", 1)[-1]),
)


class UnitHead(StyledFrame):
    """Name, kind and way up; who answers, in one line."""

    def __init__(self) -> None:
        super().__init__("card")
        self.setObjectName("grid.head")
        self.name, self.kind, self.path = Label("", "panel"), Label("", "label"), ElideLabel("", "note")
        self.answer = Label("", "", wrap=True)
        first = Row(self.name, self.kind, gap=10)
        first.addWidget(self.path, 1)
        self.setLayout(Column(first, self.answer, margins=(12, 10, 12, 10), gap=6))

    def show_page(self, page: UnitPage) -> None:
        self.name.setText(page.unit.name)
        self.kind.setText(codes.label("unit_kind", page.unit.kind))
        self.path.setText(page.path.rpartition(" › ")[0])
        who = people_words(page.answer.people)
        if not who:
            words = tr("没有责任人：先指定一位，或在上级指定")
        elif page.answer.inherited:
            words = tr("由上级“{unit}”负责：{who}").format(unit=page.answer_at, who=who)
        else:
            words = tr("负责：{who}").format(who=who)
        self.answer.setText(words)
        self.answer.set_ink("" if who else "red")


class UnitSide(QWidget):
    """`appoint_asked`, `leave_asked(Person)`, `place_asked([house ids])`, `door_asked(HouseRow)`."""

    appoint_asked = Signal()
    leave_asked = Signal(object)
    place_asked = Signal(object)
    door_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("grid.side")
        self.setAccessibleName(tr("责任单元"))
        self.page: UnitPage | None = None
        self._day, self._may = date.min, False
        self.head = UnitHead()
        self.people = LinesModel[Person](PEOPLE, self)
        self.houses, self.history = LinesModel[HouseRow](HOUSES, self), LinesModel[str](HISTORY, self)
        self.people_table = lines_table(
            self.people, tr("责任人"), "grid.people", tr("人"), tr("这个单元还没有责任人。")
        )
        self.people_table.setItemDelegate(CellDelegate(self.people_table, ink=self._person_ink))
        self.house_table = lines_table(self.houses, tr("房屋"), "grid.houses", tr("户"), tr("这个单元还没有房屋。"))
        self.history_table = lines_table(self.history, tr("变动历史"), "grid.history", tr("次"), tr("没有变动过。"))
        self.appoint = button(tr("指定责任人"), "grid.appoint", self.appoint_asked.emit, icon="user-plus", kind="head")
        self.leave = button(tr("卸任"), "grid.leave", self._leave, icon="log-out", kind="head")
        self.place = button(tr("归到别处"), "grid.place", self._place, icon="arrow-right", kind="head")
        self.door = button(tr("某日责任人"), "grid.door", self._door, icon="calendar-search", kind="head")
        self._build()
        self._offer()

    def _build(self) -> None:
        people = _card(tr("责任人"), self.people_table, self.appoint, self.leave)
        self.people_card = people
        self.below = SegmentedControl(
            tr("看什么"), "grid.below", [(key, tr(words)) for key, words in LOWER], small=True
        )
        self.house_card = Card("", margins=(0, 0, 0, 0))
        self.house_card.title.hide()
        self.house_card.add_left(self.below)
        for one in (self.door, self.place):
            self.house_card.add_right(one)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.house_table)
        self._stack.addWidget(self.history_table)
        self.house_card.add(self._stack, 1)
        self.house_card.setAccessibleName(tr("房屋和变动历史"))
        whole = Column(self.head, gap=12)
        whole.addWidget(people, 2)
        whole.addWidget(self.house_card, 3)
        self.setLayout(whole)
        self.below.chosen.connect(lambda _: self._turn())
        self.house_table.opened.connect(lambda _: self._door())
        for table in (self.people_table, self.house_table):
            table.setProperty("bare", True)
            table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.history_table.setProperty("bare", True)

    def show_page(self, page: UnitPage, day: date, *, may_change: bool) -> None:
        """`may_change`: today's state is shown and whoever looks has the right."""
        self.page, self._day, self._may = page, day, may_change
        self.head.show_page(page)
        self.people.show(page.people)
        self.houses.show(page.houses)
        self.history.show(page.history)
        now = sum(holds(one.start, one.until, day) for one in page.people)
        before = len(page.people) - now
        told = tr("在任 {n} 人").format(n=now)
        self.people_card.note.setText(told + (tr("，其他任期 {n} 人").format(n=before) if before else ""))
        self.house_card.note.setText(tr("{n} 户").format(n=f"{page.house_count:,}"))
        self._offer()

    def set_cramped(self, cramped: bool) -> None:
        """Low windows: the lines have the room of the heads."""
        for table in (self.people_table, self.house_table, self.history_table):
            table.horizontalHeader().setVisible(not cramped)

    def allow(self, may_change: bool) -> None:
        """Before the page of a new day is there."""
        self._may = may_change
        self._offer()

    def chosen_houses(self) -> list[HouseRow]:
        return marked(self.house_table, self.houses)

    def _turn(self) -> None:
        houses = self.below.choice() == "houses"
        self._stack.setCurrentIndex(0 if houses else 1)
        self._offer()

    def _offer(self) -> None:
        person, houses = self._person(), self.chosen_houses()
        here = self.page is not None
        self.appoint.allow(here and self._may, tr("看的是别的日子，或没有权限"))
        in_office = person is not None and person.until is None
        self.leave.allow(in_office and self._may, tr("先选一位在任的责任人"))
        shown = self.below.choice() == "houses"
        for one in (self.door, self.place):
            one.setVisible(shown)
        self.door.allow(len(houses) == 1, tr("先选一户"))
        self.place.allow(bool(houses) and self._may, tr("先选一户或几户"))

    def _person(self) -> Person | None:
        found = marked(self.people_table, self.people)
        return found[0] if len(found) == 1 else None

    def _leave(self) -> None:
        if (person := self._person()) is not None:
            self.leave_asked.emit(person)

    def _place(self) -> None:
        self.place_asked.emit([one.id for one in self.chosen_houses()])

    def _door(self) -> None:
        for one in self.chosen_houses()[:1]:
            self.door_asked.emit((one.id, one.address))

    def _person_ink(self, index: Index) -> str:
        one = self.people.line(index.row())
        return "" if one is not None and holds(one.start, one.until, self._day) else "ink3"


def _card(title: str, table: LedgerTable, *deeds: QWidget) -> Card:
    card = Card(title, margins=(0, 0, 0, 0))
    for one in deeds:
        card.add_right(one)
    card.add(table, 1)
    return card

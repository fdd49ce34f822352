"""人员住处: where somebody stayed, on which day, and who shared the room; a wrong stay is corrected with a trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain import masking
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.models.lines import LineColumn, LinesModel
from desktop.services import look_up, records, stay_history
from desktop.services.office import Office
from desktop.services.stay_history import PersonLine
from desktop.services.staying import Resident
from desktop.views.desk import Desk
from desktop.views.look_up.purposes import Purposes
from desktop.views.rental import house_orders
from desktop.views.rental.dialogs import ask_correction
from desktop.views.rental.sheet_export import sheet_commands
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, Row, fix
from desktop.views.widgets.buttons import Command, button
from desktop.views.widgets.card import Card
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.labels import ElideLabel, Label
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

Stayed = tuple[Resident, list[Resident]]
PERSONS = (
    LineColumn[PersonLine]("姓名", 72, lambda one: one.name),
    LineColumn[PersonLine]("证件号码", 0, lambda one: masking.mask_id(one.id_number) if one.id_number else ""),
)
STAYS = (
    LineColumn[Resident]("住处", 0, lambda one: one.place),
    LineColumn[Resident]("入住", 92, lambda one: one.checkin.isoformat()),
    LineColumn[Resident]("离开", 92, lambda one: one.checkout.isoformat() if one.checkout else tr("在住")),
)
OTHERS = (
    LineColumn[Resident]("同住的人", 72, lambda one: one.name),
    LineColumn[Resident]("证件号码", 0, lambda one: masking.mask_id(one.id_number) if one.id_number else ""),
    LineColumn[Resident]("入住", 92, lambda one: one.checkin.isoformat()),
    LineColumn[Resident]("离开", 92, lambda one: one.checkout.isoformat() if one.checkout else tr("在住")),
)


class StaysPane(Part):
    """Type a name or a whole number, Enter; each person looked at is kept in the log with the purpose."""

    area = "rental"
    ledgers = frozenset({"stays", "rooms", "houses", "people"})
    hints = "Enter 查找　Ctrl+P 本人信息表"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "rent.stays", tr("人员住处"))
        self.words = TextField(tr("姓名或证件号码"), "rent.stays.words", hint=tr("姓名或完整证件号码"))
        self.search = button(tr("查找"), "rent.stays.find", self._find, icon="search")
        self.day = DateField(tr("某日"), "rent.stays.day", today=lambda: desk.office.today, hint=tr("某日在哪里"))
        self.where = ElideLabel("", "label")
        self.where.setObjectName("rent.stays.where")
        self._purposes = Purposes(desk, self)
        self.persons, self.stays = LinesModel[PersonLine](PERSONS, self), LinesModel[Resident](STAYS, self)
        self.others = LinesModel[Resident](OTHERS, self)
        self._shared: dict[str, list[Resident]] = {}
        nobody = tr("在上面打姓名或完整证件号码，按回车查找。")
        self.persons_table = lines_table(self.persons, tr("人员"), "rent.stays.persons", tr("人"), nobody)
        self.table = lines_table(self.stays, tr("住过的地方"), "rent.stays.list", tr("次"), tr("先查一个人。"))
        self.others_table = lines_table(
            self.others, tr("同住的人"), "rent.stays.others", tr("人"), tr("先选一次住宿。")
        )
        self.trace = QPlainTextEdit()
        self._build()
        self._connect()
        self._offer()

    def _build(self) -> None:
        fix(self.words, width=240)
        self.bar.lead.addWidget(self.words)
        self.bar.lead.addWidget(self.search)
        self.trace.setObjectName("rent.stays.trace")
        self.trace.setAccessibleName(tr("登记经过"))
        self.trace.setReadOnly(True)
        self.trace.setPlaceholderText(tr("先选一次住宿。"))
        left, middle = Card(tr("人员")), Card(tr("住过的地方"))
        others, trace = Card(tr("同时住这间的人")), Card(tr("登记经过"))
        for card, thing in ((left, self.persons_table), (others, self.others_table), (trace, self.trace)):
            card.add(thing, 1)
        asked = Label(tr("某日"), "label")
        asked.setBuddy(self.day)
        fix(self.day, width=150)
        line = Row(asked, self.day, gap=8)
        line.addWidget(self.where, 1)
        middle.add(line)
        middle.add(self.table, 1)
        self._left, self._right = left, QWidget()
        side = Column(gap=12)
        side.addWidget(others, 1)
        side.addWidget(trace, 1)
        self._right.setLayout(side)
        row = Row(gap=12, margins=(12, 12, 12, 12))
        for widget, stretch in ((left, 0), (middle, 1), (self._right, 0)):
            row.addWidget(widget, stretch)
        self.set_layout_class(LayoutClass.NORMAL)
        self.lay_out(row)

    def _connect(self) -> None:
        self.words.returnPressed.connect(self._find)
        self.day.left.connect(self._tell_day)
        self.day.returnPressed.connect(self._tell_day)
        self.persons_table.selectionModel().currentChanged.connect(lambda *_: self._read_stays())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_stay())
        self.table.opened.connect(lambda _: self._go())

    def set_layout_class(self, kind: LayoutClass) -> None:
        fix(self._left, width=200 if kind.cramped else 260)
        fix(self._right, width=260 if kind.cramped else 400)

    def first_focus(self) -> QWidget | None:
        return self.words

    def refresh(self) -> None:
        self._read_stays(noted=False)

    def person(self) -> PersonLine | None:
        return self.persons.line(self.persons_table.currentIndex().row())

    def stay(self) -> Resident | None:
        return self.stays.line(self.table.currentIndex().row())

    def _find(self) -> None:
        text = self.words.text()
        self.desk.ask(lambda office: stay_history.find_persons(office, text=text), self._show_persons, self.refused)

    def _show_persons(self, found: Sequence[PersonLine]) -> None:
        self.persons_table.set_empty(tr("没有查到这个人：换个名字，或填完整证件号码。"))
        self.persons.show(found)
        self.stays.show(())
        if found:
            self.persons_table.selectRow(0)
        else:
            self._show_stays([])

    def _read_stays(self, *, noted: bool = True) -> None:
        """`noted`: somebody new is looked at, which the log keeps."""
        person = self.person()
        if person is not None and noted:
            self._purposes.then(self, partial(self._read_person, person.id))
        elif person is not None:
            self._read_person(person.id, "")

    def _read_person(self, person: str, purpose: str) -> None:
        asked = self.words.text()

        def read(office: Office) -> list[Stayed]:
            if purpose:
                look_up.note_look_up(office, asked, ledger="people", record=person, purpose=purpose)
            return stay_history.stays_shared(office, person=person)

        self.desk.ask(read, self._show_stays, self.refused)

    def _show_stays(self, found: Sequence[Stayed]) -> None:
        row = max(0, self.table.currentIndex().row())
        self._shared = {stay.stay: others for stay, others in found}
        self.table.set_empty(tr("还没有住过。") if self.person() is not None else tr("先查一个人。"))
        self.stays.show([stay for stay, _ in found])
        if found:
            self.table.selectRow(min(row, len(found) - 1))
        self._tell_day()
        self._show_stay()

    def _show_stay(self) -> None:
        self._offer()
        stay = self.stay()
        self.others_table.set_empty(tr("没有人同住。") if stay is not None else tr("先选一次住宿。"))
        self.others.show(self._shared.get(stay.stay, ()) if stay else ())
        self._show_trace([])
        if stay is not None:
            self.desk.ask(lambda office: records.history(office, ledger="stays", record=stay.stay), self._show_trace,
                          self.refused)  # fmt: skip

    def _show_trace(self, entries: Sequence[dict[str, Any]]) -> None:
        self.trace.setPlainText("\n".join(_trace(entry) for entry in entries))

    def _tell_day(self) -> None:
        try:
            day = self.day.read()
        except Refused:  # the field itself says what is wrong
            return
        if day is None or self.person() is None:
            self.where.setText("")
            return
        lines = [line for row in range(self.stays.rowCount()) if (line := self.stays.line(row)) is not None]
        found = stay_history.place_on(lines, day)
        self.where.setText(found.place if found else tr("{day} 没有住宿登记").format(day=day.isoformat()))
        if found is not None:
            self.table.selectRow(lines.index(found))

    def _offer(self) -> None:
        there = self.stay() is not None
        cannot = tr("先选一次住宿") if self.may_change else tr("您的账号只能查看")
        self.bar.set_commands((
            Command("correct", tr("更正…"), self._correct, "pencil-line", "", there and self.may_change, cannot),
            Command("room", tr("到房间"), self._go, "map-pin", "flat", there, tr("先选一次住宿"), "Enter"),
            *self._papers(),
        ))  # fmt: skip

    def _papers(self) -> Iterator[Command]:
        person, may = self.person(), self.desk.office.may(self.area, Action.PRINT)
        no, why = tr("您的账号不能打印"), tr("先查一个人")
        yield Command("print", tr("本人信息表"), self._print_sheet, "printer", "flat", may and person is not None,
                      why if may else no, "Ctrl+P", right=True)  # fmt: skip
        yield Command("notice", tr("个人信息告知书"), self._print_notice, "file-text", "flat", may, no, right=True,
                      folded=True)  # fmt: skip
        yield from sheet_commands(self)

    def _print_sheet(self) -> None:
        if (person := self.person()) is not None:
            self.paper_asked.emit(house_orders.sheet_order(person.id))

    def _print_notice(self) -> None:
        """Blank while nobody is chosen."""
        person = self.person()
        self.paper_asked.emit(house_orders.notice_order(person.id if person else ""))

    def _go(self) -> None:
        if (stay := self.stay()) is not None:
            self.place_asked.emit(("rooms", stay.room_id))

    def _correct(self) -> None:
        if (stay := self.stay()) is None:
            return
        asked = ask_correction(self, stay, lambda: self.desk.office.today)

        def made() -> Callable[[Office], Any]:
            values = asked.form.values()
            why = str(values.pop("why", "") or "")
            return partial(stay_history.correct_stay, stay=stay.stay, values=values, reason=why)

        self.ask_first(asked, made, tr("已更正：{name} {place}").format(name=stay.name, place=stay.place))


def _trace(entry: dict[str, Any]) -> str:
    """`2026-09-23 10:24 王海燕 更正租住登记：入住日期 2026-09-23 改为 2026-09-20（抄错日期）`"""
    when = str(entry["at"])[:16].replace("T", " ")
    changes = [tr("{label} {old} 改为 {new}").format(label=label, old=old or tr("空"), new=new or tr("空"))
               for label, old, new in entry["changes"] if entry["kind"] == "changed"]  # fmt: skip
    told = f"{when} {entry['who']} {entry['label']}" + ("：" + "，".join(changes) if changes else "")
    return told + (tr("（{why}）").format(why=entry["reason"]) if entry["reason"] else "")

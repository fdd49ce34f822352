"""办理入住: ID first, a returning person recalled, a party of several kept together until it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.domain import codes, masking, tenancy
from desktop.domain.calendar import Calendar
from desktop.domain.identity import IdNumber
from desktop.domain.tenancy import Caution
from desktop.services.check_in import Guest
from desktop.services.room_board import Tile
from desktop.services.staying import Resident
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.buttons import IconButton, button
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.foot_bar import FootBar
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.form_cell import Finding
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, StyledFrame
from desktop.views.widgets.masked_field import IdField, PhoneField
from desktop.views.widgets.scroll import scroll_area
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

PERSON = ("id_number", "name", "phone", "reason")


def line(icon: str) -> tuple[QWidget, ElideLabel]:
    """A foot line: icon and words that are kept up to date."""
    words, holder = ElideLabel("", "label"), QWidget()
    row = Row(IconLabel(icon, "ink2", 16), gap=8)
    row.addWidget(words, 1)
    holder.setLayout(row)
    return holder, words


def _scrolled(*widgets: QWidget) -> QScrollArea:
    """The form scrolls in a low window; head and foot stay."""
    inner = QWidget()
    inner.setLayout(Column(*widgets, None, margins=(16, 12, 16, 8), gap=8))
    return scroll_area(tr("入住登记"), "rent.checkin.scroll", inner, sideways=False)


class CheckInPanel(StyledFrame):
    """One guest at a time; `saved(guests, checkin, until)` when the party is complete, `cancelled` on leaving.

    `recall_asked(number)` wants a known person; answer with `show_recalled`. `coming_changed(n)` wants the
    capacity words; answer with `show_capacity`.
    """

    saved = Signal(object, object, object)
    cancelled = Signal()
    recall_asked = Signal(str)
    coming_changed = Signal(int)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("drawer")
        self.setObjectName("rent.checkin")
        self.setAccessibleName(tr("办理入住"))
        self._today, self._guests = today, list[Guest]()
        self._known: Mapping[str, Any] | None = None
        self._calendar: Calendar | None = None
        self.form = self._make_form()
        self._back = self._recalled_line()
        self.form.add_note("back", self._back)
        self._fill_form()
        room, self.room_words = line("users")
        clock, self.report_words = line("clock")
        self.foot = FootBar("rent.checkin.foot", tr("入住并保存"))
        self.more = button(tr("再加一人"), "rent.checkin.more", self.add_another, icon="user-plus", kind="link")
        self.foot.lead.addWidget(self.more)
        whole = Column(self._head(), gap=0)
        whole.addWidget(_scrolled(self.form, room, clock), 1)
        whole.addWidget(self.foot)
        self.setLayout(whole)
        self._connect()

    def _head(self) -> StyledFrame:
        head = StyledFrame("tinthead")
        self.title, self.note = Label(tr("办理入住"), "panel"), ElideLabel("", "label")
        row = Row(IconLabel("log-in", "accent", 18), self.title, margins=(16, 8, 12, 8), gap=8)
        row.addWidget(self.note, 1)
        row.addWidget(IconButton("x", tr("关闭"), "rent.checkin.close", self.cancelled.emit, key="Esc", size=26))
        head.setLayout(row)
        return head

    def _make_form(self) -> FormPanel:
        form = FormPanel("rent.checkin.form", rules=(self._ends_after_start,))
        self.id_field = IdField(tr("证件号码"), "rent.checkin.id_number", hint=tr("读卡、粘贴或输入18位"))
        form.add("id_number", tr("证件号码"), self.id_field, required=True, span=2)
        return form

    def _recalled_line(self) -> StyledFrame:
        made = StyledFrame("note", "tint")
        self.recalled = ElideLabel("", "label", "accent")
        row = Row(IconLabel("history", "accent", 16), margins=(10, 6, 10, 6))
        row.addWidget(self.recalled, 1)
        made.setLayout(row)
        made.hide()
        return made

    def _fill_form(self) -> None:
        form, name = self.form, "rent.checkin"
        form.add("name", tr("姓名"), TextField(tr("姓名"), f"{name}.name"), required=True)
        form.add("phone", tr("联系方式"), PhoneField(tr("联系方式"), f"{name}.phone"), required=True)
        for key, label in (("checkin", tr("入住日期")), ("until", tr("租期至"))):
            form.add(key, label, DateField(label, f"{name}.{key}", today=self._today), required=True)
        reasons = codes.TABLES["reason"].items()
        field = CodeField(tr("流入原因"), f"{name}.reason", reasons, with_codes=True)
        form.add("reason", tr("流入原因"), field, required=True)
        form.add("relation", tr("与承租人关系"), CodeField(tr("与承租人关系"), f"{name}.relation",
                                                 codes.TABLES["relation"].items()))  # fmt: skip
        form.add("guardian", tr("监护人"), TextField(tr("监护人"), f"{name}.guardian"), span=2)

    def _connect(self) -> None:
        self.id_field.checked.connect(self._on_id)
        self.form.submitted.connect(self.save)
        self.form.checked.connect(self.foot.show_errors)
        self.form.edited.connect(lambda key: self._on_dates() if key == "checkin" else None)
        self.form.field("checkin").left.connect(self._on_dates)
        self.foot.primary.clicked.connect(lambda _=False: self.save())
        self.foot.cancel.clicked.connect(lambda _=False: self.cancelled.emit())

    def begin(self, tile: Tile, calendar: Calendar) -> None:
        """A new party for this room."""
        self._guests.clear()
        self._calendar = calendar
        self.title.setText(tr("办理入住 · {room}").format(room=tile.room))
        self.form.set_values(dict.fromkeys(self.form.keys()))
        self.form.field("checkin").set_value(self._today())
        self._persons = tile.persons
        self._next()

    def add_another(self) -> None:
        """Keeps this guest and clears the form for the next; the dates stay."""
        if (guest := self._guest()) is not None:
            self._guests.append(guest)
            dates = {key: self.form.values().get(key) for key in ("checkin", "until", "reason")}
            self.form.set_values(dict.fromkeys(self.form.keys()) | dates)
            self._next()

    def save(self) -> None:
        if (guest := self._guest()) is not None:
            values = self.form.values()
            self.saved.emit([*self._guests, guest], values["checkin"], values.get("until"))

    def show_recalled(self, person: Mapping[str, Any], last: Resident | None) -> None:
        """来过: what is known fills the form; numbers stay covered."""
        self._known = person
        words = tr("来过") if last is None else tr("来过：{year}年住{place}").format(
            year=last.checkin.year, place=last.place)  # fmt: skip
        self.recalled.setText(tr("{words}，资料已带出，请核对").format(words=words))
        self._back.show()
        self.form.field("name").set_value(person["name"])
        if person.get("reason"):
            self.form.field("reason").set_value(person["reason"])
        if person.get("phone"):
            self.form.field("phone").set_masked(masking.mask_phone(person["phone"]))
        self.form.field("until").setFocus()

    def show_capacity(self, warnings: list[Caution], words: str) -> None:
        self.room_words.setText("；".join(one.words for one in warnings) or words)
        self.room_words.set_ink("amber" if warnings else "")

    def _next(self) -> None:
        self._known = None
        self._back.hide()
        self._guardian(needed=False)
        count = self._persons + len(self._guests)
        self.note.setText(tr("同住第 {n} 人").format(n=count + 1))
        self.form.clear_findings()
        self._on_dates()
        self.coming_changed.emit(len(self._guests) + 1)
        self.id_field.setFocus()

    def _guest(self) -> Guest | None:
        """The guest in the form, or None when something has to be mended first."""
        if self.form.check():
            return None
        values = self.form.values()
        person = {key: values[key] for key in PERSON if values.get(key)}
        if self._known is not None:
            person["id"] = self._known["id"]
        stay = {key: values[key] for key in ("relation", "guardian", "reason") if values.get(key)}
        return Guest(person, stay)

    def _on_id(self, found: IdNumber | None) -> None:
        self._back.hide()
        self._known = None
        if found is not None:
            self._guardian(needed=tenancy.needs_guardian(found.birth, self._today()))
            self.recall_asked.emit(found.number)

    def _guardian(self, *, needed: bool) -> None:
        cell = self.form.cell("guardian")
        cell.setVisible(needed)
        cell.set_required(needed)

    def _on_dates(self) -> None:
        day = self.form.values().get("checkin")
        if day is not None and self._calendar is not None:
            self.report_words.setText(tenancy.report_words(day, self._calendar, self._today()))

    def _ends_after_start(self, values: Mapping[str, Any]) -> list[Finding]:
        start, end = values.get("checkin"), values.get("until")
        if start and end and end < start:
            return [Finding("until", tr("早于入住日期，请改后面的日期"))]
        return []

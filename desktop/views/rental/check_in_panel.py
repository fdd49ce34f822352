"""办理入住: ID first, a returning person recalled, a party of several kept together until it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.domain import masking, tenancy
from desktop.domain.calendar import Calendar
from desktop.domain.card_file import Card
from desktop.domain.identity import IdNumber
from desktop.errors import Refused
from desktop.services.check_in import Guest
from desktop.services.letting import Letting
from desktop.services.room_board import Tile
from desktop.services.staying import Resident
from desktop.views.rental.check_in_form import PERSON, SELDOM, STAY, CheckInForm
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import IconButton, button
from desktop.views.widgets.foot_bar import FootBar
from desktop.views.widgets.form_cell import Finding
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, StyledFrame
from desktop.views.widgets.scroll import scroll_area
from desktop.views.words import tr

KEPT = ("checkin", "until", "reason")
"""What the next person of a party has in common with the last."""


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
    """One guest at a time; `saved(guests, checkin, until, reason)` when the party is complete, `cancelled` on leaving.

    `recall_asked(number)` wants a known person; answer with `show_recalled`. `coming_changed(n, related)` wants what
    speaks against it; answer with `show_letting`. `file_asked` wants the file of a card reader; answer with
    `show_card`.
    """

    saved = Signal(object, object, object, str)
    cancelled = Signal()
    recall_asked = Signal(str)
    coming_changed = Signal(int, bool)
    file_asked = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("drawer")
        self.setObjectName("rent.checkin")
        self.setAccessibleName(tr("办理入住"))
        self._today, self.guests = today, list[Guest]()
        self._drafted: Mapping[str, str] = {}
        self.dirty, self.banner = False, Banner("rent.checkin.banner")
        self._known: Mapping[str, Any] | None = None
        self._calendar: Calendar | None = None
        self._persons, self._minor = 0, False
        self._back = self._back_line()
        self.form = CheckInForm(today, self._back)
        self.id_field = self.form.id_field
        self.seldom = button(tr("更多项：性别、出生、民族、户籍、免报"), "rent.checkin.seldom", self._fold, kind="link")
        room, self.room_words = line("users")
        clock, self.report_words = line("clock")
        self.foot = FootBar("rent.checkin.foot", tr("入住并保存"))
        self.more = button(tr("再加一人"), "rent.checkin.more", self.add_another, icon="user-plus", kind="link")
        self.foot.lead.addWidget(self.more)
        whole = Column(self._head(), self.banner, gap=0)
        whole.addWidget(_scrolled(self.form, self.seldom, room, clock), 1)
        whole.addWidget(self.foot)
        self.setLayout(whole)
        self._connect()

    def _head(self) -> StyledFrame:
        head = StyledFrame("tinthead")
        self.title, self.note = Label(tr("办理入住"), "panel"), ElideLabel("", "label")
        row = Row(IconLabel("log-in", "accent", 18), self.title, margins=(16, 8, 12, 8), gap=8)
        row.addWidget(self.note, 1)
        row.addWidget(button(tr("读卡文件…"), "rent.checkin.reader", self.file_asked.emit, kind="link"))
        row.addWidget(IconButton("x", tr("关闭"), "rent.checkin.close", self.cancelled.emit, key="Esc", size=26))
        head.setLayout(row)
        return head

    def _back_line(self) -> StyledFrame:
        made = StyledFrame("note", "tint")
        self.recalled = ElideLabel("", "label", "accent")
        row = Row(IconLabel("history", "accent", 16), margins=(10, 6, 10, 6))
        row.addWidget(self.recalled, 1)
        made.setLayout(row)
        made.hide()
        return made

    def _connect(self) -> None:
        self.id_field.checked.connect(self._on_id)
        self.form.submitted.connect(self.save)
        self.form.checked.connect(self.foot.show_errors)
        self.form.edited.connect(self._on_edited)
        self.form.field("checkin").left.connect(self._on_dates)
        for key, change in (("exempt", self._soften), ("birth", self._on_birth), ("relation", self._tell_coming)):
            self.form.field(key).left.connect(change)
        self.foot.primary.clicked.connect(lambda _=False: self.save())
        self.foot.cancel.clicked.connect(lambda _=False: self.cancelled.emit())

    def begin(self, tile: Tile, calendar: Calendar) -> None:
        """A new party for this room; `dirty` from the first thing typed on."""
        self.guests.clear()
        self.dirty = False
        self._calendar = calendar
        self.title.setText(tr("办理入住 · {room}").format(room=tile.room))
        self._show_tile(tile)
        self.form.set_values(dict.fromkeys(self.form.keys()) | {"checkin": self._today()})
        self.form.fold(away=True)
        self.form.ask_for("why", needed=False)
        self._next()

    def renew(self, tile: Tile) -> None:
        """Who lives there has changed meanwhile; what is typed stays."""
        self._show_tile(tile)
        self._tell_coming()

    def _show_tile(self, tile: Tile) -> None:
        who = tr("与{name}关系").format(name=tile.residents[0].name) if tile.residents else tr("与承租人关系")
        self.form.cell("relation").label.setText(who)
        self._persons = tile.persons
        self._count()

    def _count(self) -> None:
        self.note.setText(tr("同住第 {n} 人").format(n=self._persons + len(self.guests) + 1))

    def add_another(self) -> None:
        """Keeps this guest and clears the form for the next; the dates stay."""
        if (guest := self._guest()) is not None:
            self.guests.append(guest)
            values = self.form.values()
            kept = {key: values.get(key) for key in (*KEPT, "why")}
            self.form.set_values(dict.fromkeys(self.form.keys()) | kept)
            self._next()

    def save(self) -> None:
        if (guest := self._guest()) is not None:
            values = self.form.values()
            why = "" if self.form.cell("why").isHidden() else str(values.get("why") or "")
            self.saved.emit([*self.guests, guest], values["checkin"], values.get("until"), why)

    def show_recalled(self, person: Mapping[str, Any], last: Resident | None) -> None:
        """来过: what is known fills the form; numbers stay covered."""
        self._known = person
        self._tell(_former(last))
        self.form.field("name").set_value(person["name"])
        for key in ("reason", "work", "nation", "origin"):
            if person.get(key):
                self.form.field(key).set_value(person[key])
        if person.get("phone"):
            self.form.field("phone").set_masked(masking.mask_phone(person["phone"]))
        self.form.set_typed(self._drafted)
        self.form.field("until").setFocus()

    def show_card(self, card: Card) -> None:
        """What the reader read; the rest is asked."""
        told = {"name": card.name, "sex": card.sex, "birth": card.birth, "nation": card.nation, "origin": card.address}
        self.form.set_values(told)
        self.id_field.set_value(card.number)
        if card.expired(self._today()) and card.valid_to is not None:
            self._tell(tr("证件{day}已过期，让本人先换证").format(day=card.valid_to.isoformat()))
        self.form.field("phone").setFocus()

    def show_letting(self, told: Letting) -> None:
        self.room_words.setText("；".join(one.words for one in told.cautions) or told.words)
        self.room_words.set_ink("amber" if told.cautions else "")
        self.form.ask_for("why", needed=told.asks)

    def show_refused(self, refused: Refused) -> None:
        """At its field, which comes up when it was hidden; what belongs to none stands at the number."""
        if refused.code == "room_twice":
            self.form.ask_for("elsewhere", needed=True)
        elif refused.field in ("guardian", "why"):
            self.form.ask_for(refused.field, needed=True)
        elif refused.field in ("sex", "birth", "nation", "origin"):
            self.form.fold(away=False)
        if not self.form.show_refused(refused):
            self.form.cell("id_number").show_finding(Finding("id_number", str(refused)))

    def _next(self) -> None:
        self._known, self._minor, self._drafted = None, False, {}
        self._back.hide()
        for key in ("guardian", "elsewhere"):
            self.form.ask_for(key, needed=False)
        self._soften()
        self._count()
        self.form.clear_findings()
        self._tell_coming()
        self.id_field.setFocus()

    def _guest(self) -> Guest | None:
        """The guest in the form, or None when something has to be mended first."""
        if self.form.check():
            if self.form.missing_document():
                words = tr("没有填证件号码，查验证件再办；拒不出示的不得出租")
                self.form.cell("id_number").show_finding(Finding("id_number", words))
            return None
        values = self.form.values()
        person = {key: values[key] for key in PERSON if values.get(key)}
        if self._known is not None:
            person["id"] = self._known["id"]
        return Guest(person, {key: values[key] for key in STAY if values.get(key)})

    def _on_id(self, found: IdNumber | None) -> None:
        self._back.hide()
        self._known = None
        if found is not None:
            self._of_age(found.birth)
            self.recall_asked.emit(found.number)

    def _on_birth(self) -> None:
        birth = self.form.values().get("birth")
        if birth is not None:
            self._of_age(birth)

    def _of_age(self, birth: date) -> None:
        self._minor = tenancy.needs_guardian(birth, self._today())
        self.form.ask_for("guardian", needed=self._minor)
        self._soften()

    def _soften(self) -> None:
        self.form.soften(minor=self._minor, exempt=bool(self.form.values().get("exempt")))
        self._on_dates()

    def take_draft(self, guests: Sequence[Guest], typed: Mapping[str, str]) -> None:
        """The party as it was left; a known person is recalled anew, what was typed of them holds."""
        self.guests[:] = guests
        self._drafted = {key: words for key, words in typed.items() if words}
        self.form.set_typed(typed)
        for key in ("guardian", "elsewhere", "why"):
            self.form.ask_for(key, needed=bool(typed.get(key)))
        self.form.fold(away=not any(typed.get(key) for key in SELDOM))
        self.dirty = True
        self._count()
        self._on_birth()
        self._soften()
        self._tell_coming()
        if (number := self.form.values().get("id_number")) is not None:
            self.recall_asked.emit(str(number))
        if (first := self.form.first_empty()) is not None:
            first.setFocus()

    def _on_edited(self, key: str) -> None:
        self.dirty = True
        if key == "checkin":
            self._on_dates()
        elif key == "relation":
            self._tell_coming()

    def _tell_coming(self) -> None:
        told = [self.form.values().get("relation"), *(one.stay.get("relation") for one in self.guests)]
        related = tenancy.joins(told)
        self.coming_changed.emit(len(self.guests) + 1, related)

    def _on_dates(self) -> None:
        values = self.form.values()
        day = values.get("checkin")
        if values.get("exempt"):
            self.report_words.setText(tr("免报情形，不计报送期限"))
        elif day is not None and self._calendar is not None:
            self.report_words.setText(tenancy.report_words(day, self._calendar, self._today()))

    def _fold(self) -> None:
        self.form.fold(away=not self.form.folded)

    def _tell(self, words: str) -> None:
        self.recalled.setText(words)
        self._back.show()


def _former(last: Resident | None) -> str:
    if last is None:
        return tr("来过，资料已带出，请核对")
    if last.checkout is None:
        return tr("现住{place}，先办理离开或换房").format(place=last.place)
    return tr("来过：{year}年住{place}，资料已带出，请核对").format(year=last.checkin.year, place=last.place)

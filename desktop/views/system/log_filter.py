"""What an auditor asks of the log: words, who, what kind of deed, which ledger, from and to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.log_kinds import KINDS
from desktop.errors import Refused
from desktop.services import log_view
from desktop.services.log_view import LogFilter
from desktop.views.desk import Desk
from desktop.views.style.metrics import LayoutClass, Row, fix
from desktop.views.widgets.buttons import button
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

WIDE, NARROW = (200, 130, 130, 150, 132, 132), (112, 96, 96, 96, 124, 124)  # u: words, who, kind, ledger, days


class LogFilterBar(StyledFrame):
    """`changed` when another question is asked; `asked()` is the question."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("bar")
        self._desk, self._read = desk, False
        self.text = TextField(tr("筛选日志"), "log.filter", hint=tr("谁、做了什么、用途"))
        self.user = CodeField(tr("谁"), "log.user", hint=tr("谁"))
        kinds = [(key, tr(kind.label)) for key, kind in KINDS.items()]
        self.kind = CodeField(tr("哪类操作"), "log.kind", kinds, hint=tr("哪类操作"))
        self.ledger = CodeField(tr("台账"), "log.ledger", hint=tr("台账"))
        self.first = DateField(tr("从"), "log.first", today=lambda: desk.office.today, hint=tr("从"))
        self.last = DateField(tr("到"), "log.last", today=lambda: desk.office.today, hint=tr("到"))
        self.clear = button(tr("全部清除"), "log.clear", self._clear, kind="flat", small=True)
        self._lay_out()

    def _lay_out(self) -> None:
        self.set_layout_class(LayoutClass.NORMAL)
        self.setLayout(Row(self.text, self.user, self.kind, self.ledger, self.first, Label(tr("到"), "label"),
                           self.last, self.clear, None, margins=(12, 8, 12, 8)))  # fmt: skip
        self.text.edited.connect(self._left)
        for choice in (self.user, self.kind, self.ledger):
            choice.activated.connect(lambda _: self._left())
            choice.left.connect(self._left)
            choice.entered.connect(self._left)
        for day in (self.first, self.last):
            day.left.connect(self._left)
        self._known = self.asked()

    def set_layout_class(self, kind: LayoutClass) -> None:
        """All of it in one line, in a narrow window too."""
        fields = (self.text, self.user, self.kind, self.ledger, self.first, self.last)
        for field, width in zip(fields, NARROW if kind.cramped else WIDE, strict=True):
            fix(field, width=width)

    def asked(self) -> LogFilter:
        return LogFilter(user=_code(self.user), first=_day(self.first), last=_day(self.last), kind=_code(self.kind),
                         ledger=_code(self.ledger), text=self.text.text().strip())  # fmt: skip

    def read_choices(self) -> None:
        """Who stands in the log, and the ledgers: once."""
        if not self._read:
            self._read = True
            self._desk.ask(lambda office: (log_view.log_users(office), log_view.log_ledgers(office)),
                           lambda found: self._show_choices(*found))  # fmt: skip

    def first_focus(self) -> QWidget:
        return self.text

    def _show_choices(self, users: Sequence[tuple[str, str]], ledgers: Sequence[tuple[str, str]]) -> None:
        self.user.set_options(users)
        self.ledger.set_options(ledgers)

    def _left(self) -> None:
        if (now := self.asked()) != self._known:
            self._known = now
            self.changed.emit()

    def _clear(self) -> None:
        self.text.set_typed("")
        for field in (self.user, self.kind, self.ledger, self.first, self.last):
            field.set_value(None)
        self._left()


def _code(field: CodeField) -> str:
    try:
        return str(field.read() or "")
    except Refused:
        return ""


def _day(field: DateField) -> date | None:
    try:
        found = field.read()
    except Refused:
        return None
    return found if isinstance(found, date) else None

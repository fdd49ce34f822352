"""加条件: one or several conditions, each by field, comparison and what the field's kind can be compared with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import codes
from desktop.errors import Refused
from desktop.ledgers import Field, Kind
from desktop.ledgers.values import read
from desktop.services.listing import Condition
from desktop.views.directory.conditions import BETWEEN, EITHER, WORDS, between, operators
from desktop.views.directory.fields import YES_NO
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.buttons import IconButton, button
from desktop.views.widgets.choices_field import ChoicesField
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.labels import Label
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

MOST = 8  # conditions of one dialog
NOT_FILLED = Refused("条件没有写全", "选项目，写上内容，或去掉这一条", code="no_condition")


class ConditionRow(QWidget):
    """`conditions()` of one line; `removed` when it is taken out."""

    removed = Signal()

    def __init__(self, name: str, known: Mapping[str, Field], today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._known, self._name, self._today = known, name, today
        self.field = CodeField(
            tr("项目"), f"{name}.field", ((f.name, f.label) for f in known.values()), hint=tr("项目")
        )
        self.operator = CodeField(tr("条件"), f"{name}.operator", hint=tr("条件"))
        self.values: list[Any] = []
        self._holder = Row(gap=8)
        self.take_out = IconButton("x", tr("去掉这一条"), f"{name}.remove", self.removed.emit, size=26, u=16)
        fix(self.field, width=170)
        fix(self.operator, width=130)
        row = Row(self.field, self.operator, gap=8)
        row.addLayout(self._holder, 1)
        row.addWidget(self.take_out)
        self.setLayout(row)
        self.field.left.connect(self._on_field)
        self.field.activated.connect(lambda _: self._on_field())
        self.operator.left.connect(self._on_operator)
        self.operator.activated.connect(lambda _: self._on_operator())
        self._shown: tuple[str, str] = ("", "")
        self._offer(None)

    def choose(self, field: str, operator: str = "") -> None:
        """Set field and comparison, as picking them does."""
        self.field.set_value(field)
        self._on_field()
        if operator:
            self.operator.set_value(operator)
            self._on_operator()

    def conditions(self) -> list[Condition]:
        """Refused (no_condition) for a line that is not filled, or with what a field says of wrong words."""
        field, operator = self._known.get(self.field.read() or ""), self.operator.read()
        if field is None or not operator:
            raise NOT_FILLED
        if operator in EITHER:
            return [Condition(field.name, operator)]
        given = [value.read() for value in self.values]
        found = between(field, *given) if operator == BETWEEN else [self._one(field, operator, given[0])]
        if not found or found[0].value in (None, "", []):
            raise NOT_FILLED
        return found

    def _one(self, field: Field, operator: str, value: Any) -> Condition:
        if operator in ("among", "outside"):
            return Condition(field.name, operator, tuple(value or ()))
        if field.kind is Kind.LIST:
            return Condition(field.name, operator, f'"{value}"' if value else None)
        return Condition(field.name, operator, read(field, value) if operator == "is" else value)

    def _on_field(self) -> None:
        chosen = self._known.get(_read(self.field) or "")
        if chosen is not None and chosen.name != self._shown[0]:
            self._offer(chosen)

    def _on_operator(self) -> None:
        chosen = self._known.get(_read(self.field) or "")
        if chosen is not None and (_read(self.operator) or "") != self._shown[1]:
            self._show_values(chosen, _read(self.operator) or "")

    def _offer(self, field: Field | None) -> None:
        offered = operators(field) if field else ("has",)
        self.operator.set_options((key, tr(WORDS[key])) for key in offered)
        self.operator.set_value(offered[0])
        self._show_values(field, offered[0])

    def _show_values(self, field: Field | None, operator: str) -> None:
        self._shown = field.name if field else "", operator
        for old in self.values:
            old.hide()
            old.deleteLater()
        self.values = [] if operator in EITHER else self._inputs(field, operator)
        for made in self.values:
            self._holder.addWidget(made, 1)

    def _inputs(self, field: Field | None, operator: str) -> list[Any]:
        name = f"{self._name}.value"
        if field is None or (operator in ("has", "starts") and field.kind is not Kind.LIST):
            return [TextField(tr("内容"), name, hint=tr("内容"))]
        if operator == BETWEEN:
            return [self._end(field, name, tr("从")), self._end(field, f"{name}.to", tr("到"))]
        if operator in ("among", "outside"):
            return [ChoicesField(tr("内容"), name, codes.TABLES[field.codes].items())]
        options = YES_NO if field.kind is Kind.YES_NO else codes.TABLES[field.codes].items() if field.codes else None
        return [TextField(tr("内容"), name) if options is None else CodeField(tr("内容"), name, options)]

    def _end(self, field: Field, name: str, label: str) -> Any:
        if field.kind in (Kind.DATE, Kind.MOMENT):
            return DateField(label, name, today=self._today, hint=label)
        return TextField(label, name, hint=label)


class FilterDialog(DeedDialog):
    """`conditions()` after it was accepted."""

    def __init__(self, parent: QWidget, known: Mapping[str, Field], today: Callable[[], date] = date.today) -> None:
        super().__init__(parent, "ledger.condition", tr("加条件"), tr("加上"), width=640)
        self._known = {name: field for name, field in known.items() if field.kind not in (Kind.BODY, Kind.LINK)}
        self._today, self._made = today, 0
        self.rows: list[ConditionRow] = []
        self._lines = Column(gap=8)
        self.more = button(tr("再加一条"), "ledger.condition.more", self.add_row, icon="plus", kind="link")
        self.wrong = Label("", "note", "red", wrap=True)
        self.body.addLayout(self._lines)
        self.body.addLayout(Row(self.more, None))
        self.body.addWidget(self.wrong)
        self.body.addWidget(Label(tr("几条都要符合；日期和数字可只写一头。"), "note"))
        self.wrong.hide()
        self.add_row()

    def add_row(self) -> ConditionRow:
        made = ConditionRow(f"ledger.condition.{self._made}", self._known, self._today)
        self._made += 1
        made.removed.connect(lambda: self._remove(made))
        self.rows.append(made)
        self._lines.addWidget(made)
        self._count()
        made.field.setFocus()
        return made

    def conditions(self) -> list[Condition]:
        """All of them; Refused for the first line that is wrong."""
        return [one for row in self.rows for one in row.conditions()]

    def take(self) -> None:
        try:
            self.conditions()
        except Refused as refused:
            self.wrong.setText(str(refused))
            self.wrong.show()
        else:
            self.accept()

    def _remove(self, row: ConditionRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self._count()

    def _count(self) -> None:
        self.more.setEnabled(len(self.rows) < MOST)
        for row in self.rows:
            row.take_out.setVisible(len(self.rows) > 1)


def _read(field: CodeField) -> str | None:
    """What is chosen so far; nothing for words half typed."""
    try:
        found = field.read()
    except Refused:
        return None
    return str(found) if found else None

"""The page of one rule: what it says, why, and its parameters as fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain import codes
from desktop.domain.duty_rules import RULE_SHEETS, Parameter
from desktop.errors import Refused
from desktop.services.rota_rules import RuleBook
from desktop.views.style.metrics import Column
from desktop.views.widgets.choices_field import ChoicesField
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

PAIR = 2


def number(text: str) -> int:
    """Refused where it is no whole number."""
    if not text.strip().isdecimal():
        raise Refused(tr("“{text}”不是整数").format(text=text[:10]), tr("填数字"), code="number")
    return int(text)


class RuleForm(QWidget):
    """`submitted` with Ctrl+Enter or Enter in the last field; `values()` are those of ledger `duty_rules`."""

    submitted = Signal()

    def __init__(self, book: RuleBook, kind: str, values: Mapping[str, Any]) -> None:
        super().__init__()
        self.setObjectName("duty.rule")
        sheet = RULE_SHEETS[kind]
        self.kind, self._book = kind, book
        self.on = QCheckBox(tr("执行这条规则"))
        self.on.setObjectName("duty.rule.on")
        self.on.setAccessibleName(tr("执行这条规则"))
        self.on.setChecked(not values.get("off"))
        self.form = FormPanel("duty.rule.form", columns=1)
        for parameter in sheet.parameters:
            label = tr(parameter.label)
            self.form.add(parameter.key, label, self._field(parameter), required=parameter.required)
        self.form.set_values({parameter.key: values.get(parameter.key) for parameter in sheet.parameters})
        self.form.submitted.connect(self.submitted)
        says, why = Label(tr(sheet.says), wrap=True), Label(tr(sheet.why), "note", wrap=True)
        self.setLayout(Column(Label(sheet.title, "case"), says, why, self.on, self.form, None,
                              margins=(24, 20, 24, 16), gap=12))  # fmt: skip

    def values(self) -> dict[str, Any]:
        return {"off": not self.on.isChecked()} | self.form.values()

    def show_refused(self, refused: Refused) -> bool:
        return self.form.show_refused(refused)

    def _field(self, parameter: Parameter) -> QWidget:
        label, name = tr(parameter.label), f"duty.rule.{parameter.key}"
        groups = [one for one in codes.TABLES["duty_group"].items() if one[0] != "none"]
        if parameter.number:
            hint = tr("{low}到{high}").format(low=parameter.low, high=parameter.high)
            return TextField(label, name, parse=number, show=str, hint=hint)
        match parameter.key:
            case "groups":
                return ChoicesField(label, name, groups)
            case "people":
                return ChoicesField(label, name, self._book.people, most=PAIR)
            case "together":
                return ChoicesField(label, name, self._book.posts, most=PAIR)
            case "scope":
                return CodeField(label, name, codes.TABLES["pair_scope"].items())
            case "post":
                return CodeField(label, name, self._book.posts)
        return ChoicesField(label, name, self._book.posts)

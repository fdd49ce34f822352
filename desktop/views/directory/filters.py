"""加条件: one filter at a time, by field, comparison and value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain import codes
from desktop.ledgers import Field, Kind
from desktop.ledgers.values import read
from desktop.services.listing import Condition
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

OPERATORS = (
    ("has", "包含"),
    ("is", "是"),
    ("from", "不早于、不小于"),
    ("to", "不晚于、不大于"),
    ("empty", "没有填"),
    ("filled", "已填"),
)
ORDERED = frozenset({Kind.DATE, Kind.MOMENT, Kind.MONEY, Kind.AREA, Kind.NUMBER})
EXACT = frozenset({Kind.CODE, Kind.YES_NO, *ORDERED})
NO_VALUE = ("empty", "filled")


def words_of(condition: Condition, field: Field) -> str:
    """The condition as its chip says it."""
    verbs = {"has": "", "is": "", "from": "≥ ", "to": "≤ "}
    if condition.operator in NO_VALUE:
        return dict(OPERATORS)[condition.operator]
    value = codes.label(field.codes, str(condition.value)) if field.codes else str(condition.value)
    return f"{verbs[condition.operator]}{value}"


class FilterDialog(DeedDialog):
    """`condition()` after it was accepted."""

    def __init__(self, parent: QWidget, known: Mapping[str, Field]) -> None:
        super().__init__(parent, "ledger.condition", tr("加条件"), tr("加上"))
        self._known = known
        self.form = FormPanel("ledger.condition.form", columns=1)
        fields = CodeField(tr("项目"), "ledger.condition.field", ((f.name, f.label) for f in known.values()))
        self.form.add("field", tr("项目"), fields, required=True)
        verbs = CodeField(tr("条件"), "ledger.condition.operator", ((key, tr(words)) for key, words in OPERATORS))
        self.form.add("operator", tr("条件"), verbs, required=True)
        self.form.add("value", tr("内容"), TextField(tr("内容"), "ledger.condition.value"))
        self.form.set_values({"operator": "has"})
        self.form.submitted.connect(self.take)
        self.body.addWidget(self.form)
        fields.setFocus()

    def condition(self) -> Condition:
        """Words are looked for inside, codes and dates compared as what they are. Refused for words that are none."""
        values: dict[str, Any] = self.form.values()
        field, operator = self._known[values["field"]], values["operator"]
        if operator in NO_VALUE:
            return Condition(field.name, operator)
        if operator == "has" and field.kind in EXACT:
            operator = "is"
        value = values.get("value") or ""
        return Condition(field.name, operator, value if operator == "has" else read(field, value))

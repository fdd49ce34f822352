"""The facts of a house as a form made from its ledger; covered numbers nobody changed stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.ledgers import fields
from desktop.ledgers.houses import House
from desktop.ledgers.record import Record
from desktop.views.directory.fields import editable, input_for, span, to_input
from desktop.views.style.metrics import Column
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.widgets.form import FormPanel
from desktop.views.words import tr


def ledger_form(model: type[Record], name: str, today: Callable[[], date], leave: frozenset[str] = frozenset(),
                must: frozenset[str] = frozenset()) -> FormPanel:  # fmt: skip
    """Every field clerks fill in but those of `leave`; `must` are asked although old records may lack them."""
    form = FormPanel(f"{name}.form", columns=2)
    for field in fields(model).values():
        if editable(field) and field.name not in leave:
            made = input_for(field, f"{name}.{field.name}", today)
            required = field.required or field.name in must
            form.add(field.name, field.label, made, required=required, span=span(field))
    return form


def fill(form: FormPanel, model: type[Record], values: Mapping[str, Any]) -> None:
    """Masked numbers are shown masked, and are left out of what is saved unless typed anew."""
    for name, field in fields(model).items():
        if name not in form.keys():  # noqa: SIM118 - a method of the form, not a mapping
            continue
        value = values.get(name)
        if field.sensitive and value:
            form.field(name).set_masked(value)
        else:
            form.field(name).set_value(to_input(field, value))
    form.clear_findings()


class HouseFacts(QScrollArea):
    """`form` is the FormPanel; `dirty` while something typed is not saved."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("house.facts")
        self.setAccessibleName(tr("基本情况"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.form = ledger_form(House, "house", today, must=frozenset({"house_owner"}))
        self.dirty = False
        self.form.edited.connect(lambda _: self._touch())
        holder = QWidget()
        holder.setLayout(Column(self.form, None, margins=(16, 12, 16, 12)))
        self.setWidget(holder)

    def show_house(self, values: Mapping[str, Any], *, may_change: bool) -> None:
        fill(self.form, House, values)
        self.dirty = False
        self.form.set_read_only(not may_change)

    def _touch(self) -> None:
        self.dirty = True

    def let_go(self, then: Callable[[], object], stay: Callable[[], object]) -> None:
        """What is typed is asked about before it is left."""
        if not self.dirty:
            then()
            return
        text = tr("这户的情况改过，还没有保存。离开就不保留这些改动。")
        asked = ConfirmDialog(self, "house.leave", tr("还没有保存"), text, tr("不保存，离开"), danger=True)
        asked.accepted.connect(lambda: self._drop(then))
        asked.rejected.connect(stay)
        asked.open()

    def _drop(self, then: Callable[[], object]) -> None:
        self.dirty = False
        then()

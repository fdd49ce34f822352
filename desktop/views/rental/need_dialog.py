"""A need of an enterprise: a form made from its ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.ledgers import fields
from desktop.ledgers.labour_needs import LabourNeed
from desktop.services import records
from desktop.services.office import Office
from desktop.views.desk import Desk
from desktop.views.directory.fields import editable, input_for, span, to_input
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.words import tr

LEDGER = LabourNeed.ledger.name


class NeedDialog(AskDialog):
    """`run(office)` saves what is in the form as it stands when it is called."""

    def __init__(self, parent: QWidget, desk: Desk, values: Mapping[str, Any], *, record: str = "") -> None:
        title = tr("修改用工需求") if record else tr("新增用工需求")
        super().__init__(parent, "rent.need", title, tr("保存"))
        self._record, self._version = record, values.get("version", 0)
        for name, field in fields(LabourNeed).items():
            if editable(field):
                made = input_for(field, f"rent.need.{name}", lambda: desk.office.today)
                self.form.add(name, field.label, made, required=field.required, span=span(field))
        for name, field in fields(LabourNeed).items():
            value = values.get(name)
            if field.sensitive and value and record:
                self.form.field(name).set_masked(value)
            elif value is not None:
                self.form.field(name).set_value(to_input(field, value))

    def command(self) -> Callable[[Office], Any]:
        """With what stands in the form now."""
        if self._record:
            return partial(records.change_record, ledger=LEDGER, record=self._record, values=self.form.values(),
                           version=self._version)  # fmt: skip
        return partial(records.add_record, ledger=LEDGER, values=self.values())

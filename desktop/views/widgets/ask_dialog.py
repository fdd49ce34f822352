"""A form in a dialog."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.form import FormPanel


class AskDialog(DeedDialog):
    """A form in a dialog; taken only when nothing is wrong in it."""

    def __init__(self, parent: QWidget, name: str, title: str, verb: str) -> None:
        super().__init__(parent, name, title, verb)
        self.form = FormPanel(f"{name}.form", columns=2)
        self.form.submitted.connect(self.take)
        self.body.addWidget(self.form)

    def values(self) -> dict[str, Any]:
        return {key: value for key, value in self.form.values().items() if value is not None}

    def take(self) -> None:
        if self.form.check() == 0:
            self.accept()

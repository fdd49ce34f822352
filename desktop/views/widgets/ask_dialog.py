"""A form in a dialog."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.form import FormPanel


class AskDialog(DeedDialog):
    """A form (its own, or one that is given) in a dialog; taken only when nothing is wrong in it."""

    def __init__(
        self, parent: QWidget | None, name: str, title: str, verb: str, *, columns: int = 2,
        form: FormPanel | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, name, title, verb)
        self.form = form or FormPanel(f"{name}.form", columns=columns)
        self.form.submitted.connect(self.take)
        self.body.addWidget(self.form)

    def values(self) -> dict[str, Any]:
        """What was filled in; with `form.values()` also what was left, or made, empty (None)."""
        return {key: value for key, value in self.form.values().items() if value is not None}

    def take(self) -> None:
        if self.form.check() == 0:
            self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """What is asked comes first, unless somebody has chosen a field already."""
        super().showEvent(event)
        if self.focusWidget() in (None, self.verb):
            self.focus_first()

    def focus_first(self) -> None:
        if (field := self.form.first_empty()) is not None:
            field.setFocus()

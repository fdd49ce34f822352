"""A folder, typed or chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog

from desktop.views.widgets.buttons import IconButton
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


class FolderField(TextField):
    """Reads the folder's whole path."""

    def __init__(self, label: str, name: str, *, hint: str = "") -> None:
        super().__init__(label, name, hint=hint)
        self.pick = IconButton("ellipsis", tr("选{label}").format(label=label), f"{name}.pick", self._choose,
                               size=26, u=16)  # fmt: skip
        self.add_inside(self.pick)

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self.pick.setEnabled(not fixed)

    def _choose(self) -> None:
        if name := QFileDialog.getExistingDirectory(self, self.accessibleName(), self.text()):
            self.setText(name)
            self.edited.emit()

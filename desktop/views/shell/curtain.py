"""Behind the lock nothing is seen and nothing answers: dialogs hidden, keys dead, the page without focus."""

from __future__ import annotations

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget


class Curtain:
    """`draw()` when the lock covers `window`, `lift()` when it goes; what was typed in dialogs is there again then."""

    def __init__(self, window: QWidget, body: QWidget) -> None:
        self._window, self._body = window, body
        self._dialogs: list[QDialog] = []
        self._focus: QWidget | None = None
        self.drawn = False

    def draw(self) -> None:
        if self.drawn:
            return
        self.drawn, self._focus = True, QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        for dialog in self._dialogs:
            dialog.hide()
        self._allow(False)

    def lift(self) -> None:
        self.drawn = False
        self._allow(True)
        for dialog in self._dialogs:
            dialog.show()
        if not self._dialogs and self._focus is not None:
            self._focus.setFocus()
        self._dialogs, self._focus = [], None

    def _allow(self, allowed: bool) -> None:
        self._body.setEnabled(allowed)
        for key in self._window.findChildren(QShortcut):
            key.setEnabled(allowed)

"""Numbers do not stay on the clipboard: what this program put there is taken away after a while, and at the end."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_MS = 90_000
NUMBER = re.compile(r"\d{7,}|\d{3,4}[ -]\d{4}[ -]?\d{4}|\d{6}[\d ]{5,}[\dXx]")
"""An ID number, a phone, a bank account, also written in groups."""


def holds_number(text: str) -> bool:
    return NUMBER.search(text) is not None


class ClipboardWatch(QObject):
    """Watches every copy of this program, from a table or from any field. What somebody copied elsewhere since, or
    copies without a number, is left alone. Only a digest of what was copied is remembered.
    """

    def __init__(
        self, parent: QObject | None = None, *, kept_ms: int = KEPT_MS, owns: Callable[[], bool] | None = None
    ) -> None:
        """`owns`: whether what is on the clipboard now was put there by this program; the system knows."""
        super().__init__(parent)
        self._ours, self._owns = b"", owns or _clipboard().ownsClipboard
        self._timer = QTimer(self, singleShot=True, interval=kept_ms)
        self._timer.timeout.connect(self.clear)
        _clipboard().dataChanged.connect(self._look)
        app = QGuiApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self.clear)

    @property
    def waiting(self) -> bool:
        return self._timer.isActive()

    def clear(self) -> None:
        """Now, if it is still ours."""
        self._timer.stop()
        board = _clipboard()
        if self._ours and self._owns() and _digest(board.text()) == self._ours:
            board.clear()
        self._ours = b""

    def _look(self) -> None:
        text = _clipboard().text() if self._owns() else ""
        self._timer.stop()
        self._ours = _digest(text) if holds_number(text) else b""
        if self._ours:
            self._timer.start()


def _clipboard() -> QClipboard:
    return QGuiApplication.clipboard()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()

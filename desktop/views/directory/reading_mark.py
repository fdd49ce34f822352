"""A quiet mark while a list is sorted, filtered or read: only for what takes longer than the eye would wait."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.views.widgets.states import LINE_AFTER_MS


class ReadingMark(QObject):
    """`begin(words)`, `end()`; `changed(words)` when the mark is to be seen, with "" when it goes."""

    changed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words, self.shown = "", ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(LINE_AFTER_MS)
        self._wait.timeout.connect(lambda: self._show(self._words))

    def begin(self, words: str) -> None:
        """What is done; begun again, it goes on from where it was."""
        self._words = words
        if self.shown:
            self._show(words)
        elif not self._wait.isActive():
            self._wait.start()

    def end(self) -> None:
        self._wait.stop()
        self._show("")

    def _show(self, words: str) -> None:
        if words != self.shown:
            self.shown = words
            self.changed.emit(words)

"""Waits for the card reader's result file: told when it is new and fully written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

EVERY = 400  # ms
Mark = tuple[int, int]


class ReaderWatch(QObject):
    """`arrived(path)` for a file that was written after `start`; what lay there before is somebody else's card."""

    arrived = Signal(object)

    def __init__(self, file: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name, self._path = file, Path()
        self._known: Mark | None = None
        self._fresh: Mark | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    @property
    def folder(self) -> Path | None:
        """Where it looks now."""
        return self._path.parent if self.running else None

    def start(self, folder: Path) -> None:
        self._path = folder / self._name
        self._known, self._fresh = _mark(self._path), None
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        """Told on the second look at which the file is the same: the reader has done writing."""
        mark = _mark(self._path)
        if mark is None or mark == self._known:
            return
        if mark != self._fresh:
            self._fresh = mark
            return
        self._known, self._fresh = mark, None
        self.arrived.emit(self._path)


def _mark(path: Path) -> Mark | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size

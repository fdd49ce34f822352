"""Files let go over a widget: taken when their kind is known and the person may bring some in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Lives with `over`; `take(files)` gets those with one of the suffixes (".xlsx"), at least one."""

    def __init__(
        self,
        over: QWidget,
        suffixes: Collection[str],
        may: Callable[[], bool],
        take: Callable[[Sequence[Path]], object],
    ) -> None:
        super().__init__(over)
        self._suffixes, self._may, self._take = suffixes, may, take
        over.setAcceptDrops(True)
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            return False
        files = self._files(event)
        if not files or not self._may():
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(files)
        return True

    def _files(self, event: QDropEvent) -> list[Path]:
        files = (Path(url.toLocalFile()) for url in event.mimeData().urls())
        return [file for file in files if file.suffix.lower() in self._suffixes]

"""How files come in: dropped from the file manager, or pasted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.models.incoming import Given


class Taking(QObject):
    """Makes a widget, with all that lies in it, take files: `given(files and pictures)`. `hovering(bool)` while
    files are held over it. `allow(False)` turns both ways off.
    """

    given = Signal(object)
    hovering = Signal(bool)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._allowed = True
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def allow(self, allowed: bool) -> None:
        self._allowed = allowed

    def paste(self) -> bool:
        """What the clipboard holds; False when that is no file and no picture."""
        return self._take(QGuiApplication.clipboard().mimeData())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._allowed:
            return False
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove:
                return self._hold(event)
            case QEvent.Type.DragLeave:
                self.hovering.emit(False)
            case QEvent.Type.Drop:
                return self._drop(event)
            case QEvent.Type.KeyPress:
                pasting = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste)
                return pasting and self.paste()
        return False

    def _hold(self, event: QEvent) -> bool:
        assert isinstance(event, QDropEvent)  # the kin of all drag events
        if not takable(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.DragEnter:
            self.hovering.emit(True)
        return True

    def _drop(self, event: QEvent) -> bool:
        assert isinstance(event, QDropEvent)
        self.hovering.emit(False)
        event.setDropAction(Qt.DropAction.CopyAction)
        if taken := self._take(event.mimeData()):
            event.accept()
        return taken

    def _take(self, mime: QMimeData | None) -> bool:
        found = read_mime(mime) if mime is not None else ()
        if found:
            self.given.emit(found)
        return bool(found)


def takable(mime: QMimeData) -> bool:
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


def read_mime(mime: QMimeData) -> Sequence[Given]:
    """Files of this PC; only where there are none, the picture: file managers give a picture of the icon too."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files or not mime.hasImage():
        return files
    picture = mime.imageData()
    return [picture] if isinstance(picture, QImage) and not picture.isNull() else []

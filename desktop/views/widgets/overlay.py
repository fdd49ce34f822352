"""A sheet over the whole window with the rest dimmed: the look-up, pages over pages. Esc takes it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.views.style.look import look
from desktop.views.style.metrics import px

DIM = 0.45


class Overlay(QWidget):
    """Covers `parent` and shows `content` in the middle, `width` x `height` u or as much as there is (full
    width in
    narrow windows). The focus goes back where it was when it closes."""

    closed = Signal()

    def __init__(self, parent: QWidget, content: QWidget, *, width: int = 930, height: int = 640) -> None:
        super().__init__(parent)
        self.setObjectName("shell.overlay")
        self._over, self.content, self._u = parent, content, (width, height)
        self._before: QWidget | None = None
        content.setParent(self)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.content.setFocus()

    def close_over(self) -> None:
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_over()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.content.geometry().contains(event.position().toPoint()):
            self.close_over()

    def paintEvent(self, event: QPaintEvent) -> None:
        dim = look().colour("dim")
        dim.setAlphaF(DIM)
        painter = QPainter(self)
        painter.fillRect(self.rect(), dim)
        painter.end()

    def _place(self) -> None:
        room = self._over.rect()
        self.setGeometry(room)
        width = min(px(self._u[0]), room.width())
        height = min(px(self._u[1]), room.height() - px(16))
        self.content.setGeometry((room.width() - width) // 2, (room.height() - height) // 2, width, height)

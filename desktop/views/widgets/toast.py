"""The note after a command, with its undo: bottom centre, eight seconds, one at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from desktop.views.style.look import look
from desktop.views.style.metrics import Row, fix, px
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.words import tr

SECONDS = 8


class Toast(StyledFrame):
    """Stays while the pointer or the focus is on it; `lift` is the height in u of what it must stay above."""

    def __init__(self, parent: QWidget, *, lift: int = 40, seconds: float = SECONDS) -> None:
        super().__init__("toast")
        self.setParent(parent)
        self.setObjectName("shell.toast")
        self._lift, self._over = lift, parent
        self.words = Label("", ink="tip_ink")
        self.undo = Button(tr("撤销 Ctrl+Z"), "shell.toast.undo")
        self.setLayout(Row(self.words, self.undo, margins=(16, 0, 8, 0), gap=16))
        fix(self, height=40)
        self._run: Callable[[], object] | None = None
        self._timer = QTimer(self, interval=round(seconds * 1000), singleShot=True)
        self._timer.timeout.connect(self._leave)
        self.undo.clicked.connect(self._undo)
        parent.installEventFilter(self)
        look().scale_changed.connect(self._place)
        self.hide()

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        self._run = undo
        self.words.setText(text)
        self.setAccessibleName(text)
        self.undo.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self.ensurePolished()
        self.adjustSize()
        room = self._over.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - px(self._lift))

    def _leave(self) -> None:
        if self.underMouse() or self.undo.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _undo(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()

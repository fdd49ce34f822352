"""Nobody at the desk: a warning first, then the lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

WARN_BEFORE_S = 30
SIGNS_OF_LIFE = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class IdleClock(QObject):
    """`warned(seconds)` half a minute before `ran_out`; any key, click or wheel puts it back.

    Watches the window that has the focus: looking at every event of the program would slow them all.
    """

    warned = Signal(int)
    ran_out = Signal()

    def __init__(self, minutes: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        whole = round(minutes * 60_000)
        self._warn = QTimer(self, singleShot=True, interval=max(1, whole - WARN_BEFORE_S * 1000))
        self._end = QTimer(self, singleShot=True, interval=whole)
        self._warn.timeout.connect(lambda: self.warned.emit(WARN_BEFORE_S))
        self._end.timeout.connect(self.ran_out)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    @property
    def running(self) -> bool:
        return self._end.isActive()

    @property
    def quiet_ms(self) -> int:
        """How long nobody has touched anything; behind the lock, as long as it takes to get there."""
        return self._end.interval() - (self._end.remainingTime() if self.running else 0)

    def start(self) -> None:
        self._warn.start()
        self._end.start()

    def stop(self) -> None:
        self._warn.stop()
        self._end.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS_OF_LIFE and self.running:
            self.start()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

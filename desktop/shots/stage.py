"""A window on an invisible screen: opened on the made-up centre, driven, photographed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.app import Program
from desktop.seat import Seat
from desktop.shots.centre import Centre
from desktop.views.main_window import MainWindow
from desktop.views.style.look import look
from desktop.views.widgets.lock_screen import LockScreen
from desktop.views.widgets.overlay import Overlay

SIZE = (1366, 736)  # what a maximised window has of 1366x768 under a usual task bar
ROUNDS, TIMERS, LONGEST = 6, 0.45, 60.0


class Stage:
    """`open()` an area, `settle()` until nothing is under way, `take(name)` the picture."""

    def __init__(self, app: QApplication, centre: Centre, out: Path) -> None:
        self.app, self.centre, self.out = app, centre, out
        self.taken: list[Path] = []
        self._fault: BaseException | None = None
        self._look: tuple[str, int] | None = None
        self.program = Program(app, centre.home)
        sys.excepthook = sys.__excepthook__  # a fault of ours ends the run, it opens no dialog
        self.program.lane.broke.connect(self._broke)
        self.program.enter(centre.office)
        self.seat.desk.purpose = "联系本人"
        self.window.showNormal()
        self.window.resize(*SIZE)
        QCursor.setPos(*SIZE)  # nothing stands under the pointer

    @property
    def seat(self) -> Seat:
        assert self.program.seat is not None
        return self.program.seat

    @property
    def window(self) -> MainWindow:
        return self.seat.window

    def look(self, theme: str, percent: int) -> None:
        """Changed only when it is another: every widget there is dresses anew."""
        if self._look == (theme, percent):
            return
        self._look = theme, percent
        look().set_theme(theme)
        look().set_percent(percent)
        self.settle()

    def open(self, area: str, target: Any = None) -> Any:
        """The page of an area, in front and filled."""
        self.window.open(area, target)
        self.settle()
        return self.window.page()

    def settle(self) -> None:
        """Until the lane has answered everything that answers led to, and the timers of typing have run."""
        for part in range(2):
            for _ in range(ROUNDS):
                self._round()
            if part == 0:
                self._pump(TIMERS)
        if self._fault is not None:
            raise self._fault

    def until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + LONGEST
        while not true():
            if time.monotonic() > end:
                raise TimeoutError("the picture did not come about")
            self._pump(0.01)
        self.settle()

    def find(self, name: str, where: QWidget | None = None) -> Any:
        """The shown widget of that objectName."""
        found = [one for one in (where or self.window).findChildren(QWidget, name) if one.isVisible()]
        if not found:
            raise LookupError(name)
        return found[-1]

    def click(self, name: str, where: QWidget | None = None) -> None:
        QTest.mouseClick(self.find(name, where), Qt.MouseButton.LeftButton)
        self.settle()

    def type(self, widget: QWidget, words: str) -> None:
        """Latin by keys, Chinese as an input method commits it."""
        if words.isascii():
            QTest.keyClicks(widget, words)
        else:
            event = QInputMethodEvent()
            event.setCommitString(words)
            QApplication.sendEvent(widget, event)
        self.settle()

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        QTest.keyClick(widget, key)
        self.settle()

    def dialog(self) -> QDialog:
        """The dialog that is open."""
        return next(one for one in self.app.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())

    def take(self, name: str, widget: QWidget | None = None) -> Path:
        """Save the picture as `name`.png."""
        self.window.toast.hide()
        self.settle()
        file = self.out / f"{name}.png"
        (widget or self.window).grab().save(str(file))
        self.taken.append(file)
        return file

    def restore(self) -> None:
        """Close what lies over the window (look-up, lock), so that the next scene begins clean."""
        for over in self.window.findChildren(Overlay):
            over.close_over()
        for cover in self.window.findChildren(LockScreen):
            cover.lift()
        self.seat.curtain.lift()
        self.settle()

    def close(self) -> None:
        self.program.lane.close()

    def _round(self) -> None:
        done: list[bool] = []
        self.program.lane.run(lambda: None, lambda _: done.append(True))
        end = time.monotonic() + LONGEST
        while not done and time.monotonic() < end:
            self._pump(0.005)

    def _pump(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while True:
            self.app.processEvents()
            if time.monotonic() >= end:
                return
            time.sleep(0.003)

    def _broke(self, bug: BaseException) -> None:
        self._fault = bug

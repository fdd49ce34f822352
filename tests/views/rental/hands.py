"""The two ways through the window: keys that go to whatever has the focus, and a mouse that points and clicks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from desktop.domain.reporting import ReportState
from desktop.services import reporting, staying
from desktop.services.office import Office
from desktop.views.main_window import MainWindow
from desktop.views.rental.page import RentalPage
from tests.views.rental.conftest import DAY, field

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def place_of(office: Office, house: str) -> dict[str, str]:
    return {one.name: one.room for one in staying.staying(office, house=house, on=DAY)}


def dialog(qtbot: Any, page: QWidget, name: str) -> QDialog:
    """Open, and with the focus in it."""

    def shown() -> bool:
        return any(one.isVisible() and one.isAncestorOf(QApplication.focusWidget())
                   for one in page.findChildren(QDialog, name))  # fmt: skip

    qtbot.waitUntil(shown)
    return next(one for one in page.findChildren(QDialog, name) if one.isVisible())


def back(qtbot: Any, page: QWidget) -> None:
    """A dialog closes and the window is in front again: done by the window system, which the tests have not."""
    page.activateWindow()
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget() or page.window()))


def all_reported(office: Office) -> bool:
    return {one.state for one in reporting.read_reports(office)} == {ReportState.DONE}


class Keys:
    """Everything goes to whatever has the focus; nothing is pointed at."""

    def __init__(self, window: MainWindow, compose: Callable[[QWidget, str], None]) -> None:
        self._window, self._compose = window, compose

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QApplication.processEvents()  # new buttons come into view between two keys
        QTest.keyClick(QApplication.focusWidget() or self._window, key, modifier)

    def type(self, words: str) -> None:
        where = QApplication.focusWidget()
        assert where is not None
        if words.isascii():
            QTest.keyClicks(where, words)
        else:
            self._compose(where, words)

    def fields(self, *words: str) -> None:
        """Field by field, Enter between; "" leaves a field as it is."""
        for one in words:
            if one:
                self.type(one)
            self.press(KEY.Key_Return)

    def walk_to(self, grid: Any, room: str, key: Qt.Key) -> None:
        """With an arrow, room after room."""
        for _ in range(12):
            if grid.tile().room == room:
                return
            assert QApplication.focusWidget() is grid
            self.press(key)
        raise AssertionError(f"the arrows never come to {room}")

    def pane_to(self, pane: QWidget) -> None:
        """Walks with F6."""
        for _ in range(8):
            here = QApplication.focusWidget()
            if here is not None and pane.isAncestorOf(here):
                return
            self.press(KEY.Key_F6)
        raise AssertionError(f"F6 never comes to {pane.objectName()}")

    def part_to(self, page: RentalPage, key: str) -> Any:
        """F6 to the parts, an arrow from one to the next until it stands in front, F6 into it."""
        for _ in range(12):
            if page.front.tabs.choice() == key:
                part: Any = page.front.part()
                self.pane_to(part)
                return part
            self.pane_to(page.front.tabs)
            self.press(KEY.Key_Right)
        raise AssertionError(f"the arrows never come to {key}")

    def tab_to(self, name: str) -> None:
        """Walks with Tab until it is there, as somebody without a mouse has to."""
        passed = []
        for _ in range(60):
            here = QApplication.focusWidget()
            passed.append(here.objectName() if here else "")
            if here is not None and here.objectName() == name:
                return
            self.press(KEY.Key_Tab)
        raise AssertionError(f"Tab never comes to {name}: {passed}")


class Mouse:
    """Points and clicks; words still come from the keyboard, into the field that was clicked."""

    def __init__(self, qtbot: Any, page: RentalPage, compose: Callable[[QWidget, str], None]) -> None:
        self._qtbot, self._page, self._compose = qtbot, page, compose

    def click(self, widget: QWidget) -> None:
        self._qtbot.waitUntil(widget.isVisible)
        QTest.mouseClick(widget, LEFT)

    def room(self, name: str, *, twice: bool = False) -> None:
        grid = self._page.board.grid
        tile = next(tile for tile in self._page.board.model.board.tiles if tile.room == name)
        at = grid.visualRect(self._page.board.model.place_of(tile.id)).center()
        QTest.mouseClick(grid.viewport(), LEFT, pos=at)
        if twice:
            QTest.mouseDClick(grid.viewport(), LEFT, pos=at)

    def words(self, name: str, words: str) -> None:
        widget = field(self._page, name)
        self.click(widget)
        if words.isascii():
            QTest.keyClicks(widget, words)
        else:
            self._compose(widget, words)

    def write(self, where: QWidget, words: str) -> None:
        """Into what is being written in, or into a field that is clicked first."""
        inner = where.findChild(QLineEdit)
        if inner is None:
            self.click(where)
        self._compose(inner or where, words)

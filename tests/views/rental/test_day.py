"""A day in a police room, once without touching the mouse, once with nothing but it (words are typed, as must be)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.domain.reporting import ReportState
from desktop.services import check_in, reporting, room_board, staying
from desktop.services.check_in import Guest
from desktop.services.office import Office
from desktop.views.rental.page import RentalPage
from tests.views.rental.conftest import DAY, field, id_number, names

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
YESTERDAY = date(2026, 9, 22)


@pytest.fixture
def lodgers(qtbot: Any, page: RentalPage, office: Office, house: str) -> None:
    """罗成 in 201, 闻国平 in 202, both since yesterday and not reported; shown on the board."""
    rooms = {tile.room: tile.id for tile in room_board.read_board(office, house=house).tiles}
    for room, name, order in (("201", "罗成", "011"), ("202", "闻国平", "031")):
        person = {"name": name, "id_number": id_number(order=order), "phone": "13912342206", "reason": "01"}
        check_in.check_in(office, room=rooms[room], guests=[Guest(person)], checkin=YESTERDAY)
    page.board.show_house(house)
    qtbot.waitUntil(lambda: sum(tile.persons for tile in page.board.model.board.tiles) == 2)


def place_of(office: Office, house: str) -> dict[str, str]:
    return {one.name: one.room for one in staying.staying(office, house=house, on=DAY)}


def dialog(qtbot: Any, page: QWidget, name: str) -> QDialog:
    """Open, and with the focus in it."""

    def shown() -> bool:
        return any(one.isVisible() and one.isAncestorOf(QApplication.focusWidget())
                   for one in page.findChildren(QDialog, name))  # fmt: skip

    qtbot.waitUntil(shown)
    return next(one for one in page.findChildren(QDialog, name) if one.isVisible())


def back(qtbot: Any, page: RentalPage) -> None:
    """A dialog closes and the window is in front again: done by the window system, which the tests have not."""
    page.activateWindow()
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget() or page.window()))


def all_reported(office: Office) -> bool:
    return {one.state for one in reporting.read_reports(office)} == {ReportState.DONE}


class Keys:
    """Everything goes to whatever has the focus; nothing is pointed at."""

    def __init__(self, page: RentalPage, compose: Callable[[QWidget, str], None]) -> None:
        self._page, self._compose = page, compose

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self._page, key, modifier)

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


def test_a_day_by_keyboard_alone(
    qtbot: Any, page: RentalPage, office: Office, house: str, lodgers: None, compose: Any
) -> None:
    keys, grid = Keys(page, compose), page.board.grid
    grid.setFocus()
    keys.walk_to(grid, "203", KEY.Key_Right)
    keys.press(KEY.Key_Return)
    keys.fields(id_number(), "谭秀英", "13912342206", "", "2027-3-1", "01")
    keys.press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "谭秀英" in names(office, house))
    qtbot.waitUntil(lambda: page.board.panel.id_field.hasFocus())
    keys.press(KEY.Key_Escape)
    qtbot.waitUntil(grid.hasFocus)
    qtbot.waitUntil(lambda: grid.tile().persons == 1)

    keys.walk_to(grid, "201", KEY.Key_Left)
    keys.press(KEY.Key_F4)  # 罗成 moves to 103
    dialog(qtbot, page, "rent.move")
    keys.type("103")
    keys.press(KEY.Key_Return)
    keys.press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: place_of(office, house)["罗成"] == "103")

    back(qtbot, page)
    qtbot.waitUntil(lambda: not grid.tile().persons and QApplication.focusWidget() is grid)
    keys.walk_to(grid, "202", KEY.Key_Right)
    keys.tab_to("rent.room.leave")
    keys.press(KEY.Key_Space)  # 闻国平 goes
    dialog(qtbot, page, "rent.out")
    keys.press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "闻国平" not in names(office, house))
    back(qtbot, page)
    tab = page.front.tabs.button("reports")
    tab.setFocus()  # F6 and the arrow in the window
    qtbot.waitUntil(tab.hasFocus)
    keys.press(KEY.Key_Space)
    pane: Any = page.front.part()
    qtbot.waitUntil(lambda: pane.model.rowCount() == 6)
    keys.tab_to("rent.reports.list")
    keys.press(KEY.Key_A, CTRL)
    qtbot.waitUntil(lambda: len(pane.chosen()) == 6 and pane.bar.button("save").isVisible())
    pane.bar.button("save").setFocus()
    keys.press(KEY.Key_Space)
    dialog(qtbot, page, "rent.reported")
    keys.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: all_reported(office))
    assert place_of(office, house) == {"谭秀英": "203", "罗成": "103"}


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


def test_a_day_by_mouse_alone(
    qtbot: Any, page: RentalPage, office: Office, house: str, lodgers: None, compose: Any
) -> None:
    mouse = Mouse(qtbot, page, compose)
    mouse.room("203", twice=True)
    mouse.words("rent.checkin.id_number", id_number())
    mouse.words("rent.checkin.name", "谭秀英")
    mouse.words("rent.checkin.phone", "13912342206")
    until = page.board.panel.form.field("until")
    mouse.click(until.opener)
    until._popup.calendar.clicked.emit(until._popup.calendar.maximumDate().fromString("2027-03-01", "yyyy-MM-dd"))
    reason = page.board.panel.form.field("reason")
    reason.setCurrentIndex(0)
    reason.activated.emit(0)
    mouse.click(field(page, "rent.checkin.foot.primary"))
    qtbot.waitUntil(lambda: "谭秀英" in names(office, house))
    mouse.click(field(page, "rent.checkin.close"))

    mouse.room("201")
    mouse.click(field(page, "rent.room.move"))
    asked: Any = dialog(qtbot, page, "rent.move")
    rooms = asked.form.field("room")
    rooms.setCurrentIndex(rooms.findText("103", Qt.MatchFlag.MatchContains))
    mouse.click(field(asked, "rent.move.do"))
    qtbot.waitUntil(lambda: place_of(office, house)["罗成"] == "103")

    mouse.room("202")
    mouse.click(page.board.head.leave)
    mouse.click(field(dialog(qtbot, page, "rent.out"), "rent.out.do"))
    qtbot.waitUntil(lambda: "闻国平" not in names(office, house))

    mouse.click(field(page, f"{page.front.tabs.objectName()}.reports"))
    pane: Any = page.front.part()
    while not all_reported(office):
        qtbot.waitUntil(lambda: bool(pane.chosen()) and pane.bar.button("save").isVisible())
        left = pane.model.rowCount()
        QTest.mouseClick(pane.bar.button("save"), LEFT)
        mouse.click(field(dialog(qtbot, page, "rent.reported"), "rent.reported.do"))
        qtbot.waitUntil(lambda left=left: pane.model.rowCount() == left - 1)
    assert place_of(office, house) == {"谭秀英": "203", "罗成": "103"}

"""A day in a police room without touching the mouse: every part of the rental area, by keys alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication

from desktop.domain.inspections import HazardState
from desktop.services import grading, inspection_list
from desktop.services.office import Office
from desktop.views.main_window import MainWindow
from desktop.views.rental.front import PARTS
from desktop.views.rental.page import RentalPage
from tests.views.rental.conftest import id_number, names
from tests.views.rental.hands import CTRL, KEY, Keys, all_reported, back, dialog, place_of


def test_a_day_by_keyboard_alone(qtbot: Any, window: MainWindow, office: Office, house: str, compose: Any) -> None:
    page: Any = window.page()
    keys = Keys(window, compose)
    _check_in_two(qtbot, keys, page, office, house)
    _change_room(qtbot, keys, page, office, house)
    _check_out(qtbot, keys, page, office, house)
    _report(qtbot, keys, page, office)
    _look_up(qtbot, keys, page)
    _inspect(qtbot, keys, page, office)
    _mend(qtbot, keys, page, office)
    _grade(qtbot, keys, page, office)
    _count(qtbot, keys, page)
    assert place_of(office, house) == {"谭秀英": "203", "吴桂芳": "203", "罗成": "103"}


def test_f6_and_arrows_come_to_every_part_and_the_focus_is_in_it(qtbot: Any, window: MainWindow, compose: Any) -> None:
    page: Any = window.page()
    keys = Keys(window, compose)
    for key in PARTS[1:]:
        part = keys.part_to(page, key)
        assert part.isVisible()
        qtbot.waitUntil(lambda part=part: part.isAncestorOf(QApplication.focusWidget()))


def _check_in_two(qtbot: Any, keys: Keys, page: RentalPage, office: Office, house: str) -> None:
    grid = page.board.grid
    qtbot.waitUntil(grid.hasFocus)
    keys.walk_to(grid, "203", KEY.Key_Right)
    keys.press(KEY.Key_Return)
    keys.fields(id_number(), "谭秀英", "13912342206", "", "2027-3-1", "01")
    keys.tab_to("rent.checkin.more")
    keys.press(KEY.Key_Space)
    qtbot.waitUntil(lambda: page.board.panel.id_field.hasFocus())
    keys.fields(id_number(order="041"), "吴桂芳", "13912342207", "", "", "", "02")
    keys.press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: {"谭秀英", "吴桂芳"} <= set(names(office, house)))
    qtbot.waitUntil(lambda: page.board.panel.id_field.hasFocus())
    keys.press(KEY.Key_Escape)
    qtbot.waitUntil(grid.hasFocus)
    qtbot.waitUntil(lambda: grid.tile().persons == 2)


def _change_room(qtbot: Any, keys: Keys, page: RentalPage, office: Office, house: str) -> None:
    """罗成 moves to 103."""
    grid = page.board.grid
    keys.walk_to(grid, "201", KEY.Key_Left)
    keys.press(KEY.Key_F4)
    dialog(qtbot, page, "rent.move")
    keys.type("103")
    keys.press(KEY.Key_Return)
    keys.press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: place_of(office, house)["罗成"] == "103")
    back(qtbot, page)
    qtbot.waitUntil(lambda: not grid.tile().persons and QApplication.focusWidget() is grid)


def _check_out(qtbot: Any, keys: Keys, page: RentalPage, office: Office, house: str) -> None:
    """闻国平 goes."""
    keys.walk_to(page.board.grid, "202", KEY.Key_Right)
    keys.tab_to("rent.room.leave")
    keys.press(KEY.Key_Space)
    dialog(qtbot, page, "rent.out")
    keys.press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "闻国平" not in names(office, house))
    back(qtbot, page)


def _report(qtbot: Any, keys: Keys, page: RentalPage, office: Office) -> None:
    """Both old ones and the two new ones, the change of room and the leaving: all marked at once."""
    pane = keys.part_to(page, "reports")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 7)
    qtbot.waitUntil(pane.table.hasFocus)
    keys.press(KEY.Key_A, CTRL)
    qtbot.waitUntil(lambda: len(pane.chosen()) == 7)
    keys.press(KEY.Key_S, CTRL)
    dialog(qtbot, page, "rent.reported")
    keys.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: all_reported(office))
    back(qtbot, page)


def _look_up(qtbot: Any, keys: Keys, page: RentalPage) -> None:
    pane = keys.part_to(page, "whereabouts")
    qtbot.waitUntil(pane.words.hasFocus)
    keys.type("罗成")
    keys.press(KEY.Key_Return)
    dialog(qtbot, page, "purpose")
    keys.type("联系本人")
    keys.press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: pane.stays.rowCount() == 2)
    back(qtbot, page)


def _inspect(qtbot: Any, keys: Keys, page: RentalPage, office: Office) -> None:
    """The first item fails, the others pass."""
    pane = keys.part_to(page, "inspect")
    qtbot.waitUntil(lambda: pane.lists.plan.rowCount() == 1 and pane.lists.table().hasFocus())
    keys.press(KEY.Key_Return)
    qtbot.waitUntil(pane.editor.table.hasFocus)
    keys.press(KEY.Key_2)
    keys.type("二楼楼梯口堆放纸箱")
    keys.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: pane.editor.table.hasFocus() and pane.editor.table.currentIndex().row() == 1)
    for _ in range(pane.editor.model.rowCount() - 1):
        keys.press(KEY.Key_1)
    keys.press(KEY.Key_S, CTRL)
    qtbot.waitUntil(lambda: len(inspection_list.list_hazards(office)) == 1)
    qtbot.waitUntil(lambda: bool(pane.editor.view.id))
    keys.press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.lists)


def _mend(qtbot: Any, keys: Keys, page: RentalPage, office: Office) -> None:
    """The hazard is served, looked at again, closed."""
    pane: Any = page.front.part()
    keys.tab_to("rent.inspect.which.plan")
    keys.press(KEY.Key_Right)
    qtbot.waitUntil(lambda: bool(pane.lists.chosen()) and pane.bar.button("serve").isEnabled())
    keys.tab_to("rent.inspect.serve")
    keys.press(KEY.Key_Space)
    dialog(qtbot, page, "rent.serve")
    keys.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: inspection_list.list_hazards(office)[0].state is HazardState.FIXING)
    back(qtbot, page)
    qtbot.waitUntil(lambda: pane.bar.button("recheck").isEnabled())
    keys.tab_to("rent.inspect.recheck")
    keys.press(KEY.Key_Space)
    dialog(qtbot, page, "rent.recheck")
    keys.type("1")
    keys.press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: inspection_list.list_hazards(office)[0].state is HazardState.PASSED)
    back(qtbot, page)
    qtbot.waitUntil(lambda: pane.bar.button("close").isEnabled())
    keys.tab_to("rent.inspect.close")
    keys.press(KEY.Key_Space)
    qtbot.waitUntil(lambda: inspection_list.list_hazards(office) == [])


def _grade(qtbot: Any, keys: Keys, page: RentalPage, office: Office) -> None:
    pane = keys.part_to(page, "grades")
    qtbot.waitUntil(lambda: pane.shown is not None and pane.isAncestorOf(QApplication.focusWidget()))
    keys.tab_to("grades.none.list")
    keys.press(KEY.Key_Return)
    dialog(qtbot, page, "grades.regrade")
    keys.fields("橙", "")
    keys.type("二楼群租，用电线路老化")
    keys.press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: grading.read_grade_board(office).count("1") == 1)
    back(qtbot, page)


def _count(qtbot: Any, keys: Keys, page: RentalPage) -> None:
    """From a number to its people and back."""
    pane = keys.part_to(page, "report")
    qtbot.waitUntil(lambda: pane.report is not None and pane.tables["lines"].hasFocus())
    row = next(row for row in range(pane.lines.rowCount()) if pane.lines.line(row).line.key == "persons")
    keys.press(KEY.Key_Home, CTRL)
    for _ in range(row):
        keys.press(KEY.Key_Down)
    keys.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: pane.drill.list is not None and pane.drill.list.rowCount() == 3)
    keys.pane_to(pane)
    keys.press(KEY.Key_Escape)
    assert pane.pages.currentWidget() is pane.front

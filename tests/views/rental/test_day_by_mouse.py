"""A day in a police room with nothing but the mouse (words are typed, as must be): every part of the rental area."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.domain.inspections import HazardState
from desktop.services import grading, inspection_list
from desktop.services.office import Office
from desktop.views.main_window import MainWindow
from desktop.views.rental.front import PARTS
from desktop.views.rental.page import RentalPage
from tests.views.rental.conftest import field, id_number, names
from tests.views.rental.hands import LEFT, Mouse, all_reported, dialog, place_of


def test_a_day_by_mouse_alone(qtbot: Any, window: MainWindow, office: Office, house: str, compose: Any) -> None:
    page: Any = window.page()
    mouse = Mouse(qtbot, page, compose)
    _check_in_two(qtbot, mouse, page, office, house)
    _change_room(qtbot, mouse, page, office, house)
    _check_out(qtbot, mouse, page, office, house)
    _report(qtbot, mouse, page, office)
    _inspect(qtbot, mouse, page, office)
    _mend(qtbot, mouse, page, office)
    _grade(qtbot, mouse, page, office)
    _count(qtbot, mouse, page)
    assert place_of(office, house) == {"谭秀英": "203", "吴桂芳": "203", "罗成": "103"}


def test_a_click_opens_every_part(qtbot: Any, window: MainWindow, compose: Any) -> None:
    page: Any = window.page()
    mouse = Mouse(qtbot, page, compose)
    for key in PARTS[1:]:
        assert part(mouse, page, key).isVisible()
        assert page.front.tabs.choice() == key


def part(mouse: Mouse, page: RentalPage, key: str) -> Any:
    mouse.click(page.front.tabs.button(key))
    return page.front.part()


def pick(combo: QComboBox, words: str) -> None:
    """As a click into the opened list does."""
    place = combo.findText(words, Qt.MatchFlag.MatchContains)
    assert place >= 0, words
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def click_row(table: Any, row: int, *, twice: bool = False) -> None:
    at = table.visualRect(table.model().index(row, 0)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=at)
    if twice:
        QTest.mouseDClick(table.viewport(), LEFT, pos=at)


def press(qtbot: Any, mouse: Mouse, pane: Any, key: str) -> None:
    """A command of the tool bar."""
    qtbot.waitUntil(lambda: pane.bar.button(key).isVisible() and pane.bar.button(key).isEnabled())
    mouse.click(pane.bar.button(key))


def done(mouse: Mouse, asked: QWidget) -> None:
    mouse.click(field(asked, f"{asked.objectName()}.do"))


def _check_in_two(qtbot: Any, mouse: Mouse, page: Any, office: Office, house: str) -> None:
    mouse.room("203", twice=True)
    form = page.board.panel.form
    _who(mouse, "谭秀英", id_number(), "13912342206")
    until = form.field("until")
    mouse.click(until.opener)
    until._popup.calendar.clicked.emit(until._popup.calendar.maximumDate().fromString("2027-03-01", "yyyy-MM-dd"))
    pick(form.field("reason"), "务工")
    mouse.click(field(page, "rent.checkin.more"))
    _who(mouse, "吴桂芳", id_number(order="041"), "13912342207")
    pick(form.field("relation"), "配偶")
    mouse.click(field(page, "rent.checkin.foot.primary"))
    qtbot.waitUntil(lambda: {"谭秀英", "吴桂芳"} <= set(names(office, house)))
    mouse.click(field(page, "rent.checkin.close"))


def _who(mouse: Mouse, name: str, number: str, phone: str) -> None:
    for key, words in (("id_number", number), ("name", name), ("phone", phone)):
        mouse.words(f"rent.checkin.{key}", words)


def _change_room(qtbot: Any, mouse: Mouse, page: Any, office: Office, house: str) -> None:
    mouse.room("201")
    mouse.click(field(page, "rent.room.move"))
    asked: Any = dialog(qtbot, page, "rent.move")
    pick(asked.form.field("room"), "103")
    done(mouse, asked)
    qtbot.waitUntil(lambda: place_of(office, house)["罗成"] == "103")


def _check_out(qtbot: Any, mouse: Mouse, page: Any, office: Office, house: str) -> None:
    mouse.room("202")
    mouse.click(page.board.head.leave)
    done(mouse, dialog(qtbot, page, "rent.out"))
    qtbot.waitUntil(lambda: "闻国平" not in names(office, house))


def _report(qtbot: Any, mouse: Mouse, page: Any, office: Office) -> None:
    """One after the other: the chosen row and the button."""
    pane = part(mouse, page, "reports")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 7)
    while not all_reported(office):
        left = pane.model.rowCount()
        press(qtbot, mouse, pane, "save")
        done(mouse, dialog(qtbot, page, "rent.reported"))
        qtbot.waitUntil(lambda left=left: pane.model.rowCount() == left - 1)


def _inspect(qtbot: Any, mouse: Mouse, page: Any, office: Office) -> None:
    """The first item fails by the button, the others pass at once."""
    pane = part(mouse, page, "inspect")
    qtbot.waitUntil(lambda: pane.lists.plan.rowCount() == 1)
    click_row(pane.lists.table(), 0)
    press(qtbot, mouse, pane, "begin")
    editor = pane.editor
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is editor and editor.table.isVisible())
    mouse.click(field(page, "rent.inspect.bad"))
    mouse.write(editor.table, "二楼楼梯口堆放纸箱")
    mouse.click(field(page, "rent.inspect.rest"))
    press(qtbot, mouse, pane, "save")
    qtbot.waitUntil(lambda: len(inspection_list.list_hazards(office)) == 1)
    qtbot.waitUntil(lambda: bool(editor.view.id))
    mouse.click(field(page, "rent.inspect.back"))
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.lists)


def _mend(qtbot: Any, mouse: Mouse, page: Any, office: Office) -> None:
    pane: Any = page.front.part()

    def state() -> HazardState:
        return inspection_list.list_hazards(office)[0].state

    mouse.click(pane.sides.button("hazards"))
    qtbot.waitUntil(lambda: pane.lists.hazards.rowCount() == 1)
    press(qtbot, mouse, pane, "serve")
    done(mouse, dialog(qtbot, page, "rent.serve"))
    qtbot.waitUntil(lambda: state() is HazardState.FIXING)
    press(qtbot, mouse, pane, "recheck")
    asked: Any = dialog(qtbot, page, "rent.recheck")
    pick(asked.form.field("passed"), "合格")
    done(mouse, asked)
    qtbot.waitUntil(lambda: state() is HazardState.PASSED)
    press(qtbot, mouse, pane, "close")
    qtbot.waitUntil(lambda: inspection_list.list_hazards(office) == [])


def _grade(qtbot: Any, mouse: Mouse, page: Any, office: Office) -> None:
    pane = part(mouse, page, "grades")
    qtbot.waitUntil(lambda: pane.board.columns[""].model.rowCount() == 1)
    click_row(pane.board.columns[""].table, 0, twice=True)
    asked: Any = dialog(qtbot, page, "grades.regrade")
    pick(asked.form.field("grade"), "橙")
    mouse.write(asked.form.field("reason"), "二楼群租，用电线路老化")
    done(mouse, asked)
    qtbot.waitUntil(lambda: grading.read_grade_board(office).count("1") == 1)


def _count(qtbot: Any, mouse: Mouse, page: Any) -> None:
    """From a number to its people and back."""
    pane = part(mouse, page, "report")
    qtbot.waitUntil(lambda: pane.report is not None and bool(pane.report.before))
    row = next(row for row in range(pane.lines.rowCount()) if pane.lines.line(row).line.key == "persons")
    click_row(pane.tables["lines"], row, twice=True)
    qtbot.waitUntil(lambda: pane.drill.list is not None and pane.drill.list.rowCount() == 3)
    mouse.click(field(pane.drill, pane.drill.back.objectName()))
    assert pane.pages.currentWidget() is pane.front

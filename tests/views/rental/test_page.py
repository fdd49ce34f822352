"""The front desk through real keys: check in, see it on the board, undo nothing by accident, check out."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop.domain import identity
from desktop.domain.tenancy import RoomState
from desktop.services import records, staying
from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.rental.page import RentalPage
from tests.views.rental.conftest import DAY, field, names
from tests.views.walk import faults_at

BODY = "52260119900101021"
NUMBER = BODY + identity.check_digit(BODY)


def test_a_new_tenant_moves_in_by_keyboard_alone(
    qtbot: Any, page: RentalPage, office: Office, house: str, compose: Any
) -> None:
    page.board.grid.setFocus()
    qtbot.keyClick(page.board.grid, Qt.Key.Key_Return)
    assert page.board.panel.isVisible()
    qtbot.keyClicks(field(page, "rent.checkin.id_number"), NUMBER)
    qtbot.keyClick(field(page, "rent.checkin.id_number"), Qt.Key.Key_Return)
    compose(field(page, "rent.checkin.name"), "谭秀英")
    qtbot.keyClicks(field(page, "rent.checkin.phone"), "13912342206")
    qtbot.keyClicks(field(page, "rent.checkin.until"), "2027-3-1")
    qtbot.keyClicks(field(page, "rent.checkin.reason").lineEdit(), "01")
    qtbot.keyClick(field(page, "rent.checkin.name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: names(office, house) == ["谭秀英"])
    qtbot.waitUntil(lambda: page.board.model.board.count(RoomState.TO_REPORT) == 1)


def test_what_is_missing_is_said_at_its_field_and_nothing_is_saved(
    qtbot: Any, page: RentalPage, office: Office, house: str
) -> None:
    qtbot.mouseClick(page.board.head.enter, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field(page, "rent.checkin.foot.primary"), Qt.MouseButton.LeftButton)
    assert page.board.panel.form.cell("id_number").words.text().startswith("没有填证件号码，查验证件再办")
    assert names(office, house) == []


def test_an_id_with_a_wrong_digit_is_told_with_the_next_step(qtbot: Any, page: RentalPage) -> None:
    qtbot.mouseClick(page.board.head.enter, Qt.MouseButton.LeftButton)
    wrong = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
    qtbot.keyClicks(field(page, "rent.checkin.id_number"), wrong)
    qtbot.keyClick(field(page, "rent.checkin.id_number"), Qt.Key.Key_Tab)
    assert "，" in page.board.panel.form.cell("id_number").words.text()


def test_leaving_is_asked_and_done(qtbot: Any, page: RentalPage, office: Office, house: str, compose: Any) -> None:
    test_a_new_tenant_moves_in_by_keyboard_alone(qtbot, page, office, house, compose)
    qtbot.keyClick(page.board.panel, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.board.card.resident() is not None)
    qtbot.mouseClick(page.board.head.leave, Qt.MouseButton.LeftButton)
    asked = page.findChild(QDialog, "rent.out")
    qtbot.keyClick(asked.form.field("checkout"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: names(office, house) == [])


def test_the_empty_page_says_what_it_is_for(qtbot: Any, dressed: Any, office: Office) -> None:
    lane = Lane()
    made = RentalPage(Desk(office, lane))
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: field(made, "rent.empty").isVisible())
    assert "先新增一户" in field(made, "rent.empty").words.text()
    lane.close()


def tile_at(page: RentalPage, room: str) -> Any:
    """The middle of a room's tile in the board's own measure."""
    grid = page.board.grid
    tile = next(tile for tile in page.board.model.board.tiles if tile.room == room)
    return grid.visualRect(page.board.model.place_of(tile.id)).center()


def test_somebody_is_dragged_to_another_room(
    qtbot: Any, page: RentalPage, office: Office, house: str, compose: Any
) -> None:
    test_a_new_tenant_moves_in_by_keyboard_alone(qtbot, page, office, house, compose)
    qtbot.keyClick(page.board.panel, Qt.Key.Key_Escape)
    source = next(tile for tile in page.board.model.board.tiles if tile.persons)
    target = next(tile for tile in page.board.model.board.tiles if tile.id != source.id)
    viewport, start, end = page.board.grid.viewport(), tile_at(page, source.room), tile_at(page, target.room)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, end)
    assert page.board.grid.drag.hint.deed.text() == f"换到 {target.room}"
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    asked = page.findChild(QDialog, "rent.move")
    assert asked.form.values()["room"] == target.id
    qtbot.keyClick(asked.form.field("day"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [one.room for one in staying.staying(office, house=house, on=DAY)] == [target.room])


def test_a_village_on_one_board_has_small_tiles_and_its_addresses(
    qtbot: Any, page: RentalPage, office: Office, house: str
) -> None:
    records.change_record(office, ledger="houses", record=house, values={"village": "良宅村"}, version=1)
    page.refresh()
    picker = page.board.head.picker
    qtbot.waitUntil(lambda: picker.findText("良宅村 整村") >= 0)
    picker.setCurrentIndex(picker.findText("良宅村 整村"))
    picker.activated.emit(picker.currentIndex())
    qtbot.waitUntil(lambda: page.board.model.board.title == "良宅村")
    assert page.board.grid.verticalHeader().defaultSectionSize() < 92
    assert page.board.head.owner.text() == "1 户"
    assert faults_at(page, 150, "dark") == []


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (200, "high")])
def test_every_part_has_its_place_in_the_strip(page: RentalPage, percent: int, theme: str) -> None:
    assert faults_at(page, percent, theme) == []

"""The tiles of a house as a table."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.domain.tenancy import RoomState
from desktop.models.room_board import RoomBoardModel
from desktop.services import house_rooms, records, room_board
from desktop.services.office import Office


@pytest.fixture
def house(office: Office) -> str:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明"}
    return house_rooms.add_house(office, values=values, floors=2, rooms_each=3, room={"beds": 2}).ids("houses")[0]


def shown(model: RoomBoardModel) -> list[list[str]]:
    columns = range(model.columnCount())
    return [[str(model.index(row, c).data() or "") for c in columns] for row in range(model.rowCount())]


def test_floors_stand_from_the_top_and_wrap(qapp: object, office: Office, house: str) -> None:
    model = RoomBoardModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_across(2)
    model.show(room_board.read_board(office, house=house))
    assert shown(model) == [["2层\n0/3", "201", "202"], ["", "203", ""], ["1层\n0/3", "101", "102"], ["", "103", ""]]


def test_a_filter_keeps_one_state(qapp: object, office: Office, house: str) -> None:
    model = RoomBoardModel()
    board = room_board.read_board(office, house=house)
    records.change_record(office, ledger="rooms", record=board.tiles[0].id, values={"status": "停租"}, version=1)
    model.show(room_board.read_board(office, house=house))
    model.set_filter(RoomState.STOPPED)
    assert [row[1] for row in shown(model)] == [board.tiles[0].room]


def test_a_tile_speaks_a_whole_sentence(qapp: object, office: Office, house: str) -> None:
    model = RoomBoardModel()
    model.show(room_board.read_board(office, house=house, day=date(2026, 9, 23)))
    place = model.place_of(room_board.read_board(office, house=house).tiles[0].id)
    assert place.data(Qt.ItemDataRole.AccessibleTextRole) == "201室，空房，2床"

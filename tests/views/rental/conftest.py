"""A made-up house on its board, and the ways people reach it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain import identity
from desktop.services import check_in, grid_units, house_rooms, room_board, staying
from desktop.services.check_in import Guest
from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.main_window import MainWindow
from desktop.views.rental.page import RentalPage
from desktop.views.shell.frame import Frame
from desktop.views.shell.page import Area

DAY, YESTERDAY = date(2026, 9, 23), date(2026, 9, 22)


def id_number(birth: str = "19900101", order: str = "021") -> str:
    body = f"522601{birth}{order}"
    return body + identity.check_digit(body)


def field(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def names(office: Office, house: str, day: date = DAY) -> list[str]:
    return [one.name for one in staying.staying(office, house=house, on=day)]


@contextmanager
def rental(qtbot: Any, office: Office, height: int = 621) -> Iterator[RentalPage]:
    """The page with a lane of its own."""
    lane = Lane()
    made = RentalPage(Desk(office, lane))
    qtbot.addWidget(made)
    made.resize(1294, height)
    made.show()
    try:
        yield made
    finally:
        lane.close()


@pytest.fixture
def house(office: Office) -> str:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明"}
    return house_rooms.add_house(office, values=values, floors=2, rooms_each=3, room={"cap": 2}).ids("houses")[0]


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office, house: str) -> Iterator[RentalPage]:
    with rental(qtbot, office) as made:
        made.refresh()
        qtbot.waitUntil(lambda: made.board.model.board is not None)
        yield made


@pytest.fixture
def window(qtbot: Any, dressed: Any, office: Office, house: str) -> Iterator[MainWindow]:
    """The rental area in the real window, so that F6, the arrows and Ctrl+S are those people press.

    罗成 in 201 and 闻国平 in 202 since yesterday, not reported; a corridor without a grade.
    """
    rooms = {tile.room: tile.id for tile in room_board.read_board(office, house=house).tiles}
    for room, name, order in (("201", "罗成", "011"), ("202", "闻国平", "031")):
        person = {"name": name, "id_number": id_number(order=order), "phone": "13912342206", "reason": "01"}
        check_in.check_in(office, room=rooms[room], guests=[Guest(person)], checkin=YESTERDAY)
    grid_units.add_unit(office, values={"unit_name": "1单元", "kind": "10"})
    lane = Lane()
    desk = Desk(office, lane)
    nothing = {"find": lambda _: None, "lock": lambda: None, "undo": desk.undo, "help": lambda _: None}
    frame = Frame("王宅镇综治中心", "桩钉", "王海燕", "综治", **nothing)
    made = MainWindow(frame, [Area("rent", "出租房", "building-2", lambda: RentalPage(desk))])
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.open("rent")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    page: Any = made.page()
    qtbot.waitUntil(lambda: page.board.model.board is not None)
    yield made
    lane.close()


@pytest.fixture
def enter(qtbot: Any, page: RentalPage) -> Callable[[str], None]:
    """Goes to a room with the keyboard and opens 办理入住."""

    def run(room: str) -> None:
        grid = page.board.grid
        tile = next(tile for tile in page.board.model.board.tiles if tile.room == room)
        grid.setFocus()
        grid.choose(tile.id)
        qtbot.keyClick(grid, Qt.Key.Key_Return)
        assert page.board.panel.isVisible()

    return run

"""A made-up house on its board, and the ways people reach it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain import identity
from desktop.services import house_rooms, staying
from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.rental.page import RentalPage

DAY = date(2026, 9, 23)


def id_number(birth: str = "19900101", order: str = "021") -> str:
    body = f"522601{birth}{order}"
    return body + identity.check_digit(body)


def field(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def names(office: Office, house: str, day: date = DAY) -> list[str]:
    return [one.name for one in staying.staying(office, house=house, on=day)]


@pytest.fixture
def house(office: Office) -> str:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明"}
    return house_rooms.add_house(office, values=values, floors=2, rooms_each=3, room={"cap": 2}).ids("houses")[0]


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office, house: str) -> Iterator[RentalPage]:
    lane = Lane()
    made = RentalPage(Desk(office, lane))
    qtbot.addWidget(made)
    made.resize(1294, 621)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.board.model.board is not None)
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

"""A rented house with its rooms in one go, and the short list of houses for the picker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from desktop.domain import codes
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.ledgers.rooms import Room
from desktop.services.house_page import refuse_ownerless
from desktop.services.office import Office
from desktop.storage.unit_of_work import Changed

MOST_ROOMS = 1000


@dataclass(frozen=True, slots=True)
class HouseLine:
    """A house in the picker."""

    id: str
    address: str
    owner: str
    grade: str
    rooms: int


def add_house(office: Office, *, values: Mapping[str, Any], floors: int = 0, rooms_each: int = 0,
              room: Mapping[str, Any] | None = None) -> Changed:  # fmt: skip
    """A house, with `floors` x `rooms_each` rooms numbered 101, 102 … 201 …; `room` holds what they share."""
    office.require("rental", Action.ADD)
    if floors < 0 or rooms_each < 0 or floors * rooms_each > MOST_ROOMS:
        raise Refused(f"{floors}层每层{rooms_each}间不合理", f"一户最多{MOST_ROOMS}间", field="rooms", code="rooms")
    refuse_ownerless(values)
    with office.work("add_house", "新增出租房") as work:
        total = floors * rooms_each
        house = work.add(House, {**values, "rooms": values.get("rooms") or total or None})
        width = max(2, len(str(rooms_each)))
        for floor in range(1, floors + 1):
            for number in range(1, rooms_each + 1):
                name = f"{floor}{number:0{width}d}"
                work.add(Room, {"status": "1", **(room or {}), "house_id": house.id, "room": name, "floor": floor})
        return work.commit()


def find_houses(office: Office, *, text: str = "", limit: int = 50) -> list[HouseLine]:
    """Houses whose address or owner holds every word of `text`, by address."""
    office.require("rental", Action.SEE)
    rooms = select(func.count(Room.row)).where(Room.house_id == House.id).scalar_subquery()
    statement = select(House.id, House.house_address, House.house_owner, House.grade, rooms)
    for word in text.split():
        inside = (column.contains(word, autoescape=True) for column in (House.house_address, House.house_owner))
        statement = statement.where(or_(*inside))
    with office.read() as connection:
        found = connection.execute(statement.order_by(House.house_address).limit(limit)).all()
    return [HouseLine(id_, address, owner or "", codes.label("grade", grade) if grade else "", count)
            for id_, address, owner, grade, count in found]  # fmt: skip

"""What speaks against letting a room to so many more: the cap, too little room a head, let already, no landlord."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from desktop.domain import tenancy
from desktop.domain.access import Action
from desktop.domain.tenancy import Caution
from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.ledgers.rooms import Room
from desktop.services.least_area import least_area_of
from desktop.services.office import Office
from desktop.services.staying import residents_of_room

DORMITORY = "01"  # codes.rent_use: let by the bed, to people who have nothing to do with each other


@dataclass(frozen=True, slots=True)
class Letting:
    """What is told before a party moves in: warnings, and the foot line with the capacity."""

    cautions: list[Caution]
    words: str

    @property
    def asks(self) -> bool:
        return any(one.asks for one in self.cautions)


def read_letting(office: Office, *, room: str, coming: int, on: date, related: bool = False) -> Letting:
    office.require("rental", Action.SEE)
    with office.read("rooms", room) as connection:
        return letting_of(connection, room, coming, on, related=related)


def letting_of(connection: Connection, room: str, coming: int, on: date, *, related: bool) -> Letting:
    """`related`: somebody of those who come belongs to who lives there. Refused code: no_record."""
    wanted = select(Room.room, Room.cap, Room.area, House.house_owner, House.rent_use)
    place = connection.execute(wanted.join(House, House.id == Room.house_id).where(Room.id == room)).first()
    if place is None:
        raise Refused("没有这个房间", "它可能已被删除，请刷新", code="no_record")
    there = residents_of_room(connection, room, on)
    rule = tenancy.Room(f"{place.room}室", place.cap, place.area)
    persons = len(there) + coming
    lodger = there[0].name if there and place.rent_use != DORMITORY else None
    told = tenancy.letting_warnings(rule, place.house_owner, lodger, related=related)
    return Letting([*tenancy.capacity_warnings(rule, persons, least_area=least_area_of(connection)), *told],
                   tenancy.capacity_words(rule, persons))  # fmt: skip

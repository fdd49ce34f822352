"""房屋档案 on screen: one house with its rooms, who lives there, who lived there, its scans; and its changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from desktop.domain import codes
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.houses import House, owner_known
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.attachment_lines import AttachmentLine, Owner, lines_of
from desktop.services.house_photos import house_owners
from desktop.services.office import Office
from desktop.services.records import get_record, refuse_given
from desktop.services.staying import Resident, residents_on, stays_where
from desktop.storage.unit_of_work import Changed

GONE = Refused("没有这户出租房", "它可能已被删除，请刷新", code="no_record")


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A room of a house with how many live there today."""

    id: str
    version: int
    room: str
    floor: int | None
    beds: int | None
    area: str
    cap: int | None
    status: str | None
    note: str
    people: int

    @property
    def status_words(self) -> str:
        return codes.label("room_status", self.status) if self.status else ""


@dataclass(frozen=True, slots=True)
class HousePage:
    """`house` holds its fields as JSON values, numbers masked; `stays` are all, the newest first."""

    house: Mapping[str, Any]
    rooms: tuple[RoomLine, ...]
    present: tuple[Resident, ...]
    stays: tuple[Resident, ...]
    attachments: tuple[AttachmentLine, ...]
    owners: tuple[Owner, ...]


def read_house(office: Office, *, house: str) -> HousePage:
    """Refused code no_record."""
    office.require("rental", Action.SEE)
    values = get_record(office, ledger="houses", record=house)
    with office.read("houses", house) as connection:
        present = residents_on(connection, house, office.today)
        rooms = rooms_of(connection, house, present)
        stays = stays_of_house(connection, house)
        owners = house_owners(connection, house)
        return HousePage(values, rooms, tuple(present), stays, lines_of(connection, owners), owners)


def rooms_of(connection: Connection, house: str, present: list[Resident]) -> tuple[RoomLine, ...]:
    wanted = (
        select(Room.id, Room.version, Room.room, Room.floor, Room.beds, Room.area, Room.cap, Room.status, Room.note)
        .where(Room.house_id == house)
        .order_by(Room.floor.is_(None), Room.floor, Room.room)
    )
    living = [one.room_id for one in present]
    return tuple(RoomLine(row.id, row.version, row.room, row.floor, row.beds, _plain(row.area), row.cap, row.status,
                          row.note or "", living.count(row.id)) for row in connection.execute(wanted))  # fmt: skip


def stays_of_house(connection: Connection, house: str) -> tuple[Resident, ...]:
    found = stays_where(connection, Room.house_id == house, Stay.row > 0)
    return tuple(sorted(found, key=lambda one: (one.checkin, one.room), reverse=True))


def _plain(value: Any) -> str:
    return "" if value is None else f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def refuse_ownerless(values: Mapping[str, Any]) -> None:
    """Refused code no_owner."""
    for refused in owner_known(values):
        raise refused


def save_house(office: Office, *, house: str, values: Mapping[str, Any], version: int) -> Changed:
    """Other facts. Refused codes: no_owner, cap_zero, no_record."""
    office.require("rental", Action.CHANGE)
    with office.work("save_house", "修改出租房") as work:
        stored = work.get(House, house)
        refuse_given(House, values)
        refuse_ownerless({"house_owner": stored.house_owner, **values})
        work.change(stored, values, version=version)
        return work.commit()


def save_room(
    office: Office, *, house: str, values: Mapping[str, Any], room: str = "", version: int | None = None
) -> Changed:
    """A new room of the house, or other facts of one. Refused codes: cap_zero, duplicate."""
    office.require("rental", Action.CHANGE if room else Action.ADD)
    with office.work("save_room", "修改房间" if room else "新增房间") as work:
        if room:
            work.change(work.get(Room, room), values, version=version)
        else:
            work.add(Room, {"status": "1", **values, "house_id": house})
        return work.commit()


def remove_room(office: Office, *, room: str) -> Changed:
    """Refused codes: room_lived_in, room_has_stays."""
    office.require("rental", Action.REMOVE)
    with office.work("remove_room", "删除房间") as work:
        stored = work.get(Room, room)
        _refuse_stays(work.connection(), stored, office.today)
        work.remove(stored)
        return work.commit()


def _refuse_stays(connection: Connection, room: Room, today: date) -> None:
    every = select(func.count()).select_from(Stay).where(Stay.room_id == room.id)
    now = connection.scalar(every.where(Stay.checkout.is_(None) | (Stay.checkout > today))) or 0
    if now:
        raise Refused(f"{room.room}室还住着{now}人，不能删除", "先办理离开或换房", code="room_lived_in")
    if past := connection.scalar(every) or 0:
        raise Refused(f"{room.room}室有{past}条租住登记，不能删除", "把房间状态改为停租", code="room_has_stays")

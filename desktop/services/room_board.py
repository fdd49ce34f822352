"""房态图: the rooms of a house by floor, or of a village by house, each with its state of a day, as plain data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from desktop.domain import reporting as clock
from desktop.domain import tenancy
from desktop.domain.access import Action
from desktop.domain.calendar import Calendar
from desktop.domain.tenancy import Report, RoomState, Span
from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.ledgers.rooms import Room
from desktop.services import reporting
from desktop.services.calendars import calendar_of
from desktop.services.check_in import STOPPED
from desktop.services.kin_clock import kin_since
from desktop.services.office import Office
from desktop.services.staying import Resident, residents_where, stays_where

MOVED_OUT = reporting.BACK


@dataclass(frozen=True, slots=True)
class Tile:
    """One room: `states[0]` colours the tile, the others are marks on it."""

    id: str
    room: str
    floor: int | None
    states: tuple[RoomState, ...]
    residents: Sequence[Resident]
    persons: int
    beds: int | None
    area: str
    cap: int | None
    inspect_by: date | None
    note: str
    owed: Sequence[tuple[str, str, date]]  # (stay, words, due) of every report still open

    @property
    def reports(self) -> list[tuple[str, date]]:
        return [(words, due) for _, words, due in self.owed]

    @property
    def state(self) -> RoomState:
        return self.states[0]


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor of a house, or of a village a whole house; `house` is the id of the house that it belongs to."""

    label: str
    tiles: Sequence[Tile]
    house: str


@dataclass(frozen=True, slots=True)
class Board:
    """A house as the front desk sees it on `day`, floors from the top down; or all houses of a village by address.

    `house` is empty for a village.
    """

    title: str
    house: Mapping[str, Any]
    day: date
    floors: Sequence[Floor]

    @property
    def tiles(self) -> list[Tile]:
        return [tile for floor in self.floors for tile in floor.tiles]

    def count(self, state: RoomState) -> int:
        return sum(state in tile.states for tile in self.tiles)


def read_board(office: Office, *, house: str, day: date | None = None) -> Board:
    """The board of a house on a day (today by default)."""
    office.require("rental", Action.SEE)
    with office.read("houses", house) as connection:
        return board_of(connection, house, day or office.today)


def board_of(connection: Connection, house: str, day: date) -> Board:
    record = connection.execute(select(House.__table__).where(House.id == house)).mappings().first()
    if record is None:
        raise Refused("没有这户出租房", "它可能已被删除，请刷新", code="no_record")
    tiles = [tile for _, tile in _tiles(connection, Room.house_id == house, day)]
    return Board(record["house_address"], dict(record), day, _floors(house, tiles))


def read_village(office: Office, *, village: str, day: date | None = None) -> Board:
    """All rooms of a village's houses, a house a line."""
    office.require("rental", Action.SEE)
    with office.read() as connection:
        return village_of(connection, village, day or office.today)


def village_of(connection: Connection, village: str, day: date) -> Board:
    wanted = select(House.id, House.house_address).where(House.village == village).order_by(House.house_address)
    houses = {row.id: row.house_address for row in connection.execute(wanted)}
    by_house: dict[str, list[Tile]] = {house: [] for house in houses}
    for house, tile in _tiles(connection, Room.house_id.in_(select(House.id).where(House.village == village)), day):
        by_house[house].append(tile)
    floors = [Floor(houses[house], sorted(tiles, key=_by_number), house) for house, tiles in by_house.items() if tiles]
    return Board(village, {}, day, floors)


def villages(office: Office) -> list[str]:
    """Villages that have rented houses."""
    office.require("rental", Action.SEE)
    with office.read() as connection:
        found = connection.scalars(select(House.village).where(House.village.is_not(None)).distinct())
        return sorted(village for village in found if village)


def _tiles(connection: Connection, rooms: ColumnElement[bool], day: date) -> Iterator[tuple[str, Tile]]:
    """(house, tile) of the rooms for which the condition on `Room` holds."""
    open_, calendar = _unreported(connection, rooms, day), calendar_of(connection)
    here, owed = _by_room(residents_where(connection, rooms, day)), _by_room(open_)
    since = kin_since(connection, {stay.person for stay in open_ if stay.exempt == clock.RELATIVES})
    wanted = select(Room.__table__, House.inspect_by.label("house_by")).join(House, House.id == Room.house_id)
    for room in connection.execute(wanted.where(rooms)).mappings():
        yield room["house_id"], _tile(room, here[room["id"]], _owed(owed[room["id"]], calendar, since, day), day)


def _by_room(residents: Sequence[Resident]) -> defaultdict[str, list[Resident]]:
    found: defaultdict[str, list[Resident]] = defaultdict(list)
    for resident in residents:
        found[resident.room_id].append(resident)
    return found


def _unreported(connection: Connection, rooms: ColumnElement[bool], day: date) -> list[Resident]:
    """Stays whose start, or recent end, has not been reported yet."""
    return stays_where(connection, rooms, reporting.is_open(day))


def _owed(
    stays: Sequence[Resident], calendar: Calendar, since: Mapping[str, date], day: date
) -> list[tuple[str, str, date]]:
    """(stay, words, due) of every open report, the earliest first."""
    owed = []
    for stay in stays:
        duties = clock.duties(Span(stay.checkin, stay.checkout), calendar, reported_in=stay.reported_in,
                              reported_out=stay.reported_out, exempt=stay.exempt,
                              since=since.get(stay.stay))  # fmt: skip
        owed += [(stay.stay, duty.deed, duty.due) for duty in duties if duty.owed_on(day)]
    return sorted(owed, key=lambda one: one[2])


def _tile(room: Mapping[Any, Any], residents: Sequence[Resident], owed: Sequence[tuple[str, str, date]],
          day: date) -> Tile:  # fmt: skip
    inspect_by = min(filter(None, (room["inspect_by"], room["house_by"])), default=None)
    rule = tenancy.Room(room["room"], room["cap"], room["area"], room["status"] == STOPPED, inspect_by)
    states = tenancy.room_states(rule, len(residents), [Report(due) for _, _, due in owed], day)
    area = f"{room['area'].normalize():f}㎡" if room["area"] else ""
    return Tile(room["id"], room["room"], room["floor"], states, residents, len(residents), room["beds"], area,
                room["cap"], inspect_by, room["note"] or "", owed)  # fmt: skip


def _by_number(tile: Tile) -> tuple[int, str]:
    return len(tile.room), tile.room


def _floors(house: str, tiles: Sequence[Tile]) -> list[Floor]:
    def floor(tile: Tile) -> int:
        return tile.floor if tile.floor is not None else 0

    ordered = sorted(tiles, key=lambda tile: (-floor(tile), *_by_number(tile)))
    return [Floor(f"{number}层" if number else "其他", list(group), house)
            for number, group in groupby(ordered, key=floor)]  # fmt: skip

"""What the rental report counts from, in few passes over covering indexes: rooms lived in, comings, goings, persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, Integer, cast, func, or_, select

from desktop.domain import deadlines
from desktop.domain.calendar import Calendar
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.calendars import calendar_of
from desktop.services.room_board import MOVED_OUT

NO_HAZARD = "00"  # codes.hazard


@dataclass(slots=True)
class VillageCount:
    """One village as at a day, and what moved in it in a span of days."""

    houses: int = 0
    rooms: int = 0
    let: int = 0
    persons: int = 0
    overfull: int = 0
    arrived: int = 0
    left: int = 0
    overdue: int = 0
    hazards: int = 0


@dataclass(frozen=True, slots=True)
class RentalCube:
    """Counts by village ("" for houses of none), by month (arrived, left), and of the persons by what they are.

    `persons`: (sex, birth year, reason, province) -> how many live here; a person counts once.
    """

    villages: Mapping[str, VillageCount]
    months: Mapping[tuple[int, int], tuple[int, int]]
    persons: Mapping[tuple[str, int, str, str], int]
    works: Mapping[str, int] = field(default_factory=dict)


def rental_cube(connection: Connection, first: date, last: date, since: date) -> RentalCube:
    """As at `last`; movements of `first` to `last`, months from `since` on."""
    villages = _villages(connection, first, last)
    return RentalCube(villages, _months(connection, since, last), _persons(connection, last), _works(connection, last))


def here(day: date) -> ColumnElement[bool]:
    """Stays that hold on a day. Written so that the ended ones are never looked at."""
    return or_(Stay.checkout.is_(None), Stay.checkout > day) & (Stay.checkin <= day)


def _villages(connection: Connection, first: date, last: date) -> dict[str, VillageCount]:
    house_of = {row.id: (row.house_id, row.cap) for row in connection.execute(select(Room.id, Room.house_id, Room.cap))}
    found: dict[str, VillageCount] = {}
    counts: dict[str, VillageCount] = {}
    for house, village, hazard in connection.execute(select(House.id, House.village, House.hazard)):
        counts[house] = count = found.setdefault(village or "", VillageCount())
        count.houses += 1
        count.hazards += hazard not in (None, NO_HAZARD)
    for house, _ in house_of.values():
        counts[house].rooms += 1
    for room, persons in _by_room(connection, here(last)):
        house, cap = house_of[room]
        count = counts[house]
        count.let += 1
        count.persons += persons
        count.overfull += cap is not None and persons > cap
    for name, condition in _movements(connection, first, last).items():
        for room, stays in _by_room(connection, condition):
            count = counts[house_of[room][0]]
            setattr(count, name, getattr(count, name) + stays)
    return found


def _by_room(connection: Connection, condition: ColumnElement[bool]) -> Iterator[tuple[str, int]]:
    wanted = select(Stay.room_id, func.count()).where(condition).group_by(Stay.room_id)
    return ((room, count) for room, count in connection.execute(wanted))


def _movements(connection: Connection, first: date, last: date) -> dict[str, ColumnElement[bool]]:
    late = last_reported_late(last, calendar_of(connection))
    start = Stay.reported_in.is_(None) & Stay.checkout.is_(None) & (Stay.checkin <= late)
    end = Stay.reported_out.is_(None) & (Stay.checkout <= late) & (Stay.checkout > last - MOVED_OUT)
    return {
        "arrived": (Stay.checkin >= first) & (Stay.checkin <= last),
        "left": (Stay.checkout >= first) & (Stay.checkout <= last),
        "overdue": or_(start, end),
    }


def last_reported_late(day: date, calendar: Calendar) -> date:
    """The latest start or end whose report was due before that day."""
    found = day - timedelta(1)
    while deadlines.report_due(found, calendar) >= day:
        found -= timedelta(1)
    return found


def _months(connection: Connection, since: date, last: date) -> dict[tuple[int, int], tuple[int, int]]:
    sides: list[Counter[tuple[int, int]]] = []
    for column in (Stay.checkin, Stay.checkout):
        year, month = (cast(func.strftime(part, column), Integer) for part in ("%Y", "%m"))
        wanted = select(year, month, func.count()).where(column >= since, column <= last).group_by(year, month)
        sides.append(Counter({(y, m): count for y, m, count in connection.execute(wanted)}))
    arrived, left = sides
    return {month: (arrived[month], left[month]) for month in arrived.keys() | left.keys()}


def _persons(connection: Connection, day: date) -> dict[tuple[str, int, str, str], int]:
    kinds = (func.coalesce(Person.sex, ""), cast(func.coalesce(func.strftime("%Y", Person.birth), 0), Integer),
             func.coalesce(Person.reason, ""), func.coalesce(func.substr(Person.id_number, 1, 2), ""))  # fmt: skip
    wanted = select(*kinds, func.count()).where(Person.id.in_(select(Stay.person_id).where(here(day))))
    return {(sex, year, reason, province): count
            for sex, year, reason, province, count in connection.execute(wanted.group_by(*kinds))}  # fmt: skip


def _works(connection: Connection, day: date) -> dict[str, int]:
    wanted = select(func.coalesce(Person.work, ""), func.count()).where(
        Person.id.in_(select(Stay.person_id).where(here(day))))  # fmt: skip
    return {work: count for work, count in connection.execute(wanted.group_by(func.coalesce(Person.work, "")))}

"""What the rental report counts from, in few passes over covering indexes: rooms lived in, comings, goings, persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select

from desktop.domain import deadlines
from desktop.domain.calendar import Calendar
from desktop.domain.months import month_ends
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.calendars import calendar_of
from desktop.services.room_board import MOVED_OUT
from desktop.storage.bare import bare

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
class Persons:
    """Those who live here by what they are; a person counts once. Keys are codes, birth years, two digits of the
    ID number (the province), and the words of the work place; "" (or 0) for what nobody said.
    """

    sexes: Mapping[str, int]
    births: Mapping[int, int]
    reasons: Mapping[str, int]
    provinces: Mapping[str, int]
    works: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RentalCube:
    """Counts by village ("" for houses of none), by month (first day, arrived, left), and of the persons."""

    villages: Mapping[str, VillageCount]
    months: tuple[tuple[date, int, int], ...]
    persons: Persons


def rental_cube(connection: Connection, first: date, last: date, since: date) -> RentalCube:
    """As at `last`; movements of `first` to `last`, months from that of `since` on."""
    living = _living(connection, last)
    rooms, persons = Counter(map(itemgetter(0), living)), set(map(itemgetter(1), living))
    villages = _villages(connection, rooms, _movements(connection, first, last))
    return RentalCube(villages, tuple(_months(connection, since, last)), _persons(connection, persons))


def _living(connection: Connection, day: date) -> list[tuple[str, str]]:
    """(room, person) of every stay that holds on a day; the ended stays are never looked at."""
    columns = (Stay.room_id, Stay.person_id)
    return [one for ends in (Stay.checkout.is_(None), Stay.checkout > day)
            for one in bare(connection, _by_end(select(*columns).where(ends, Stay.checkin <= day)))]  # fmt: skip


def _by_end(wanted: Select[Any]) -> Select[Any]:
    return wanted.with_hint(Stay, "INDEXED BY stays_by_end", "sqlite")


def _by_start(wanted: Select[Any]) -> Select[Any]:
    return wanted.with_hint(Stay, "INDEXED BY stays_by_start", "sqlite")


def _villages(
    connection: Connection, living: Mapping[str, int], movements: Mapping[str, Counter[str]]
) -> dict[str, VillageCount]:
    found: dict[str, VillageCount] = {}
    counts: dict[str, VillageCount] = {}
    for house, village, hazard in bare(connection, select(House.id, House.village, House.hazard)):
        counts[house] = count = found.setdefault(village or "", VillageCount())
        count.houses += 1
        count.hazards += hazard not in (None, NO_HAZARD)
    places = {room: (counts[house], cap) for room, house, cap in bare(connection, _rooms())}
    for count, _ in places.values():
        count.rooms += 1
    for room, persons in living.items():
        count, cap = places[room]
        count.let += 1
        count.persons += persons
        count.overfull += cap is not None and persons > cap
    for name, rooms in movements.items():
        for room, stays in rooms.items():
            count = places[room][0]
            setattr(count, name, getattr(count, name) + stays)
    return found


def _rooms() -> Select[Any]:
    return select(Room.id, Room.house_id, Room.cap).with_hint(Room, "INDEXED BY rooms_of_house", "sqlite")


def _movements(connection: Connection, first: date, last: date) -> dict[str, Counter[str]]:
    """Stays by room: begun and ended in the span, and those whose report is overdue on its last day."""
    late, room = last_reported_late(last, calendar_of(connection)), select(Stay.room_id)
    arrived = _by_start(room.where(Stay.checkin >= first, Stay.checkin <= last))
    left = _by_end(room.where(Stay.checkout >= first, Stay.checkout <= last))
    start = _by_end(room.where(Stay.checkout.is_(None), Stay.checkin <= late, Stay.reported_in.is_(None)))
    end = _by_end(room.where(Stay.checkout > last - MOVED_OUT, Stay.checkout <= late, Stay.reported_out.is_(None)))
    counted = {"arrived": (arrived,), "left": (left,), "overdue": (start, end)}
    return {name: Counter(room for one in wanted for (room,) in bare(connection, one))
            for name, wanted in counted.items()}  # fmt: skip


def last_reported_late(day: date, calendar: Calendar) -> date:
    """The latest start or end whose report was due before that day."""
    found = day - timedelta(1)
    while deadlines.report_due(found, calendar) >= day:
        found -= timedelta(1)
    return found


def _months(connection: Connection, since: date, last: date) -> Iterator[tuple[date, int, int]]:
    for first, end in month_ends(since, last):
        arrived = _number(connection, _by_start(select(func.count())), Stay.checkin, first, end)
        left = _number(connection, _by_end(select(func.count())), Stay.checkout, first, end)
        yield first, arrived, left


def _number(connection: Connection, wanted: Select[Any], column: Any, first: date, last: date) -> int:
    return int(connection.scalar(wanted.select_from(Stay).where(column >= first, column <= last)) or 0)


def _persons(connection: Connection, living: Collection[str]) -> Persons:
    """What has few values goes into one word of fixed width: the fewer values a row has, the sooner it is read."""
    widths = (1, 4, 2, 2)
    values = (Person.sex, func.substr(Person.birth, 1, 4), Person.reason, func.substr(Person.id_number, 1, 2))
    facts: ColumnElement[str] = literal("")
    for value, width in zip(values, widths, strict=True):
        facts = facts.concat(func.coalesce(value, " " * width))
    wanted = select(Person.id, facts, Person.work).with_hint(Person, "INDEXED BY people_facts", "sqlite")
    found = [row for row in bare(connection, wanted) if row[0] in living]
    sides: tuple[Counter[str], ...] = tuple(Counter() for _ in widths)
    for words, number in Counter(map(itemgetter(1), found)).items():
        at = 0
        for side, width in zip(sides, widths, strict=True):
            side[words[at : at + width].strip()] += number
            at += width
    sexes, births, reasons, provinces = sides
    works = Counter(row[2] or "" for row in found)
    return Persons(sexes, {int(year or 0): number for year, number in births.items()}, reasons, provinces, works)

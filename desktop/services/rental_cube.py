"""What the rental report counts from, in few passes over covering indexes: rooms lived in, comings, goings, persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from desktop.domain import deadlines
from desktop.domain.calendar import Calendar
from desktop.domain.inspections import HazardState
from desktop.domain.months import month_ends
from desktop.domain.reporting import RELATIVES
from desktop.ledgers.hazards import Hazard
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.calendars import calendar_of
from desktop.services.reporting import BACK, duties_of, is_open, unreported_on
from desktop.storage.bare import GAP, bare, packed

NO_HAZARD = "00"  # codes.hazard
UNMENDED = (HazardState.OPEN.value, HazardState.FIXING.value)


@dataclass(slots=True)
class VillageCount:
    """One village as at a day, and what moved in it in a span of days.

    `persons` are different people, also where somebody has two stays at once; `arrived` and `left` are stays.
    `overdue_kin` are reports of those who live with local relatives, whose clock starts after thirty days.
    """

    houses: int = 0
    rooms: int = 0
    let: int = 0
    persons: int = 0
    overfull: int = 0
    arrived: int = 0
    left: int = 0
    overdue_in: int = 0
    overdue_out: int = 0
    overdue_kin: int = 0
    hazards: int = 0
    unmended: int = 0
    unmended_late: int = 0

    @property
    def overdue(self) -> int:
        return self.overdue_in + self.overdue_out + self.overdue_kin


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
    """Counts by village ("" for houses of none), by month (first day, arrived, left), and of the persons.

    `again`: how often somebody is counted in one more village; `doubled`: stays beyond one of each person.
    """

    villages: Mapping[str, VillageCount]
    months: tuple[tuple[date, int, int], ...]
    persons: Persons
    again: int
    doubled: int


def rental_cube(
    connection: Connection, first: date, last: date, since: date, village: str | None = None, units: Sequence[str] = ()
) -> RentalCube:
    """As at `last`; movements of `first` to `last`, months from that of `since` on.

    Of one `village` ("" for houses of none) or all, of these `units` or all.
    """
    scope = Scope(village, tuple(units))
    counts, villages = _houses(connection, scope)
    places, caps = _places(connection, counts, scope)
    living = [row for row in _living(connection, last) if scope.whole or row[0] in places]
    _add_living(places, caps, Counter(room for room, _ in living))
    people = {person for _, person in living}
    again = _count_once(places, living) if len(people) < len(living) else 0
    _add_movements(places, _movements(connection, first, last) | {"overdue_kin": _overdue_kin(connection, last)})
    _add_unmended(counts, connection, last)
    rooms = None if scope.whole else places
    months = _months(connection, since, last) if rooms is None else _months_of(connection, since, last, rooms)
    return RentalCube(villages, tuple(months), _persons(connection, people), again, len(living) - len(people))


@dataclass(frozen=True, slots=True)
class Scope:
    """Which houses are counted. Stays are always read whole, in the indexes of the report, and sorted out by room."""

    village: str | None = None
    units: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        return self.village is None and not self.units

    def houses(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.village is not None:
            found.append(func.coalesce(House.village, "") == self.village)
        if self.units:
            found.append(or_(*(House.unit.like(f"{unit}%") for unit in self.units)))
        return found


def _living(connection: Connection, day: date) -> list[list[str]]:
    """(room, person) of every stay that holds on a day; the ended stays are never looked at."""
    both = Stay.room_id.concat(GAP).concat(Stay.person_id)
    ends = (Stay.checkout.is_(None), Stay.checkout > day)
    found = (packed(connection, Stay.__table__, both, (end, Stay.checkin <= day), "stays_by_end") for end in ends)
    return [row.split(GAP) for rows in found for row in rows]


def _houses(connection: Connection, scope: Scope) -> tuple[dict[str, VillageCount], dict[str, VillageCount]]:
    """House -> the count of its village, and village -> count."""
    counts: dict[str, VillageCount] = {}
    villages: dict[str, VillageCount] = {}
    wanted = select(House.id, House.village, House.hazard).where(*scope.houses())
    for house, village, hazard in bare(connection, wanted):
        counts[house] = count = villages.setdefault(village or "", VillageCount())
        count.houses += 1
        count.hazards += hazard not in (None, NO_HAZARD)
    return counts, villages


def _add_living(places: Mapping[str, VillageCount], caps: Mapping[str, str], living: Mapping[str, int]) -> None:
    for room, persons in living.items():
        count, cap = places[room], caps[room]
        count.let += 1
        count.persons += persons
        count.overfull += cap != "" and persons > int(cap)


def _count_once(places: Mapping[str, VillageCount], living: Sequence[Sequence[str]]) -> int:
    """Somebody with more than one stay counts once in a village; how often people count in one more village."""
    stays = Counter(person for _, person in living)
    homes: dict[str, dict[int, VillageCount]] = {}
    for room, person in living:
        if stays[person] > 1:
            count = places[room]
            count.persons -= id(count) in homes.setdefault(person, {})
            homes[person][id(count)] = count
    return sum(len(villages) - 1 for villages in homes.values())


def _add_movements(places: Mapping[str, VillageCount], movements: Mapping[str, Counter[str]]) -> None:
    for name, rooms in movements.items():
        for room, stays in rooms.items():
            if (count := places.get(room)) is not None:
                setattr(count, name, getattr(count, name) + stays)


def _add_unmended(houses: Mapping[str, VillageCount], connection: Connection, last: date) -> None:
    """What inspections found by that day and is not mended now."""
    wanted = select(Hazard.house_id, Hazard.due).where(Hazard.state.in_(UNMENDED), Hazard.found_on <= last)
    for house, due in bare(connection, wanted):
        if (count := houses.get(house)) is not None:
            count.unmended += 1
            count.unmended_late += due < last.isoformat()


def _places(
    connection: Connection, counts: Mapping[str, VillageCount], scope: Scope
) -> tuple[dict[str, VillageCount], dict[str, str]]:
    """Room -> the count of its village, and its cap as text; counts the rooms on the way. A house is one row."""
    ids = func.aggregate_strings(Room.id, GAP)
    cap = func.aggregate_strings(func.coalesce(Room.cap.concat(""), ""), GAP)
    wanted = select(Room.house_id, ids, cap).group_by(Room.house_id)
    if scope.whole:
        wanted = wanted.with_hint(Room, "INDEXED BY rooms_of_house", "sqlite")
    else:
        wanted = wanted.where(Room.house_id.in_(select(House.id).where(*scope.houses())))
    places: dict[str, VillageCount] = {}
    caps: dict[str, str] = {}
    for house, rooms, limits in bare(connection, wanted):
        inside = rooms.split(GAP)
        counts[house].rooms += len(inside)
        places |= dict.fromkeys(inside, counts[house])
        caps.update(zip(inside, limits.split(GAP), strict=True))
    return places, caps


def _movements(connection: Connection, first: date, last: date) -> dict[str, Counter[str]]:
    """Stays by room: begun and ended in the span, and those whose report is overdue on its last day."""
    late = last_reported_late(last, calendar_of(connection))
    late_end = (Stay.checkout > last - BACK, Stay.checkout <= late, unreported_on(Stay.reported_out, last),
                Stay.exempt.is_(None))  # fmt: skip
    late_start = (Stay.checkin <= late, unreported_on(Stay.reported_in, last), Stay.exempt.is_(None))
    counted: Mapping[str, Sequence[tuple[str, tuple[ColumnElement[bool], ...]]]] = {
        "arrived": [("stays_by_start", (Stay.checkin >= first, Stay.checkin <= last))],
        "left": [("stays_by_end", (Stay.checkout >= first, Stay.checkout <= last))],
        "overdue_in": [("stays_by_end", (Stay.checkout.is_(None), *late_start)),
                       ("stays_by_end", (Stay.checkout > last - BACK, *late_start))],
        "overdue_out": [("stays_by_end", late_end)],
    }  # fmt: skip
    return {name: Counter(room for index, where in parts
                          for room in packed(connection, Stay.__table__, Stay.__table__.c.room_id, where, index))
            for name, parts in counted.items()}  # fmt: skip


def _overdue_kin(connection: Connection, last: date) -> Counter[str]:
    """Late reports by room of those who live with relatives; few, so that the rule itself decides."""
    wanted = select(Stay.room_id, Stay.checkin, Stay.checkout, Stay.reported_in, Stay.reported_out, Stay.exempt)
    found = connection.execute(wanted.where(is_open(last), Stay.exempt == RELATIVES))
    calendar = calendar_of(connection)
    return Counter(row.room_id for row in found for duty in duties_of(row, calendar) if duty.late_on(last))


def last_reported_late(day: date, calendar: Calendar) -> date:
    """The latest start or end whose report was due before that day."""
    found = day - timedelta(1)
    while deadlines.report_due(found, calendar) >= day:
        found -= timedelta(1)
    return found


def _months(connection: Connection, since: date, last: date) -> Iterator[tuple[date, int, int]]:
    for first, end in month_ends(since, last):
        arrived, left = (connection.scalar(_number(column, index, first, end)) for column, index in MOVES)
        yield first, int(arrived or 0), int(left or 0)


MOVES: Sequence[tuple[Any, str]] = ((Stay.checkin, "stays_by_start"), (Stay.checkout, "stays_by_end"))


def _number(column: Any, index: str, first: date, last: date) -> Select[Any]:
    wanted = select(func.count()).select_from(Stay).where(column >= first, column <= last)
    return wanted.with_hint(Stay, f"INDEXED BY {index}", "sqlite")


def _months_of(
    connection: Connection, since: date, last: date, rooms: Collection[str]
) -> Iterator[tuple[date, int, int]]:
    """The same of some rooms only."""
    begin, counted = since.replace(day=1), []
    for column, index in MOVES:
        values = func.substr(column, 1, 7).concat(GAP).concat(Stay.room_id)
        found = (row.split(GAP) for row in packed(
            connection, Stay.__table__, values, (column >= begin, column <= last), index))  # fmt: skip
        counted.append(Counter(month for month, room in found if room in rooms))
    arrived, left = counted
    for first, _ in month_ends(since, last):
        month = first.isoformat()[:7]
        yield first, arrived[month], left[month]


WIDTHS = (1, 4, 2, 2)  # sex, year of birth, reason, province: as characters of one word


def _persons(connection: Connection, living: Collection[str]) -> Persons:
    """What has few values goes into one word of fixed width, which is counted whole and taken apart then."""
    values = (Person.sex, func.substr(Person.birth, 1, 4), Person.reason, func.substr(Person.id_number, 1, 2))
    facts: ColumnElement[str] = Person.id.concat(GAP)
    for value, width in zip(values, WIDTHS, strict=True):
        facts = facts.concat(func.substr(func.coalesce(value, "").concat(" " * width), 1, width))
    facts = facts.concat(GAP).concat(func.coalesce(Person.work, ""))
    rows = (row.split(GAP, 2) for row in packed(connection, Person.__table__, facts, (), "people_facts"))
    found = [(facts, work) for person, facts, work in rows if person in living]
    sides: tuple[Counter[str], ...] = tuple(Counter() for _ in WIDTHS)
    for words, number in Counter(facts for facts, _ in found).items():
        at = 0
        for side, width in zip(sides, WIDTHS, strict=True):
            side[words[at : at + width].strip()] += number
            at += width
    sexes, births, reasons, provinces = sides
    works = Counter(work for _, work in found)
    return Persons(sexes, {int(year or 0): number for year, number in births.items()}, reasons, provinces, works)

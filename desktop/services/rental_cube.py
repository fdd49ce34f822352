"""What the rental report counts from, in few passes over covering indexes: rooms lived in, comings, goings, persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from desktop.domain.inspections import HazardState
from desktop.ledgers.hazards import Hazard
from desktop.ledgers.houses import House
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.rental_moves import months_of, months_whole, movements
from desktop.services.rental_persons import Persons, count_persons, person_facts
from desktop.storage.bare import ID, bare, cut, packed

NO_HAZARD = "00"  # codes.hazard
UNMENDED = (HazardState.OPEN.value, HazardState.FIXING.value)


@dataclass(slots=True)
class VillageCount:
    """One village (or grid) as at a day, and what moved in it in a span of days.

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
class RentalCube:
    """Counts by village or other area ("" for houses of none), by month (first day, arrived, left), and of the persons.

    `again`: how often somebody is counted in one more village; `doubled`: stays beyond one of each person.
    """

    villages: Mapping[str, VillageCount]
    months: tuple[tuple[date, int, int], ...]
    persons: Persons
    again: int
    doubled: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Which houses are counted. Stays are always read whole, in the indexes of the report, and sorted out by room."""

    village: str | None = None
    confined: bool = False  # the connection shows some units only

    @property
    def whole(self) -> bool:
        return self.village is None and not self.confined

    def houses(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.village is not None:
            found.append(func.coalesce(House.village, "") == self.village)
        return found


@dataclass(frozen=True, slots=True)
class Apart:
    """What needs no room's village, and may be read at the same time as the rest."""

    facts: Sequence[str]
    moves: Mapping[str, Sequence[str]]
    months: tuple[tuple[date, int, int], ...]


def read_apart(connection: Connection, first: date, last: date, since: date) -> Apart:
    """Movements of `first` to `last`, months from that of `since` on."""
    months = tuple(months_whole(connection, since, last))
    return Apart(person_facts(connection), movements(connection, first, last), months)


def rental_cube(connection: Connection, last: date, since: date, scope: Scope, read: Callable[[], Apart],
                areas: Mapping[str, str] | None = None) -> RentalCube:  # fmt: skip
    """As at `last`, of the houses of `scope`; `read` waits for what is read apart.

    `areas`: house -> the key it is counted under; its village by default.
    """
    homes, villages = _houses(connection, scope, areas)
    places, caps = _places(connection, homes)
    rooms, persons = _living(connection, last, None if scope.whole else places)
    people = set(persons)
    _add_living(villages, places, caps, rooms)
    again = _count_once(villages, places, rooms, persons) if len(people) < len(persons) else 0
    _add_unmended(villages, homes, connection, last)
    apart = read()
    _add_movements(villages, places, apart.moves)
    months = apart.months if scope.whole else tuple(months_of(connection, since, last, places))
    return RentalCube(villages, months, count_persons(apart.facts, people), again, len(persons) - len(people))


def _living(connection: Connection, day: date, places: Mapping[str, str] | None) -> tuple[list[str], list[str]]:
    """Room and person of every stay that holds on a day, in `places` only; the ended stays are never looked at."""
    both = Stay.room_id.concat(Stay.person_id)
    ends = (Stay.checkout.is_(None), Stay.checkout > day)
    found = [one for end in ends for one in cut(
        connection, Stay.__table__, both, (end, Stay.checkin <= day), 2 * ID)]  # fmt: skip
    if places is not None:
        found = [one for one in found if one[:ID] in places]
    return [one[:ID] for one in found], [one[ID:] for one in found]


def _houses(
    connection: Connection, scope: Scope, areas: Mapping[str, str] | None
) -> tuple[dict[str, str], dict[str, VillageCount]]:
    """House -> its village or area, and that -> count."""
    homes: dict[str, str] = {}
    villages: dict[str, VillageCount] = {}
    wanted = select(House.id, House.village, House.hazard).where(*scope.houses())
    for house, village, hazard in bare(connection, wanted):
        homes[house] = key = areas.get(house, "") if areas is not None else village or ""
        count = villages.setdefault(key, VillageCount())
        count.houses += 1
        count.hazards += hazard not in (None, NO_HAZARD)
    return homes, villages


def _places(connection: Connection, homes: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Room -> its village, and room -> its cap as text ("" for none)."""
    values = Room.id.concat(Room.house_id).concat(func.ifnull(Room.cap, ""))
    found = packed(connection, Room.__table__, values, ())
    places = {one[:ID]: homes[one[ID : 2 * ID]] for one in found if one[ID : 2 * ID] in homes}
    return places, {one[:ID]: one[2 * ID :] for one in found if len(one) > 2 * ID}


def _add_living(
    villages: Mapping[str, VillageCount], places: Mapping[str, str], caps: Mapping[str, str], rooms: Sequence[str]
) -> None:
    inside = Counter(rooms)
    _add(villages, "rooms", places.values())
    _add(villages, "let", map(places.__getitem__, inside))
    _add(villages, "persons", map(places.__getitem__, rooms))
    over = (room for room, persons in inside.items() if room in caps and persons > int(caps[room]))
    _add(villages, "overfull", map(places.__getitem__, over))


def _add(villages: Mapping[str, VillageCount], name: str, found: Iterable[str | None]) -> None:
    """One for each village that is found to its count; what lies in none of them is left out."""
    for village, number in Counter(found).items():
        if village is not None:
            setattr(villages[village], name, number + getattr(villages[village], name))


def _count_once(
    villages: Mapping[str, VillageCount], places: Mapping[str, str], rooms: Sequence[str], persons: Sequence[str]
) -> int:
    """Somebody with more than one stay counts once in a village; how often people count in one more village."""
    stays = Counter(persons)
    homes: dict[str, set[str]] = {}
    for room, person in zip(rooms, persons, strict=True):
        if stays[person] > 1:
            mine, village = homes.setdefault(person, set()), places[room]
            villages[village].persons -= village in mine
            mine.add(village)
    return sum(len(mine) - 1 for mine in homes.values())


def _add_movements(
    villages: Mapping[str, VillageCount], places: Mapping[str, str], moves: Mapping[str, Sequence[str]]
) -> None:
    for name, rooms in moves.items():
        _add(villages, name, map(places.get, rooms))


def _add_unmended(
    villages: Mapping[str, VillageCount], homes: Mapping[str, str], connection: Connection, last: date
) -> None:
    """What inspections found by that day and is not mended now."""
    wanted = select(Hazard.house_id, Hazard.due).where(Hazard.state.in_(UNMENDED), Hazard.found_on <= last)
    for house, due in bare(connection, wanted):
        if (village := homes.get(house)) is not None:
            villages[village].unmended += 1
            villages[village].unmended_late += due < last.isoformat()

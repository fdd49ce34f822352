"""样例数据: a made-up centre to look around in, marked record by record, and taken out again without a trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import repeat
from typing import Any

from sqlalchemy import select

from desktop.domain import units
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Record, catalogue
from desktop.ledgers.gradings import Grading
from desktop.ledgers.houses import House
from desktop.ledgers.leave import Leave
from desktop.ledgers.people import Person
from desktop.ledgers.record import new_id
from desktop.ledgers.rooms import Room
from desktop.ledgers.staff import Staff
from desktop.ledgers.stays import Stay
from desktop.ledgers.units import Unit
from desktop.services.office import Office
from desktop.services.sample_cases import Desks, add_cases
from desktop.services.sample_grids import PER_UNIT, add_grids, dealt, gradings, unit_grades
from desktop.services.sample_people import Invented
from desktop.services.sample_rooms import made_up_rooms, made_up_stays
from desktop.services.sample_rounds import add_rounds

SCALES = {"township": (400, 3_000, 5_000, 300), "county": (16_104, 108_712, 185_515, 3_000)}
"""Houses, rooms, people, disputes."""

CHUNK = 2_000
GRIDS_APART, ROUNDS_APART = 7_919, 15_485
Report = Callable[[int, int], None]
Values = dict[str, Any]


def fill(office: Office, *, scale: str = "township", seed: int = 1, today: date | None = None,
         report: Report | None = None) -> dict[str, int]:  # fmt: skip
    """Add made-up staff, houses, rooms, people, stays and disputes; returns how many of each ledger.

    The same seed and day give the same centre. About 1,500 records a second. Refused code: sample_there.
    """
    office.require("rental", Action.ADD)
    if sample_count(office):
        raise Refused("样例数据已经加过了", "要重来，先在“系统 → 概况”移除样例", code="sample_there")
    houses, rooms, people, disputes = SCALES[scale]
    villages = _villages(office)
    made = Invented(seed, today or office.today, [name for _, name in villages])
    tell = report or _quiet
    counts = {"staff": _staff(office, made)}
    total = houses + rooms + 2 * people
    grids = Invented(seed + GRIDS_APART, made.today, made.villages)  # its own dice: the rest stays what it was
    smallest = add_grids(office, grids, _places(office), houses, PER_UNIT[scale])
    unit_of, made_houses = dealt(smallest, grids), [made.house(number) for number in range(houses)]
    placed = ({**values, "unit_id": unit_of(number)} for number, values in enumerate(made_houses))
    where = (villages[number % len(villages)][0] if villages else "" for number in range(houses))
    house_ids = _add(office, House, placed, tell, 0, total, units=where)
    graded = [(id_, values["grade"]) for id_, values in zip(house_ids, made_houses, strict=True)]
    counts |= {"grid_units": sum(map(len, smallest)), "gradings": _gradings(office, grids, graded, smallest)}
    room_ids = _add(office, Room, made_up_rooms(made, house_ids, rooms), tell, houses, total)
    persons, person_ids = [made.person() for _ in range(people)], [new_id() for _ in range(people)]
    lived = list(made_up_stays(made, room_ids, person_ids))
    _add(office, Person, iter(persons), tell, houses + rooms, total, ids=iter(person_ids),
         units=_where_they_live(office, person_ids, lived))  # fmt: skip
    stays = _add(office, Stay, iter(lived), tell, houses + rooms + people, total)
    counts |= {"houses": len(house_ids), "rooms": len(room_ids), "people": len(person_ids), "stays": len(stays)}
    rounds = Invented(seed + ROUNDS_APART, made.today, made.villages)  # its own dice too
    counts |= add_rounds(office, rounds, list(zip(house_ids, made_houses, strict=True)))
    return counts | {"disputes": add_cases(office, made, disputes, _desks(office, villages))}


def _desks(office: Office, villages: Sequence[tuple[str, str]]) -> Desks:
    """In a village its made-up staff mediate, leaders apart; in the centre those with experience."""
    mediators: dict[str, list[str]] = {}
    wanted = select(Staff.name, Staff.village, Staff.mentor).where(Staff.sample, Staff.duty_group != "leader")
    with office.read() as connection:
        for name, village, mentor in connection.execute(wanted.order_by(Staff.row)):
            mediators.setdefault(village, []).append(name)
            if mentor:
                mediators.setdefault("", []).append(name)
    return Desks({name: code for code, name in villages}, mediators)


def _gradings(office: Office, made: Invented, houses: Sequence[tuple[str, str]], smallest: list[list[str]]) -> int:
    of_units = gradings(made, "unit_id", unit_grades(made, smallest))
    return sum(
        len(_add(office, Grading, rows, _quiet, 0, 0)) for rows in (gradings(made, "house_id", houses), of_units)
    )


def _quiet(done: int, total: int) -> None:
    """Nobody waits for these alone."""


def _places(office: Office) -> list[tuple[str, str, str]]:
    """(code, short name, level) of the centre's division list, upper ones first."""
    with office.read() as connection:
        found = connection.execute(select(Unit.code, Unit.name, Unit.level).order_by(Unit.code)).all()
    return [(code, units.place_name(name, level), level) for code, name, level in found]


def _where_they_live(office: Office, people: Sequence[str], stays: Sequence[Values]) -> Iterator[str]:
    """The unit of each person: that of the room of the stay that lasts; "" for who has left."""
    with office.read() as connection:
        rooms = {row.id: row.unit for row in connection.execute(select(Room.id, Room.unit))}
    living = {stay["person_id"]: rooms[stay["room_id"]] for stay in stays if stay["checkout"] is None}
    return (living.get(person, "") for person in people)


def _villages(office: Office) -> list[tuple[str, str]]:
    """The centre's own villages: code and short name."""
    with office.read() as connection:
        found = connection.execute(select(Unit.code, Unit.name).where(Unit.level == "06").order_by(Unit.code)).all()
    return [(code, units.short_name(name)) for code, name in found]


def _add(office: Office, model: type[Record], rows: Iterator[Values], tell: Report, done: int, total: int, *,
         units: Iterator[str] | None = None, ids: Iterator[str] | None = None) -> list[str]:  # fmt: skip
    """Add rows in pieces, so that no unit of work grows without end; returns the ids in order. `units` they bear."""
    found: list[str] = []
    where, given = units or repeat(""), ids or repeat("")
    while piece := [row for _, row in zip(range(CHUNK), rows, strict=False)]:
        with office.work("sample", "加入样例", sample=True) as work:
            records = [work.add(model, row, unit=unit, id=id_)
                       for row, unit, id_ in zip(piece, where, given, strict=False)]  # fmt: skip
            work.commit()
        found += [record.id for record in records]
        tell(done + len(found), total)
    return found


def _staff(office: Office, made: Invented) -> int:
    with office.work("sample", "加入样例", sample=True) as work:
        staff = [work.add(Staff, values) for values in made.staff()]
        for person in staff:
            for _ in range(made.random.randint(0, 3)):
                first = made.today + timedelta(days=made.random.randint(-30, 330))
                length = made.random.choice((0, 1, 2, 4, 9))
                work.add(Leave, {"staff_id": person.id, "first": first, "last": first + timedelta(days=length)})
        work.commit()
    return len(staff)


def sample_count(office: Office) -> int:
    """How many sample records there are."""
    with office.read() as connection:
        return sum(len(connection.scalars(select(model.row).where(model.sample.is_(True))).all())
                   for model in catalogue().values())  # fmt: skip

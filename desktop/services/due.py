"""到期事项: everything with a clock, from all ledgers the person may see, as one list sorted by days left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, func, select

from desktop.domain import codes, deadlines
from desktop.domain.access import Action
from desktop.domain.deadlines import Urgency
from desktop.ledgers.handover_items import HandoverItem
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services import reporting
from desktop.services.due_cases import case_clocks
from desktop.services.due_grades import reviews
from desktop.services.due_inspections import inspection_clocks
from desktop.services.office import Office
from desktop.services.reporting import ReportLine

AHEAD = timedelta(days=30)  # what is due later than this is nobody's business today
MONTH = timedelta(days=31)
PART = "inspect"
"""The part of the rental area where inspections are cured."""
Target = tuple[str, str | tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done by a day. `area` and `target` (ledger, id), or (part, (ledger, id)), say where it is cured;
    `mark` is a grade.
    """

    deed: str
    words: str
    due: date
    urgency: Urgency
    area: str
    target: Target
    who: str = ""
    mark: str = ""
    amount: str = ""


def read_due(office: Office) -> list[Due]:
    """All that is overdue or due within thirty days, the most urgent first."""
    with office.read() as connection:
        return due_of(connection, office)


def due_of(connection: Connection, office: Office) -> list[Due]:
    found: list[Due] = []
    today = office.today
    if office.may("mediation", Action.SEE):
        found += [_due(*one, today, "case", ("disputes", case), who=who)
                  for one, case, who in case_clocks(connection, office, today + AHEAD)]  # fmt: skip
    if office.may("duty", Action.SEE):
        found += _handed_on(connection, today)
    if office.may("rental", Action.SEE):
        found += [*_reports(connection, today), *_permits(connection, today)]
        found += [*_pledges(connection, today), *_inspections(connection, today)]
        found += [_due("分级复核", one.words, one.due, today, "rent", ("grades", one.target), who=one.who,
                       mark=one.mark)
                  for one in reviews(connection, today + timedelta(days=deadlines.WEEK_DAYS))]  # fmt: skip
        found += [
            _due(deed, words, due, today, "rent", (PART, target), who=who, mark=grade)
            for deed, words, due, target, who, grade in inspection_clocks(connection, today, today + AHEAD)
        ]
    return sorted(found, key=lambda one: (one.due, one.deed, one.words))


def _due(deed: str, words: str, due: date, today: date, area: str, target: Target, **more: str) -> Due:
    return Due(deed, words, due, deadlines.urgency(due, today), area, target, **more)


def _handed_on(connection: Connection, today: date) -> Iterator[Due]:
    """What a shift left open with a day to it."""
    wanted = select(HandoverItem.id, HandoverItem.words, HandoverItem.due).where(
        HandoverItem.closed_at.is_(None), HandoverItem.due <= today + AHEAD)  # fmt: skip
    for row in connection.execute(wanted):
        yield _due("交接未结", row.words, row.due, today, "duty", ("handover", row.id))


def _reports(connection: Connection, today: date) -> Iterator[Due]:
    """Unreported starts and ends, one line of each for a house."""
    houses = defaultdict[tuple[str, str], list[ReportLine]](list)
    for one in reporting.lines_of(connection, today):
        houses[one.house_id, one.duty.deed].append(one)
    for (_, deed), lines in houses.items():
        due = min(one.duty.due for one in lines)
        yield _due(deed, _where(lines), due, today, "rent", _place(lines), who=lines[0].grid_worker or "")


def _inspections(connection: Connection, today: date) -> Iterator[Due]:
    wanted = (
        select(House.id.label("house_id"), House.house_address.label("house"), House.village, House.grid_worker,
               House.grade, Room.id.label("room_id"), Room.room, Room.inspect_by)
        .select_from(Room)
        .join(House, House.id == Room.house_id)
        .where(Room.inspect_by <= today + timedelta(days=deadlines.WEEK_DAYS))
        .order_by(House.id, Room.room)
    )  # fmt: skip
    for _, rooms in groupby(connection.execute(wanted), key=lambda row: row.house_id):
        lines = list(rooms)
        due = min(row.inspect_by for row in lines)
        grade = codes.label("grade", lines[0].grade) if lines[0].grade else ""
        yield _due("房间检查", _where(lines), due, today, "rent", _place(lines), who=lines[0].grid_worker or "",
                   mark=grade)  # fmt: skip


def _permits(connection: Connection, today: date) -> Iterator[Due]:
    """Residence permits of those who live here: the yearly endorsement falls in the month before the expiry."""
    wanted = (
        select(Person.id, Person.name, Person.permit_expiry, func.min(House.grid_worker).label("grid_worker"))
        .select_from(Person)
        .join(Stay, Stay.person_id == Person.id)
        .join(Room, Room.id == Stay.room_id)
        .join(House, House.id == Room.house_id)
        .where(Stay.checkout.is_(None), Person.permit_expiry <= today + MONTH)
        .group_by(Person.id)
    )
    for row in connection.execute(wanted):
        if deadlines.permit_renewal(row.permit_expiry)[0] > today:
            continue
        deed = "居住证到期" if row.permit_expiry < today else "居住证签注"
        words = f"{row.name} 证件{row.permit_expiry.month}月到期"
        yield _due(deed, words, row.permit_expiry, today, "rent", ("people", row.id), who=row.grid_worker or "")


def _pledges(connection: Connection, today: date) -> Iterator[Due]:
    wanted = select(House.id, House.house_address.label("house"), House.village, House.grid_worker, House.pledge_expiry)
    for row in connection.execute(wanted.where(House.pledge_expiry <= today + AHEAD)):
        yield _due("治安责任书到期", _address(row), row.pledge_expiry, today, "rent", ("houses", row.id),
                   who=row.grid_worker or "")  # fmt: skip


def _place(lines: Sequence[Any]) -> tuple[str, str]:
    rooms = {row.room_id for row in lines}
    return ("rooms", rooms.pop()) if len(rooms) == 1 else ("houses", lines[0].house_id)


def _where(lines: Sequence[Any]) -> str:
    rooms = sorted({row.room for row in lines})
    return f"{_address(lines[0])} " + (f"{rooms[0]}室" if len(rooms) == 1 else f"{len(rooms)}间")


def _address(row: Any) -> str:
    """The village stands before an address that does not name it."""
    village, address = row.village or "", str(row.house)
    return address if not village or village in address else f"{village}{address}"


def most_urgent(found: Iterable[Due], area: str) -> int:
    """How many of an area are overdue or due within three days: the badge of the rail."""
    pressing = (Urgency.OVERDUE, Urgency.TODAY, Urgency.SOON)
    return sum(one.area == area and one.urgency in pressing for one in found)

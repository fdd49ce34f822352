"""检查计划: which houses are due, dealt to the coming duty days; read from the rota and the houses, never stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, Select, case, func, or_, select

from desktop.domain import codes
from desktop.domain.access import Action
from desktop.ledgers.duty import Duty
from desktop.ledgers.houses import House
from desktop.ledgers.inspections import Inspection
from desktop.ledgers.posts import Post
from desktop.ledgers.rooms import Room
from desktop.ledgers.staff import Staff
from desktop.services.inspection_list import address_of
from desktop.services.office import Office
from desktop.services.rental_checklist import rounds_of
from desktop.services.rota_source import DRAFT

AHEAD = 7  # days that the plan looks forward
AT_HOME = "standby"
"""The post whose people sit at home: nothing is dealt to them."""


@dataclass(frozen=True, slots=True)
class HouseDue:
    """`due` None: never inspected yet."""

    house: str
    address: str
    village: str
    grade: str
    due: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class PlanDay:
    """A day with somebody on duty, and the houses that are theirs."""

    day: date
    people: Sequence[str]
    houses: Sequence[HouseDue]


@dataclass(frozen=True, slots=True)
class Plan:
    """`waiting` are the houses that no day has room for; the plan shows how many."""

    days: Sequence[PlanDay]
    waiting: int

    def lines(self) -> Iterator[tuple[PlanDay, HouseDue]]:
        yield from ((day, house) for day in self.days for house in day.houses)


def read_plan(office: Office) -> Plan:
    """A week: the longest overdue first, then by village so that one walk does; never inspected ones last.

    Without a published rota everything is offered today, to nobody in particular.
    """
    office.require("rental", Action.SEE)
    with office.read() as connection:
        until = office.today + timedelta(days=AHEAD)
        each = rounds_of(connection).a_shift
        people = _on_duty(connection, office.today, until)
        shifts = sorted(people.items()) or [(office.today, [])]
        total = _count(connection, until)
        due = _houses(connection, until, each * len(shifts))
    days = [PlanDay(day, names, _walk(due[at * each : (at + 1) * each])) for at, (day, names) in enumerate(shifts)]
    return Plan([one for one in days if one.houses], total - len(due))


def _walk(houses: Sequence[HouseDue]) -> list[HouseDue]:
    return sorted(houses, key=lambda one: (one.village, one.address))


def _on_duty(connection: Connection, first: date, last: date) -> dict[date, list[str]]:
    wanted = (
        select(Duty.date, Staff.name)
        .join(Post, Post.id == Duty.post_id)
        .join(Staff, Staff.id == Duty.staff_id)
        .where(Duty.date >= first, Duty.date <= last, Duty.state != DRAFT, func.coalesce(Post.key, "") != AT_HOME)
        .order_by(Duty.date, Post.order, Duty.row)
    )
    found: dict[date, list[str]] = defaultdict(list)
    for day, name in connection.execute(wanted):
        if name not in found[day]:
            found[day].append(name)
    return found


def _own_rooms(until: date) -> Select[tuple[str]]:
    """Houses with a room that is due on its own."""
    return select(Room.house_id).where(Room.inspect_by <= until)


def _is_due(until: date) -> ColumnElement[bool]:
    return or_(House.inspect_by <= until, House.inspect_by.is_(None), House.id.in_(_own_rooms(until)))


def _count(connection: Connection, until: date) -> int:
    return connection.scalar(select(func.count()).select_from(House).where(_is_due(until))) or 0


def _houses(connection: Connection, until: date, most: int) -> list[HouseDue]:
    room = select(func.min(Room.inspect_by)).where(Room.house_id == House.id).correlate(House).scalar_subquery()
    earliest = case((House.inspect_by <= room, House.inspect_by), else_=func.coalesce(room, House.inspect_by))
    last = select(func.max(Inspection.day)).where(Inspection.house_id == House.id).correlate(House).scalar_subquery()
    wanted = (
        select(House.id, House.village, House.house_address, House.grade, earliest.label("due"), last.label("last"))
        .where(_is_due(until))
        .order_by(earliest.is_(None), earliest, House.grade.is_(None), House.grade, House.village, House.row)
        .limit(most)
    )
    return [HouseDue(row.id, address_of(row), row.village or "",
                     codes.label("grade", row.grade) if row.grade else "", _day(row.due), row.last)
            for row in connection.execute(wanted)]  # fmt: skip


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value

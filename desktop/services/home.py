"""工作台 in one read: who is on duty, what is due, the month's disputes, today's comings and goings, the houses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection, case, extract, func, or_, select

from desktop.domain import codes, dates, units
from desktop.domain.access import Action
from desktop.domain.calendar import Calendar, DayKind
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.backup_plan import missed_words
from desktop.services.backups import BackupState, backup_state, made_at
from desktop.services.calendars import calendar_of
from desktop.services.due import Due, due_of
from desktop.services.office import Office
from desktop.services.rota_handover import OpenItem, open_items
from desktop.services.rota_today import OnDuty, on_duty

MONTHS, TYPES, VILLAGES, HOLIDAY_AHEAD = 6, 5, 4, 21
_CLOSED = "2"  # codes.room_status


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who came or left today; `state` reported, due or with (came along with others)."""

    name: str
    place: str
    reported: bool
    minor: bool


@dataclass(frozen=True, slots=True)
class Occupancy:
    """The rented houses in figures; villages by (name, percent of rooms lived in), the fullest first."""

    houses: int
    rooms: int
    lived_in: int
    overfull: int
    persons: int
    villages: Sequence[tuple[str, int]]

    @property
    def percent(self) -> int:
        return round(100 * self.lived_in / self.rooms) if self.rooms else 0


@dataclass(frozen=True, slots=True)
class Disputes:
    """Registered disputes by month (label, number; the last is the running one) and by type, the most first."""

    months: Sequence[tuple[str, int]]
    types: Sequence[tuple[str, str, int]]  # code ("" = the rest), label, number
    this_month: int
    last_year: int

    @property
    def total(self) -> int:
        return sum(number for _, number in self.months)


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything on the page. What the person may not see is None."""

    day: str
    backup: BackupState
    missed: str = ""
    due: Sequence[Due] = ()
    on_duty: Sequence[OnDuty] | None = None
    open_items: Sequence[OpenItem] | None = None
    disputes: Disputes | None = None
    arrivals: Sequence[Move] = field(default=())
    departures: Sequence[Move] = field(default=())
    houses: Occupancy | None = None


def read_home(office: Office) -> HomeView:
    """One read for the whole page."""
    with office.read() as connection:
        rental, made = office.may("rental", Action.SEE), made_at(office)
        return HomeView(
            day=day_words(office.today, calendar_of(connection)),
            backup=backup_state(office, made),
            missed=missed_words(office, made),
            due=due_of(connection, office),
            on_duty=on_duty(connection, office) if office.may("duty", Action.SEE) else None,
            open_items=open_items(connection, office.today) if office.may("duty", Action.SEE) else None,
            disputes=_disputes(connection, office.today) if office.may("mediation", Action.SEE) else None,
            arrivals=_moves(connection, office.today, Stay.checkin, Stay.reported_in) if rental else (),
            departures=_moves(connection, office.today, Stay.checkout, Stay.reported_out) if rental else (),
            houses=_occupancy(connection, office.today) if rental else None,
        )


def day_words(today: date, calendar: Calendar) -> str:
    """`9月23日 星期三 ・ 工作日 ・ 中秋假期 9月25日起`."""
    at_work = calendar.kind(today) is DayKind.MAKEUP  # it carries the name of the feast it makes up for
    kind = "调休上班" if at_work else calendar.name(today) or calendar.kind(today).label
    words = [f"{today.month}月{today.day}日 {dates.weekday(today)}", kind]
    ahead = (today + timedelta(days=n) for n in range(1, HOLIDAY_AHEAD))
    first = next((day for day in ahead if calendar.kind(day) is DayKind.HOLIDAY), None)
    if first is not None and calendar.kind(today) is not DayKind.HOLIDAY:
        name = (calendar.name(first) or "法定").removesuffix("节")
        words.append(f"{name}假期 {first.month}月{first.day}日起")
    return " ・ ".join(words)


def _disputes(connection: Connection, today: date) -> Disputes:
    firsts = [_month_before(today, n) for n in range(MONTHS - 1, -1, -1)]
    year, month = extract("year", Dispute.date), extract("month", Dispute.date)
    here = select(year, month, func.count()).where(Dispute.date >= firsts[0], Dispute.date <= today)
    counted = {(y, m): number for y, m, number in connection.execute(here.group_by(year, month))}
    months = [(f"{first.month}月", counted.get((first.year, first.month), 0)) for first in firsts]
    year_ago = dates.year_before(today)
    before = connection.scalar(
        select(func.count()).select_from(Dispute).where(Dispute.date >= year_ago.replace(day=1),
                                                        Dispute.date <= year_ago))  # fmt: skip
    return Disputes(months, _types(connection, firsts[0], today), months[-1][1], before or 0)


def _types(connection: Connection, first: date, today: date) -> list[tuple[str, str, int]]:
    found = connection.execute(
        select(Dispute.type, func.count()).where(Dispute.date >= first, Dispute.date <= today)
        .group_by(Dispute.type).order_by(func.count().desc(), Dispute.type)
    ).all()  # fmt: skip
    named = [(code, codes.label("dispute_type", code), number) for code, number in found if code and code != "99"]
    rest = sum(number for _, number in found) - sum(number for _, _, number in named[:TYPES])
    return [*named[:TYPES], *([("", "其他", rest)] if rest else [])]


def _month_before(today: date, months: int) -> date:
    place = today.year * 12 + today.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)


def _moves(connection: Connection, day: date, moved: object, reported: object) -> list[Move]:
    wanted = (
        select(Person.name, House.house_address, Room.room, reported, Stay.guardian)  # type: ignore[call-overload]
        .select_from(Stay)
        .join(Person, Person.id == Stay.person_id)
        .join(Room, Room.id == Stay.room_id)
        .join(House, House.id == Room.house_id)
        .where(moved == day)
        .order_by(Stay.row)
    )
    return [Move(name, f"{short_place(address)} {room}", done is not None, bool(guardian))
            for name, address, room, done, guardian in connection.execute(wanted)]  # fmt: skip


def short_place(address: str) -> str:
    """`良宅村溪东路18号` -> `溪东路18号`: the village is known at the desk."""
    village, found, street = address.rpartition("村")
    return street if found and street and village else address


def _occupancy(connection: Connection, today: date) -> Occupancy:
    here = or_(Stay.checkout.is_(None), Stay.checkout > today)
    staying = (
        select(Stay.room_id, func.count().label("persons"))
        .where(Stay.checkin <= today, here).group_by(Stay.room_id).subquery()
    )  # fmt: skip
    persons = func.coalesce(staying.c.persons, 0)
    lived = func.sum(case((persons > 0, 1), else_=0))
    over = func.sum(case((persons > Room.cap, 1), else_=0))
    village = func.coalesce(House.village, "")
    found = connection.execute(
        select(village, func.count(Room.row), lived, over, func.sum(persons))
        .select_from(Room).join(House, House.id == Room.house_id)
        .outerjoin(staying, staying.c.room_id == Room.id).group_by(village)
    ).all()  # fmt: skip
    houses = connection.scalar(select(func.count()).select_from(House)) or 0
    rooms, lived_in, overfull, people = (sum(row[place] or 0 for row in found) for place in range(1, 5))
    shares = [(units.short_name(row[0]), round(100 * (row[2] or 0) / row[1])) for row in found if row[0] and row[1]]
    fullest = sorted(shares, key=lambda share: (-share[1], share[0]))[:VILLAGES]
    return Occupancy(houses, rooms, lived_in, overfull, people, fullest)

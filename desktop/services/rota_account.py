"""公平账: turns per person by post and day kind over any months, charged and really sat; and a person's next duties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain import codes
from desktop.domain.access import Action
from desktop.domain.calendar import DayKind
from desktop.domain.duty import post_words
from desktop.ledgers.duty import Duty
from desktop.ledgers.posts import Post
from desktop.ledgers.staff import Staff
from desktop.services.calendars import calendar_of
from desktop.services.office import Office
from desktop.services.rota_people import staff_of
from desktop.services.rota_posts import post_key, posts_of
from desktop.services.rota_source import DRAFT, families, stored_cells

NIGHT, SAT = "night", "sat"
SHORT = {"holiday": "节假日", "makeup": "调休班"}
KINDS = (DayKind.WORKDAY, DayKind.RESTDAY, DayKind.HOLIDAY, DayKind.MAKEUP)


@dataclass(frozen=True, slots=True)
class Line:
    """A person's turns: by (family, day kind) as charged; nights apart; how many they really sat."""

    person: str
    name: str
    group: str
    counts: Mapping[tuple[str, str], int]
    nights: int
    charged: int
    sat: int


@dataclass(frozen=True, slots=True)
class Account:
    """The table: families of posts x day kinds that occur, a line a person in the order of the rota."""

    first: date
    last: date
    columns: Sequence[tuple[str, str]]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class NextDuty:
    """One duty to come of one person; `with_whom` are the others at the same post that day."""

    id: str
    day: date
    post: str
    times: str
    with_whom: str
    state: str


def read_account(office: Office, *, first: date, last: date) -> Account:
    """Published duties from `first` to `last`, both included; people who neither had nor sat a turn are left out."""
    office.require("duty", Action.SEE)
    with office.read() as connection:
        return _account(connection, first, last)


def _account(connection: Connection, first: date, last: date) -> Account:
    calendar, posts = calendar_of(connection), posts_of(connection)
    family = {key: one.label for one in families(posts) for key in one.posts}
    nights = {post_key(post) for post in posts if post["night"]}
    stored = [one for one in stored_cells(connection, first, last) if one.published]
    counts: Counter[tuple[str, str, str]] = Counter()
    at_night: Counter[str] = Counter()
    for one in stored:
        person, kind = one.charged.person, calendar.kind(one.cell.day)
        counts[person, family[one.cell.post], kind.value] += 1
        at_night[person] += one.cell.post in nights
    sat, charged = Counter(one.cell.person for one in stored), Counter(one.charged.person for one in stored)
    order = list(dict.fromkeys(family.values()))
    used = {(label, kind) for _, label, kind in counts}
    columns = [(label, kind.value) for label in order for kind in KINDS if (label, kind.value) in used]
    people = connection.execute(select(Staff.id, Staff.name, Staff.duty_group).order_by(Staff.row))
    lines = [Line(row.id, row.name, row.duty_group or "",
                  {column: counts[(row.id, *column)] for column in columns}, at_night[row.id], charged[row.id],
                  sat[row.id]) for row in people if sat[row.id] or charged[row.id]]  # fmt: skip
    groups = list(codes.TABLES["duty_group"])
    lines.sort(key=lambda line: groups.index(line.group) if line.group in groups else len(groups))
    return Account(first, last, columns, lines)


def column_label(column: tuple[str, str]) -> str:
    """`值班` on a `holiday` -> `值班节假日`, short enough for the head of a column."""
    return f"{column[0]}{SHORT.get(column[1]) or codes.label('day_kind', column[1])}"


def next_duties(office: Office, *, person: str = "", most: int = 20) -> list[NextDuty]:
    """Published duties from today on; `person` is a staff id, by default whoever is signed in."""
    office.require("duty", Action.SEE)
    with office.read() as connection:
        who = person or staff_of(connection, office.actor.login)
        wanted = _coming(who).where(Duty.date >= office.today, Duty.state != DRAFT).limit(most)
        found = connection.execute(wanted).all() if who else []
        return [_next(connection, row, who) for row in found]


def _coming(who: str) -> Any:
    return (
        select(Duty.id, Duty.date, Duty.post_id, Duty.state, Post.post, Post.shift, Post.times)
        .select_from(Duty)
        .join(Post, Post.id == Duty.post_id)
        .where(Duty.staff_id == who)
        .order_by(Duty.date, Post.order)
    )


def _next(connection: Connection, row: Any, who: str) -> NextDuty:
    beside = (
        select(Staff.name)
        .select_from(Duty)
        .join(Staff, Staff.id == Duty.staff_id)
        .where(Duty.date == row.date, Duty.post_id == row.post_id, Duty.staff_id != who, Duty.state != DRAFT)
    )
    others = "、".join(connection.scalars(beside))
    return NextDuty(row.id, row.date, post_words(row.post, row.shift), row.times or "", others, row.state)

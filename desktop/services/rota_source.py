"""What a rota is made of, read from the ledgers: posts, people with their leave, rules, counters, and stored cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain import duty
from desktop.domain.calendar import DayKind
from desktop.ledgers.duty import Duty
from desktop.ledgers.leave import Leave as LeaveRecord
from desktop.ledgers.posts import Post as PostRecord
from desktop.ledgers.staff import Staff
from desktop.roster.formats.township import read_counters, read_rules
from desktop.roster.problem import EMPLOYED_FOR_EVER, EMPLOYED_SINCE_EVER, Cell, Leave, Person, Post
from desktop.roster.year_view import Office as RotaOffice
from desktop.services.calendars import calendar_of
from desktop.services.settings import setting

DRAFT, PUBLISHED = "draft", "published"
RULES = "duty_rules"  # setting: the centre's own rules in the words of duty-problem/1


@dataclass(frozen=True, slots=True)
class StoredCell:
    """One duty record: its cell, and what the office did with it."""

    id: str
    cell: Cell
    locked: bool
    by_hand: bool
    published: bool


def posts_of(connection: Connection) -> list[dict[str, Any]]:
    """The posts of the centre in the order of the grid; `key` falls back to the record's id."""
    found = connection.execute(select(PostRecord.__table__).order_by(PostRecord.order, PostRecord.row))
    return [dict(row) for row in found.mappings()]


def post_key(post: Mapping[str, Any]) -> str:
    return str(post["key"] or post["id"])


def post_label(post: Mapping[str, Any]) -> str:
    return f"{post['post']}{post['shift'] or ''}"


def rota_office(connection: Connection, centre: str) -> RotaOffice:
    """The centre as the roster sees it; posts that nobody is needed at are kept, so that hands may fill them."""
    posts, calendar = posts_of(connection), calendar_of(connection)
    keys = [post_key(post) for post in posts]
    rules = setting(connection, RULES) or duty.rules(keys)
    fairness = duty.fairness(keys)
    people = tuple(_people(connection))
    return RotaOffice(
        name=centre,
        posts=tuple(_post(post) for post in posts),
        people=people,
        rules=read_rules(rules, keys, [person.key for person in people]),
        counters=read_counters(fairness["counters"], keys),
        kind_of=lambda day: calendar.kind(day).value,
        excuse_leave_from_days=fairness["excuse_leave_from_days"],
    )


def _post(post: Mapping[str, Any]) -> Post:
    need = {kind.value: post[f"need_{kind.value}"] or 0 for kind in DayKind}
    groups = tuple(post["groups"] or ())
    return Post(post_key(post), post_label(post), groups, need, hours=post["hours"] or 0, night=bool(post["night"]))


def _people(connection: Connection) -> Iterable[Person]:
    """Everybody with a duty group, in the order of the ledger."""
    leave: dict[str, list[Leave]] = defaultdict(list)
    for row in connection.execute(select(LeaveRecord.staff_id, LeaveRecord.first, LeaveRecord.last)):
        leave[row.staff_id].append(Leave(row.first, row.last))
    serving = Staff.duty_group.is_not(None) & (Staff.duty_group != duty.NOBODY)
    for row in connection.execute(select(Staff.__table__).where(serving).order_by(Staff.row)):
        yield Person(
            key=row.id,
            name=row.name,
            groups=frozenset((row.duty_group,)),
            village=row.village,
            mentor=bool(row.mentor),
            first=row.start or EMPLOYED_SINCE_EVER,
            last=row.end or EMPLOYED_FOR_EVER,
            share=100 if row.share is None else row.share,
            leave=tuple(sorted(leave[row.id])),
        )


def stored_cells(connection: Connection, first: date, last: date) -> list[StoredCell]:
    """The duty records of these days, both included; for fairness a cell counts for who was charged with it."""
    statement = (
        select(Duty.id, Duty.date, PostRecord.key, Duty.post_id, Duty.staff_id, Duty.locked, Duty.by_hand, Duty.state)
        .join(PostRecord, PostRecord.id == Duty.post_id)
        .where(Duty.date >= first, Duty.date <= last)
        .order_by(Duty.date, Duty.row)
    )
    return [
        StoredCell(row.id, Cell(row.date, row.key or row.post_id, row.staff_id), bool(row.locked), bool(row.by_hand),
                   row.state != DRAFT)
        for row in connection.execute(statement)
    ]  # fmt: skip


def cells_of(stored: Sequence[StoredCell]) -> list[Cell]:
    return [one.cell for one in stored]

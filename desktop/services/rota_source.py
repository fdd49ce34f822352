"""What a rota is made of, read from the ledgers: posts, people with leave and wishes, rules, counters, stored cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
from desktop.ledgers.wishes import DutyWish
from desktop.roster.problem import EMPLOYED_FOR_EVER, EMPLOYED_SINCE_EVER, Cell, Leave, Person, Post, Wish
from desktop.roster.year_view import Family, fair_counters
from desktop.roster.year_view import Office as RotaOffice
from desktop.services.calendars import calendar_of
from desktop.services.rota_posts import ON_ROTA, post_key, post_label, posts_of
from desktop.services.rota_rules import rules_of

DRAFT, PUBLISHED, CHANGED = "draft", "published", "changed"
WISH_WEIGHT = 3  # of 1 to 9, where the office says nothing


@dataclass(frozen=True, slots=True)
class StoredCell:
    """One duty record: who sits (`cell`), who was charged with the turn, and what the office did with it."""

    id: str
    cell: Cell
    charged: Cell
    locked: bool
    by_hand: bool
    published: bool


def rota_office(connection: Connection, centre: str) -> RotaOffice:
    """The centre as the roster sees it; posts that nobody is needed at are kept, so that hands may fill them."""
    stored, calendar = posts_of(connection), calendar_of(connection)
    posts = tuple(_post(post) for post in stored)
    people = tuple(_people(connection, {post["id"]: post_key(post) for post in stored}))
    rules, pairs = rules_of(connection, [post.key for post in posts], [person.key for person in people])
    return RotaOffice(
        name=centre,
        posts=posts,
        people=people,
        rules=rules,
        wanted_pairs=pairs,
        counters=fair_counters(families(stored), posts),
        kind_of=lambda day: calendar.kind(day).value,
        excuse_leave_from_days=duty.EXCUSE_LEAVE_FROM_DAYS,
        weekdays={post_key(post): frozenset(map(int, post["weekdays"])) for post in stored if post["weekdays"]},
    )


def families(posts: Iterable[Mapping[str, Any]]) -> list[Family]:
    """Posts with the same word under 公平合算 share their turns out together; a post without one stands alone."""
    found: dict[str, list[str]] = defaultdict(list)
    for post in posts:
        found[post["family"] or _family_of(post)].append(post_key(post))
    return [Family(duty.FAMILY_KEYS.get(label, keys[0]), label, tuple(keys)) for label, keys in found.items()]


def _family_of(post: Mapping[str, Any]) -> str:
    """Posts from before the field existed still belong to the families of the defaults."""
    known = {one.key: one.family for one in duty.POSTS}
    return known.get(post_key(post), post_label(post))


def _post(post: Mapping[str, Any]) -> Post:
    need = {kind.value: post[f"need_{kind.value}"] or 0 for kind in DayKind}
    groups = tuple(post["groups"] or ())
    return Post(post_key(post), post_label(post), groups, need, hours=post["hours"] or 0, night=bool(post["night"]))


def _people(connection: Connection, post_keys: Mapping[str, str]) -> Iterable[Person]:
    """Everybody with a duty group, in the order of the ledger."""
    leave, wishes = _leave(connection), _wishes(connection, post_keys)
    for row in connection.execute(select(Staff.__table__).where(ON_ROTA).order_by(Staff.row)):
        yield Person(
            key=row.id,
            name=row.name,
            groups=frozenset((row.duty_group,)),
            village=row.village,
            mentor=bool(row.mentor),
            first=row.start or EMPLOYED_SINCE_EVER,
            last=row.end or EMPLOYED_FOR_EVER,
            share=100 if row.share is None else row.share,
            max_week=7 if row.max_week is None else row.max_week,
            exempt=frozenset(post_keys[post] for post in row.exempt or () if post in post_keys),
            leave=tuple(sorted(leave[row.id])),
            wishes=tuple(wishes[row.id]),
        )


def _leave(connection: Connection) -> Mapping[str, list[Leave]]:
    found: dict[str, list[Leave]] = defaultdict(list)
    for row in connection.execute(select(LeaveRecord.staff_id, LeaveRecord.first, LeaveRecord.last)):
        found[row.staff_id].append(Leave(row.first, row.last))
    return found


def _wishes(connection: Connection, post_keys: Mapping[str, str]) -> Mapping[str, list[Wish]]:
    found: dict[str, list[Wish]] = defaultdict(list)
    for row in connection.execute(select(DutyWish.__table__).order_by(DutyWish.date)):
        weight = max(1, min(9, row.weight or WISH_WEIGHT))
        found[row.staff_id].append(Wish(row.date, post_keys.get(row.post_id), row.want == "on", weight))
    return found


def stored_cells(connection: Connection, first: date, last: date) -> list[StoredCell]:
    """The duty records of these days, both included."""
    statement = (
        select(Duty.id, Duty.date, PostRecord.key, Duty.post_id, Duty.staff_id, Duty.charged_id, Duty.locked,
               Duty.by_hand, Duty.state)
        .join(PostRecord, PostRecord.id == Duty.post_id)
        .where(Duty.date >= first, Duty.date <= last)
        .order_by(Duty.date, Duty.row)
    )  # fmt: skip
    return [_stored(row) for row in connection.execute(statement)]


def _stored(row: Any) -> StoredCell:
    cell = Cell(row.date, row.key or row.post_id, row.staff_id)
    charged = cell._replace(person=row.charged_id or row.staff_id)
    return StoredCell(row.id, cell, charged, bool(row.locked), bool(row.by_hand), row.state != DRAFT)

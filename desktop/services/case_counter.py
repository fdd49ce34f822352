"""What the counter offers before anything is typed: who is on duty to mediate, and who was on the days of a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from desktop.domain.access import Action
from desktop.ledgers.duty import Duty
from desktop.ledgers.posts import Post
from desktop.ledgers.staff import Staff
from desktop.services.office import Office
from desktop.services.rota_source import DRAFT
from desktop.services.rota_today import on_duty

LEARNING = "learn"  # the look of 学习岗 in the rota


@dataclass(frozen=True, slots=True)
class DutyOf:
    """Who was on duty on a day of the case: (post, names)."""

    day: date
    posts: tuple[tuple[str, str], ...]


def mediators_on_duty(office: Office) -> tuple[str, ...]:
    """The names to offer: who is on duty now, then today, then the centre's other mediators; nobody twice.

    Who learns at 学习岗 is invited to a session, and does not lead it.
    """
    office.require("mediation", Action.SEE)
    with office.read() as connection:
        here = [one for one in on_duty(connection, office) if one.look != LEARNING]
        today = [one.name for one in sorted(here, key=lambda one: not one.now)]
        others = connection.scalars(select(Staff.name).where(Staff.mentor.is_(True)).order_by(Staff.row)).all()
    return tuple(dict.fromkeys([*today, *others]))


def learners_on(connection: Connection, day: date) -> tuple[str, ...]:
    """Grid workers who stand at a learning post that day: whom a session may invite (issue 4, 3)."""
    wanted = _sitting([day]).where(Post.look == LEARNING)
    return tuple(dict.fromkeys(row.name for row in connection.execute(wanted)))


def duty_of_days(connection: Connection, days: Iterable[date]) -> tuple[DutyOf, ...]:
    """Published duty of these days, the days without any left out."""
    found: dict[date, dict[str, list[str]]] = {}
    for row in connection.execute(_sitting(sorted(set(days)))):
        label = "".join(part for part in (row.post, row.shift) if part)
        found.setdefault(row.date, {}).setdefault(label, []).append(row.name)
    return tuple(DutyOf(day, tuple((post, "、".join(names)) for post, names in posts.items()))
                 for day, posts in found.items())  # fmt: skip


def _sitting(days: Sequence[date]) -> Select[Any]:
    return (
        select(Duty.date, Post.post, Post.shift, Staff.name)
        .select_from(Duty).join(Post, Post.id == Duty.post_id).join(Staff, Staff.id == Duty.staff_id)
        .where(Duty.date.in_(days), Duty.state != DRAFT).order_by(Duty.date, Post.order, Duty.row)
    )  # fmt: skip

"""Who is on duty today, post by post, and who of them is there now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain.access import Action
from desktop.domain.duty import hours_of
from desktop.domain.masking import mask_phone
from desktop.ledgers.duty import Duty
from desktop.ledgers.posts import Post
from desktop.ledgers.staff import Staff
from desktop.services.office import Office
from desktop.services.rota_source import DRAFT


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One person at one post today; `post` with its shift, `shift` alone ("" without one); `phone` is whole (to call),
    `shown_phone` masked.
    """

    mark: str
    look: str
    name: str
    post: str
    shift: str
    times: str
    now: bool
    phone: str
    shown_phone: str


def duty_today(office: Office) -> list[OnDuty]:
    """Published duties of today, in the order of the posts."""
    office.require("duty", Action.SEE)
    with office.read() as connection:
        return on_duty(connection, office)


def on_duty(connection: Connection, office: Office) -> list[OnDuty]:
    """Today's posts, and before them whoever still sits from yesterday's night."""
    day, now = office.today, office.now()
    last_night = [one for one in _of_day(connection, day - timedelta(days=1), now) if one.now]
    return [*last_night, *_of_day(connection, day, now)]


def _of_day(connection: Connection, day: date, now: datetime) -> list[OnDuty]:
    wanted = (
        select(Post.mark, Post.look, Post.post, Post.shift, Post.times, Post.key, Staff.name, Staff.phone)
        .select_from(Duty)
        .join(Post, Post.id == Duty.post_id)
        .join(Staff, Staff.id == Duty.staff_id)
        .where(Duty.date == day, Duty.state != DRAFT)
        .order_by(Post.order, Duty.row)
    )
    return [_shown(row, day, now) for row in connection.execute(wanted)]


def _shown(row: Any, day: date, now: datetime) -> OnDuty:
    post, times = f"{row.post or ''}{row.shift or ''}", row.times or ""
    here = is_now(times, now, day, standby=row.key == "standby")
    return OnDuty(row.mark or "值", row.look or "day", row.name, post, row.shift or "", times, here,
                  row.phone or "", mask_phone(row.phone or ""))  # fmt: skip


def is_now(times: str, now: datetime, day: date, *, standby: bool) -> bool:
    """Whether it is that shift of `day` now; whole days always are, stand-by at home never is."""
    hours = hours_of(times)
    if hours is None or standby:
        return not standby and "全天" in times and day == now.date()
    start, end = hours.on(day)
    return start <= now < end

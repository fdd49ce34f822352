"""Who is on duty today, post by post, and who of them is there now."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from desktop.domain.access import Action
from desktop.domain.masking import mask_phone
from desktop.ledgers.duty import Duty
from desktop.ledgers.posts import Post
from desktop.ledgers.staff import Staff
from desktop.services.office import Office
from desktop.services.rota_source import DRAFT


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One person at one post today; `phone` is whole (to call), `shown_phone` masked."""

    mark: str
    look: str
    name: str
    post: str
    times: str
    now: bool
    phone: str
    shown_phone: str


def duty_today(office: Office) -> list[OnDuty]:
    """Published duties of today, in the order of the posts."""
    office.require("duty", Action.SEE)
    with office.store.read() as connection:
        return on_duty(connection, office)


def on_duty(connection: Connection, office: Office) -> list[OnDuty]:
    wanted = (
        select(Post.mark, Post.look, Post.post, Post.shift, Post.times, Post.key, Staff.name, Staff.phone)
        .select_from(Duty)
        .join(Post, Post.id == Duty.post_id)
        .join(Staff, Staff.id == Duty.staff_id)
        .where(Duty.date == office.today, Duty.state != DRAFT)
        .order_by(Post.order, Duty.row)
    )
    clock = office.now().strftime("%H:%M")
    return [OnDuty(mark or "值", look or "day", name, " ・ ".join(filter(None, (post, shift))), times or "",
                   is_now(times or "", clock, standby=key == "standby"), phone or "", mask_phone(phone or ""))
            for mark, look, post, shift, times, key, name, phone in connection.execute(wanted)]  # fmt: skip


def is_now(times: str, clock: str, *, standby: bool) -> bool:
    """Whether the clock ("10:24") lies in words like `8:00–17:30` or `17:30–次日8:00`; whole days always do."""
    ends = [part.strip() for part in times.replace("—", "–").replace("-", "–").split("–")]
    if standby or len(ends) != 2:
        return not standby and "全天" in times
    first, last = (end.removeprefix("次日").zfill(5) for end in ends)
    return clock >= first if ends[1].startswith("次日") else first <= clock < last

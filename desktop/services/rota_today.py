"""Who is on duty on a day, post by post, for the home page and for cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.access import Action
from desktop.domain.masking import mask_phone
from desktop.ledgers.duty import Duty
from desktop.ledgers.posts import Post
from desktop.ledgers.staff import Staff
from desktop.services.office import Office
from desktop.services.rota_source import PUBLISHED


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One person at one post; `phone` is masked, `staff` leads to the whole one."""

    post: str
    mark: str
    look: str
    times: str
    night: bool
    staff: str
    name: str
    phone: str


def duty_today(office: Office, *, day: date | None = None) -> list[OnDuty]:
    """Published duties of the day (today by default), in the order of the posts."""
    office.require("duty", Action.SEE)
    statement = (
        select(Post.post, Post.shift, Post.mark, Post.look, Post.times, Post.night, Staff.id, Staff.name, Staff.phone)
        .join(Duty, Duty.post_id == Post.id)
        .join(Staff, Staff.id == Duty.staff_id)
        .where(Duty.date == (day or office.today), Duty.state == PUBLISHED)
        .order_by(Post.order, Duty.row)
    )
    with office.store.read() as connection:
        found = connection.execute(statement).all()
    return [OnDuty(f"{post}{shift or ''}", mark or "值", look or "day", times or "", bool(night), staff, name,
                   mask_phone(phone) if phone else "")
            for post, shift, mark, look, times, night, staff, name, phone in found]  # fmt: skip

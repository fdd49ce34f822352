"""交接班: the log of a shift, what it leaves open for the next, and both signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain.access import Action
from desktop.domain.duty import hours_of
from desktop.errors import Refused
from desktop.ledgers.duty import Duty
from desktop.ledgers.handover_items import HandoverItem
from desktop.ledgers.handovers import Handover
from desktop.ledgers.staff import Staff
from desktop.services.office import Office
from desktop.services.rota_people import require_on_shift, staff_of
from desktop.services.rota_posts import post_label, posts_of
from desktop.services.rota_source import DRAFT
from desktop.storage.unit_of_work import Changed, Work

ALONE = frozenset({"learn", "standby", "visit"})
"""Posts that hand nothing over."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A matter still open: what, since which shift, by when; `overdue` after its day."""

    id: str
    words: str
    since: date
    due: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift of one day: who sits, and its log so far (`id` is "" before anything was written)."""

    day: date
    post: str
    label: str
    times: str
    people: Sequence[tuple[str, str]]
    id: str = ""
    matters: str = ""
    things: str = ""
    handed: str = ""  # 王海燕 17:32, or empty
    taken: str = ""

    @property
    def closed(self) -> bool:
        return bool(self.taken)


@dataclass(frozen=True, slots=True)
class HandoverView:
    """A day's shifts, and everything that is still open."""

    day: date
    shifts: Sequence[Shift]
    items: Sequence[OpenItem]


def read_handover(office: Office, *, day: date) -> HandoverView:
    office.require("duty", Action.SEE)
    with office.read() as connection:
        return HandoverView(day, _shifts(connection, day), open_items(connection, office.today))


def open_items(connection: Connection, today: date) -> list[OpenItem]:
    """The most urgent first; those without a day last."""
    wanted = (
        select(HandoverItem.id, HandoverItem.words, HandoverItem.due, Handover.date)
        .join(Handover, Handover.id == HandoverItem.handover_id)
        .where(HandoverItem.closed_at.is_(None))
        .order_by(HandoverItem.due.is_(None), HandoverItem.due, Handover.date, HandoverItem.row)
    )
    return [OpenItem(row.id, row.words, row.date, row.due, bool(row.due and row.due < today))
            for row in connection.execute(wanted)]  # fmt: skip


def _shifts(connection: Connection, day: date) -> list[Shift]:
    logs = {row.post_id: row for row in connection.execute(select(Handover.__table__).where(Handover.date == day))}
    sitting: dict[str, list[tuple[str, str]]] = {}
    wanted = select(Duty.post_id, Staff.id, Staff.name).join(Staff, Staff.id == Duty.staff_id)
    for row in connection.execute(wanted.where(Duty.date == day, Duty.state != DRAFT).order_by(Duty.row)):
        sitting.setdefault(row.post_id, []).append((row.id, row.name))
    posts = sorted(
        posts_of(connection), key=lambda post: hours_of(post["times"] or "") is None
    )  # shifts with hours first
    kept = [post for post in posts if post["id"] in logs or (post["id"] in sitting and post["key"] not in ALONE)]
    return [_shift(connection, day, post, sitting.get(post["id"], []), logs.get(post["id"])) for post in kept]


def _shift(connection: Connection, day: date, post: Any, people: list[tuple[str, str]], log: Any) -> Shift:
    label, times = post_label(post), post["times"] or ""
    if log is None:
        return Shift(day, post["id"], label, times, people)
    return Shift(day, post["id"], label, times, people, log.id, log.matters or "", log.things or "",
                 _signed(connection, log.handed_by_id, log.handed_at),
                 _signed(connection, log.taken_by_id, log.taken_at))  # fmt: skip


def _signed(connection: Connection, who: str | None, at: datetime | None) -> str:
    if not who or at is None:
        return ""
    name = connection.scalar(select(Staff.name).where(Staff.id == who)) or ""
    return f"{name} {at:%m-%d %H:%M}"


def write_log(office: Office, *, day: date, post: str, matters: str, things: str) -> Changed:
    """Write or rewrite a shift's log; frozen once both have signed."""
    office.require("duty", Action.SEE)
    with office.work("handover_log", "写交接班") as work:
        require_on_shift(work.connection(), office, day)
        log = _log(work, day, post)
        work.change(log, {"matters": matters, "things": things})
        return work.commit()


def add_item(office: Office, *, day: date, post: str, words: str, due: date | None = None) -> Changed:
    """One more open matter, carried from shift to shift until it is closed."""
    office.require("duty", Action.SEE)
    with office.work("handover_item", "加交接事项") as work:
        require_on_shift(work.connection(), office, day)
        work.add(HandoverItem, {"handover_id": _log(work, day, post).id, "words": words, "due": due})
        return work.commit()


def close_item(office: Office, *, item: str, how: str) -> Changed:
    """Done; how it was done is asked for, so that the next shift can tell."""
    office.require("duty", Action.SEE)
    if not how.strip():
        raise Refused("没有写怎么办的", "写一句怎么办结的", field="how", code="required")
    with office.work("handover_close", "办结交接事项") as work:
        require_on_shift(work.connection(), office, office.today)
        record = work.get(HandoverItem, item)
        if record.closed_at:
            raise Refused("这件事已经办结", "请刷新", code="closed")
        work.change(record, {"closed_at": office.minute, "closed_by": office.actor.name, "how": how.strip()})
        return work.commit()


def sign_handover(office: Office, *, day: date, post: str, staff: str = "") -> Changed:
    """The next signature that is missing: who hands over first, then who takes over. `staff` defaults to oneself."""
    office.require("duty", Action.SEE)
    with office.read() as connection:
        own = staff_of(connection, office.actor.login)
    who = staff or own
    if not who:
        raise Refused("不知道是谁签字", "选好交班人或接班人", field="staff", code="no_staff")
    if who != own:
        office.require("duty", Action.CHANGE)
    with office.work("handover_sign", "交接班签字") as work:
        require_on_shift(work.connection(), office, day)
        log = _log(work, day, post)
        _sign(work, log, who, office.minute)
        return work.commit()


def _sign(work: Work, log: Handover, who: str, at: datetime) -> None:
    if not log.handed_at:
        work.change(log, {"handed_by_id": who, "handed_at": at})
    elif who == log.handed_by_id:
        raise Refused("交班人和接班人不能是同一个人", "请接班的人签字", field="staff", code="same_person")
    else:
        work.change(log, {"taken_by_id": who, "taken_at": at})


def _log(work: Work, day: date, post: str) -> Handover:
    return work.first(Handover, date=day, post_id=post) or work.add(Handover, {"date": day, "post_id": post})

"""Final duties as .ics: of one person or of the whole centre, from the published rota only."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop.domain.access import Action
from desktop.domain.duty import hours_of, post_words
from desktop.errors import Refused
from desktop.ledgers.duty import Duty
from desktop.ledgers.posts import Post
from desktop.ledgers.staff import Staff
from desktop.roster.year_view import add_months
from desktop.services.office import Office
from desktop.services.rota_people import staff_of
from desktop.services.rota_source import DRAFT
from desktop.services.sign_in import note
from desktop.sheets.ics import Event, calendar_file
from desktop.storage.files import save_for_person


def month_events(office: Office, *, month: date, person: str = "") -> list[Event]:
    """Published duties of the month, as they stand after all swaps; `person` is a staff id, "" for everybody."""
    office.require("duty", Action.SEE)
    first = month.replace(day=1)
    wanted = (
        select(Duty.id, Duty.date, Post.post, Post.shift, Post.times, Staff.name)
        .select_from(Duty)
        .join(Post, Post.id == Duty.post_id)
        .join(Staff, Staff.id == Duty.staff_id)
        .where(Duty.date >= first, Duty.date < add_months(first, 1), Duty.state != DRAFT)
        .order_by(Duty.date, Post.order, Duty.row)
    )
    if person:
        wanted = wanted.where(Duty.staff_id == person)
    with office.read() as connection:
        return [_event(row, office.centre, alone=bool(person)) for row in connection.execute(wanted)]


def export_ics(office: Office, *, month: date, file: Path, person: str = "", own: bool = False) -> int:
    """Write the file; returns how many duties. `own`: of whoever is signed in. Refused nothing_published, no_staff."""
    office.require("duty", Action.PRINT)
    if own:
        with office.read() as connection:
            person = staff_of(connection, office.actor.login)
        if not person:
            raise Refused("您的账号没有对应到工作人员", "请系统管理员在账号里选好工作人员", code="no_staff")
    events = month_events(office, month=month, person=person)
    if not events:
        raise Refused(f"{month.month}月没有已发布的值班", "先发布，日历里只放定下来的班", code="nothing_published")
    name = f"{office.centre}{month.month}月值班"
    save_for_person(file, calendar_file(name, events, office.now()))
    note(office, "export", f"导出{month.month}月值班日历", rows=len(events))
    return len(events)


def _event(row: Any, centre: str, *, alone: bool) -> Event:
    post = post_words(row.post, row.shift)
    hours = hours_of(row.times or "")
    start, end = hours.on(row.date) if hours else (None, None)
    title = f"值班：{post}" if alone else f"{post} {row.name}"
    return Event(row.id, title, row.date, start, end, "，".join(part for part in (centre, row.times) if part))

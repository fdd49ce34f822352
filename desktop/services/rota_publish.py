"""发布: a month's draft becomes the rota that everybody sees; refused while a hard rule is broken."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.duty import Duty
from desktop.services.office import Office
from desktop.services.rota_month import read_month
from desktop.services.rota_plan import first_of, last_of
from desktop.services.rota_source import DRAFT, PUBLISHED
from desktop.storage.unit_of_work import Changed


def publish_month(office: Office, *, month: date) -> Changed:
    """Refused with the first conflict in words; empty cells are no conflict, they are shown as unfilled."""
    office.require("duty", Action.CHANGE)
    view = read_month(office, month=month)
    if view.conflicts:
        raise Refused(f"还有{len(view.conflicts)}处冲突：{view.conflicts[0].words}", "解决后再发布", code="conflicts")
    with office.work("publish", f"发布{month.month}月值班") as work:
        drafts = select(Duty).where(Duty.date >= first_of(month), Duty.date <= last_of(month), Duty.state == DRAFT)
        for duty in work.session.scalars(drafts).all():
            work.change(duty, {"state": PUBLISHED})
        changed = work.commit()
    if not changed.touched:
        raise Refused(f"{month.month}月没有可发布的草稿", "先排班", code="no_draft")
    return changed

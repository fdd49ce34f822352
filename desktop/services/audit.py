"""Reading the change log as audit: entries with filters, and the walk along the chain."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from desktop.domain.access import Action
from desktop.services.office import Office
from desktop.storage import changes
from desktop.storage.changes import Change, Verdict

SHOWN = ("seq", "at", "user", "label", "reason", "kind", "ledger", "record", "batch")


def verify_log(office: Office) -> Verdict:
    """Whether the whole chain holds, and which entries are broken; open to administrators and auditors."""
    if not office.may("log", Action.SEE):
        office.require("system", Action.SEE)
    with office.store.read() as connection:
        return changes.verify(connection)


def log_entries(office: Office, *, limit: int = 500, before: int | None = None) -> list[dict[str, Any]]:
    """The newest entries (before a number, for paging), without their contents; for auditors."""
    office.require("log", Action.SEE)
    wanted = select(*(getattr(Change, name) for name in SHOWN)).order_by(Change.seq.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(Change.seq < before)
    with office.store.read() as connection:
        return [dict(row) for row in connection.execute(wanted).mappings()]

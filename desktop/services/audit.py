"""Proving the change log: the walk along the chain, its head, and its raw entries for programs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from desktop.domain.access import Action
from desktop.services.office import Office
from desktop.services.scope import require_whole
from desktop.storage import changes
from desktop.storage.changes import Change, Verdict

SHOWN = ("seq", "at", "user", "label", "reason", "kind", "ledger", "record", "batch")


def verify_log(office: Office) -> Verdict:
    """Whether the whole chain holds, and which entries are broken; open to administrators and auditors."""
    if not office.may("log", Action.SEE):
        office.require("system", Action.SEE)
    require_whole(office, "日志")
    with office.read() as connection:
        return changes.verify(connection)


def log_entries(office: Office, *, limit: int = 500, before: int | None = None) -> list[dict[str, Any]]:
    """The newest entries (before a number, for paging), without their contents; for auditors."""
    office.require("log", Action.SEE)
    require_whole(office, "日志")
    wanted = select(*(getattr(Change, name) for name in SHOWN)).order_by(Change.seq.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(Change.seq < before)
    with office.read() as connection:
        return [dict(row) for row in connection.execute(wanted).mappings()]


def head_words(connection: Connection) -> str:
    """`日志第1204条 3fa2b1c0d9e8`: printed on reports, so that the log as it was then can be told from another.

    The number of the last entry, and the first 12 digits of its link; "" before there is any.
    """
    found = connection.execute(select(Change.seq, Change.hash).order_by(Change.seq.desc()).limit(1)).first()
    return f"日志第{found.seq}条 {found.hash[:12]}" if found else ""

"""Reading the change log as audit: entries with filters, and the walk along the chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from desktop.domain.access import Action
from desktop.ledgers import catalogue
from desktop.services.office import Office
from desktop.services.scope import require_whole
from desktop.storage import changes
from desktop.storage.changes import Change, Verdict

MOST = 500
SHOWN = ("seq", "at", "user", "label", "reason", "kind", "ledger", "record", "batch")


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry without its contents; `at_words` is local time."""

    seq: int
    at_words: str
    user: str
    label: str
    ledger_words: str
    reason: str


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


def log_lines(office: Office, *, text: str = "") -> list[LogLine]:
    """The newest 500 entries that hold `text` in user, deed or reason, as the auditors' list shows them."""
    office.require("log", Action.SEE)
    require_whole(office, "日志")
    columns = (Change.seq, Change.at, Change.user, Change.label, Change.ledger, Change.reason)
    wanted = select(*columns).order_by(Change.seq.desc()).limit(MOST)
    if text:
        where = (column.contains(text, autoescape=True) for column in (Change.user, Change.label, Change.reason))
        wanted = wanted.where(or_(*where))
    labels = {name: model.ledger.label for name, model in catalogue().items()}
    with office.read() as connection:
        return [LogLine(seq, _local(at), user, label, labels.get(ledger, ""), reason)
                for seq, at, user, label, ledger, reason in connection.execute(wanted)]  # fmt: skip


def _local(at: str) -> str:
    """`2026-09-23 10:24:05` by the clock on the wall."""
    moment = datetime.fromisoformat(at)
    return (moment.astimezone() if moment.tzinfo else moment).strftime("%Y-%m-%d %H:%M:%S")

"""经过: what was done in a case, read from the change log; one line a deed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from desktop.services.who import names_of
from desktop.storage.changes import Change


@dataclass(frozen=True, slots=True)
class Deed:
    """One command as the case's history tells it; `at` is local time."""

    at: datetime
    who: str
    words: str
    reason: str


def timeline(connection: Connection, records: Iterable[str]) -> tuple[Deed, ...]:
    """The deeds that touched any of these records, newest first; a deed on several records is told once."""
    columns = (Change.batch, Change.at, Change.user, Change.label, Change.reason)
    wanted = select(*columns).where(Change.record.in_(list(records))).order_by(Change.seq.desc())
    names = names_of(connection)
    once = {row.batch: row for row in connection.execute(wanted)}
    return tuple(Deed(_local(row.at), names[row.user], row.label, row.reason) for row in once.values())


def _local(at: str) -> datetime:
    moment = datetime.fromisoformat(at)
    return (moment.astimezone() if moment.tzinfo else moment).replace(tzinfo=None)

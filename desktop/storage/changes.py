"""The change log: one hash-chained entry per record touched. Audit, history, undo and notices are readings of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import (
    DDL,
    Connection,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    event,
    inspect,
    select,
    text,
)
from sqlalchemy.orm import mapped_column

from desktop.ledgers.record import Base, new_id
from desktop.storage.ahead import Ahead
from desktop.storage.bulk import insert_rows, into_table

GENESIS = "0" * 64
ADDED, CHANGED, REMOVED, EVENT = "added", "changed", "removed", "event"
MOST_NAMED = 1_000  # of entries that are gone


class Change(Base):
    """One entry as stored. `payload` may be destroyed later: the chain holds its hash only."""

    __tablename__ = "changes"
    seq = mapped_column(Integer, primary_key=True)
    id = mapped_column(String(32), nullable=False)
    batch = mapped_column(String(32), nullable=False, index=True)
    at = mapped_column(String(32), nullable=False)
    user = mapped_column(String, nullable=False)
    command = mapped_column(String, nullable=False)
    label = mapped_column(String, nullable=False)
    reason = mapped_column(String, nullable=False, default="")
    kind = mapped_column(String(8), nullable=False)
    ledger = mapped_column(String(32), nullable=False, default="")
    record = mapped_column(String(32), nullable=False, default="")
    undoes = mapped_column(String(32), nullable=False, default="", index=True)
    payload = mapped_column(Text, nullable=True)
    payload_hash = mapped_column(String(64), nullable=False)
    prev = mapped_column(String(64), nullable=False)
    hash = mapped_column(String(64), nullable=False)
    __table_args__ = (
        Index("changes_record", "ledger", "record"),
        Index("changes_removed", "ledger", "seq", sqlite_where=text("kind = 'removed'")),  # the bin
        Index("changes_opened", "user", "seq", sqlite_where=text("command = 'look_up'")),  # who opened what last
    )


LINKED = ("id", "batch", "at", "user", "command", "label", "reason", "kind", "ledger", "record", "undoes")
_WRITTEN = (*LINKED, "payload", "payload_hash", "prev", "hash")  # in the order of the columns
FROZEN = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in ("seq", *LINKED, "payload_hash", "prev", "hash"))
APPEND_ONLY = (
    "CREATE TRIGGER changes_stay BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    f"CREATE TRIGGER changes_frozen BEFORE UPDATE ON changes WHEN {FROZEN} OR NEW.payload IS NOT NULL "
    "BEGIN SELECT RAISE(ABORT, 'append-only'); END",
)
for trigger in APPEND_ONLY:  # SQLite's words; PostgreSQL gets its own when it comes
    event.listen(Change.__table__, "after_create", DDL(trigger).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]


class LogHead(Base):
    """Where the log ends: without it, entries cut off at the end would be missed by nobody. One row."""

    __tablename__ = "log_head"
    row = mapped_column(Integer, primary_key=True)
    seq = mapped_column(Integer, nullable=False)
    hash = mapped_column(String(64), nullable=False)


LogHead.__table__.add_is_dependent_on(Change.__table__)  # type: ignore[attr-defined]
FIRST_HEAD = "INSERT INTO log_head SELECT 1, seq, hash FROM changes ORDER BY seq DESC LIMIT 1"
event.listen(LogHead.__table__, "after_create", DDL(FIRST_HEAD))  # type: ignore[no-untyped-call]
"""A centre from before there was a head gets the one that stands."""
_MOVE_HEAD = (
    "INSERT INTO log_head (row, seq, hash) VALUES (1, ?, ?)"
    " ON CONFLICT (row) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"
)


@dataclass(frozen=True, slots=True)
class Command:
    """One deed of a person: what every entry of its batch has in common."""

    user: str
    command: str
    label: str
    reason: str = ""
    undoes: str = ""
    batch: str = field(default_factory=new_id)


class Entry(NamedTuple):
    """What one deed did to one record: `before` and `after` hold the fields that differ, as JSON values."""

    kind: str
    ledger: str = ""
    record: str = ""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None

    def payload(self) -> str:
        return _PAYLOAD.encode({"before": self.before, "after": self.after}).decode()


_PAYLOAD = msgspec.json.Encoder(order="deterministic")  # writes what `canonical` does, a few times sooner
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Any) -> str:
    return _CANONICAL.encode(value)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def link_hash(entry: Mapping[Any, Any] | RowMapping) -> str:
    """The chain's link: the previous link, everything said about the deed, and the hash of the payload."""
    return digest(canonical([entry["prev"], *(entry[name] for name in LINKED), entry["payload_hash"]]))


def append(connection: Connection, command: Command, entries: Sequence[Entry]) -> None:
    """Add the entries at the end of the chain, inside the caller's write transaction."""
    end = End.of(connection)
    with Ahead(connection, len(entries)) as ahead:
        end.append(ahead, command, entries)


@dataclass(frozen=True, slots=True)
class End:
    """Where the chain ends, asked before anything is written ahead; `into` is the statement for more of it."""

    seq: int
    hash: str
    into: str

    @classmethod
    def of(cls, connection: Connection) -> End:
        """Within the write transaction that is to go on from there."""
        table = Change.__table__
        assert isinstance(table, Table)
        last = connection.execute(select(Change.seq, Change.hash).order_by(Change.seq.desc()).limit(1)).first()
        seq, hash = (last.seq, last.hash) if last else (0, GENESIS)
        return cls(seq, hash, into_table(table, ("seq", *_WRITTEN), connection.dialect))

    def append(self, ahead: Ahead, command: Command, entries: Iterable[Entry]) -> None:
        last = insert_rows(ahead, self.into, _linked(self.seq, self.hash, command, entries))
        if last:
            ahead.execute(_MOVE_HEAD, [(last[0], last[-1])])


def begin_head(connection: Connection) -> None:
    """Give a centre from before there was a head the one that stands, before an upgrade writes to the log."""
    if inspect(connection).has_table(Change.__tablename__):
        LogHead.__table__.create(connection, checkfirst=True)  # type: ignore[attr-defined]


def _linked(seq: int, prev: str, command: Command, entries: Iterable[Entry]) -> Iterator[tuple[Any, ...]]:
    """Rows behind that one: number and `_WRITTEN`. What all have in common is written out once (`link_hash` gives the
    same).
    """
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    deed = (command.batch, at, command.user, command.command, command.label, command.reason)
    said, undoes = canonical(deed)[1:-1], canonical(command.undoes)
    for number, entry in enumerate(entries, seq + 1):
        payload, id_ = entry.payload(), new_id()
        whose, body = (entry.kind, entry.ledger, entry.record), digest(payload)
        spelt = ",".join([canonical(word) for word in whose])
        link = digest(f'["{prev}","{id_}",{said},{spelt},{undoes},"{body}"]')
        yield (number, id_, *deed, *whose, command.undoes, payload, body, prev, link)
        prev = link


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the whole chain found: how many entries, and the numbers of the broken ones."""

    entries: int
    broken: Sequence[int]

    @property
    def ok(self) -> bool:
        return not self.broken


def verify(connection: Connection) -> Verdict:
    """Recompute every link; a changed, removed, added or reordered entry is named by its number, the last one too."""
    prev, expected, broken = GENESIS, 1, set[int]()
    entries = connection.execution_options(stream_results=True).execute(select(Change.__table__).order_by(Change.seq))
    for row in entries.mappings():
        whole = row["payload"] is None or digest(row["payload"]) == row["payload_hash"]
        broken.update(range(expected, min(row["seq"], expected + MOST_NAMED)))
        if not (whole and row["prev"] == prev and row["seq"] == expected and link_hash(row) == row["hash"]):
            broken.add(row["seq"])
        prev, expected = row["hash"], row["seq"] + 1
    broken.update(_beyond_the_head(connection, expected - 1, prev))
    return Verdict(expected - 1, tuple(sorted(broken)))


def _beyond_the_head(connection: Connection, last: int, prev: str) -> Iterable[int]:
    """Numbers between the last entry and the head, whichever comes first; the last one if it is another now."""
    head = connection.execute(select(LogHead.seq, LogHead.hash)).first()
    if head is None:
        return range(1, min(last, MOST_NAMED) + 1)
    low, high = sorted((head.seq, last))
    return range(low + 1, min(high, low + MOST_NAMED) + 1) or ([] if head.hash == prev else [last])

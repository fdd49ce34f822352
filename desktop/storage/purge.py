"""Taking records out for good: rows, look-up words, and what the log says of them; the chain of hashes stays whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, delete, select, update

from desktop.ledgers import Kind, Record, catalogue, fields, find
from desktop.storage import lookup
from desktop.storage.belonging import IN_USE, strays
from desktop.storage.bodies import BodyRow
from desktop.storage.changes import EVENT, Change
from desktop.storage.counters import Counter
from desktop.storage.drafts import DraftRow

PIECE = 500


def purge_samples(connection: Connection) -> int:
    """Destroy every sample record inside the caller's transaction; returns how many.

    A record that people made and that points to a sample one stops the commit (IntegrityError, deferred), one that
    belongs to it is refused here (in_use).
    """
    count = 0
    for name, model in catalogue().items():
        found = connection.execute(select(model.row, model.id).where(model.sample.is_(True))).all()
        lookup.drop(connection, [(name, row) for row, _ in found])
        for piece in _pieces([id_ for _, id_ in found]):
            told = update(Change).where(Change.ledger == name, Change.record.in_(piece))
            connection.execute(told.values(payload=None))
            connection.execute(delete(model).where(model.id.in_(piece)))
        count += len(found)
    if strays(connection):
        raise IN_USE
    lookup.forget_dropped(connection)
    purge_bodies(connection)
    return count


def purge_records(connection: Connection, ledger: str, ids: Sequence[str]) -> int:
    """Destroy these records, what the look-up, the drafts and the log hold of them; returns how many were there.

    Inside the caller's transaction; the bytes of attachments go with `purge_bodies` when all records have gone.
    """
    model, count = find(ledger), 0
    for piece in _pieces(ids):
        found = connection.execute(select(model.row, model.id).where(model.id.in_(piece))).all()
        lookup.drop(connection, [(ledger, row) for row, _ in found])
        connection.execute(delete(DraftRow).where(DraftRow.key.in_(piece)))
        connection.execute(delete(model).where(model.id.in_(piece)))
        count += len(found)
    forget_told(connection, ledger, ids)
    return count


def forget_told(connection: Connection, ledger: str, ids: Sequence[str]) -> None:
    """Destroy what the log holds of these records; the entries and the chain stay."""
    for piece in _pieces(ids):
        told = update(Change).where(Change.ledger == ledger, Change.record.in_(piece), Change.payload.is_not(None))
        connection.execute(told.values(payload=None))


def forget_events(connection: Connection, last: int) -> int:
    """Destroy what was noted beside deeds that changed no record, up to an entry's number; returns how many."""
    told = update(Change).where(Change.kind == EVENT, Change.seq <= last, Change.payload.is_not(None))
    return connection.execute(told.values(payload=None)).rowcount


def purge_bodies(connection: Connection) -> int:
    """Destroy the bytes that no record refers to, neither as it is nor as the log still tells of it; returns how many.

    What was removed and can still be brought back by undo is told of in the log, so it stays until that is destroyed.
    """
    used = {sha256 for name, model in catalogue().items() for sha256 in _used(connection, name, model)}
    unused = [one for one in connection.scalars(select(BodyRow.sha256)) if one not in used]
    for piece in _pieces(unused):
        connection.execute(delete(BodyRow).where(BodyRow.sha256.in_(piece)))
    return len(unused)


def _used(connection: Connection, ledger: str, model: type[Record]) -> Iterator[str]:
    """Hashes in the body fields of a ledger's records, and of all their states that the log tells of."""
    names = [name for name, field in fields(model).items() if field.kind is Kind.BODY]
    if not names:
        return
    for name in names:
        yield from connection.scalars(select(getattr(model, name)).where(getattr(model, name).is_not(None)))
    told = select(Change.payload).where(Change.ledger == ledger, Change.payload.is_not(None))
    for payload in connection.scalars(told):
        states = json.loads(payload).values()
        yield from (state[name] for state in states if state for name in names if state.get(name))


def forget_series(connection: Connection, prefix: str, model: type[Record]) -> None:
    """Let a series of numbers begin anew when no record is left that bears one."""
    if connection.scalar(select(model.row).limit(1)) is None:
        connection.execute(delete(Counter).where(Counter.name.like(f"{prefix}%")))


def _pieces(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + PIECE] for start in range(0, len(ids), PIECE))

"""Taking records out for good: rows, look-up words, and what the log says of them; the chain of hashes stays whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, delete, select, update

from desktop.ledgers import Record, catalogue
from desktop.storage import lookup
from desktop.storage.changes import Change
from desktop.storage.counters import Counter

PIECE = 500


def purge_samples(connection: Connection) -> int:
    """Destroy every sample record inside the caller's transaction; returns how many.

    A record that people made and that points to a sample one stops the commit (IntegrityError, deferred).
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
    return count


def forget_series(connection: Connection, prefix: str, model: type[Record]) -> None:
    """Let a series of numbers begin anew when no record is left that bears one."""
    if connection.scalar(select(model.row).limit(1)) is None:
        connection.execute(delete(Counter).where(Counter.name.like(f"{prefix}%")))


def _pieces(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + PIECE] for start in range(0, len(ids), PIECE))

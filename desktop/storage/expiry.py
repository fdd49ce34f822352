"""What goes along with records that are destroyed, and what keeps them: read from the ledgers' own links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from desktop.ledgers import Kind, Record, catalogue, fields

Key = tuple[str, str]
"""Ledger and record."""

AT_ONCE = 500


def whole(connection: Connection, ledger: str, roots: Sequence[str]) -> dict[Key, str]:
    """The roots and all that belongs to them (`home`, `owned`), each with the root it goes along with."""
    found: dict[Key, str] = {(ledger, root): root for root in roots}
    fresh = dict(found)
    while fresh:
        fresh = {key: root for key, root in _children(connection, fresh) if key not in found}
        found |= fresh
    return found


def kept(connection: Connection, members: Mapping[Key, str]) -> set[str]:
    """Roots that cannot go: some other record still points to one of their members."""
    held: set[str] = set()
    for model, name, target in links():
        ids = [record for ledger, record in members if ledger == target]
        for child, owner in _pointing(connection, model, getattr(model, name), ids):
            if (model.ledger.name, child) not in members:
                held.add(members[(target, owner)])
    return held


def left_alone(connection: Connection, ledger: str, ids: Sequence[str], gone: Iterable[Key]) -> list[str]:
    """Those of a ledger's records to which nothing points any longer once `gone` has gone."""
    going, alone = frozenset(gone), set(ids)
    for model, name, target in links():
        if target == ledger:
            for child, owner in _pointing(connection, model, getattr(model, name), ids):
                if (model.ledger.name, child) not in going:
                    alone.discard(owner)
    return sorted(alone)


def links() -> Iterator[tuple[type[Record], str, str]]:
    """Every link of every ledger: ledger, field, ledger pointed to."""
    for model in catalogue().values():
        for name, field in fields(model).items():
            if field.kind is Kind.LINK:
                yield model, name, field.target


def _children(connection: Connection, parents: Mapping[Key, str]) -> Iterator[tuple[Key, str]]:
    for model in catalogue().values():
        if model.ledger.owned:
            ledger, owner = (getattr(model, name) for name in model.ledger.owned)
            for name in {ledger for ledger, _ in parents}:
                ids = [record for of, record in parents if of == name]
                for child, parent in _pointing(connection, model, owner, ids, ledger == name):
                    yield (model.ledger.name, child), parents[(name, parent)]
        for home in model.ledger.home:
            target = fields(model)[home].target
            ids = [record for ledger, record in parents if ledger == target]
            for child, parent in _pointing(connection, model, getattr(model, home), ids):
                yield (model.ledger.name, child), parents[(target, parent)]


def _pointing(
    connection: Connection, model: type[Record], column: Any, ids: Sequence[str], *more: Any
) -> Iterator[tuple[str, str]]:
    for start in range(0, len(ids), AT_ONCE):
        wanted = select(model.id, column).where(column.in_(ids[start : start + AT_ONCE]), *more)
        yield from connection.execute(wanted)

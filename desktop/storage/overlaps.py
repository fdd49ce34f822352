"""What one owner cannot have two of at a time (`Ledger.apart`), asked of all that a work touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, bindparam, or_, select

from desktop.errors import Refused
from desktop.ledgers.record import Record, fields, held
from desktop.ledgers.values import read

AT_ONCE = 500  # records in one question
Touched = Mapping[Record, Mapping[str, Any] | None]


class Span(NamedTuple):
    """Whose, the first day, the day that is free again (None: lasting), and whether a reason for running into another
    is written down.
    """

    whose: Any
    first: date | None
    last: date | None
    excused: bool

    def runs_into(self, other: Span) -> bool:
        if self.whose is None or self.whose != other.whose or self.first is None or other.first is None:
            return False
        return (self.last is None or other.first < self.last) and (other.last is None or self.first < other.last)

    def clashes(self, other: Span) -> bool:
        """Without a reason; that of one is the reason of both."""
        return self.runs_into(other) and not (self.excused or other.excused)


def refuse_overlap(connection: Connection, touched: Touched) -> None:
    """Refused (overlap) when a flushed record of this work runs into another of the same owner and did not before: what
    came in with such a fault can still be mended. `touched` as in `uniqueness.refuse_twice`.
    """
    for model in {type(record) for record in touched if record.ledger.apart}:
        own = {record.id: record for record in touched if type(record) is model}
        before = {id: _before(model, touched[record]) for id, record in own.items()}
        moved = [id for id, record in own.items() if span(model, held(record)) != before[id]]
        for id, other, theirs in _met(connection, model, moved):
            now, was = span(model, held(own[id])), before[id]
            then = before.get(other, theirs)
            if now.clashes(theirs) and not (was and then and was.clashes(then)):
                raise overlap(model, theirs)


def span(model: type[Record], values: Mapping[str, Any]) -> Span:
    """That of a record of a ledger with `apart`, by its values."""
    assert model.ledger.apart
    whose, first, last = (values.get(name) for name in model.ledger.apart)
    unless = model.ledger.apart_unless
    return Span(whose, first, last, bool(unless and values.get(unless)))


def overlap(model: type[Record], other: Span) -> Refused:
    until = "至今" if other.last is None else f"到{other.last.isoformat()}"
    cause = f"同一人从{other.first.isoformat() if other.first else ''}{until}已有一条{model.ledger.label}"
    field = model.ledger.apart[1] if model.ledger.apart else ""
    return Refused(cause, "先了结那一条，或改日期", field=field, code="overlap")


def _before(model: type[Record], stored: Mapping[str, Any] | None) -> Span | None:
    """By a snapshot; None for a new record."""
    if stored is None:
        return None
    return span(model, {name: read(fields(model)[name], stored.get(name)) for name in told_by(model)})


def told_by(model: type[Record]) -> tuple[str, ...]:
    """The fields that a `Span` is made of."""
    assert model.ledger.apart
    return (*model.ledger.apart, *filter(None, (model.ledger.apart_unless,)))


def _met(connection: Connection, model: type[Record], ids: list[str]) -> Iterator[tuple[str, str, Span]]:
    """(id of one of these, id of another of its owner that it runs into, the other's span)."""
    names = told_by(model)
    for first in range(0, len(ids), AT_ONCE):
        for id, met, *values in connection.execute(_question(model), {"ids": ids[first : first + AT_ONCE]}):
            yield id, met, span(model, dict(zip(names, values, strict=True)))


@cache
def _question(model: type[Record]) -> Select[Any]:
    table, names = model.__table__, told_by(model)
    assert isinstance(table, Table)
    one, other = table.alias(), table.alias()
    owner, start, end = names[:3]
    return select(one.c.id, other.c.id, *(other.c[name] for name in names)).where(
        one.c[owner] == other.c[owner], one.c.id != other.c.id,
        or_(one.c[end].is_(None), other.c[start] < one.c[end]),
        or_(other.c[end].is_(None), one.c[start] < other.c[end]),
        one.c.id.in_(bindparam("ids", expanding=True)))  # fmt: skip

"""Many new records at once, as a sheet brings them: one statement a ledger instead of one object at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, Table, func, insert, select
from sqlalchemy.orm.attributes import instance_dict

from desktop.ledgers import Record
from desktop.storage.ahead import Ahead

ENOUGH = 200  # records of a ledger from which it is worth while
AT_ONCE = 2_000
Process = Callable[[Any], Any]
Told = Callable[[Sequence[Record]], object]


def not_told(records: Sequence[Record]) -> None:
    """Nobody has anything to do with them meanwhile."""


def insert_many(connection: Connection, records: Iterable[Record], meanwhile: Told = not_told) -> list[Record]:
    """Insert the new records of every ledger that has many of them, and number them; gives those left to the session.
    `meanwhile` is told of each group while it is written: it must not ask the database.

    Runs inside the caller's write transaction, which alone gives out row numbers (the highest and one, as SQLite does).
    """
    by_model: dict[type[Record], list[Record]] = defaultdict(list)
    left: list[Record] = []
    for record in records:
        (left if structured(type(record)) & instance_dict(record).keys() else by_model[type(record)]).append(record)
    for model, group in by_model.items():
        if len(group) < ENOUGH:
            left += group
        else:
            _insert(connection, model, group, meanwhile)
    return left


def insert_rows(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterator[tuple[Any, ...]], expected: int,
    meanwhile: Callable[[], object] = bool,
) -> None:  # fmt: skip
    """Rows as the driver takes them: to lead each through the layers above takes longer than to write it. `names` in
    the order of the table's columns; `expected`: about how many; `meanwhile` is called while they are written.
    """
    into = _into(table, tuple(names), connection.dialect)
    with Ahead(connection, expected) as ahead:
        while part := list(islice(rows, AT_ONCE)):
            ahead.insert(into, part)
        meanwhile()


@lru_cache(maxsize=128)
def _into(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    """The statement up to its values, which stand in the order of the table's columns."""
    made = insert(table).compile(dialect=dialect, column_keys=names)
    assert tuple(made.positiontup or ()) == names
    return str(made).partition(" VALUES ")[0]


@cache
def structured(model: type[Record]) -> frozenset[str]:
    """Columns of JSON, where nothing and a written null differ: records with such are left to the session."""
    return frozenset(column.name for column in _table(model).columns if column.type.should_evaluate_none)


def _insert(connection: Connection, model: type[Record], group: list[Record], meanwhile: Told) -> None:
    table = _table(model)
    first = (connection.scalar(select(func.max(table.c.row))) or 0) + 1
    for row, record in enumerate(group, first):
        instance_dict(record).update(row=row, version=1)
    shape = _shape(model, connection.dialect)
    rows = (_values(shape, record) for record in group)
    insert_rows(connection, table, shape.names, rows, len(group), lambda: meanwhile(group))


class Shape(NamedTuple):
    """The columns of a ledger; by their places, what stands where nobody filled them, and how values become the
    driver's.
    """

    names: tuple[str, ...]
    defaults: tuple[tuple[int, Any], ...]
    processes: tuple[tuple[int, Process], ...]


def _values(shape: Shape, record: Record) -> tuple[Any, ...]:
    own = instance_dict(record)
    found = [own.get(name) for name in shape.names]
    for place, default in shape.defaults:
        if found[place] is None:
            found[place] = default
    for place, process in shape.processes:
        found[place] = process(found[place])
    return tuple(found)


@lru_cache(maxsize=512)
def _shape(model: type[Record], dialect: Dialect) -> Shape:
    columns = [column for column in _table(model).columns if column.name not in structured(model)]
    defaults = [getattr(column.default, "arg", None) for column in columns]
    processes = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    return Shape(
        tuple(column.name for column in columns),
        tuple((place, one) for place, one in enumerate(defaults) if one is not None and not callable(one)),
        tuple((place, one) for place, one in enumerate(processes) if one is not None),
    )


def _table(model: type[Record]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table

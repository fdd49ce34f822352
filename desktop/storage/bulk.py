"""Many new records at once, as a sheet brings them: one statement a ledger instead of one object at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
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


class Many:
    """Of these new records those of every ledger that has many of them, with their row numbers; `few` are the others,
    which the session has to save. To be made within a write transaction, which alone gives out row numbers (the highest
    and one, as SQLite does), after what the session had before is saved.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        by_model: dict[type[Record], list[Record]] = defaultdict(list)
        self.few: list[Record] = []
        for record in records:
            plain = not structured(type(record)) & instance_dict(record).keys()
            (by_model[type(record)] if plain else self.few).append(record)
        self._groups = {model: group for model, group in by_model.items() if len(group) >= ENOUGH}
        self.few += [one for model, group in by_model.items() if model not in self._groups for one in group]
        self.records = {one: None for group in self._groups.values() for one in group}

    def number(self, connection: Connection) -> None:
        for model, group in self._groups.items():
            first = (connection.scalar(select(func.max(_table(model).c.row))) or 0) + 1
            for row, record in enumerate(group, first):
                instance_dict(record).update(row=row, version=1)

    def insert(self, ahead: Ahead, dialect: Dialect) -> None:
        for model, group in self._groups.items():
            shape = _shape(model, dialect)
            insert_rows(ahead, into_table(_table(model), shape.names, dialect), (_values(shape, one) for one in group))


def insert_rows(ahead: Ahead, into: str, rows: Iterator[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    """Rows as the driver takes them: to lead each through the layers above takes longer than to write it. `into` as
    `into_table` gives it. The last of them.
    """
    last = None
    while part := list(islice(rows, AT_ONCE)):
        ahead.insert(into, part)
        last = part[-1]
    return last


@lru_cache(maxsize=128)
def into_table(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    """The statement up to its values; `names` stand in the order of the table's columns."""
    made = insert(table).compile(dialect=dialect, column_keys=names)
    assert tuple(made.positiontup or ()) == names
    return str(made).partition(" VALUES ")[0]


@cache
def structured(model: type[Record]) -> frozenset[str]:
    """Columns of JSON, where nothing and a written null differ: records with such are left to the session."""
    return frozenset(column.name for column in _table(model).columns if column.type.should_evaluate_none)


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

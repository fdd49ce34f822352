"""Many new records at once, as a sheet brings them: one statement a ledger instead of one object at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.orm.attributes import instance_dict

from desktop.ledgers import Record

ENOUGH = 200  # records of a ledger from which it is worth while
AT_ONCE = 5_000


def insert_many(connection: Connection, records: Iterable[Record]) -> list[Record]:
    """Insert the new records of every ledger that has many of them, and number them; gives those left to the session.

    Runs inside the caller's write transaction, which alone gives out row numbers (the highest and one, as SQLite does).
    """
    by_model: dict[type[Record], list[Record]] = defaultdict(list)
    left: list[Record] = []
    for record in records:
        (left if _structured(type(record)) & instance_dict(record).keys() else by_model[type(record)]).append(record)
    for model, group in by_model.items():
        if len(group) < ENOUGH:
            left += group
        else:
            _insert(connection, model, group)
    return left


def _insert(connection: Connection, model: type[Record], group: list[Record]) -> None:
    table = _table(model)
    first = (connection.scalar(select(func.max(table.c.row))) or 0) + 1
    for row, record in enumerate(group, first):
        instance_dict(record).update(row=row, version=1)
    empty = _empty(model)
    for start in range(0, len(group), AT_ONCE):
        part = [_values(empty, record) for record in group[start : start + AT_ONCE]]
        connection.execute(insert(table), part)


def _values(empty: Mapping[str, Any], record: Record) -> dict[str, Any]:
    own = instance_dict(record)
    return {name: default if (value := own.get(name)) is None else value for name, default in empty.items()}


@cache
def _empty(model: type[Record]) -> dict[str, Any]:
    """What stands in a column that nobody filled."""
    columns = [column for column in _table(model).columns if column.name not in _structured(model)]
    defaults = {column.name: getattr(column.default, "arg", None) for column in columns}
    return {name: None if callable(default) else default for name, default in defaults.items()}


@cache
def _structured(model: type[Record]) -> frozenset[str]:
    """Columns of JSON, where nothing and a written null differ: records with such are left to the session."""
    return frozenset(column.name for column in _table(model).columns if column.type.should_evaluate_none)


def _table(model: type[Record]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table

"""Rows as bare tuples or one string, for counts that go over hundreds of thousands of them; values as stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, select

END = "\x1e"  # ends a row in a packed answer
GAP = "\x1f"  # between its values


def bare(connection: Connection, wanted: Select[Any]) -> list[tuple[Any, ...]]:
    """All rows at once, dates as ISO text: the mapping of each row and value costs more than reading it."""
    cursor: Any = connection.execute(wanted).cursor
    return list(cursor.fetchall())


def packed(connection: Connection, table: FromClause, values: ColumnElement[str], where: Sequence[ColumnElement[bool]],
           index: str = "") -> list[str]:  # fmt: skip
    """One string a row, joined within the database: handing a row over costs more than reading it."""
    wanted = select(func.aggregate_strings(values, END)).select_from(table).where(*where)
    if index:
        wanted = wanted.with_hint(table, f"INDEXED BY {index}", "sqlite")
    text = connection.scalar(wanted)
    return str(text).split(END) if text is not None else []

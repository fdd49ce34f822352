"""Rows as bare tuples or one string, for counts that go over hundreds of thousands of them; values as stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, select

END = "\x1e"  # ends a row in a packed answer
GAP = "\x1f"  # between its values
ID = 32  # characters of a record's id


def bare(connection: Connection, wanted: Select[Any]) -> list[tuple[Any, ...]]:
    """All rows at once, dates as ISO text: the mapping of each row and value costs more than reading it."""
    cursor: Any = connection.execute(wanted).cursor
    return list(cursor.fetchall())


def packed(
    connection: Connection, table: FromClause, values: ColumnElement[str], where: Sequence[ColumnElement[bool]]
) -> list[str]:
    """One string a row, joined within the database: handing a row over costs more than reading it."""
    text = _joined(connection, table, values, where, END)
    return text.split(END) if text is not None else []


def cut(connection: Connection, table: FromClause, values: ColumnElement[str], where: Sequence[ColumnElement[bool]],
        width: int = ID) -> list[str]:  # fmt: skip
    """The same of values that are all `width` characters, as ids are: cutting costs less than looking for ends."""
    text = _joined(connection, table, values, where, "") or ""
    return [text[at : at + width] for at in range(0, len(text), width)]


def _joined(connection: Connection, table: FromClause, values: ColumnElement[str],
            where: Sequence[ColumnElement[bool]], end: str) -> str | None:  # fmt: skip
    wanted = select(func.aggregate_strings(values, end)).select_from(table).where(*where)
    found: str | None = connection.scalar(wanted)
    return found

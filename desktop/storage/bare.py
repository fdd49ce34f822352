"""Rows as bare tuples, for counts that go over hundreds of thousands of them; values as they are stored."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select


def bare(connection: Connection, wanted: Select[Any]) -> list[tuple[Any, ...]]:
    """All rows at once, dates as ISO text: the mapping of each row and value costs more than reading it."""
    cursor: Any = connection.execute(wanted).cursor
    return list(cursor.fetchall())

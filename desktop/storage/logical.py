"""What a database says, whatever its bytes: one digest a table, by which two copies are compared."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.storage.engine import file_connection, table_counts

_ALL = 1 << 256


def dump_digests(database: Path, key: bytes) -> dict[str, str]:
    """A digest of the rows of every plain table, in whatever order they lie."""
    with file_connection(database, key) as connection:
        return {table: _digest(connection, table) for table in table_counts(connection)}


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Names of the tables that only one has, or that do not hold the same."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _digest(connection: Any, table: str) -> str:
    total = 0
    for row in connection.execute(f'SELECT * FROM "{table}"'):
        total += int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest(), "big")
    return f"{total % _ALL:064x}"

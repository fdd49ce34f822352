"""The index on disk: rows to compare with, whole keys in a B-tree, typed tokens in a contentless FTS5 table.

SQLite only, 3.43 or later. Everything runs inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection

from desktop.storage.ahead import ENOUGH, Ahead
from desktop.storage.lookup import tokens
from desktop.storage.lookup.fold import fold
from desktop.storage.lookup.reading import of_name
from desktop.storage.lookup.shapes import Entry, Row

_T = TypeVar("_T")
Place = tuple[str, int]
"""(ledger, row)"""

VERSION = 1
"""Raise it when folding, readings, tokens or tables change: the index is then made anew, which takes a big county a
minute. How a reading is shown (`Row.toned`) does not count: it follows with the record's next change.
"""

_AT_ONCE = 500
_GATHERED = 16 * 2**20  # bytes of words that FTS5 sorts in memory before it writes: a whole sheet, seldom merged
_TABLES = ("lookup_row", "lookup_key", "lookup_token", "lookup_version")
_SCHEMA = (
    "CREATE TABLE lookup_version (version INTEGER NOT NULL)",
    "CREATE TABLE lookup_row (doc INTEGER PRIMARY KEY, ledger TEXT NOT NULL, row INTEGER NOT NULL,"
    " record TEXT NOT NULL, unit TEXT NOT NULL, title TEXT NOT NULL, subtitle TEXT NOT NULL,"
    " names TEXT NOT NULL, readings TEXT NOT NULL, toned TEXT NOT NULL, numbers TEXT NOT NULL,"
    " texts TEXT NOT NULL, UNIQUE (ledger, row))",
    "CREATE TABLE lookup_key (key TEXT NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY (key, doc)) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE lookup_token USING"
    " fts5(tokens, content='', contentless_delete=1, tokenize='ascii', detail=none)",
)


def create(connection: Connection) -> bool:
    """Make the tables unless this version of them stands; True if they are empty now and want every entry."""
    if _standing(connection) == VERSION:
        return False
    for table in _TABLES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    for statement in _SCHEMA:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO lookup_token (lookup_token, rank) VALUES ('hashsize', ?)", (_GATHERED,))
    connection.exec_driver_sql("INSERT INTO lookup_version VALUES (?)", (VERSION,))
    return True


def put(connection: Connection, entries: Iterable[Entry]) -> None:
    """Insert the entries, or replace those that stand under the same ledger and row."""
    latest = {(entry.ledger, entry.row): entry for entry in entries}
    places = Places(connection, latest)
    with Ahead(connection, len(latest)) as ahead:
        places.file(ahead, latest.values())


class Places:
    """Where the records of these ledgers and rows stand in the index, asked before anything is written ahead."""

    def __init__(self, connection: Connection, places: Collection[Place]) -> None:
        self._standing: dict[Place, tuple[int, Row]] = {}
        for batch in _batches(_perhaps_standing(connection, places)):
            self._standing |= {(row.ledger, row.row): (doc, row) for doc, row in _standing_rows(connection, batch)}
        self._next = _next_doc(connection)

    def file(self, ahead: Ahead, entries: Iterable[Entry]) -> None:
        """Insert these entries, one a place, or replace those that stand there."""
        for batch in _batches_of(entries, ENOUGH):
            numbered = [changed for entry in batch if (changed := self._numbered(_row(entry)))]
            _forget(ahead, [(doc, old) for doc, old, _ in numbered if old is not None])
            _file(ahead, [(doc, new) for doc, _, new in numbered])

    def _numbered(self, new: Row) -> tuple[int, Row | None, Row] | None:
        """(number in the index, what stood there, what is to stand there); None where both are the same."""
        if standing := self._standing.get((new.ledger, new.row)):
            return None if standing[1] == new else (*standing, new)
        self._next += 1
        return self._next - 1, None, new


def drop(connection: Connection, places: Iterable[tuple[str, int]]) -> None:
    """Take records out, by ledger and row; those not in the index are passed over."""
    for batch in _batches(list(dict.fromkeys(places))):
        standing = _standing_rows(connection, batch)
        with Ahead(connection, len(standing)) as ahead:
            _forget(ahead, standing)
            ahead.execute("DELETE FROM lookup_row WHERE doc = ?", [(doc,) for doc, _ in standing])


def forget_dropped(connection: Connection) -> None:
    """Take the words of dropped entries out of the file too: until segments are merged, FTS5 only marks them."""
    connection.exec_driver_sql("INSERT INTO lookup_token (lookup_token) VALUES ('optimize')")


def _file(ahead: Ahead, numbered: Sequence[tuple[int, Row]]) -> None:
    ahead.insert("INSERT OR REPLACE INTO lookup_row", [(doc, *row) for doc, row in numbered])
    keys = [(key, doc) for doc, row in numbered for key in tokens.keys(row)]
    ahead.insert("INSERT OR IGNORE INTO lookup_key", keys)
    ahead.insert("INSERT INTO lookup_token (rowid, tokens)", [(doc, tokens.of_row(row)) for doc, row in numbered])


def _forget(ahead: Ahead, numbered: Sequence[tuple[int, Row]]) -> None:
    keys = [(key, doc) for doc, row in numbered for key in tokens.keys(row)]
    ahead.execute("DELETE FROM lookup_key WHERE key = ? AND doc = ?", keys)
    ahead.execute("DELETE FROM lookup_token WHERE rowid = ?", [(doc,) for doc, _ in numbered])


def _row(entry: Entry) -> Row:
    names = [name for name in map(fold, entry.names) if name]
    readings = [of_name(name) for name in names]
    numbers, texts = (tokens.joined([text for text in map(fold, own) if text]) for own in (entry.numbers, entry.texts))
    plain, toned = (tokens.joined(own) for own in zip(*readings, strict=True)) if readings else ("", "")
    return Row(entry.ledger, entry.row, entry.record, entry.unit, entry.title, entry.subtitle, tokens.joined(names),
               plain, toned, numbers, texts)  # fmt: skip


def _standing(connection: Connection) -> int | None:
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'lookup_version'").first()
    version = connection.exec_driver_sql("SELECT version FROM lookup_version").scalar() if found else None
    return int(version) if version is not None else None


def _perhaps_standing(connection: Connection, places: Collection[Place]) -> list[Place]:
    """Those not beyond the last row of their ledger: of a sheet of new records none, and nobody looks for each."""
    last: dict[str, int] = {}
    for ledger in {ledger for ledger, _ in places}:
        found = connection.exec_driver_sql("SELECT max(row) FROM lookup_row WHERE ledger = ?", (ledger,)).scalar()
        last[ledger] = int(found or 0)
    return [(ledger, row) for ledger, row in places if row <= last[ledger]]


def _standing_rows(connection: Connection, places: Sequence[tuple[str, int]]) -> list[tuple[int, Row]]:
    found: list[tuple[int, Row]] = []
    for ledger in {ledger for ledger, _ in places}:
        numbers = [number for name, number in places if name == ledger]
        marks = ", ".join("?" * len(numbers))
        sql = f"SELECT * FROM lookup_row WHERE ledger = ? AND row IN ({marks})"
        result = connection.exec_driver_sql(sql, (ledger, *numbers))
        found += [(doc, Row(*values)) for doc, *values in result]
    return found


def _next_doc(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT coalesce(max(doc), 0) + 1 FROM lookup_row").scalar_one())


def _batches(items: Sequence[_T], size: int = _AT_ONCE) -> Iterator[Sequence[_T]]:
    return (items[at : at + size] for at in range(0, len(items), size))


def _batches_of(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    coming = iter(items)
    while batch := list(islice(coming, size)):
        yield batch

"""The look-up itself: whole keys first, then by tokens; a record is compared before it counts."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection

from desktop.storage.confine import CONFINED
from desktop.storage.lookup import tokens
from desktop.storage.lookup.fold import words
from desktop.storage.lookup.highlight import hit
from desktop.storage.lookup.matching import grade
from desktop.storage.lookup.shapes import Found, Hit, Row

_LONGEST = 200  # characters typed that count
_COUNTED = 1000  # candidates beyond a full page that are counted
_FEW_UNITS = 32  # more than these are compared, not searched for
_AT_ONCE = 64
_COLUMNS = ", ".join(f"r.{column}" for column in Row._fields)
_BY_KEY = (
    f"SELECT r.doc, {_COLUMNS}"
    " FROM (SELECT doc FROM lookup_key WHERE key >= ? AND key < ? ORDER BY key LIMIT ?) AS k"
    " CROSS JOIN lookup_row AS r ON r.doc = k.doc"
)
_BY_TOKEN = (
    f"SELECT r.doc, {_COLUMNS} FROM lookup_token AS t CROSS JOIN lookup_row AS r ON r.doc = t.rowid"
    " WHERE t.lookup_token MATCH ?"
)
_BY_PLACE = f"SELECT r.doc, {_COLUMNS} FROM lookup_row AS r WHERE r.ledger = ?"
_COUNT_SEEN = (
    "SELECT count(*) FROM (SELECT 1 FROM lookup_token AS t CROSS JOIN lookup_row AS r ON r.doc = t.rowid"
    " WHERE t.lookup_token MATCH ? LIMIT ?)"
)
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM lookup_token WHERE lookup_token MATCH ? LIMIT ?)"

Wanted = Callable[[Row], int | None]
Graded = tuple[int, int | None, Row]
"""(number of the candidate, how well it matches or None, its row)"""
Seen = Callable[[tuple[str, ...], Sequence[Row]], Sequence[Row | None]]
"""(typed words, rows that match) -> each row as the person may see it, None for one that is kept from them."""


def find(
    connection: Connection,
    text: str,
    *,
    limit: int = 50,
    ledgers: Sequence[str] | None = None,
    scope_units: Sequence[str] | None = None,
    seen: Seen | None = None,
) -> Found:
    """The first `limit` records that match what was typed (see `matching.py`), best first.

    Only records of these ledgers (None: all) whose unit is one of `scope_units` (None: all), and that `seen` lets
    through, are found. `total` is exact as long as everything fits on the page.
    """
    begun = time.perf_counter()
    typed = words(text[:_LONGEST])
    if not typed or _empty(ledgers) or _empty(scope_units):
        return Found((), 0, True, _since(begun))
    wanted = _wanted(typed, ledgers, scope_units)
    expression = _expression(typed, ledgers, scope_units)
    rows = _seen(_graded(_candidates(connection, typed, expression, limit), wanted), typed, seen)
    page, more = _page(rows, limit)
    total = max(_guess(connection, expression, len(page), more), len(page)) if more else len(page)
    best = sorted(page.values(), key=lambda graded: graded[0])
    hits = tuple(hit(row, typed, graded) for graded, row in best)
    return Found(hits, total, not more, _since(begun))


def hits_at(connection: Connection, ledger: str, rows: Sequence[int], seen: Seen | None = None) -> list[Hit]:
    """Records of a ledger by their row as hits with nothing lit up, in no order; those not in the index, or kept from
    the person, are not there.
    """
    sql = f"{_BY_PLACE} AND r.row IN ({', '.join('?' * len(rows))})"
    found = [row for _, row in _rows(connection, sql, (ledger, *rows))]
    return [hit(row, ()) for row in (found if seen is None else seen((), found)) if row is not None]


def find_rows(connection: Connection, text: str, *, ledger: str, seen: Seen | None = None) -> array[int]:
    """The row numbers of every record of one ledger that matches what was typed, in no order: a filter, not a page."""
    typed = words(text[:_LONGEST])
    if not typed:
        return array("q")
    candidates = _rows(connection, _BY_TOKEN, (_expression(typed, (ledger,), None),))
    tried = _seen(_graded(candidates, _wanted(typed, (ledger,), None)), typed, seen)
    return array("q", (row.row for _, matched, row in tried if matched is not None))


def _page(candidates: Iterator[Graded], limit: int) -> tuple[dict[int, tuple[int, Row]], int]:
    """Up to `limit` graded rows by number; and how many candidates it took if there may be more, else 0."""
    page: dict[int, tuple[int, Row]] = {}
    for tried, (doc, matched, row) in enumerate(candidates, 1):
        if matched is None:
            continue
        if len(page) == limit:
            return page, tried
        page[doc] = matched, row
    return page, 0


def _graded(candidates: Iterator[tuple[int, Row]], wanted: Wanted) -> Iterator[Graded]:
    """Every candidate once, with its grade (None: does not match)."""
    tried: set[int] = set()
    for doc, row in candidates:
        if doc not in tried:
            tried.add(doc)
            yield doc, wanted(row), row


def _seen(graded: Iterator[Graded], typed: tuple[str, ...], seen: Seen | None) -> Iterator[Graded]:
    """The rows as the person may see them; one that is kept from them counts as one that does not match."""
    if seen is None:
        yield from graded
        return
    while batch := list(islice(graded, _AT_ONCE)):
        matching = [row for _, matched, row in batch if matched is not None]
        shown = iter(seen(typed, matching))
        for doc, matched, row in batch:
            allowed = row if matched is None else next(shown)
            yield (doc, matched, allowed) if allowed is not None else (doc, None, row)


def _candidates(
    connection: Connection, typed: tuple[str, ...], expression: str, limit: int
) -> Iterator[tuple[int, Row]]:
    if len(typed) == 1 and not (typed[0].isdigit() and len(typed[0]) < 3):
        keys = (typed[0], typed[0] + "\U0010ffff", 2 * limit)
        yield from _rows(connection, _BY_KEY, keys)
    yield from _rows(connection, _BY_TOKEN, (expression,))


def _rows(connection: Connection, sql: str, values: tuple[object, ...]) -> Iterator[tuple[int, Row]]:
    with connection.exec_driver_sql(sql, values) as result:
        for batch in result.partitions(_AT_ONCE):
            yield from ((doc, Row(*columns)) for doc, *columns in batch)


def _wanted(typed: tuple[str, ...], ledgers: Sequence[str] | None, units: Sequence[str] | None) -> Wanted:
    inside = None if units is None else frozenset(units) - {""}
    chosen = None if ledgers is None else frozenset(ledgers)

    def graded(row: Row) -> int | None:
        seen = (chosen is None or row.ledger in chosen) and (inside is None or row.unit in inside)
        return grade(typed, row) if seen else None

    return graded


def _expression(typed: tuple[str, ...], ledgers: Sequence[str] | None, units: Sequence[str] | None) -> str:
    few = units if units and len(units) <= _FEW_UNITS else None
    return " AND ".join([*map(tokens.asking, typed), *tokens.asking_place(ledgers, few)])


def _guess(connection: Connection, expression: str, matched: int, tried: int) -> int:
    """How many records match: the candidates counted, less the share of them that did not."""
    sql = _COUNT_SEEN if connection.get_execution_options().get(CONFINED) else _COUNT
    counted = connection.exec_driver_sql(sql, (expression, _COUNTED)).scalar_one()
    return round(int(counted) * (matched + 1) / tried)


def _empty(names: Sequence[str] | None) -> bool:
    return names is not None and not names


def _since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000

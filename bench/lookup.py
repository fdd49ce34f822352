"""Look-up as you type against a LIKE scan capped at 1,000 candidates, and against one page of a B-tree: one JSON line.

`python bench/lookup.py [--people 5000] [--queries 200] [--repeats 5]`; every query's records are compared with
those of the plain reference before anything is timed. A query's time is the median of its repeats.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import psutil
from sqlalchemy import Connection

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desktop.domain import names
from desktop.storage import lookup
from desktop.storage.engine import open_engine
from desktop.storage.lookup import Entry
from desktop.storage.lookup.fold import fold, words
from tests.storage.lookup.people import entries, queries
from tests.storage.lookup.reference import scan

COLUMNS = ("names", "initials", "pinyin", "first_number", "other_numbers", "texts")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=5000)
    asked.add_argument("--queries", type=int, default=200)
    asked.add_argument("--repeats", type=int, default=5)
    options = asked.parse_args()
    pool = list(entries(options.people))
    typed = queries(pool, options.queries)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "centre.db"
        engine = open_engine(path, bytes(range(32)))
        figures = {"figure": "lookup", "people": options.people, "records": len(pool), "queries": len(typed)}
        with engine.begin() as connection:
            lookup.create(connection)
            begun = time.perf_counter()
            lookup.put(connection, pool)
            figures["write_us_per_record"] = round((time.perf_counter() - begun) / len(pool) * 1e6, 1)
        with engine.connect() as connection:
            figures["index_mb"] = megabytes(connection)
        with engine.begin() as connection:
            put_plain(connection, pool)
        with engine.connect() as connection:
            figures["equal"] = compare(connection, pool, typed)
            figures |= race(connection, typed, options.repeats)
        engine.dispose()
    print(json.dumps(figures))


def compare(connection: Connection, pool: list[Entry], typed: list[str]) -> bool:
    """Stop with the query at fault unless all its records, and some, are found."""
    for text, wanted in scan(pool, typed).items():
        found = lookup.find(connection, text, limit=len(pool) + 1)
        places = {(hit.ledger, hit.row) for hit in found.hits}
        if places != wanted or not wanted or found.total != len(wanted):
            sys.exit(f"{text!r}: missing {sorted(wanted - places)[:3]}, too many {sorted(places - wanted)[:3]}")
    return True


def megabytes(connection: Connection) -> float:
    """The size of the file, which holds nothing but the index yet."""
    pages, size = (int(connection.exec_driver_sql(f"PRAGMA page_{of}").scalar_one()) for of in ("count", "size"))
    return round(pages * size / 1e6, 1)


def race(connection: Connection, typed: list[str], repeats: int) -> dict[str, float]:
    """All sides in turn on every query, milliseconds."""
    ours: dict[str, list[float]] = {text: [] for text in typed}
    plain: dict[str, list[float]] = {text: [] for text in typed}
    page: dict[str, list[float]] = {text: [] for text in typed}
    before = psutil.Process().memory_info().rss
    for _ in range(repeats):
        for text in typed:
            ours[text].append(_timed(lambda text=text: lookup.find(connection, text)))
            plain[text].append(_timed(lambda text=text: like(connection, text)))
            page[text].append(_timed(lambda text=text: one_page(connection, text)))
    memory = (psutil.Process().memory_info().rss - before) / 1e6
    mine = quantiles(map(median, ours.values()), n=20)
    theirs = quantiles(map(median, plain.values()), n=20)
    least = quantiles(map(median, page.values()), n=20)
    return {
        "lookup_p50_ms": round(mine[9], 2),
        "lookup_p95_ms": round(mine[18], 2),
        "like_p50_ms": round(theirs[9], 2),
        "like_p95_ms": round(theirs[18], 2),
        "page_p95_ms": round(least[18], 3),
        "p95_ratio": round(theirs[18] / mine[18], 1),
        "of_a_page": round(mine[18] / least[18], 1),
        "load": round(os.getloadavg()[0], 1),
        "memory_mb": round(memory, 1),
    }


def put_plain(connection: Connection, pool: list[Entry]) -> None:
    """The other side: the same facts in six columns."""
    connection.exec_driver_sql(f"CREATE TABLE plain (id INTEGER PRIMARY KEY, {', '.join(COLUMNS)})")
    rows = [(number, *_plain(entry)) for number, entry in enumerate(pool)]
    connection.exec_driver_sql("INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    connection.exec_driver_sql("CREATE INDEX plain_names ON plain (names)")


def like(connection: Connection, text: str) -> list[int]:
    one = "(" + " OR ".join(f"{column} LIKE ?" for column in COLUMNS) + ")"
    typed = words(text)
    sql = f"SELECT id FROM plain WHERE {' AND '.join([one] * len(typed))} LIMIT 1000"
    values = tuple(f"%{word}%" for word in typed for _ in COLUMNS)
    return [number for (number,) in connection.exec_driver_sql(sql, values)]


def one_page(connection: Connection, text: str) -> list[tuple[object, ...]]:
    """The least any look-up costs: fifty neighbours in one index, with their rows."""
    sql = "SELECT id, names FROM plain WHERE names >= ? ORDER BY names LIMIT 50"
    return [tuple(row) for row in connection.exec_driver_sql(sql, (words(text)[0],))]


def _plain(entry: Entry) -> tuple[str, ...]:
    joined = " ".join(map(fold, entry.names))
    initials, pinyin = " ".join(map(_initials, entry.names)), " ".join(map(_full, entry.names))
    first, *others = map(fold, entry.numbers)
    return joined, initials, pinyin, first, " ".join(others), " ".join(map(fold, entry.texts))


def _initials(name: str) -> str:
    return "".join(group[0][0] for group in names.read(name).syllables)


def _full(name: str) -> str:
    return "".join(group[0] for group in names.read(name).syllables)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()

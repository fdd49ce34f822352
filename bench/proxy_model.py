"""A C++ QSortFilterProxyModel over the same people against the look-up and the quick filter: one JSON line.

    python bench/proxy_model.py --county FOLDER [--queries 40] [--repeats 5]

The model holds what the look-up index holds of every person (names, numbers, texts, folded) as plain items, and
filters any column for what was typed. Typed are parts of names, phones, ID numbers and places, of two characters and
more: what both sides understand. First every query's set of people is compared and must be equal and not empty; then
both are timed in turn. `lookup` is the page of 50 that the box shows, `filter` the whole set that a list is
narrowed to. A query's time is the median of its repeats.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from county import open_county
from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication
from sqlalchemy import Connection

from desktop.storage import lookup
from desktop.storage.lookup.shapes import SEPARATOR

LEDGER, PAGE = "people", 50


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--county", type=Path, required=True)
    asked.add_argument("--queries", type=int, default=40)
    asked.add_argument("--repeats", type=int, default=5)
    options = asked.parse_args()
    app = QApplication([])
    office = open_county(options.county)
    with office.store.read() as connection:
        people = rows(connection)
        proxy = proxy_over(people)
        typed = queries(people, options.queries)
        compare(connection, proxy, typed)
        figures = race(connection, proxy, typed, options.repeats)
    told = {"figure": "proxy_model", "rows": len(people), "queries": len(typed), "repeats": options.repeats,
            "equal": True, **figures, "load": list(os.getloadavg())}  # fmt: skip
    print(json.dumps(told))
    del proxy, app


def rows(connection: Connection) -> list[Any]:
    """Every person as the index holds them."""
    sql = "SELECT row, names, numbers, texts FROM lookup_row WHERE ledger = ? ORDER BY row"
    return list(connection.exec_driver_sql(sql, (LEDGER,)).all())


def proxy_over(people: list[Any]) -> QSortFilterProxyModel:
    model = QStandardItemModel(0, 3)
    for row, *words in people:
        items = [QStandardItem(word) for word in words]
        items[0].setData(row, Qt.ItemDataRole.UserRole)
        model.appendRow(items)
    proxy = QSortFilterProxyModel(model)
    proxy.setSourceModel(model)
    proxy.setFilterKeyColumn(-1)
    return proxy


def queries(people: list[Any], count: int) -> list[str]:
    """Parts of names, numbers and places in turn, from people all over the county."""
    random, found = Random(7), dict[str, None]()
    while len(found) < count:
        column = 1 + len(found) % 3
        words = [word for word in random.choice(people)[column].split(SEPARATOR) if word]
        word = random.choice(words) if words else ""
        size = {1: random.choice((2, 3)), 2: random.choice((4, 6, 11)), 3: random.choice((3, 4, 6))}[column]
        start = random.randrange(max(len(word) - size, 0) + 1)
        part = word[start : start + size]
        if len(part) == size and (column == 2 or not part.isascii()):
            found[part] = None
    return list(found)


def compare(connection: Connection, proxy: QSortFilterProxyModel, typed: list[str]) -> None:
    """Stop with the query at fault unless both sides find the same people, and some."""
    for text in typed:
        proxy.setFilterFixedString(text)
        theirs = {proxy.index(n, 0).data(Qt.ItemDataRole.UserRole) for n in range(proxy.rowCount())}
        ours = set(lookup.find_rows(connection, text, ledger=LEDGER))
        page = {hit.row for hit in lookup.find(connection, text, limit=PAGE, ledgers=(LEDGER,)).hits}
        if not ours or ours != theirs or not page <= ours or len(page) != min(PAGE, len(ours)):
            sys.exit(f"{text!r}: only ours {sorted(ours - theirs)[:3]}, only theirs {sorted(theirs - ours)[:3]}")


def race(connection: Connection, proxy: QSortFilterProxyModel, typed: list[str], repeats: int) -> dict[str, float]:
    """The three in turn on every query, milliseconds."""
    sides: dict[str, Callable[[str], object]] = {
        "lookup": lambda text: lookup.find(connection, text, limit=PAGE, ledgers=(LEDGER,)),
        "filter": lambda text: lookup.find_rows(connection, text, ledger=LEDGER),
        "proxy": lambda text: filtered(proxy, text),
    }
    times: dict[str, dict[str, list[float]]] = {side: {text: [] for text in typed} for side in sides}
    for _ in range(repeats):
        for text in typed:
            for side, run in sides.items():
                proxy.setFilterFixedString("")  # each time from the whole list, not from what was left
                begun = time.perf_counter()
                run(text)
                times[side][text].append((time.perf_counter() - begun) * 1000)
    p95 = {side: quantiles(map(median, told.values()), n=20)[18] for side, told in times.items()}
    p50 = {side: median(map(median, told.values())) for side, told in times.items()}
    figures = {f"{side}_p50_ms": round(p50[side], 2) for side in sides}
    figures |= {f"{side}_p95_ms": round(p95[side], 2) for side in sides}
    for side in ("lookup", "filter"):
        figures[f"proxy_to_{side}_p50"] = round(p50["proxy"] / p50[side], 1)
        figures[f"proxy_to_{side}_p95"] = round(p95["proxy"] / p95[side], 1)
    return figures


def filtered(proxy: QSortFilterProxyModel, text: str) -> int:
    proxy.setFilterFixedString(text)
    return proxy.rowCount()


if __name__ == "__main__":
    main()

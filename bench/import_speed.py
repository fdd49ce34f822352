"""30,000 rows of a messy sheet the whole way in, our write path against raw executemany, our reader against openpyxl.

    python bench/import_speed.py [--rows 30000] [--repeats 5]

One JSON line. First the import is held against the truth of every row, and what raw executemany wrote against what the
import wrote: the same rows in the same tables (records, log, look-up index). Then both sides run in turn. `rows_per_s`
is the whole way, from the file to the commit, on the clock; `rows_per_cpu_s` by processor time, children included,
which a busy machine does not change. The write path begins with what was read and ends with the commit.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import openpyxl

from bench._messy_sheet import SURE, Line, lines, write
from desktop.ledgers import find
from desktop.ledgers.people import Person
from desktop.services import importing
from desktop.services.importing import Imported
from desktop.services.office import Actor, Office
from desktop.sheets import reader
from desktop.storage import rows
from desktop.storage.home import Home
from desktop.storage.lookup import tokens
from desktop.storage.lookup.shapes import Row
from desktop.storage.store import Store

CLERK = Actor("hy", "王海燕", ("admin", "centre"), "330723105")
KEY = bytes(range(32))
TABLES = ("people", "changes", "lookup_row", "lookup_key")
BAR = {"rows_per_s": 5000, "write_ratio": 0.3, "read_ratio": 5.0}
Rows = dict[str, list[tuple[Any, ...]]]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=30_000)
    asked.add_argument("--repeats", type=int, default=5)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file, made = Path(folder) / "messy.xlsx", list(lines(options.rows))
        write(file, made)
        with centre() as office:
            told = importing.import_ledger(office, ledger="people", file=file)
            refuse_difference(office, told, made)
            stored = written(office)
        figures = race(file, told, stored, options.repeats)
    refused = len(told.rejected)
    met = all(figures[name] >= bar for name, bar in BAR.items())
    print(json.dumps({"figure": "import speed", "rows": options.rows, "refused": refused, "equal": True, **figures,
                      "bars": BAR, "load": round(os.getloadavg()[0], 1), "ok": met}))  # fmt: skip
    return 0 if met else 1


@contextmanager
def centre() -> Iterator[Office]:
    """An empty one."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.prepare()
        office = Office(Store.open(home, KEY), CLERK, "王宅镇综治中心")
        yield office
        office.store.close()


def refuse_difference(office: Office, told: Imported, made: Sequence[Line]) -> None:
    """Stop unless every row that can be taken is stored as it should be, and every other one is refused."""
    with office.store.read() as connection:
        found = {one["id_number"]: one for one in rows.as_dicts(connection, Person, rows.View(), SURE)}
    wanted = {line.truth["id_number"]: line.truth for line in made if line.truth}
    wrong = [number for number, truth in wanted.items() if not _same(found.get(number), truth)]
    refused = sum(line.truth is None for line in made)
    if wrong or not wanted or len(found) != len(wanted) or len(told.rejected) != refused:
        sys.exit(f"{len(wrong)} rows differ, {len(found)} of {len(wanted)} stored, {len(told.rejected)} refused")


def _same(one: Any, truth: Any) -> bool:
    """An empty mark and a crossed one both say no."""
    return one is not None and {**one, "focus": bool(one["focus"])} == truth


def written(office: Office) -> Rows:
    """The finished rows of every table that an import writes to; of the index, the words it is asked to file."""
    with office.store.read() as connection:
        found = {name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")] for name in TABLES}
    found["lookup_token"] = [(doc, tokens.of_row(Row(*rest))) for doc, *rest in found["lookup_row"]]
    return found


def race(file: Path, told: Imported, stored: Rows, repeats: int) -> dict[str, Any]:
    """Both sides of each pair in turn; medians, and ratios of the medians."""
    assert told.reading is not None
    taken: dict[str, list[float]] = {}
    whole_cpu: list[float] = []
    reading = told.reading
    for _ in range(repeats):
        with centre() as office:
            cpu = _processor()
            _timed(taken, "whole", lambda: importing.import_ledger(office, ledger="people", file=file))
            whole_cpu.append(_processor() - cpu)
        with centre() as office:
            _timed(taken, "write", lambda: importing.import_reading(office, find("people"), reading))
        with centre() as office:
            _timed(taken, "raw", lambda: raw(office, stored))
            refuse_other(office, stored)
        with centre() as office:
            _timed(taken, "raw_records", lambda: raw(office, {"people": stored["people"]}))
        _timed(taken, "read", lambda: reader.read(file))
        _timed(taken, "openpyxl", lambda: plain_read(file))
    middle = {name: median(times) for name, times in taken.items()}
    count = told.rows
    return {
        "rows_per_s": round(count / middle["whole"]), "rows_per_cpu_s": round(count / median(whole_cpu)),
        "write_rows_per_s": round(count / middle["write"]), "write_ratio": round(middle["raw"] / middle["write"], 3),
        "write_ratio_records_only": round(middle["raw_records"] / middle["write"], 3),
        "read_rows_per_s": round(count / middle["read"]), "read_ratio": round(middle["openpyxl"] / middle["read"], 2),
        "seconds": {name: [round(min(times), 2), round(middle[name], 2), round(max(times), 2)]
                    for name, times in taken.items()},
    }  # fmt: skip


def raw(office: Office, stored: Rows) -> None:
    """The same rows by the driver's executemany, in one transaction."""
    with office.store.engine.begin() as connection:
        for name, values in stored.items():
            marks = ", ".join("?" * len(values[0]))
            columns = "(rowid, tokens)" if name == "lookup_token" else ""
            connection.exec_driver_sql(f"INSERT INTO {name} {columns} VALUES ({marks})", values)


def refuse_other(office: Office, stored: Rows) -> None:
    with office.store.read() as connection:
        for name, values in stored.items():
            held = connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
            if held != len(values):
                sys.exit(f"{name}: {held} of {len(values)} rows")


def plain_read(file: Path) -> int:
    sheet = openpyxl.load_workbook(file, read_only=True).active
    return sum(1 for _ in sheet.iter_rows(values_only=True))


def _timed(taken: dict[str, list[float]], name: str, work: Callable[[], object]) -> None:
    begun = time.perf_counter()
    work()
    taken.setdefault(name, []).append(time.perf_counter() - begun)


def _processor() -> float:
    """Seconds of processor time of this process and its ended children."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    sys.exit(main())

"""A form of an upper office filled with a list of 5,000 people, as a workbook and as PDF. One JSON line.

    python bench/fill_template.py [--rows 5000] [--rounds 5]

The form is the shipped 流动人口信息表 (23 columns, heads in two rows, a footer). Every name, number and code that was
written is read back and compared with the ledger before anything is timed. The other side is openpyxl alone: the form
loaded, the same values written into bare cells below its head, saved; without looks, room, footer or ledger.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from openpyxl import load_workbook
from sqlalchemy import select

from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.office import Actor, Office
from desktop.services.template_fill import fill_template
from desktop.services.template_shipped import shipped_one
from desktop.services.template_values import Wish
from desktop.storage.home import Home
from desktop.storage.store import Store

KEY, TODAY, FORM, HEAD = b"made-up key of exactly 32 bytes.", datetime(2026, 9, 23, 10, 0), "shipped/gb31000-13", 5
CLERK = Actor("hy", "王海燕", ("centre",), "330723105")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int, default=5000)
    asked.add_argument("--rounds", type=int, default=5)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        office = centre(Path(folder), args.rows)
        book, paper = Path(folder) / "o.xlsx", Path(folder) / "o.pdf"
        lines = proved(office, book)
        ours, theirs, papers, pages = [], [], [], 0
        for _ in range(args.rounds):
            ours.append(timed(lambda: fill(office, book)))
            theirs.append(timed(lambda: plain(lines)))
        for _ in range(max(args.rounds // 2, 1)):
            started = time.perf_counter()
            pages = fill(office, paper).pages
            papers.append(time.perf_counter() - started)
        office.store.close()
    print(json.dumps({
        "load": round(os.getloadavg()[0], 1), "rows": len(lines), "cells": sum(map(len, lines)),
        "fill_s": told(ours), "rows_a_second": round(len(lines) / statistics.median(ours)),
        "openpyxl_alone_s": told(theirs), "ratio": round(statistics.median(ours) / statistics.median(theirs), 2),
        "pdf_s": told(papers), "pages": pages,
    }))  # fmt: skip


def told(seconds: list[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(seconds), 2),
        "least": round(min(seconds), 2),
        "most": round(max(seconds), 2),
    }


def timed(run: Any) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def fill(office: Office, file: Path) -> Any:
    return fill_template(office, template=FORM, file=file, wish=Wish(date(2026, 9, 1), full=True), reason="量速度")


def centre(folder: Path, many: int) -> Office:
    """A made-up centre in which that many people live."""
    home = Home(folder / "home")
    home.prepare()
    office = Office(Store.open(home, KEY), CLERK, "王宅镇综治中心", lambda: TODAY)
    with office.work("sample", "样例", sample=True) as work:
        houses = [
            work.add(House, {"house_address": f"溪东路{n}号", "village": "良宅村"}) for n in range(many // 50 + 1)
        ]
        rooms = [work.add(Room, {"house_id": house.id, "room": str(101 + n)}) for house in houses for n in range(10)]
        for n in range(many):
            person = work.add(Person, {"name": f"谭秀{n}", "id_number": number(n), "phone": f"139{n:08d}",
                                       "reason": "01", "origin": "贵州省遵义市", "work": "永康五金厂"})  # fmt: skip
            work.add(Stay, {"room_id": rooms[n % len(rooms)].id, "person_id": person.id, "checkin": date(2026, 8, 1)})
        work.commit()
    return office


def number(n: int) -> str:
    """A made-up identity number that checks (GB 11643)."""
    head = f"330723{1950 + n % 50}{n % 12 + 1:02d}{n % 28 + 1:02d}{n // 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return head + "10X98765432"[sum(int(a) * b for a, b in zip(head, weights, strict=True)) % 11]


def proved(office: Office, file: Path) -> list[list[Any]]:
    """The lines of the filled workbook, equal to the ledger's people."""
    done = fill(office, file)
    sheet = load_workbook(BytesIO(file.read_bytes())).worksheets[0]
    lines = [list(line) for line in sheet.iter_rows(min_row=HEAD, max_row=HEAD + done.rows - 1, values_only=True)]
    with office.store.read() as connection:
        people = connection.execute(select(Person.name, Person.id_number, Person.phone, Person.reason)).all()
    # serial, id number, name, …, phone (14th), …, reason (19th): columns of the form
    assert sorted((line[2], line[1], line[13], line[18]) for line in lines) == sorted(map(tuple, people))
    assert [line[0] for line in lines] == list(range(1, len(people) + 1))
    assert sheet.cell(HEAD + done.rows, 1).value == "填表人：王海燕"
    return lines


def plain(lines: list[list[Any]]) -> None:
    given = shipped_one(FORM)
    assert given is not None
    book = load_workbook(BytesIO(given.data))
    sheet = book.worksheets[0]
    for row, line in enumerate(lines, HEAD):
        for column, value in enumerate(line, 1):
            if value is not None:
                sheet.cell(row, column, value)
    book.save(BytesIO())


if __name__ == "__main__":
    main()

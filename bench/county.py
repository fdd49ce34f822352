"""A made-up county to measure on: 16,104 houses, 108,712 rooms, 185,515 people, a million stays.

    python bench/county.py FOLDER

Building it takes some minutes, so that the benches take a folder built before: `--county FOLDER`. The stays that
go beyond the sample's are past ones of the same people, put in without log, as reading does not look at it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import func, insert, select

from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services import sample
from desktop.services.office import Actor, Office
from desktop.storage.home import Home
from desktop.storage.keyfile import KeyFile
from desktop.storage.store import Store

KEY = b"made-up key of exactly 32 bytes."
NOW = datetime(2026, 9, 23, 10, 24)
STAYS, CHUNK = 1_000_000, 20_000
EARLIEST = date(2016, 1, 1)


def open_county(folder: Path) -> Office:
    """Builds what is not there yet."""
    home = Home(folder)
    home.prepare()
    if not home.keys.exists():
        KeyFile.new({}).write(home.keys)  # opened by its raw key; an upgrade's backup asks for the file
    store = Store.open(home, KEY)
    office = Office(store, Actor("hy", "王海燕", ("admin", "centre"), "330723105"), "王宅镇综治中心", lambda: NOW)
    with store.read() as connection:
        empty = not connection.scalar(select(func.count()).select_from(House.__table__))
    if empty:
        sample.fill(office, scale="county", seed=1)
        add_past_stays(office)
    return office


def add_past_stays(office: Office, wanted: int = STAYS) -> None:
    """Earlier stays of the people there are, never two at a time, until there are `wanted`."""
    with office.store.read() as connection:
        people = connection.execute(
            select(Person.id, func.min(Stay.checkin)).join(Stay, Stay.person_id == Person.id).group_by(Person.id)
        ).all()
        rooms = list(connection.scalars(select(Room.id)))
        there = int(connection.scalar(select(func.count()).select_from(Stay.__table__)) or 0)
        unit = str(connection.scalar(select(House.unit).limit(1)))
    with office.store.engine.begin() as connection:
        rows = list(_past(Random(1), people, rooms, wanted - there, unit))
        for at in range(0, len(rows), CHUNK):
            connection.execute(insert(Stay.__table__), rows[at : at + CHUNK])


def _past(random: Random, people: list[Any], rooms: list[str], count: int, unit: str) -> Iterator[dict[str, Any]]:
    ends: dict[str, date] = dict(people)
    ids = list(ends)
    for number in range(count):
        person = ids[number % len(ids)]
        out = ends[person] - timedelta(random.randint(1, 60))
        into = max(EARLIEST, out - timedelta(random.randint(20, 300)))
        if into >= out:
            continue
        ends[person] = into
        yield {"id": f"{number:032x}", "version": 1, "unit": unit, "room_id": random.choice(rooms),
               "person_id": person, "checkin": into, "checkout": out, "reported_in": into,
               "reported_out": out}  # fmt: skip


if __name__ == "__main__":
    begun = time.perf_counter()
    office = open_county(Path(sys.argv[1]))
    with office.store.read() as connection:
        counts = {model.ledger.name: connection.scalar(select(func.count()).select_from(model.__table__))
                  for model in (House, Room, Person, Stay)}  # fmt: skip
    print(counts, round(time.perf_counter() - begun), "s")

"""The gap list and the map of responsibility at county scale: 16,104 houses, 14,199 smallest units. One JSON line.

Before anything is timed the list is compared with a plain walk up from every house, which knows nothing of the
service's queries; three shares of manned units, from none to nearly all, as the list is short or long with them.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import select

from desktop.ledgers.answerables import Answerable
from desktop.ledgers.grid_units import GridUnit
from desktop.ledgers.houses import House
from desktop.services.grading import read_grade_board
from desktop.services.grid_gaps import gaps
from desktop.services.grid_view import read_map
from desktop.services.office import Actor, Office
from desktop.storage.home import Home
from desktop.storage.store import Store

VILLAGES, GRIDS, SMALLEST, HOUSES, ROUNDS = 279, 497, 14_199, 16_104, 9
TODAY = date(2026, 9, 23)
SINCE = {"start": date(2024, 1, 1)}
SHARES = (0.0, 0.5, 0.97)  # of the grids have somebody


def main() -> None:
    for share in SHARES:
        with tempfile.TemporaryDirectory() as folder:
            home = Home(Path(folder) / "home")
            home.prepare()
            store = Store.open(home, b"made-up key of exactly 32 bytes.")
            office = Office(store, Actor("hy", "王海燕", ("admin", "centre"), "330723"), "武义县综治中心",
                            lambda: datetime(2026, 9, 23, 9))  # fmt: skip
            fill(office, random.Random(7), share)
            found = {one.house for one in gaps(office)}
            assert found == plain(office), (len(found), len(plain(office)))
            assert read_map(office).gap_count == len(found)
            told = {"manned": share, "houses": HOUSES, "gaps": len(found), "load": round(os.getloadavg()[0], 1)}
            for name, run in (("gaps", gaps), ("map", read_map), ("board", read_grade_board)):
                told[f"{name}_ms"], told[f"{name}_most_ms"], told[f"{name}_cpu_ms"] = timed(partial(run, office))
            print(json.dumps(told))
            store.close()


def fill(office: Office, dice: random.Random, share: float) -> None:
    with office.work("sample", "加入样例", sample=True) as work:
        county = work.add(GridUnit, {"unit_name": "武义县", "kind": "04", **SINCE}).id
        villages = [work.add(GridUnit, {"unit_name": f"{n}村", "kind": "06", "parent_id": county, **SINCE}).id
                    for n in range(VILLAGES)]  # fmt: skip
        grids = [work.add(GridUnit, {"unit_name": f"{n}网格", "kind": "07", "parent_id": villages[n % VILLAGES],
                                     **SINCE}) for n in range(GRIDS)]  # fmt: skip
        for grid in grids:
            if dice.random() < share:
                work.add(Answerable, {"unit_id": grid.id, "name": "章立群", "role": "01", **SINCE})
        work.commit()
    units: list[str] = []
    for first in range(0, SMALLEST, 2_000):
        with office.work("sample", "加入样例", sample=True) as work:
            made = [work.add(GridUnit, smallest(dice, n, grids)) for n in range(first, min(first + 2_000, SMALLEST))]
            for one in made:
                if dice.random() < 0.1:
                    leave = TODAY - timedelta(days=5) if dice.random() < 0.5 else None
                    work.add(Answerable, {"unit_id": one.id, "name": "朱成林", "role": dice.choice(("04", "06")),
                                          "until": leave, **SINCE})  # fmt: skip
            work.commit()
        units += [one.id for one in made]
    for first in range(0, HOUSES, 2_000):
        with office.work("sample", "加入样例", sample=True) as work:
            for n in range(first, min(first + 2_000, HOUSES)):
                work.add(House, house(dice, n, units))
            work.commit()


def smallest(dice: random.Random, number: int, grids: list[GridUnit]) -> dict[str, object]:
    now, before = dice.choice(grids).id, dice.choice(grids).id
    moved = [[before, "2025-06-01"]] if number % 50 == 0 else None
    return {"unit_name": f"{number}单元", "kind": "10", "parent_id": now, "start": date(2024, 1, 1),
            "former_parents": moved}  # fmt: skip


def house(dice: random.Random, number: int, units: list[str]) -> dict[str, object]:
    return {"house_address": f"良宅村溪东路{number}号", "village": "良宅村", "house_owner": "潘德明",
            "unit_id": dice.choice(units) if dice.random() < 0.98 else None, "grade": dice.choice("123")}  # fmt: skip


def plain(office: Office) -> set[str]:
    """Each house by itself, one step up after the other."""
    with office.store.read() as connection:
        parents = dict(connection.execute(select(GridUnit.id, GridUnit.parent_id)).all())
        manned = {row[0] for row in connection.execute(select(Answerable.unit_id, Answerable.until, Answerable.role))
                  if (row[1] is None or row[1] > TODAY) and row[2] != "06"}  # fmt: skip
        houses = connection.execute(select(House.id, House.unit_id)).all()
    found = set()
    for id_, unit in houses:
        while unit is not None and unit not in manned:
            unit = parents[unit]
        if unit is None:
            found.add(id_)
    return found


def timed(run: Callable[[], object]) -> tuple[float, float, float]:
    """Median and most by the clock; median of the processor's own time, which other work beside it lengthens less."""
    taken, own = [], []
    for _ in range(ROUNDS):
        begun, spent = time.perf_counter(), time.process_time()
        run()
        taken.append((time.perf_counter() - begun) * 1000)
        own.append((time.process_time() - spent) * 1000)
    return round(statistics.median(taken), 1), round(max(taken), 1), round(statistics.median(own), 1)


if __name__ == "__main__":
    main()

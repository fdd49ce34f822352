"""The mediation report over 50,000 cases: compared with a plain count of every record, then timed. One JSON line.

The plain count reads each stored dispute as a record and counts in Python, knowing nothing of the report's queries.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import select

from desktop.domain import codes
from desktop.ledgers.disputes import Dispute
from desktop.services.case_report import Report, read_report
from desktop.services.office import Actor, Office
from desktop.storage.home import Home
from desktop.storage.store import Store

CASES, ROUNDS, CHUNK = 50_000, 7, 1_000
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
STATES = ("registered", "refused", "routed", "mediating", "agreed", "performing", "archived", "archived", "failed")
TABLES = {"type": "dispute_type", "event": "event_kind", "source": "dispute_source", "result": "dispute_result",
          "form": "agreement_form", "performance": "performance", "confirmed": "court_decision"}  # fmt: skip
OF_AGREED = ("form", "performance", "confirmed")


def main() -> None:
    seed = int(sys.argv[sys.argv.index("--seed") + 1]) if "--seed" in sys.argv else 1
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        home.prepare()
        store = Store.open(home, b"made-up key of exactly 32 bytes.")
        office = Office(store, Actor("hy", "王海燕", ("admin", "centre"), "330723105"), "王宅镇综治中心",
                        lambda: datetime(2026, 1, 8, 9))  # fmt: skip
        fill(office, random.Random(seed))
        report = read_report(office, first=FIRST, last=LAST)
        compare(report, plain_records(office))
        assert report.proved
        taken = [timed(office) for _ in range(ROUNDS)]
        store.close()
    print(json.dumps({"load": round(os.getloadavg()[0], 1), "cases": report.figure("total"), "lines": len(report.lines),
                      "median_ms": round(statistics.median(taken), 1), "most_ms": round(max(taken), 1)}))  # fmt: skip


def fill(office: Office, dice: random.Random) -> None:
    """Made-up disputes of one year, about a tenth of every field left empty; some a year before."""
    for start in range(0, CASES + CASES // 8, CHUNK):
        with office.work("sample", "加入样例", sample=True) as work:
            for number in range(start, start + CHUNK):
                work.add(Dispute, invented(dice, number))
            work.commit()


def invented(dice: random.Random, number: int) -> dict[str, Any]:
    coded = {name: dice.choice(list(codes.TABLES[table])) for name, table in TABLES.items() if dice.random() < 0.9}
    year = FIRST if number < CASES else FIRST.replace(year=FIRST.year - 1)
    few = {"complex": True, "prevented": [dice.choice(list(codes.TABLES["prevented"]))],
           "prevented_people": dice.randint(1, 40)} if dice.random() < 0.05 else {}  # fmt: skip
    return coded | few | {
        "number": f"（{year.year}）武王宅人调字第{number}号", "date": year + timedelta(days=dice.randrange(365)),
        "state": dice.choice(STATES), "summary": "双方因宅基地边界发生争议，多次争吵，未能自行解决。" * 3,
        "amount": Decimal(dice.randint(0, 5_000_000)).scaleb(-2), "people_count": dice.randint(2, 9),
    }  # fmt: skip


def plain_records(office: Office) -> list[dict[str, Any]]:
    with office.store.read() as connection:
        return [dict(row) for row in connection.execute(select(Dispute.__table__)).mappings()]


def compare(report: Report, records: list[dict[str, Any]]) -> None:
    """Every figure of this year and of the one before; raises where one differs."""
    for shift, taken in ((0, lambda told: told.line), (1, lambda told: told.before)):
        first, last = (day.replace(year=day.year - shift) for day in (FIRST, LAST))
        wanted = plain_count([one for one in records if first <= one["date"] <= last])
        found = {told.line.key: taken(told).figure if taken(told) else 0 for told in report.lines}
        differing = {key: (found.get(key), number) for key, number in wanted.items() if found.get(key, 0) != number}
        assert not differing, differing
        assert sum(wanted.values()) > 0


def plain_count(records: list[dict[str, Any]]) -> Counter[str]:
    counted: Counter[str] = Counter(met=len(records))
    for one in records:
        if one["state"] in ("refused", "routed"):
            counted[one["state"]] += 1
            continue
        counted.update(total=1, people=one["people_count"] or 0, amount=one["amount"] or 0)
        counted.update(many=one["people_count"] >= 3, complex=bool(one["complex"]), agreed=one["result"] == "1")
        for name in TABLES:
            if name not in OF_AGREED or one["result"] == "1":
                counted[f"{name}:{one[name] or ''}"] += 1
        for code in one["prevented"] or ():
            counted[f"prevented:{code}"] += 1
            counted[f"prevented:{code}:people"] += one["prevented_people"]
    return with_branches(counted)


def with_branches(counted: Counter[str]) -> Counter[str]:
    """Branches of the national tree, and 委托移送 as a whole, by the spelling of their codes."""
    for key, number in list(counted.items()):
        name, _, code = key.partition(":")
        if name == "event" and len(code) == 4:
            counted[f"event:{code[:2]}"] += number
        if name == "source" and code.startswith("1"):
            counted["source:1-"] += number
    return counted


def timed(office: Office) -> float:
    begun = time.perf_counter()
    read_report(office, first=FIRST, last=LAST)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()

"""From the key to the painted hits, in the real look-up window over a county (185,515 people, 330,000 records).

    python bench/lookup_window.py --county FOLDER [--queries 60] [--seed 1]

FOLDER is one that bench/county.py built; nothing is written to it but the log of being opened, so a copy is used.
Each query is typed key by key as on a keyboard; the clock runs from the key until the list has painted the answer to
exactly what stands in the box. Before that the hits of every query are compared with a plain scan of all names.
A key after whose answer nothing is painted is counted, never left out. One JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from county import open_county
from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from desktop.domain import names
from desktop.ledgers.people import Person
from desktop.services import look_up
from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.look_up.panel import LookUpPanel
from desktop.views.style.look import look

P95, BLOCKED = 50, 100  # ms
PATIENCE = 5.0  # s for one key


class Painted(QObject):
    """Whether the list has painted since the answer to the last key arrived."""

    def __init__(self, panel: LookUpPanel) -> None:
        super().__init__(panel)
        self.answered = self.done = False
        panel.list.viewport().installEventFilter(self)
        panel.none.installEventFilter(self)
        panel.model.modelReset.connect(self._on_answer)

    def begin(self) -> None:
        self.answered = self.done = False

    def _on_answer(self) -> None:
        self.answered = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.answered and event.type() == QEvent.Type.Paint:
            self.done = True
        return False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--county", type=Path, required=True)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "county"
        shutil.copytree(asked.county, home)
        office = open_county(home)
        queries = made_up(office, Random(asked.seed), asked.queries)
        equal = sum(same(office, text) for text in queries if not text.isascii())
        told = typed(office, queries)
        office.store.close()
    ok = told["p95_ms"] <= P95 and told["most_blocked_ms"] <= BLOCKED and told["unpainted"] == 0
    print(json.dumps({"figure": "lookup_window", "compared": equal, **told, "load": round(os.getloadavg()[0], 1),
                      "pass": ok}))  # fmt: skip
    return 0 if ok else 1


def made_up(office: Office, dice: Random, count: int) -> list[str]:
    """Whole names, parts, first letters, pinyin, numbers, addresses; as people type them."""
    with office.store.read() as connection:
        rows = connection.execute(select(Person.name, Person.id_number, Person.phone, Person.origin).limit(5000)).all()
    found = []
    for turn in range(count):
        name, number, phone, origin = dice.choice(rows)
        reading = [group[0] for group in names.read(name).syllables if group]
        letters, pinyin = "".join(one[0] for one in reading), "".join(reading)
        kinds = (name, name[:2], name[1:], letters, pinyin, (number or "3307")[-6:], (phone or "1390")[3:9],
                 (origin or "王宅镇")[:4], f"{name[0]} {(number or '1990')[6:10]}")  # fmt: skip
        found.append(kinds[turn % len(kinds)])
    return found


def same(office: Office, text: str) -> bool:
    """The first hits by letters against a scan of all names: everyone shown bears the words, and nobody is missed."""
    with office.store.read() as connection:
        plain = set(connection.scalars(select(Person.id).where(Person.name.contains(text, autoescape=True))))
    found = look_up.look_up(office, text, limit=max(50, len(plain) + 1), ledgers=("people",))
    by_name = {hit.record for hit in found.hits if text in hit.title}
    if " " not in text and by_name != plain:
        raise SystemExit(f"{text}: {len(by_name)} and {len(plain)}")
    return bool(plain)


def typed(office: Office, queries: list[str]) -> dict[str, float]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look().set_theme("light")
    lane = Lane()
    panel = LookUpPanel(Desk(office, lane))
    panel.resize(930, 640)
    panel.show()
    QTest.qWaitForWindowExposed(panel)
    panel.start("")
    painted, taken, blocked, unpainted = Painted(panel), [], [], 0
    for text in queries:
        panel.box.clear()
        wait(app, lambda: not lane.busy, blocked)
        for key in text:
            painted.begin()
            begun = time.perf_counter()
            press(panel, key)
            if wait(app, lambda: painted.done, blocked):
                taken.append((time.perf_counter() - begun) * 1000)
            else:
                unpainted += 1
    lane.close()
    ordered = sorted(taken)
    return {"keys": len(taken), "unpainted": unpainted, "median_ms": round(median(taken), 1),
            "p95_ms": round(ordered[int(len(ordered) * 0.95)], 1), "most_ms": round(ordered[-1], 1),
            "most_blocked_ms": round(max(blocked), 1)}  # fmt: skip


def press(panel: LookUpPanel, key: str) -> None:
    if key.isascii():
        QTest.keyClick(panel.box, key)
    else:
        panel.box.insert(key)  # as an input method commits it


def wait(app: QApplication, met: object, blocked: list[float]) -> bool:
    """Turns the loop until it is met; how long each turn held the window's thread is kept."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        begun = time.perf_counter()
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        blocked.append((time.perf_counter() - begun) * 1000)
        if met():  # type: ignore[operator]
            return True
        time.sleep(0.0005)
    return False


if __name__ == "__main__":
    sys.exit(main())

"""Every long list of the county in the real table: open to first paint, memory, jump to the end, blocks of the window.

    python bench/table.py --county FOLDER [--repeats 5] [--least 10000]

The folder is one built by `bench/county.py`; nothing is written (columns are not kept). `open`: from choosing the
ledger to its first rows painted; `whole`: until the whole order is there; `end`: from Ctrl+End to the last rows
painted; `sort` and `filter`: until the first rows in the new order are painted; `blocked`: the longest time in which
the window answered to nothing, told by a timer of 5 ms, and `computed` the most its own thread computed in such a
time; `memory`: what the process grew by from the empty page to the list opened, its end seen and all of it chosen, each
time in a process of its own. Median, least and most, in ms and MB; one JSON line.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import psutil
from county import open_county
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import translate
from desktop.ledgers import find
from desktop.services import listing
from desktop.services.listing import Condition
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.directory.page import DirectoryPage

TICK = 5  # ms
PATIENCE = 60.0  # s


class Watchdog(QObject):
    """A timer that notes the longest time between two of its own ticks, and the most that this thread computed there:
    on a machine with other work the first is longer than what the window owes.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest, self.computed, self._last, self._spent = 0.0, 0.0, time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK)

    def begin(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self.computed, self._spent = 0.0, time.thread_time()

    def _tick(self) -> None:
        now, spent = time.perf_counter(), time.thread_time()
        self.longest, self._last = max(self.longest, (now - self._last) * 1000), now
        self.computed, self._spent = max(self.computed, (spent - self._spent) * 1000), spent


class Painted(QObject):
    """Counts what the table painted while it had words for a row."""

    def __init__(self, page: DirectoryPage) -> None:
        super().__init__()
        self.page, self.count = page, 0
        page.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._full():
            QTimer.singleShot(0, self._note)
        return False

    def _full(self) -> bool:
        model, line = self.page.list, max(self.page.table.rowAt(1), 0)
        return model is not None and model.rowCount() > 0 and model.index(line, 0).data() is not None

    def _note(self) -> None:
        self.count += 1


class Bench:
    """One page on an invisible screen over the county."""

    def __init__(self, folder: Path) -> None:
        self.app = QApplication.instance() or QApplication([])
        translate(self.app)
        self.lane = Lane()
        self.page = DirectoryPage(Desk(open_county(folder), self.lane))
        self.page.lines._keep = lambda: None  # type: ignore[method-assign]  # the county stays as it was built
        self.page.resize(1294, 660)
        self.page.show()
        self.painted, self.dog = Painted(self.page), Watchdog()
        self.paint(lambda: self.page.open("disputes"))  # a program at work has painted lists before
        self.page.open("leave")
        self.until(lambda: not self.lane.busy)

    def until(self, true: Callable[[], bool]) -> float:
        """Milliseconds until it is so."""
        begun = time.perf_counter()
        while not true():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)  # asleep between, as a program is
            if time.perf_counter() - begun > PATIENCE:
                raise TimeoutError
        return (time.perf_counter() - begun) * 1000

    def paint(self, deed: Callable[[], Any]) -> float:
        """Milliseconds from a deed to the rows painted after it."""
        count, begun = self.painted.count, time.perf_counter()
        deed()
        self.until(lambda: self.painted.count > count)
        return (time.perf_counter() - begun) * 1000

    def run(self, name: str) -> dict[str, float]:
        """One ledger, once."""
        self.page.open("leave")
        self.until(lambda: not self.lane.busy)
        self.dog.begin()
        begun = time.perf_counter()
        told = {"open": self.paint(lambda: self.page.open(name))}
        self.until(lambda: not self.lane.busy)
        told["whole"] = (time.perf_counter() - begun) * 1000
        told["end"] = self.paint(self._to_the_end)
        told["sort"] = self.change(lambda: self.page.table.horizontalHeader().sectionClicked.emit(1))
        first = self.page.list.columns[0].name
        told["filter"] = self.change(lambda: self.page.filtering.hold([Condition(first, "filled")]))
        self.change(self.page.filtering.clear)
        self.page.table.selectAll()
        self.until(lambda: not self.lane.busy)
        told["blocked"], told["computed"] = self.dog.longest, self.dog.computed
        return told

    def change(self, deed: Callable[[], Any]) -> float:
        """Until the new order is there and painted."""
        counted: list[int] = []
        self.page.list.counted.connect(counted.append)
        begun = time.perf_counter()
        deed()
        self.until(lambda: bool(counted))
        if not counted[-1]:
            return (time.perf_counter() - begun) * 1000
        count = self.painted.count
        self.page.table.viewport().update()
        self.until(lambda: self.painted.count > count)
        return (time.perf_counter() - begun) * 1000

    def memory(self, name: str) -> float:
        """Megabytes more than before the list was opened."""
        gc.collect()
        before = psutil.Process().memory_info().rss
        self.paint(lambda: self.page.open(name))
        self.until(lambda: not self.lane.busy)
        self._to_the_end()
        self.until(lambda: not self.lane.busy)
        self.page.table.selectAll()
        self.until(lambda: not self.lane.busy)
        gc.collect()
        return (psutil.Process().memory_info().rss - before) / 1e6

    def _to_the_end(self) -> None:
        QTest.keyClick(self.page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)

    def close(self) -> None:
        self.lane.close()


def ledgers(folder: Path, least: int) -> dict[str, int]:
    office = open_county(folder)
    counts = {one.name: listing.count(office, find(one.name)) for one in listing.listed_ledgers(office)}
    office.store.close()
    return {name: count for name, count in counts.items() if count >= least}


def in_a_process_of_its_own(folder: Path, name: str) -> float:
    """The memory of one ledger where nothing else was opened before."""
    asked = [sys.executable, __file__, "--county", str(folder), "--memory", name]
    return float(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)


def spread(runs: list[dict[str, float]], key: str) -> list[float]:
    """Median, least, most."""
    values = [run[key] for run in runs]
    return [round(value, 1) for value in (median(values), min(values), max(values))]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--county", type=Path, required=True)
    asked.add_argument("--repeats", type=int, default=5)
    asked.add_argument("--least", type=int, default=10_000)
    asked.add_argument("--memory", default="")
    options = asked.parse_args()
    if options.memory:
        bench = Bench(options.county)
        print(bench.memory(options.memory), flush=True)
        os._exit(0)  # the database is closed by its end; nothing was written
    wanted = ledgers(options.county, options.least)
    bench = Bench(options.county)
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in wanted}
    for _ in range(options.repeats):
        for name in wanted:
            runs[name].append(bench.run(name))
    bench.close()
    figures: dict[str, Any] = {"figure": "table", "repeats": options.repeats, "load": list(os.getloadavg())}
    for name, count in wanted.items():
        memory = [in_a_process_of_its_own(options.county, name) for _ in range(options.repeats)]
        told = {
            key: spread(runs[name], key) for key in ("open", "whole", "end", "sort", "filter", "blocked", "computed")
        }
        told["memory_mb"] = [round(value, 1) for value in (median(memory), min(memory), max(memory))]
        figures[name] = {"rows": count, **told}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

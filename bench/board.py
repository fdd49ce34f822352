"""The board at 60 people x 31 days: what a drop costs in checks and in paint, and how long the papers take.

    python bench/board.py

Two centres are not needed: one is planned, then asked again and again; medians of five and the range."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtWidgets import QApplication

from desktop.services import rota_ics, rota_month, rota_paper, rota_plan, rota_publish, rota_register
from desktop.services.office import Actor, Office
from desktop.services.rota_choices import Live
from desktop.storage.home import Home
from desktop.storage.store import Store
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.duty.page import DutyPage
from tests.rota_centre import OCTOBER, staffed

KEY = b"made-up key of exactly 32 bytes."
REPEATS = 5


def main() -> None:
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        home.prepare()
        store = Store.open(home, KEY)
        actor = Actor("hy", "王海燕", ("admin", "centre"), "330723105")
        office = Office(store, actor, "王宅镇综治中心", lambda: datetime(2026, 9, 23, 10, 24))
        staffed(office, leaders=8, staff=32, grid=20)
        rota_plan.plan_month(office, month=OCTOBER, seconds=60)
        print(json.dumps({"load": round(os.getloadavg()[0], 1)} | drops(office) | paint(app, office)
                         | papers(office, Path(folder)), ensure_ascii=False))  # fmt: skip
        store.close()


def timed(run: Callable[[], object], repeats: int = REPEATS) -> list[float]:
    found = []
    for _ in range(repeats):
        begun = time.perf_counter()
        run()
        found.append((time.perf_counter() - begun) * 1000)
    return found


def told(name: str, ms: list[float]) -> dict[str, object]:
    return {name: {"median_ms": round(median(ms), 2), "range_ms": [round(min(ms), 2), round(max(ms), 2)]}}


def drops(office: Office) -> dict[str, object]:
    """Every third chip dragged over another person of its group: what the hint beside the pointer costs."""
    view = rota_month.read_month(office, month=OCTOBER)
    live = Live(view)
    ms: list[float] = []
    for n, one in enumerate(view.cells[::3]):
        able = [who.key for who in view.problem.people if who.may_serve(view.problem.post[one.cell.post])]
        target, day = able[n % len(able)], view.days[(n * 7) % len(view.days)].day
        other = next((c for c in live.table.cells if (c.day, c.person) == (day, target)), None)
        ms += timed(lambda one=one, day=day, target=target, other=other: live.drag(one.cell, day, target, other), 1)
    return told("drag_check", ms) | {"drags": len(ms)}


def paint(app: QApplication, office: Office) -> dict[str, object]:
    lane = Lane()
    page = DutyPage(Desk(office, lane))
    page.resize(1366, 697)
    page.show()
    page.show_month(OCTOBER)
    while page.model.view is None:
        app.processEvents()
    app.processEvents()
    ms = timed(lambda: page.grid.viewport().grab(), 20)
    spots = [page.grid.visualRect(page.model.place(one.cell.person, one.cell.day)) for one in page.model.view.cells]
    spot = next(one for one in spots if page.grid.viewport().rect().contains(one, proper=True))
    two = timed(lambda: [page.grid.viewport().grab(spot) for _ in range(2)], 20)
    rows = page.grid.viewport().height() // page.grid.rowHeight(1)
    page.close()
    lane.close()
    return told("repaint_after_a_drop", two) | told("repaint_board", ms) | {"rows_shown": rows}


def papers(office: Office, folder: Path) -> dict[str, object]:
    rota_publish.publish_month(office, month=OCTOBER)
    file = folder / "x"
    runs = {
        "print_by_person": lambda: rota_paper.month_paper(office, month=OCTOBER),
        "print_by_post": lambda: rota_register.posts_paper(office, month=OCTOBER, size="A3"),
        "xlsx": lambda: rota_paper.export_month(office, month=OCTOBER, file=file.with_suffix(".xlsx")),
        "ics": lambda: rota_ics.export_ics(office, month=OCTOBER, file=file.with_suffix(".ics")),
    }
    found: dict[str, object] = {}
    for name, run in runs.items():
        run()
        found |= told(name, timed(run))
    return found


if __name__ == "__main__":
    main()

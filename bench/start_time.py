"""Start to usable window, township data, against a bare PySide6 window with an empty table: one JSON line.

`python bench/start_time.py [--repeats 7]`. Fresh processes, in turns. The clock runs from the start of the process
until the window has been shown, painted and answers an event; ours has then also taken the password at the door and
filled its home page, whose list is compared with a plain read of the services before anything is timed. The clock
stands still while the clerk types her password (TYPING_S), and only then: `door_ms` is the wait before it, `entered_ms`
the wait after it, stretching the password (Argon2id, `password_ms` of it) included.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

BAR, LOGIN, PASSWORD, LOOK_MS = 2.5, "admin", "mima-2026", 2
TYPING_S = 1.5  # nine characters by a quick hand
WIDTH, HEIGHT = 1366, 768


def main() -> int:
    if sys.argv[1:2] == ["--child"]:
        return SIDES[sys.argv[2]](Path(sys.argv[3]))
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--repeats", type=int, default=7)
    repeats = asked.parse_args().repeats
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "centre"
        wanted, password_ms = found_a_centre(home)
        shown = {side: started(side, home)[1] for side in SIDES}  # warms the caches of the disk, too
        equal = bool(wanted) and shown["ours"] == wanted and shown["bare"] == []
        assert equal, f"{len(shown['ours'])} shown, {len(wanted)} due"
        times: dict[str, list[list[float]]] = {side: [] for side in SIDES}
        for _ in range(repeats):
            for side, taken in times.items():
                taken.append(started(side, home)[0])
    bare = median(usable for (usable,) in times["bare"])
    door = median(opened for opened, _, _ in times["ours"])
    entered = median(usable - typed for _, typed, usable in times["ours"])
    ours = median(opened + usable - typed for opened, typed, usable in times["ours"])
    print(json.dumps({
        "figure": "start to usable window, township data", "ours_ms": round(ours), "bare_ms": round(bare),
        "ratio": round(ours / bare, 2), "bar": BAR, "bare": "PySide6 window with an empty table",
        "door_ms": round(door), "entered_ms": round(entered), "password_ms": round(password_ms),
        "ratio_without_password": round((ours - password_ms) / bare, 2), "due_shown": len(wanted), "equal": equal,
        "repeats": repeats, "screen": os.environ["QT_QPA_PLATFORM"], "load": round(os.getloadavg()[0], 1),
        "ok": ours / bare <= BAR,
    }))  # fmt: skip
    return 0 if ours / bare <= BAR else 1


def found_a_centre(path: Path) -> tuple[list[str], float]:
    """A township of made-up data; what its home page should list, and what stretching the password alone takes."""
    from desktop.services import sample
    from desktop.services.home import read_home
    from desktop.services.setup import set_up_centre
    from desktop.storage import keys
    from desktop.storage.home import Home

    home = Home(path)
    office = set_up_centre(home, division="330723105", login=LOGIN, name="王海燕", password=PASSWORD).office
    sample.fill(office)
    wanted = [due.words for due in read_home(office).due]
    office.store.close()
    begun = time.perf_counter()
    keys.unlock(home, user=LOGIN, password=PASSWORD)
    return wanted, (time.perf_counter() - begun) * 1000


def started(side: str, home: Path) -> tuple[list[float], list[str]]:
    """Milliseconds from start to each thing the child says (ours: door open, password typed, usable), and its list."""
    command = [sys.executable, __file__, "--child", side, str(home)]
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun, times, said = time.perf_counter(), [], ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environ) as child:
        for said in child.stdout or ():  # noqa: B007 - the last one counts
            times.append((time.perf_counter() - begun) * 1000)
    return times, json.loads(said)


def bare(_home: Path) -> int:
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    app = QApplication([])
    window, table = QMainWindow(), QTableView()
    table.setModel(QStandardItemModel(0, 6))
    window.setCentralWidget(table)
    window.resize(WIDTH, HEIGHT)
    window.showMaximized()  # as ours does on a screen as small as this one
    when_usable(table.viewport(), lambda: end([]))
    return app.exec()


def ours(home: Path) -> int:
    """The program itself; a clerk with quick fingers stands at its door."""
    from desktop import app, cli

    begin = app.Program.begin

    def watched(program: app.Program) -> None:
        begin(program)
        clerk(program)

    app.Program.begin = watched  # type: ignore[method-assign]
    return cli.main(["--home", str(home)])


def clerk(program: Any) -> None:
    """Types the password once the door stands open, then waits for the home page to be filled."""
    from PySide6.QtCore import QTimer

    looks = QTimer(program, interval=LOOK_MS)

    def type_password() -> None:
        program.front.form.set_values({"login": LOGIN})
        program.front.password.setText(PASSWORD)
        say("typed")
        program.front.go.click()
        looks.start()

    def open_door() -> None:
        say("door")
        QTimer.singleShot(round(TYPING_S * 1000), type_password)

    def look() -> None:
        if program.seat is not None:
            looks.stop()
            card = program.seat.window.page().due
            when_usable(card.table.viewport(), lambda: end(words(card.model)), filled=card.model.rowCount)

    looks.timeout.connect(look)
    when_usable(program.front, open_door)


def words(model: Any) -> list[str]:
    return [model.due_at(model.index(row, 0)).words for row in range(model.rowCount())]


def when_usable(painted: Any, then: Callable[[], None], *, filled: Callable[[], int] = lambda: 1) -> None:
    """Call `then` from an event that was put in line after the first paint of the widget with something in it."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and filled():
                painted.removeEventFilter(self)
                QTimer.singleShot(0, then)
            return False

    painted.installEventFilter(Watch(painted))
    painted.update()


def say(words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def end(shown: list[str]) -> None:
    from PySide6.QtWidgets import QApplication

    say(shown)
    QApplication.quit()


SIDES: dict[str, Callable[[Path], int]] = {"bare": bare, "ours": ours}

if __name__ == "__main__":
    sys.exit(main())

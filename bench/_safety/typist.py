"""A window in a process of its own, in which somebody types: `python -m bench._safety.typist HOME KEY CASE DEED`.

Deeds: `type` tells each letter with its time until it is killed; `look` opens the case again and tells whether the
draft is offered; `forget` types with drafts switched off, the fault to be caught.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from bench._safety.centre import reopened
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.mediation.drafting import Drafting
from desktop.views.mediation.page import CasePage

LETTERS = "一二三四五六七八九十"
EVERY_MS, LOOK_MS = 120, 60_000


def main(home: str, key: str, case: str, deed: str) -> int:
    app = QApplication(["typist"])
    sys.excepthook = lambda *bug: os._exit(70)  # Qt would call again and again
    if deed == "forget":
        Drafting.keep = lambda drafting: None  # type: ignore[method-assign]
    page = CasePage(Desk(reopened(Path(home), bytes.fromhex(key)), Lane()))
    page.resize(1294, 621)
    page.show()
    page.open(("disputes", case))
    clock = QTimer(interval=EVERY_MS)
    clock.timeout.connect((lambda: look(page, app)) if deed == "look" else (lambda: type_one(page)))
    clock.start()
    QTimer.singleShot(LOOK_MS, (lambda: app.exit(3)) if deed == "look" else (lambda: None))
    return app.exec()


def type_one(page: CasePage, typed: list[int] = [0]) -> None:  # noqa: B006 - the count of this process
    if page.view.case is None or not page.view.isVisible():
        return
    field = page.view.pane.fields.field("summary")
    event = QInputMethodEvent()
    event.setCommitString(LETTERS[typed[0] % len(LETTERS)])
    QApplication.sendEvent(field, event)
    typed[0] += 1
    sys.stdout.write(f"{time.monotonic()} {typed[0]}\n")
    sys.stdout.flush()


def look(page: CasePage, app: QApplication) -> None:
    if page.view.case is not None and page.view.banner.isVisible():
        app.exit(0)


if __name__ == "__main__":
    os._exit(main(*sys.argv[1:]))

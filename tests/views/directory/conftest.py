"""名录 over a centre, as the tests of its folder and those of safety open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.directory.page import DirectoryPage


@contextmanager
def directory(qtbot: Any, office: Office, *, ledger: str = "", rows: int | None = None) -> Iterator[DirectoryPage]:
    """The page with a lane of its own; `ledger` in front, once so many `rows` stand there."""
    lane = Lane()
    made = DirectoryPage(Desk(office, lane))
    qtbot.addWidget(made)
    made.resize(1294, 621)
    made.show()
    try:
        if rows is not None:
            made.open(ledger) if ledger else made.refresh()
            qtbot.waitUntil(lambda: made.list is not None and made.list.rowCount() == rows and not lane.busy)
        yield made
    finally:
        lane.close()

"""A centre with real keys, and its page 系统 for whoever is at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.services import setup
from desktop.services.office import Office
from desktop.storage.home import Home
from desktop.storage.keys import Cost
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.system.page import SystemPage

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Office]:
    """A centre with real keys: accounts and backups need them."""
    made = setup.set_up_centre(Home(tmp_path / "home"), division="330723105", login="admin", name="王海燕",
                               password="made-up-7788", cost=CHEAP)  # fmt: skip
    yield made.office
    made.office.store.close()


@pytest.fixture
def page_of(qtbot: Any, dressed: Any) -> Iterator[Callable[[Office], SystemPage]]:
    lane = Lane()

    def make(office: Office) -> SystemPage:
        made = SystemPage(Desk(office, lane))
        qtbot.addWidget(made)
        made.resize(1294, 621)
        made.show()
        made.refresh()
        return made

    yield make
    lane.close()

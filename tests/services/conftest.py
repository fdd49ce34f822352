"""A month that was planned once and is copied for every test that begins with it: planning takes seconds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest

from desktop.services import rota_plan
from desktop.services.office import Office
from desktop.storage.home import Home
from desktop.storage.store import Store
from tests.conftest import CLERK, KEY
from tests.rota_centre import OCTOBER, staffed


def opened(folder: Path) -> Office:
    home = Home(folder)
    home.prepare()
    return Office(Store.open(home, KEY), CLERK, "王宅镇综治中心", lambda: datetime(2026, 9, 23, 10, 24))


@pytest.fixture(scope="session")
def planned_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planned") / "home"
    office = opened(folder)
    staffed(office)
    rota_plan.plan_month(office, month=OCTOBER, seconds=60)
    office.store.close()
    return folder


@pytest.fixture
def planned(planned_once: Path, tmp_path: Path) -> Iterator[Office]:
    """The October of `staffed` people, planned and not published."""
    office = opened(Path(copytree(planned_once, tmp_path / "planned")))
    yield office
    office.store.close()

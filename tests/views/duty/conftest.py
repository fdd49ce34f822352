"""A duty page on its desk, with a centre that can be rostered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.duty.page import DutyPage
from tests.rota_centre import OCTOBER, staffed


@pytest.fixture
def people(office: Office) -> dict[str, str]:
    return staffed(office)


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office, people: dict[str, str]) -> Iterator[DutyPage]:
    lane = Lane()
    made = DutyPage(Desk(office, lane))
    qtbot.addWidget(made)
    made.resize(1294, 621)
    made.show()
    made.show_month(OCTOBER)
    qtbot.waitUntil(lambda: made.model.view is not None)
    yield made
    lane.close()

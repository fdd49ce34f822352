"""A duty page on its desk, with a centre that can be rostered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest

from desktop.services.office import Actor, Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.duty.page import DutyPage
from desktop.views.duty.part import DutyPart
from tests.rota_centre import OCTOBER, staffed

AnyPart = TypeVar("AnyPart", bound=DutyPart)


def part_on_desk(
    qtbot: Any, part: Callable[[Desk], AnyPart], office: Office, ready: Callable[[AnyPart], bool]
) -> Iterator[AnyPart]:
    """A part of the duty area by itself, shown and read for the first time."""
    lane = Lane()
    desk = Desk(office, lane)
    made = part(desk)
    desk.changed.connect(lambda _: made.refresh())
    qtbot.addWidget(made)
    made.resize(1294, 660)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: ready(made))
    yield made
    lane.close()


def seen_only(office: Office) -> Office:
    """The same centre for somebody who may change nothing."""
    return Office(office.store, Actor("sj", "沈佳", ("leader",), office.actor.unit), office.centre, office.now)


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

"""The desk: what the status bar is told of commands under way, and that a form's command runs once at a time."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

from desktop.errors import Refused
from desktop.services.office import Office
from desktop.tasks import Cancelled, Lane
from desktop.views.desk import Desk


@pytest.fixture
def desk(qtbot: Any, office: Office) -> Iterator[Desk]:
    lane = Lane()
    made = Desk(office, lane)
    yield made
    lane.close()


def ends_by(error: Exception | None) -> Any:
    def command(_: Office) -> None:
        if error is not None:
            raise error

    return command


ENDS = [None, Refused("住满了", "先换房"), Cancelled(), ZeroDivisionError("a bug")]


@pytest.mark.parametrize("error", ENDS)
def test_saving_is_over_however_the_command_ended(qtbot: Any, desk: Desk, error: Exception | None) -> None:
    told: list[bool] = []
    desk.saved_changed.connect(told.append)
    desk.do(ends_by(error))
    qtbot.waitUntil(lambda: not desk.lane.busy)
    assert told == [False, True]


def test_saving_is_over_when_the_last_of_two_commands_is(qtbot: Any, desk: Desk) -> None:
    told: list[bool] = []
    desk.saved_changed.connect(told.append)
    desk.do(ends_by(None))
    desk.do(ends_by(Cancelled()))
    qtbot.waitUntil(lambda: not desk.lane.busy)
    assert told == [False, False, True]


@pytest.mark.parametrize("error", ENDS)
def test_a_forms_command_runs_once_at_a_time_and_again_when_it_has_ended(
    qtbot: Any, desk: Desk, error: Exception | None
) -> None:
    runs, gate = [], Event()

    def command(_: Office) -> None:
        gate.wait()
        runs.append(1)
        if error is not None:
            raise error

    for _ in range(3):
        desk.do(command, once="form")
    gate.set()
    qtbot.waitUntil(lambda: not desk.lane.busy)
    assert runs == [1]
    desk.do(command, once="form")
    qtbot.waitUntil(lambda: not desk.lane.busy)
    assert runs == [1, 1]

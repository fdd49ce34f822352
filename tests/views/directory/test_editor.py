"""The drawer of one record on a busy lane: no answer and no click may reach a form that it was not meant for."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.services import records
from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.directory.page import DirectoryPage

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def people(office: Office) -> list[str]:
    made = [records.add_record(office, ledger="people", values={"name": name}) for name in ("汤月娥", "朱成林")]
    return [one.ids("people")[0] for one in made]


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office, people: list[str]) -> Iterator[DirectoryPage]:
    lane = Lane()
    made = DirectoryPage(Desk(office, lane))
    qtbot.addWidget(made)
    made.resize(1294, 621)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.list is not None and made.list.rowCount() == 2 and not lane.busy)
    yield made
    lane.close()


@pytest.fixture
def gate(page: DirectoryPage) -> Iterator[Event]:
    """The lane does what was asked for after this only once the gate is open."""
    made = Event()
    page._desk.lane.run(made.wait)
    yield made
    made.set()


def find(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def settled(qtbot: Any, page: DirectoryPage, gate: Event) -> None:
    gate.set()
    qtbot.waitUntil(lambda: not page._desk.lane.busy)


def test_a_late_answer_never_fills_a_form_that_was_opened_since(
    qtbot: Any, page: DirectoryPage, people: list[str], compose: Any, gate: Event
) -> None:
    page.open(f"people/{people[0]}")
    qtbot.mouseClick(find(page, "ledger.new"), LEFT)
    compose(find(page, "ledger.name"), "谭秀英")
    settled(qtbot, page, gate)
    assert find(page, "ledger.name").text() == "谭秀英"


def test_a_record_being_read_does_not_show_the_one_before(qtbot: Any, page: DirectoryPage, people: list[str]) -> None:
    page.open(f"people/{people[0]}")
    qtbot.waitUntil(lambda: find(page, "ledger.name").text() == "汤月娥")
    made = Event()
    page._desk.lane.run(made.wait)
    page.open(f"people/{people[1]}")
    assert find(page, "ledger.name").text() == ""
    settled(qtbot, page, made)
    assert find(page, "ledger.name").text() == "朱成林"

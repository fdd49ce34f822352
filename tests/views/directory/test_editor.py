"""The drawer of one record on a busy lane: no answer and no click may reach a form that it was not meant for."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ledgers.people import Person
from desktop.services import records
from desktop.services.listing import count
from desktop.services.office import Office
from desktop.views.directory.page import DirectoryPage
from tests.views.directory.conftest import directory

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def people(office: Office) -> list[str]:
    made = [records.add_record(office, ledger="people", values={"name": name}) for name in ("汤月娥", "朱成林")]
    return [one.ids("people")[0] for one in made]


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office, people: list[str]) -> Iterator[DirectoryPage]:
    with directory(qtbot, office, rows=2) as made:
        yield made


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


def test_a_form_is_shut_until_its_record_was_read(
    qtbot: Any, page: DirectoryPage, people: list[str], gate: Event
) -> None:
    save = find(page, "ledger.editor.foot.primary")
    page.open(f"people/{people[0]}")
    assert (save.isEnabled(), save.toolTip(), find(page, "ledger.name").isEnabled()) == (False, "正在读取", False)
    settled(qtbot, page, gate)
    assert (save.isEnabled(), save.toolTip(), find(page, "ledger.name").isEnabled()) == (True, "", True)


def test_however_often_save_is_pressed_a_record_is_saved_once(
    qtbot: Any, page: DirectoryPage, office: Office, compose: Any, gate: Event
) -> None:
    qtbot.mouseClick(find(page, "ledger.new"), LEFT)
    name, save = find(page, "ledger.name"), find(page, "ledger.editor.foot.primary")
    compose(name, "谭秀英")
    qtbot.mouseClick(save, LEFT)
    assert (save.isEnabled(), save.toolTip()) == (False, "正在保存")
    qtbot.mouseClick(save, LEFT)
    qtbot.keyClick(name, Qt.Key.Key_Return, CTRL)
    page.editor.save()
    settled(qtbot, page, gate)
    assert count(office, Person) == 3
    assert not page.editor.isVisible()


def test_what_is_refused_may_be_saved_again_with_the_keys_where_they_were(
    qtbot: Any, page: DirectoryPage, office: Office, people: list[str], compose: Any
) -> None:
    page.open(f"people/{people[0]}")
    qtbot.waitUntil(lambda: find(page, "ledger.name").text() == "汤月娥")
    work = find(page, "ledger.work")
    work.setFocus()
    compose(work, "务农")
    records.change_record(office, ledger="people", record=people[0], values={"skill": "会计"}, version=1)
    qtbot.keyClick(work, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.findChild(QWidget, "ledger.stale.do") is not None)
    assert find(page, "ledger.editor.foot.primary").isEnabled()
    qtbot.mouseClick(find(page, "ledger.stale.do"), LEFT)
    qtbot.waitUntil(lambda: not page.editor.isVisible())
    assert records.get_record(office, ledger="people", record=people[0])["work"] == "务农"


def test_a_record_saved_late_leaves_the_form_that_was_opened_since_alone(
    qtbot: Any, page: DirectoryPage, office: Office, people: list[str], compose: Any, gate: Event
) -> None:
    qtbot.mouseClick(find(page, "ledger.new"), LEFT)
    compose(find(page, "ledger.name"), "谭秀英")
    qtbot.mouseClick(find(page, "ledger.editor.foot.primary"), LEFT)
    told: list[str] = []
    page.editor.done.connect(told.append)
    page.open(f"people/{people[0]}")
    settled(qtbot, page, gate)
    assert told == ["已新增租住人员"]
    assert page.editor.isVisible()
    assert find(page, "ledger.name").text() == "汤月娥"
    assert count(office, Person) == 3


def test_a_fault_while_saving_leaves_the_form_as_it_was_typed(
    qtbot: Any, page: DirectoryPage, office: Office, compose: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.mouseClick(find(page, "ledger.new"), LEFT)
    name, save = find(page, "ledger.name"), find(page, "ledger.editor.foot.primary")
    compose(name, "谭秀英")
    with monkeypatch.context() as patch:
        patch.setattr(records, "add_record", lambda *_, **__: 1 // 0)
        qtbot.mouseClick(save, LEFT)
        qtbot.waitUntil(lambda: not page._desk.lane.busy)
    assert (save.isEnabled(), name.text()) == (True, "谭秀英")
    qtbot.mouseClick(save, LEFT)
    qtbot.waitUntil(lambda: count(office, Person) == 3)

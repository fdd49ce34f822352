"""查重 by real keys and mouse: two records become one, two others are told apart, both can be taken back (R19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from desktop.ledgers.people import Person
from desktop.ledgers.stays import Stay
from desktop.services import duplicates, records, undo
from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.rental.twins_pane import TwinsPane
from desktop.views.style.metrics import LayoutClass
from tests.views.walk import faults_at

LEFT, KEY, CTRL = Qt.MouseButton.LeftButton, Qt.Key, Qt.KeyboardModifier.ControlModifier
BIRTH = date(1978, 5, 2)


@pytest.fixture
def twins(office: Office) -> tuple[str, str]:
    """As they come in with old ledgers, where nobody is asked."""
    with office.work("import", "导入") as work:
        one = work.add(Person, {"name": "汤月娥", "birth": BIRTH, "work": "针织厂"})
        other = work.add(Person, {"name": "汤月娥", "birth": BIRTH, "work": "砖厂", "origin": "湖南省怀化市溆浦县"})
        work.commit()
    return one.id, other.id


@pytest.fixture
def pane(qtbot: Any, dressed: Any, office: Office, twins: tuple[str, str]) -> Iterator[TwinsPane]:
    lane = Lane()
    made = TwinsPane(Desk(office, lane))
    made.desk.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1294, 621)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.sides.model.rowCount() > 0)
    yield made
    lane.close()


def find(parent: QWidget, name: str) -> QWidget:
    found = parent.findChild(QWidget, name)
    assert found is not None, name
    return found


def after(pane: TwinsPane) -> dict[str, str]:
    lines = [pane.sides.model.line(row) for row in range(pane.sides.model.rowCount())]
    return {line.label: line.after for line in lines if line is not None}


def test_R19_two_become_one_by_keyboard(qtbot: Any, pane: TwinsPane, office: Office, twins: tuple[str, str]) -> None:
    assert (after(pane)["工作单位"], after(pane)["户籍地址"]) == ("针织厂", "湖南省怀化市溆浦县")
    pane.sides.table.setFocus()
    while pane.sides.model.line(pane.sides.table.currentIndex().row()).name != "work":
        qtbot.keyClick(pane.sides.table, KEY.Key_Down)
    qtbot.keyClick(pane.sides.table, KEY.Key_Return)
    assert after(pane)["工作单位"] == "砖厂"
    qtbot.mouseClick(pane.bar.button("merge"), LEFT)
    asked = pane.findChild(QDialog, "rent.twins.merge")
    qtbot.keyClick(asked, KEY.Key_Return)
    qtbot.waitUntil(lambda: pane.pairs.rowCount() == 0)
    kept = records.get_record(office, ledger="people", record=twins[0])
    assert (kept["work"], kept["origin"]) == ("砖厂", "湖南省怀化市溆浦县")
    undo.undo(office)
    assert len(duplicates.find_pairs(office, ledger="people")) == 1


def test_R19_told_apart_they_are_not_listed_again(qtbot: Any, pane: TwinsPane, office: Office, compose: Any) -> None:
    qtbot.mouseClick(pane.bar.button("distinct"), LEFT)
    asked = pane.findChild(QDialog, "rent.twins.distinct")
    compose(find(asked, "rent.twins.distinct.reason"), "两人一起到过窗口")
    qtbot.mouseClick(find(asked, "rent.twins.distinct.do"), LEFT)
    qtbot.waitUntil(lambda: pane.pairs.rowCount() == 0)
    assert duplicates.find_pairs(office, ledger="people") == []


def test_the_other_record_may_be_the_one_that_stays(
    qtbot: Any, pane: TwinsPane, office: Office, twins: tuple[str, str]
) -> None:
    qtbot.mouseClick(pane.bar.button("turn"), LEFT)
    assert pane.sides.choice() == (twins[1], twins[0], [])
    assert after(pane)["工作单位"] == "砖厂"


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (150, "dark"), (200, "high")])
def test_nothing_is_cut_nameless_or_in_latin(pane: TwinsPane, percent: int, theme: str) -> None:
    assert faults_at(pane, percent, theme) == []


def words_of(asked: QDialog) -> str:
    return " ".join(one.text() for one in asked.findChildren(QLabel))


def test_a_merge_says_what_moves_and_says_so_too_when_nothing_does(qtbot: Any, pane: TwinsPane) -> None:
    qtbot.mouseClick(pane.bar.button("merge"), LEFT)
    assert "另一条不再列出；没有别的记录归它。可以撤销。" in words_of(pane.findChild(QDialog, "rent.twins.merge"))


def test_what_comes_out_of_a_merge_is_seen_in_a_narrow_window(qtbot: Any, pane: TwinsPane) -> None:
    pane.set_layout_class(LayoutClass.TINY)
    pane.resize(850, 420)
    table = pane.sides.table
    qtbot.waitUntil(lambda: not table.horizontalScrollBar().isVisible())
    seen = table.viewport().rect()
    assert all(seen.contains(table.visualRect(pane.sides.model.index(0, column))) for column in range(5))
    assert table.columnWidth(3) >= 100
    assert (table.columnWidth(0), table.columnWidth(4)) == (80, 76)


def test_the_question_how_it_was_checked_has_the_focus(qtbot: Any, pane: TwinsPane) -> None:
    qtbot.mouseClick(pane.bar.button("distinct"), LEFT)
    asked = pane.findChild(QDialog, "rent.twins.distinct")
    qtbot.waitUntil(lambda: find(asked, "rent.twins.distinct.reason").hasFocus())


def test_what_belongs_to_each_of_the_two_is_seen_beside_their_fields(
    qtbot: Any, pane: TwinsPane, office: Office, twins: tuple[str, str]
) -> None:
    """One of them lives somewhere: it is kept, and the comparison says why."""
    house = records.add_record(office, ledger="houses", values={"house_address": "溪东路18号", "house_owner": "潘德明"})
    room = records.add_record(office, ledger="rooms", values={"house_id": house.ids("houses")[0], "room": "101"})
    values = {"room_id": room.ids("rooms")[0], "person_id": twins[1], "checkin": "2026-03-01"}
    with office.work("add", "登记") as work:
        work.add(Stay, values)
        work.commit()
    pane.refresh()
    qtbot.waitUntil(lambda: after(pane).get("归它的") == "租住登记1")
    line = pane.sides.model.line(pane.sides.model.rowCount() - 1)
    assert (line.kept, line.other, line.mark) == ("租住登记1", "没有", "都留下")
    assert pane._left.note.text() == "1 对"
    assert faults_at(pane, 100) == []

"""分级管控 through real keys and mouse: the board by colour, overdue reviews, re-grading, the rules as data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.services import grid_units, house_rooms
from desktop.services.grade_rules import read_grades
from desktop.services.grading import HOUSES, UNITS, grade_history, read_grade_board, regrade
from desktop.services.office import Office
from desktop.views.rental.grade_pane import GradePane
from desktop.views.rental.page import RentalPage
from tests.views.rental.conftest import rental
from tests.views.walk import faults, faults_at

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
NAMES = ("1单元", "2单元", "3单元", "4单元")


def on(office: Office, day: date) -> Office:
    return Office(office.store, office.actor, office.centre, lambda: datetime(day.year, day.month, day.day, 9))


@pytest.fixture
def units(office: Office) -> dict[str, str]:
    """Four corridors of a grid: 橙 and overdue, 蓝, 青, and one without a grade; a house in 青."""
    made: dict[str, str] = {}
    for name, kind, parent in (("良宅村", "06", ""), ("第一网格", "07", "良宅村"),
                               *((one, "10", "第一网格") for one in NAMES)):  # fmt: skip
        values = {"unit_name": name, "kind": kind, "parent_id": made.get(parent), "start": date(2026, 1, 1)}
        made[name] = grid_units.add_unit(office, values=values).ids("grid_units")[0]
    before = on(office, date(2026, 8, 1))
    for name, grade in zip(NAMES, "123", strict=False):
        regrade(before, targets=[(UNITS, made[name])], grade=grade, reason="例行复核")
    house = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明", "village": "良宅村"}
    made["户"] = house_rooms.add_house(office, values=house, floors=1, rooms_each=1, room={"cap": 2}).ids("houses")[0]
    regrade(before, targets=[(HOUSES, made["户"])], grade="3", reason="没有隐患")
    return made


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office, units: dict[str, str]) -> Iterator[RentalPage]:
    with rental(qtbot, office) as made:
        made.open("grades")
        qtbot.waitUntil(lambda: part(made).shown is not None)
        yield made


def part(page: RentalPage) -> GradePane:
    found = page.front.part()
    assert isinstance(found, GradePane)
    return found


def listed(pane: GradePane) -> list[list[str]]:
    """The names in each column, from the left."""
    return [[one.name for one in column.model._lines] for column in pane.board.columns.values()]


def click(qtbot: Any, pane: GradePane, key: str, row: int = 0, *, add: bool = False) -> None:
    table = pane.board.columns[key].table
    place = table.visualRect(table.model().index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, CTRL if add else Qt.KeyboardModifier.NoModifier, place)


def press(qtbot: Any, pane: GradePane, key: str) -> None:
    qtbot.waitUntil(lambda: pane.bar.button(key).isVisible() and pane.bar.button(key).isEnabled())
    qtbot.mouseClick(pane.bar.button(key), LEFT)


def asked(qtbot: Any, pane: GradePane) -> Any:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in pane.findChildren(QDialog, "grades.regrade")))
    return next(one for one in pane.findChildren(QDialog, "grades.regrade") if one.isVisible())


def field(where: QWidget, name: str) -> Any:
    found = where.findChild(QWidget, name)
    assert found is not None, name
    return found


def pick(qtbot: Any, where: QWidget, name: str, words: str, compose: Any) -> None:
    line = field(where, name).lineEdit()
    line.setFocus()
    line.selectAll()
    compose(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Tab)


def test_every_smallest_unit_stands_in_the_column_of_its_colour(qtbot: Any, page: RentalPage) -> None:
    pane = part(page)
    assert listed(pane) == [["1单元"], ["2单元"], ["3单元"], ["4单元"]]
    told = [column.pill.accessibleName() for column in pane.board.columns.values()]
    assert told == ["橙 1", "蓝 1", "青 1", "未分级 1"]
    assert [column.late.isVisible() for column in pane.board.columns.values()] == [True, False, False, False]
    assert pane.sides.button("late").text() == "逾期复核 1"


def test_regrading_asks_for_a_reason_and_keeps_the_history(
    qtbot: Any, page: RentalPage, office: Office, units: dict[str, str], compose: Any
) -> None:
    pane = part(page)
    click(qtbot, pane, "1")
    qtbot.waitUntil(lambda: pane.steps.rowCount() == 1)
    qtbot.keyClick(pane.board.columns["1"].table, Qt.Key.Key_Return)
    dialog = asked(qtbot, pane)
    pick(qtbot, dialog, "grades.regrade.grade", "蓝", compose)
    assert "3个月后复核：2026-12-23" in dialog.criteria.text()
    qtbot.mouseClick(dialog.verb, LEFT)
    assert "没有填理由" in dialog.form.cell("reason").words.text()
    compose(field(dialog, "grades.regrade.reason"), "通道已清空")
    qtbot.keyClick(field(dialog, "grades.regrade.reason"), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: listed(pane) == [[], ["2单元", "1单元"], ["3单元"], ["4单元"]])
    qtbot.waitUntil(lambda: pane.steps.rowCount() == 2)
    newest = grade_history(office, ledger=UNITS, record=units["1单元"])[0]
    assert (newest.former, newest.grade, newest.reason, newest.by) == ("橙", "蓝", "通道已清空", "王海燕")
    assert pane.steps.data(pane.steps.index(0, 1)) == "橙 → 蓝"
    page._desk.undo()
    qtbot.waitUntil(lambda: listed(pane)[0] == ["1单元"])


def test_several_of_one_column_are_graded_together(
    qtbot: Any, page: RentalPage, office: Office, units: dict[str, str], compose: Any
) -> None:
    regrade(office, targets=[(UNITS, units["3单元"])], grade="2", reason="报送逾期")
    pane = part(page)
    pane.refresh()
    qtbot.waitUntil(lambda: len(listed(pane)[1]) == 2)
    click(qtbot, pane, "2")
    click(qtbot, pane, "2", 1, add=True)
    press(qtbot, pane, "regrade")
    dialog = asked(qtbot, pane)
    assert dialog.heading.text() == "调整分级 · 2 个"
    pick(qtbot, dialog, "grades.regrade.grade", "青", compose)
    day = field(dialog, "grades.regrade.review")
    day.setFocus()
    qtbot.keyClicks(day, "2026-12-1")
    compose(field(dialog, "grades.regrade.reason"), "整村排查无隐患")
    qtbot.mouseClick(dialog.verb, LEFT)
    qtbot.waitUntil(lambda: len(listed(pane)[2]) == 2)
    assert {one.review_by for one in read_grade_board(office).lines["3"]} == {date(2026, 12, 1)}


def test_marking_in_one_column_lets_go_of_the_others(qtbot: Any, page: RentalPage) -> None:
    pane = part(page)
    click(qtbot, pane, "1")
    click(qtbot, pane, "3")
    assert [one.name for one in pane.board.lines()] == ["3单元"]


def test_a_review_before_tomorrow_is_told_at_its_field(qtbot: Any, page: RentalPage, compose: Any) -> None:
    pane = part(page)
    click(qtbot, pane, "3")
    press(qtbot, pane, "regrade")
    dialog = asked(qtbot, pane)
    compose(field(dialog, "grades.regrade.reason"), "复核")
    day = field(dialog, "grades.regrade.review")
    day.setFocus()
    qtbot.keyClicks(day, "2026-9-1")
    qtbot.mouseClick(dialog.verb, LEFT)
    qtbot.waitUntil(lambda: "下次复核要晚于今天" in dialog.form.cell("review_by").words.text())
    qtbot.mouseClick(dialog.cancel, LEFT)


def test_overdue_reviews_are_listed_and_cured_there(qtbot: Any, page: RentalPage, office: Office, compose: Any) -> None:
    pane = part(page)
    qtbot.mouseClick(pane.sides.button("late"), LEFT)
    assert [one.name for one in pane.late._lines] == ["1单元"]
    pane.late_table.setFocus()
    pane.late_table.selectRow(0)
    qtbot.keyClick(pane.late_table, Qt.Key.Key_Return)
    dialog = asked(qtbot, pane)
    compose(field(dialog, "grades.regrade.reason"), "隐患仍在")
    qtbot.mouseClick(dialog.verb, LEFT)
    qtbot.waitUntil(lambda: pane.late.rowCount() == 0)
    assert read_grade_board(office).overdue("1") == 0


def test_words_filter_the_board_and_the_pill_shows_only_overdue(
    qtbot: Any, page: RentalPage, office: Office, units: dict[str, str], compose: Any
) -> None:
    regrade(office, targets=[(UNITS, units["4单元"])], grade="1", reason="通道堆物")
    pane = part(page)
    pane.refresh()
    qtbot.waitUntil(lambda: len(listed(pane)[0]) == 2)
    qtbot.mouseClick(pane.board.columns["1"].late, LEFT)
    assert listed(pane)[0] == ["1单元"]
    pane.sought.setFocus()
    qtbot.keyClicks(pane.sought, "2")
    assert listed(pane) == [[], ["2单元"], [], []]
    assert pane.board.columns["1"].note.text() == "全部 2"
    pane.sought.clear()
    pane.sought.edited.emit()
    assert listed(pane)[0] == ["1单元", "4单元"]


def test_houses_have_a_board_of_their_own(qtbot: Any, page: RentalPage) -> None:
    pane = part(page)
    qtbot.mouseClick(pane.kinds.button(HOUSES), LEFT)
    qtbot.waitUntil(lambda: listed(pane) == [[], [], ["良宅村溪东路18号"], []])


def test_the_due_list_goes_to_the_very_line(qtbot: Any, page: RentalPage, units: dict[str, str]) -> None:
    page.open(("grades", (HOUSES, units["户"])))
    pane = part(page)
    qtbot.waitUntil(lambda: [one.target for one in pane.board.lines()] == [(HOUSES, units["户"])])
    qtbot.waitUntil(lambda: pane.steps.rowCount() == 1)


def test_the_rules_are_edited_on_screen_in_editions(qtbot: Any, page: RentalPage, office: Office, compose: Any) -> None:
    pane = part(page)
    qtbot.mouseClick(pane.sides.button("rules"), LEFT)
    assert not pane.bar.button("save").isEnabled()
    months = field(pane, "grades.rule1.months")
    months.setFocus()
    months.selectAll()
    qtbot.keyClicks(months, "0")
    press(qtbot, pane, "save")
    assert "填1到60之间的数" in pane.forms.cards[0].form.cell("months").words.text()
    months.selectAll()
    qtbot.keyClicks(months, "2")
    label = field(pane, "grades.rule1.label")
    label.selectAll()
    compose(label, "红")
    pick(qtbot, pane, "grades.rule1.colour", "红", compose)
    press(qtbot, pane, "save")
    qtbot.waitUntil(lambda: read_grades(office).edition == 1)
    first = read_grades(office).grades[0]
    assert (first.label, first.colour, first.months) == ("红", "red", 2)
    qtbot.waitUntil(lambda: "第1版" in pane.forms.note.text())
    qtbot.waitUntil(lambda: pane.board.columns["1"].pill.accessibleName() == "红 1")
    page._desk.undo()
    qtbot.waitUntil(lambda: label.text() == "橙")


def test_two_grades_of_one_name_are_refused_and_the_words_stay(
    qtbot: Any, page: RentalPage, office: Office, compose: Any
) -> None:
    pane = part(page)
    pane.open("rules")
    label = field(pane, "grades.rule1.label")
    label.selectAll()
    compose(label, "蓝")
    next(one for one in page.commands() if one.key == "save").run()
    qtbot.waitUntil(lambda: pane.banner.isVisible())
    assert "两级用了同一个名称" in pane.banner.strong.text()
    assert label.text() == "蓝"
    press(qtbot, pane, "discard")
    qtbot.waitUntil(lambda: label.text() == "橙")


def test_everything_can_be_read_and_heard(qtbot: Any, page: RentalPage) -> None:
    pane = part(page)
    click(qtbot, pane, "1")
    for side in ("board", "late", "rules"):
        qtbot.mouseClick(pane.sides.button(side), LEFT)
        qtbot.waitUntil(lambda: faults(page) == [])
    assert faults_at(page, 150, "dark") == []

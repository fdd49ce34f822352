"""分级: re-graded with a reason and a history, looked at again in time, by rules that are data in editions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from desktop.errors import Refused
from desktop.services import grid_units, house_rooms, undo
from desktop.services.due import due_of
from desktop.services.grade_rules import Grade, read_grades, set_grades, shipped
from desktop.services.grading import HOUSES, UNITS, grade_history, read_grade_board, regrade
from desktop.services.office import Office

TODAY = date(2026, 9, 23)


@pytest.fixture
def grid(office: Office) -> str:
    made = grid_units.add_unit(office, values={"unit_name": "第一网格", "kind": "07", "start": date(2026, 1, 1)})
    return made.ids("grid_units")[0]


@pytest.fixture
def house(office: Office) -> str:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明", "grid_worker": "章立群"}
    return house_rooms.add_house(office, values=values, floors=1, rooms_each=1, room={"cap": 2}).ids("houses")[0]


def later(office: Office, day: date) -> Office:
    return replace(office, now=lambda: datetime(day.year, day.month, day.day, 9))


def test_each_change_keeps_who_when_and_why(office: Office, grid: str, house: str) -> None:
    for target in ((UNITS, grid), (HOUSES, house)):
        regrade(office, targets=[target], grade="3", reason="没有隐患")
        regrade(later(office, date(2026, 10, 8)), targets=[target], grade="1", reason="通道堆物")
        steps = grade_history(office, ledger=target[0], record=target[1])
        assert [(one.on, one.former, one.grade, one.reason, one.by) for one in steps] == [
            (date(2026, 10, 8), "青", "橙", "通道堆物", "王海燕"), (TODAY, "", "青", "没有隐患", "王海燕")
        ]  # fmt: skip


def test_a_grade_needs_a_reason(office: Office, grid: str) -> None:
    with pytest.raises(Refused) as refused:
        regrade(office, targets=[(UNITS, grid)], grade="1", reason="  ")
    assert refused.value.code == "required"
    assert grade_history(office, ledger=UNITS, record=grid) == []


def test_only_the_smallest_unit_has_a_grade(office: Office, grid: str) -> None:
    below = {"unit_name": "1单元", "kind": "10", "parent_id": grid, "start": date(2026, 1, 1)}
    grid_units.add_unit(office, values=below)
    with pytest.raises(Refused) as refused:
        regrade(office, targets=[(UNITS, grid)], grade="1", reason="通道堆物")
    assert refused.value.code == "not_smallest"


@pytest.mark.parametrize(("grade", "due"), [("1", date(2026, 10, 23)), ("2", date(2026, 12, 23)),
                                            ("3", date(2027, 9, 23))])  # fmt: skip
def test_a_review_is_due_after_the_interval_of_its_grade(office: Office, grid: str, grade: str, due: date) -> None:
    regrade(office, targets=[(UNITS, grid)], grade=grade, reason="复核")
    assert read_grade_board(office).lines[grade][0].review_by == due


def test_an_overdue_review_is_on_the_board_and_in_the_due_list_until_it_is_done(
    office: Office, grid: str, house: str
) -> None:
    regrade(office, targets=[(UNITS, grid), (HOUSES, house)], grade="1", reason="通道堆物")
    then = later(office, date(2026, 10, 24))
    assert [read_grade_board(then, ledger=one).overdue("1") for one in (UNITS, HOUSES)] == [1, 1]
    assert {one[:3] for one in _due(then)} == {
        ("分级复核", "第一网格", ("grades", (UNITS, grid))),
        ("分级复核", "良宅村溪东路18号", ("grades", (HOUSES, house))),
    }  # fmt: skip
    regrade(then, targets=[(UNITS, grid), (HOUSES, house)], grade="2", reason="已整改")
    assert _due(then) == []
    assert [read_grade_board(then, ledger=one).overdue("2") for one in (UNITS, HOUSES)] == [0, 0]


def _due(office: Office) -> list[tuple[object, ...]]:
    with office.store.read() as connection:
        return [(one.deed, one.words, one.target) for one in due_of(connection, office) if one.deed == "分级复核"]


def test_an_ended_unit_is_not_looked_at_again(office: Office, grid: str) -> None:
    regrade(office, targets=[(UNITS, grid)], grade="1", reason="通道堆物")
    grid_units.end_unit(office, grid=grid, on=date(2026, 10, 1))
    then = later(office, date(2026, 12, 1))
    assert _due(then) == []
    assert read_grade_board(then).count("1") == 0


def test_re_grading_is_undone_in_one_step(office: Office, grid: str, house: str) -> None:
    regrade(office, targets=[(UNITS, grid), (HOUSES, house)], grade="3", reason="没有隐患")
    regrade(office, targets=[(UNITS, grid), (HOUSES, house)], grade="1", reason="通道堆物")
    undo.undo(office)
    for ledger in (UNITS, HOUSES):
        board = read_grade_board(office, ledger=ledger)
        assert (board.count("3"), board.count("1")) == (1, 0)


def changed(**values: object) -> list[Grade]:
    first, *rest = shipped()
    return [replace(first, **values), *rest]  # type: ignore[arg-type]


def test_grades_are_data_in_editions_and_earlier_days_keep_theirs(office: Office, grid: str) -> None:
    regrade(office, targets=[(UNITS, grid)], grade="1", reason="通道堆物")
    then = later(office, date(2026, 10, 8))
    set_grades(then, grades=changed(label="红", colour="red", months=2))
    assert [(one.edition, one.since, one.grades[0].label) for one in (read_grades(office), read_grades(then))] == [
        (0, None, "橙"), (1, date(2026, 10, 8), "红")
    ]  # fmt: skip
    assert read_grade_board(then).lines["1"][0].review_by == date(2026, 10, 23)
    regrade(then, targets=[(UNITS, grid)], grade="1", reason="仍未整改")
    assert read_grade_board(then).lines["1"][0].review_by == date(2026, 12, 8)
    steps = grade_history(then, ledger=UNITS, record=grid)
    assert [(one.former, one.grade) for one in steps] == [("红", "红"), ("", "橙")]


def test_two_changes_on_one_day_are_one_edition(office: Office) -> None:
    set_grades(office, grades=changed(months=2))
    set_grades(office, grades=changed(months=3))
    assert (read_grades(office).edition, read_grades(office).grades[0].months) == (1, 3)


@pytest.mark.parametrize(("values", "code", "field"), [
    ({"label": " "}, "required", "label"), ({"label": "蓝"}, "grade_twice", "label"),
    ({"label": "重点关注户"}, "too_long", "label"), ({"colour": "pink"}, "no_colour", "colour"),
    ({"months": 0}, "months", "months"), ({"months": 61}, "months", "months"),
    ({"criteria": (" ",)}, "required", "criteria"),
])  # fmt: skip
def test_a_grade_without_name_colour_interval_or_criteria_is_refused(
    office: Office, values: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        set_grades(office, grades=changed(**values))
    assert (refused.value.code, refused.value.field) == (code, field)
    assert read_grades(office).edition == 0

"""A month from the plan to the published rota, and every change by hand in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.domain.calendar import DayKind
from desktop.errors import Refused
from desktop.roster.problem import Cell
from desktop.services import (
    rota_edit,
    rota_leave,
    rota_month,
    rota_paper,
    rota_plan,
    rota_publish,
    rota_today,
    undo,
)
from desktop.services.office import Actor, Office
from desktop.services.rota_choices import Live
from desktop.services.rota_month import MonthView
from tests.rota_centre import OCTOBER, staffed

SATURDAY_AT_WORK = date(2026, 10, 10)  # 调休上班
NATIONAL_DAY = date(2026, 10, 1)


@pytest.fixture
def people(office: Office) -> dict[str, str]:
    return staffed(office)


def view_of(office: Office, month: date = OCTOBER) -> MonthView:
    return rota_month.read_month(office, month=month)


def put(office: Office, day: date, post: str, person: str) -> str:
    return rota_edit.set_cell(office, cell=Cell(day, post, person)).ids("duty")[0]


def on(view: MonthView, day: date, post: str) -> list[str]:
    return [one.cell.person for one in view.cells if (one.cell.day, one.cell.post) == (day, post)]


class TestPlan:
    def test_the_month_is_full_without_a_conflict_and_proved_fair(self, planned: Office) -> None:
        view = view_of(planned)
        assert not view.conflicts
        assert not view.unfilled
        assert not [share for people in view.shares.values() for share in people.values() if share.outside]

    def test_a_makeup_saturday_is_staffed_as_a_working_day(self, planned: Office) -> None:
        view = view_of(planned)
        kinds = {day.day: day.kind for day in view.days}
        assert kinds[SATURDAY_AT_WORK] is DayKind.MAKEUP
        assert on(view, SATURDAY_AT_WORK, "learn")
        assert not on(view, NATIONAL_DAY, "learn")

    def test_who_is_on_leave_is_not_on_duty(self, office: Office, people: dict[str, str]) -> None:
        away = people["值班1"]
        values = {"staff_id": away, "first": date(2026, 10, 3), "last": date(2026, 10, 20)}
        rota_leave.add_leave(office, values=values)
        rota_plan.plan_month(office, month=OCTOBER, seconds=60)
        served = [one.cell.day for one in view_of(office).cells if one.cell.person == away]
        assert not [day for day in served if date(2026, 10, 3) <= day <= date(2026, 10, 20)]

    def test_progress_is_told_and_what_was_locked_stays(self, office: Office, people: dict[str, str]) -> None:
        duty = put(office, date(2026, 10, 6), "night", people["值班3"])
        rota_edit.lock_cells(office, duties=[duty])
        told: list[Any] = []
        rota_plan.plan_month(office, month=OCTOBER, seconds=60, report=told.append)
        assert told
        assert people["值班3"] in on(view_of(office), date(2026, 10, 6), "night")

    def test_cancelled_and_not_wanted_leaves_everything_as_it_was(self, office: Office, people: dict[str, str]) -> None:
        rota_plan.plan_month(office, month=OCTOBER, seconds=60, cancelled=lambda: True, wanted=lambda: False)
        assert not view_of(office).cells

    def test_without_leaders_it_is_said_and_the_rest_can_still_be_filled(self, office: Office) -> None:
        staffed(office, leaders=0)
        plan = rota_plan.plan_month(office, month=OCTOBER, seconds=60)
        assert plan.changed is None
        assert "带班领导没有人能值" in plan.words
        rota_plan.plan_month(office, month=OCTOBER, seconds=60, partial=True)
        view = view_of(office)
        assert on(view, NATIONAL_DAY, "night")
        assert {post for _, post in view.unfilled} == {"leader", "visit"}

    def test_without_anybody_the_next_step_is_told(self, office: Office) -> None:
        with pytest.raises(Refused, match="值班组"):
            rota_plan.plan_month(office, month=OCTOBER)

    def test_the_plan_is_one_deed_and_undone_as_one(self, planned: Office) -> None:
        undo.undo(planned)
        assert not view_of(planned).cells
        assert view_of(planned).shares["duty.night"]
        assert {share.later for share in view_of(planned).shares["duty.night"].values()} == {None}


class TestByHand:
    def test_a_conflict_is_shown_with_its_reason(self, office: Office, people: dict[str, str]) -> None:
        put(office, date(2026, 10, 8), "night", people["值班1"])
        put(office, date(2026, 10, 9), "day", people["值班1"])
        (conflict,) = view_of(office).conflicts
        assert "夜班" in conflict.words
        assert conflict.person == people["值班1"]

    def test_the_choice_names_who_may_and_why_the_others_may_not(self, office: Office, people: dict[str, str]) -> None:
        put(office, date(2026, 10, 8), "night", people["值班1"])
        choices = {one.label: one for one in Live(view_of(office)).people_for(date(2026, 10, 9), "day")}
        assert not choices["值班1"].legal
        assert "夜班" in choices["值班1"].why_not
        assert choices["值班2"].legal
        assert "领导1" not in choices

    def test_two_people_change_places(self, office: Office, people: dict[str, str]) -> None:
        first = put(office, date(2026, 10, 8), "day", people["值班1"])
        second = put(office, date(2026, 10, 12), "day", people["值班2"])
        rota_edit.swap_cells(office, first=first, second=second)
        view = view_of(office)
        assert on(view, date(2026, 10, 8), "day") == [people["值班2"]]
        assert on(view, date(2026, 10, 12), "day") == [people["值班1"]]

    def test_nobody_stands_twice_in_one_cell(self, office: Office, people: dict[str, str]) -> None:
        put(office, date(2026, 10, 8), "day", people["值班1"])
        with pytest.raises(Refused, match="已在这一格"):
            put(office, date(2026, 10, 8), "day", people["值班1"])

    def test_a_locked_cell_gives_way_to_nobody(self, office: Office, people: dict[str, str]) -> None:
        duty = put(office, date(2026, 10, 8), "day", people["值班1"])
        rota_edit.lock_cells(office, duties=[duty])
        with pytest.raises(Refused, match="已锁定"):
            rota_edit.clear_cells(office, duties=[duty])

    def test_past_days_never_change(self, office: Office, people: dict[str, str]) -> None:
        with pytest.raises(Refused, match="已经过去"):
            put(office, date(2026, 9, 22), "day", people["值班1"])

    def test_a_change_is_undone(self, office: Office, people: dict[str, str]) -> None:
        put(office, date(2026, 10, 8), "day", people["值班1"])
        undo.undo(office)
        assert not view_of(office).cells


class TestPublish:
    def test_a_conflict_keeps_the_month_back(self, office: Office, people: dict[str, str]) -> None:
        put(office, date(2026, 10, 8), "night", people["值班1"])
        put(office, date(2026, 10, 9), "day", people["值班1"])
        with pytest.raises(Refused, match="冲突"):
            rota_publish.publish_month(office, month=OCTOBER)

    def test_what_is_published_is_no_draft_and_no_longer_moved_by_hand(
        self, office: Office, people: dict[str, str]
    ) -> None:
        duty = put(office, date(2026, 10, 8), "day", people["值班1"])
        rota_publish.publish_month(office, month=OCTOBER)
        assert not view_of(office).draft
        with pytest.raises(Refused, match="已发布"):
            rota_edit.clear_cells(office, duties=[duty])
        with pytest.raises(Refused, match="没有可发布"):
            rota_publish.publish_month(office, month=OCTOBER)

    def test_who_is_on_duty_now_is_told_from_the_published_rota(self, office: Office, people: dict[str, str]) -> None:
        put(office, office.today, "day", people["值班1"])
        put(office, office.today, "night", people["值班2"])
        assert rota_today.duty_today(office) == []
        rota_publish.publish_month(office, month=office.today)
        assert [(one.name, one.now) for one in rota_today.duty_today(office)] == [("值班1", True), ("值班2", False)]


@pytest.mark.parametrize(
    ("times", "clock", "now"),
    [("8:30-17:30", "23 08:29", False), ("8:30-17:30", "23 08:30", True), ("8:30-17:30", "23 17:30", False),
     ("17:30-次日8:30", "23 23:00", True), ("17:30-次日8:30", "24 08:00", True), ("17:30-次日8:30", "23 08:00", False),
     ("全天", "23 03:00", True), ("在家听班", "23 10:00", False)],
)  # fmt: skip
def test_the_hours_of_a_post_say_who_is_there_now(times: str, clock: str, now: bool) -> None:
    moment = datetime.strptime(f"2026-09-{clock}", "%Y-%m-%d %H:%M")
    assert rota_today.is_now(times, moment, date(2026, 9, 23), standby=False) is now


def test_before_dawn_last_nights_watch_is_still_on_duty(office: Office, people: dict[str, str]) -> None:
    put(office, office.today, "night", people["值班2"])
    rota_publish.publish_month(office, month=office.today)
    early = replace(office, now=lambda: datetime(2026, 9, 24, 6, 0))
    assert [(one.name, one.now) for one in rota_today.duty_today(early)] == [("值班2", True)]


class TestPaper:
    def test_the_paper_has_a_line_for_everybody_and_the_mark_of_every_turn(
        self, office: Office, people: dict[str, str]
    ) -> None:
        put(office, date(2026, 10, 8), "day", people["值班1"])
        data = rota_paper.month_data(office, month=OCTOBER)
        assert "值班1" in str(data)
        assert rota_paper.month_paper(office, month=OCTOBER).pages == 1

    def test_the_sheet_says_the_same_in_text(self, office: Office, people: dict[str, str], tmp_path: Path) -> None:
        put(office, date(2026, 10, 8), "day", people["值班1"])
        file = tmp_path / "值班表.xlsx"
        rota_paper.export_month(office, month=OCTOBER, file=file)
        cells = [str(cell.value) for row in openpyxl.load_workbook(file).active.iter_rows() for cell in row]
        assert "值班1" in cells
        assert "白" in cells


def test_a_grid_worker_reads_the_rota_and_changes_nothing(office: Office, people: dict[str, str]) -> None:
    duty = put(office, date(2026, 10, 8), "day", people["值班1"])
    reader = replace(office, actor=Actor("wg", "网格1", ("grid",), office.actor.unit))
    assert view_of(reader).cells
    for forbidden in (
        lambda: rota_edit.clear_cells(reader, duties=[duty]), lambda: rota_plan.plan_month(reader, month=OCTOBER),
        lambda: rota_publish.publish_month(reader, month=OCTOBER), lambda: put(reader, OCTOBER, "day", people["值班2"]),
    ):  # fmt: skip
        with pytest.raises(Refused, match="权限"):
            forbidden()


def test_a_year_without_an_announced_table_is_planned_with_a_notice(office: Office, people: dict[str, str]) -> None:
    late = replace(office, now=lambda: datetime(2034, 12, 20, 9))
    assert "暂定" in view_of(late, date(2035, 1, 1)).provisional

"""Too few people on a day: seen by counting, told in words, and all the rest still filled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.roster.problem import Leave, Person, Post, Problem, days_from
from desktop.roster.shortage import short_of_people
from desktop.roster.solve import solve

START = date(2026, 12, 1)
DAYS = days_from(START, 3)


def problem(*people: Person) -> Problem:
    lead = Post("leader", "带班领导", ("leader",), {"workday": 1})
    posts = (lead, Post("day", "值班员白班", ("staff",), {"workday": 1}))
    return Problem("made up", START, DAYS, dict.fromkeys(DAYS, "workday"), posts, people)


def staff(key: str, **more: object) -> Person:
    return replace(Person(key, f"甲{key}", frozenset(("staff",))), **more)  # type: ignore[arg-type]


LEADER = Person("1", "王平艳", frozenset(("leader",)))


def test_enough_people_are_no_shortage() -> None:
    assert short_of_people(problem(LEADER, staff("2"))) == ()


def test_a_post_that_nobody_may_take_is_named_with_its_group() -> None:
    found = solve(problem(staff("2")), seconds=5)
    assert (found.status, found.words) == ("infeasible", "带班领导没有人能值：值班组里没有“领导”")


def test_the_leaves_that_empty_a_day_are_the_reason_and_no_more_of_them_than_needed() -> None:
    away = (Leave(START, START),)
    facts = short_of_people(problem(LEADER, staff("2", leave=away), staff("3", leave=away)))
    assert facts == ("need|day|2026-12-01", "leave|2|2026-12-01", "leave|3|2026-12-01")
    assert short_of_people(problem(LEADER, staff("2", leave=away), staff("3"))) == ()


def test_what_can_be_filled_is_filled_and_the_holes_are_declared() -> None:
    found = solve(problem(staff("2"), staff("3")), seconds=5, partial=True)
    assert {cell.post for cell in found.cells} == {"day"}
    assert found.unfilled == tuple((day, "leader") for day in DAYS)
    assert "带班领导没有人能值" in found.words

"""Each rule by itself: the checker names its breach and no other; the solver keeps it where breaking is free."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desktop.roster.checker import check
from desktop.roster.problem import Cell, Leave, Person, Post, Previous, Problem, Rule, Wish, days_from
from desktop.roster.rules import BY_KEY
from desktop.roster.solve import solve

MONDAY = date(2026, 10, 12)
DAY = Post("day", "值班员白班", ("staff",), {"workday": 1})
NIGHT = Post("night", "值班员夜班", ("staff",), {"workday": 1}, night=True)
LEARN = Post("learn", "学习岗", ("grid",), {"workday": 1})


def staff(key: str, **more: Any) -> Person:
    return Person(key, f"甲{key}", frozenset(("staff",)), **more)


def grid(key: str, village: str = "良宅村") -> Person:
    return Person(key, f"乙{key}", frozenset(("grid",)), village=village)


def problem(*people: Person, posts: tuple[Post, ...] = (DAY,), days: int = 2, **more: Any) -> Problem:
    span = days_from(MONDAY, days)
    return Problem("made up", MONDAY, span, dict.fromkeys(span, "workday"), posts, people, **more)


def on(day: int, post: str, person: str) -> Cell:
    return Cell(MONDAY + timedelta(day), post, person)


def broken(made: Problem, *cells: Cell) -> set[str]:
    """The rules broken, holes aside."""
    return {found.rule for found in check(made, list(cells)) if found.rule != "need"}


def solved(made: Problem) -> set[Cell]:
    found = solve(made, seconds=5)
    assert found.found, found.words
    assert not check(made, found.cells)
    return set(found.cells)


def impossible(made: Problem) -> str:
    found = solve(made, seconds=10)
    assert found.status == "infeasible"
    return found.words


def test_every_rule_has_a_chinese_title() -> None:
    assert all(any("\u4e00" <= char <= "\u9fff" for char in kind.title) for kind in BY_KEY.values())


def test_need() -> None:
    made = problem(staff("1"))
    assert [(found.rule, found.day) for found in check(made, [on(0, "day", "1")])] == [("need", MONDAY + timedelta(1))]
    assert len(solved(made)) == 2


def test_group() -> None:
    made = problem(staff("1"), grid("2"))
    assert broken(made, on(0, "day", "2")) == {"group"}
    assert {cell.person for cell in solved(made)} == {"1"}


def test_exempt() -> None:
    made = problem(staff("1", exempt=frozenset(("day",))), staff("2"))
    assert broken(made, on(0, "day", "1")) == {"exempt"}
    assert {cell.person for cell in solved(made)} == {"2"}


def test_employed() -> None:
    made = problem(staff("1", first=MONDAY + timedelta(1)), staff("2", last=MONDAY))
    assert broken(made, on(0, "day", "1")) == {"employed"}
    assert solved(made) == {on(0, "day", "2"), on(1, "day", "1")}


def test_leave() -> None:
    made = problem(staff("1", leave=(Leave(MONDAY, MONDAY),)), staff("2"))
    assert broken(made, on(0, "day", "1")) == {"leave"}
    assert on(0, "day", "2") in solved(made)


def test_leave_that_empties_a_day_is_the_reason() -> None:
    assert "请假1人：甲1" in impossible(problem(staff("1", leave=(Leave(MONDAY, MONDAY),))))


def test_one_post_a_day() -> None:
    rule = Rule("one", "one_post_a_day")
    made = problem(staff("1"), staff("2"), posts=(DAY, NIGHT), rules=(rule,))
    assert broken(made, on(0, "day", "1"), on(0, "night", "1")) == {"one_post_a_day"}
    by_day = {day: {cell.person for cell in solved(made) if cell.day == day} for day in made.days}
    assert all(len(people) == 2 for people in by_day.values())


def test_one_post_a_day_lets_a_leader_receive_visitors_too() -> None:
    rule = Rule("one", "one_post_a_day", together=(frozenset(("day", "night")),))
    assert not broken(problem(staff("1"), posts=(DAY, NIGHT), rules=(rule,)), on(0, "day", "1"), on(0, "night", "1"))


def test_max_week() -> None:
    made = problem(staff("1", max_week=2), staff("2"), days=5)
    assert broken(made, *(on(n, "day", "1") for n in range(3))) == {"max_week"}
    assert sum(cell.person == "1" for cell in solved(made)) <= 2


def test_max_in_window() -> None:
    rule = Rule("window", "max_in_window", days=3, most=1)
    made = problem(staff("1"), staff("2"), staff("3"), days=6, rules=(rule,))
    assert broken(made, on(0, "day", "1"), on(2, "day", "1")) == {"max_in_window"}
    assert not broken(made, on(0, "day", "1"), on(3, "day", "1"))
    solved(made)


def test_rest_after_night() -> None:
    rule = Rule("rest", "rest_after_night", posts=frozenset(("night",)), days=2)
    made = problem(*(staff(str(n)) for n in range(1, 5)), posts=(DAY, NIGHT), days=4, rules=(rule,))
    assert broken(made, on(0, "night", "1"), on(2, "day", "1")) == {"rest_after_night"}
    assert not broken(made, on(0, "night", "1"), on(3, "day", "1"))
    solved(made)


def test_min_gap() -> None:
    rule = Rule("gap", "min_gap", posts=frozenset(("day",)), days=1)
    made = problem(staff("1"), staff("2"), days=4, rules=(rule,))
    assert broken(made, on(0, "day", "1"), on(1, "day", "1")) == {"min_gap"}
    assert not broken(made, on(0, "day", "1"), on(2, "day", "1"))
    solved(made)


def test_mentor_present() -> None:
    rule = Rule("mentor", "mentor_present", post="learn", mentor_posts=("day",))
    made = problem(staff("1"), staff("2", mentor=True), grid("3"), posts=(DAY, LEARN), rules=(rule,))
    assert broken(made, on(0, "day", "1"), on(0, "learn", "3")) == {"mentor_present"}
    assert {cell.person for cell in solved(made) if cell.post == "day"} == {"2"}


def test_village_gap() -> None:
    rule = Rule("village", "village_gap", post="learn", days=1)
    two = replace(LEARN, need={"workday": 2})
    made = problem(grid("1"), grid("2"), grid("3", "汤处村"), posts=(two,), rules=(rule,))
    assert broken(made, on(0, "learn", "1"), on(0, "learn", "2")) == {"village_gap"}
    assert all("3" in {cell.person for cell in solved(made) if cell.day == day} for day in made.days)


def test_forbidden_pair() -> None:
    rule = Rule("pair", "forbidden_pair", people=("1", "2"), scope="same_day")
    two = replace(DAY, need={"workday": 2})
    made = problem(staff("1"), staff("2"), staff("3"), posts=(two,), rules=(rule,))
    assert broken(made, on(0, "day", "1"), on(0, "day", "2")) == {"forbidden_pair"}
    assert all("3" in {cell.person for cell in solved(made) if cell.day == day} for day in made.days)


def test_lock() -> None:
    made = problem(staff("1"), staff("2"), locks=frozenset((on(0, "day", "2"),)))
    assert broken(made, on(0, "day", "1")) == {"lock"}
    assert on(0, "day", "2") in solved(made)


def test_frozen_days_stay_as_they_were() -> None:
    before = Previous(frozenset((on(0, "day", "1"), on(1, "day", "1"))), MONDAY + timedelta(1), 1000)
    made = problem(staff("1"), staff("2"), previous=before)
    assert broken(made, on(0, "day", "2"), on(1, "day", "2")) == {"frozen"}


def test_a_sick_call_is_answered_with_the_least_change() -> None:
    before = frozenset(on(n, "day", "1" if n % 2 else "2") for n in range(4))
    ill = staff("1", leave=(Leave(MONDAY + timedelta(1), MONDAY + timedelta(1)),))
    made = problem(ill, staff("2"), staff("3"), days=4, previous=Previous(before, MONDAY, 1000))
    assert len(before - solved(made)) == 1


@pytest.mark.parametrize("wanted", [True, False])
def test_a_wish_is_granted_where_it_costs_nobody_a_fair_share(wanted: bool) -> None:
    wish = (Wish(MONDAY, "day", wanted, 10),)
    made = problem(staff("1", wishes=wish), staff("2"))
    assert (on(0, "day", "1") in solved(made)) is wanted

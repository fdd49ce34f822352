"""Whole problems: solved, proved, explained, by two engines, in a process of their own; the scorer decides."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop.errors import Refused
from desktop.roster.engines import cpsat, highs
from desktop.roster.engines.answer import Effort, Stop
from desktop.roster.explain import explain
from desktop.roster.fairness import Fairness
from desktop.roster.formats.township import read_problem
from desktop.roster.formats.township_writer import write_problem
from desktop.roster.linear import Linear
from desktop.roster.planning import Planning, SearchError
from desktop.roster.problem import Counter, Person, Post, Problem, days_from
from desktop.roster.roster import Roster, read_roster
from desktop.roster.solve import solve

START = date(2026, 10, 12)
SOLVED = [1, 2, 3]  # small enough for a test; the rest are the bench's


def scored(oracle: Any, township: Any, roster: Roster) -> dict[str, Any]:
    return oracle.check_township(township.data, roster.to_json(), None)  # type: ignore[no-any-return]


@pytest.mark.parametrize("number", SOLVED)
def test_a_public_problem_is_solved_to_its_known_cost(townships: Any, oracle: Any, number: int) -> None:
    township = townships[number]
    found = solve(township.problem, seconds=60)
    result = scored(oracle, township, found)
    assert not result["violations"]
    assert result["cost"] == found.cost
    if township.expected.get("proved"):
        assert found.cost == township.expected["best_known_cost"]


def small(people: int = 6, days: int = 12, **more: Any) -> Problem:
    span = days_from(START, days)
    post = Post("day", "值班员白班", ("staff",), {"workday": 1})
    counter = Counter("duty.total", "值班总数", frozenset(("day",)), None, 100)
    staff = tuple(Person(str(n), f"甲{n}", frozenset(("staff",))) for n in range(people))
    return Problem("made up", START, span, dict.fromkeys(span, "workday"), (post,), staff, counters=(counter,), **more)


def test_everybody_serves_in_the_band_and_it_is_proved() -> None:
    found = solve(small(people=5), seconds=10)
    assert found.bands_seconds is not None
    assert all(proof.in_band for proof in found.proof.values())
    counts = Fairness(small(people=5)).counts(found.cells)["duty.total"]
    assert sorted(counts.values()) == [2, 2, 2, 3, 3]


def test_where_no_band_can_hold_it_is_widened_for_a_reason() -> None:
    made = small(people=3, days=14)
    sparing = replace(made.people[0], max_week=1)  # a third of 14 days is more than once a week
    found = solve(replace(made, people=(sparing, *made.people[1:])), seconds=10)
    assert found.found
    assert [one.counter for one in found.widened] == ["duty.total"]
    assert "甲0" in found.widened[0].words


def test_the_reason_of_an_impossible_roster_is_irreducible(townships: Any) -> None:
    number = next(n for n, one in townships.items() if not one.expected.get("feasible", True))
    problem = townships[number].problem
    found = explain(problem, seconds=60)
    assert found.facts
    assert len(found.words.splitlines()) <= 6
    assert any(char.isdigit() for char in found.words)


@pytest.mark.parametrize("seed", range(8))
def test_both_engines_find_the_same_least_cost(seed: int) -> None:
    import random

    chance = random.Random(seed)
    linear = Linear()
    numbers = [linear.whole(0, 3) for _ in range(6)]
    for _ in range(4):
        chosen = chance.sample(numbers, 3)
        linear.add(chosen, low=chance.randint(1, 4), high=None, coefs=[chance.randint(1, 3) for _ in chosen])
    for number in numbers:
        linear.price(number, chance.randint(1, 9))
    first, second = cpsat.solve(linear, Effort(10)), highs.solve(linear, Effort(10))
    assert first.verdict == second.verdict == "optimal"
    assert first.cost == second.cost


def test_stopped_at_once_it_gives_what_it_has() -> None:
    stop = Stop()
    stop.ask()
    found = solve(small(), seconds=60, stop=stop)
    assert found.seconds < 10


@pytest.mark.parametrize("number", range(1, 11))
def test_a_problem_reads_back_from_its_own_writing(townships: Any, number: int) -> None:
    problem = townships[number].problem
    assert read_problem(json.loads(json.dumps(write_problem(problem)))) == problem


@pytest.mark.parametrize(("where", "value"), [
    ("format", "other/9"), ("horizon", {"start": "2026-13-01", "days": 31}), ("posts", "none"), ("people", [{}]),
])  # fmt: skip
def test_a_broken_problem_is_refused_with_its_place(townships: Any, where: str, value: Any) -> None:
    with pytest.raises(Refused) as caught:
        read_problem({**townships[1].data, where: value})
    assert caught.value.cause
    assert caught.value.step


def test_in_a_process_of_its_own_it_tells_how_far_it_is() -> None:
    planning = Planning(small(), 10)
    planning.start()
    found = planning.result(timeout=60)
    assert found.found
    assert planning.poll() is not None
    assert not planning.running


def test_cancelled_in_its_process_it_comes_back_soon(townships: Any) -> None:
    planning = Planning(townships[4].problem, 120)
    planning.start()
    planning.cancel()
    assert planning.result(timeout=60).seconds < 60


def test_a_process_that_dies_is_told_and_never_waited_for() -> None:
    planning = Planning(small(), 60)
    planning.start()
    assert planning._process
    planning._process.kill()
    with pytest.raises(SearchError):
        planning.result(timeout=30)


def test_a_roster_reads_back_from_its_json() -> None:
    found = solve(small(), seconds=5)
    assert read_roster(json.loads(json.dumps(found.to_json()))).cells == found.cells

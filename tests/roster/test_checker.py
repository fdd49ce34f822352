"""The one checker agrees with the independent scorer, and answers a change at once."""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.roster.checker import check, check_cell, check_change, cost, who_may
from desktop.roster.fairness import Fairness
from desktop.roster.problem import Cell, Problem
from desktop.roster.table import Table

Words = Counter[tuple[str, str, str]]


def document(problem: Problem, cells: list[Cell], unfilled: list[tuple[date, str]]) -> dict[str, Any]:
    slots: Counter[tuple[date, str]] = Counter()
    rows = []
    for day, post, person in cells:
        slots[day, post] += 1
        rows.append({"date": day.isoformat(), "post": post, "slot": slots[day, post], "person": person})
    holes = [{"date": day.isoformat(), "post": post, "slot": 99} for day, post in unfilled]
    return {"status": "feasible", "cells": rows, "unfilled": holes}


def some_roster(problem: Problem, seed: int, disorder: float) -> tuple[list[Cell], list[tuple[date, str]]]:
    """Mostly possible people; `disorder` of the cells are anybody, or left out (declared or not)."""
    chance = random.Random(seed)
    cells: set[Cell] = set(problem.previous.cells if problem.previous and chance.random() < 0.5 else ())
    unfilled: list[tuple[date, str]] = []
    for (day, post), need in problem.needs.items():
        able = [who.key for who in problem.people if who.may_serve(problem.post[post])]
        for _ in range(need):
            if chance.random() < disorder:
                unfilled += [(day, post)] * chance.randint(0, 1)
                continue
            pool = [who.key for who in problem.people] if chance.random() < disorder else able
            cells.add(Cell(day, post, chance.choice(pool)))
    return sorted(cells), unfilled


def oracle_words(result: dict[str, Any]) -> Words:
    return Counter((found["rule"], found.get("id", ""), found.get("date", "")) for found in result["violations"])


def our_words(problem: Problem, cells: list[Cell], unfilled: list[tuple[date, str]]) -> Words:
    undated = {"max_week"}  # the scorer names the week in its words only
    return Counter(
        (found.rule, found.id, "" if found.rule in undated or not found.day else found.day.isoformat())
        for found in check(problem, cells, unfilled)
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.sampled_from([1, 2, 3, 4, 8, 9]),
    seed=st.integers(0, 10**6),
    disorder=st.sampled_from([0, 0.02, 0.3]),
)
def test_agrees_with_the_scorer_on_any_roster(townships, oracle, number, seed, disorder):  # type: ignore[no-untyped-def]
    problem = townships[number].problem
    cells, unfilled = some_roster(problem, seed, disorder)
    scored = oracle.check_township(townships[number].data, document(problem, cells, unfilled), None)
    assert our_words(problem, cells, unfilled) == oracle_words(scored)
    ours = cost(problem, cells)
    for part in ("fairness", "wishes", "changes"):
        assert ours[part] == scored["parts"][part]


def test_a_cell_standing_twice_or_nowhere_is_named(townships):  # type: ignore[no-untyped-def]
    problem = townships[1].problem
    cell = Cell(problem.start, "leader", problem.people[0].key)
    assert [found.rule for found in check(problem, [cell, cell])] == ["twice"]
    assert [found.rule for found in check(problem, [cell._replace(person="nobody")])] == ["unknown"]


@pytest.mark.parametrize("number", [1, 3, 4])
def test_the_breaches_of_a_change_are_those_a_full_check_gains(townships, number):  # type: ignore[no-untyped-def]
    problem = townships[number].problem
    cells, _ = some_roster(problem, 7, 0.05)
    table, chance = Table(problem, cells), random.Random(number)
    slots = list(problem.needs)
    for _ in range(40):
        day, post = chance.choice(slots)
        put = Cell(day, post, chance.choice(problem.people).key)
        taken = chance.choice(cells)
        if put in table.cells:
            continue
        after = [cell for cell in cells if cell != taken] + [put]
        gained = set(check(problem, after)) - set(check(problem, cells))
        expected = {found for found in gained if found.rule != "need"}
        assert set(check_change(table, [taken], [put])) == expected
        assert table.cells == set(cells)


def test_everybody_for_a_cell_in_the_time_of_a_drag(townships):  # type: ignore[no-untyped-def]
    problem = townships[4].problem  # 60 people, a quarter
    cells, _ = some_roster(problem, 1, 0)
    table, fairness = Table(problem, cells), Fairness(problem)
    day, post, person = next(cell for cell in cells if cell.post == "night")
    who_may(table, day, post, fairness=fairness)  # the bands are computed once
    started = time.perf_counter()
    candidates = who_may(table, day, post, instead_of=person, fairness=fairness)
    assert time.perf_counter() - started < 0.15  # 50 ms on a quiet machine
    assert [found.legal for found in candidates] == sorted((found.legal for found in candidates), reverse=True)
    for found in candidates:
        assert found.breaches == tuple(check_cell(table, Cell(day, post, found.person.key), person))

"""Solving: proved best where the linear model says so, kept rules, an early stop, and the files."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.roster.curtois import score
from desktop.roster.curtois.instance import Instance
from desktop.roster.curtois.model import BenchmarkModel
from desktop.roster.curtois.solve import run_file, solve
from desktop.roster.engines import highs
from desktop.roster.engines.answer import Answer, Effort, Stop


def by_model(instance: Instance) -> Answer:
    return highs.solve(BenchmarkModel(instance).linear, Effort(60))


def test_the_made_up_instance_is_proved(made_up) -> None:
    found = solve(made_up, 30, seed=1)
    assert found.status == "optimal"
    assert found.cost == found.bound
    assert list(score.breaches(made_up, found.rows)) == []


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_small_instances_end_as_the_model_says(make, seed) -> None:
    instance = make(seed, people=3, days=8)
    expected, found = by_model(instance), solve(instance, 30, seed=1)
    assert found.status == expected.verdict
    assert found.cost == (expected.cost if expected.found else None)


def test_the_file_is_read_and_the_roster_written(oracle, made_up_file, tmp_path) -> None:
    out = tmp_path / "roster.txt"
    told = run_file(made_up_file, out, 30, 1)
    assert set(told) == {"status", "cost", "bound", "seconds", "bands_seconds"}
    checked = oracle.check_curtois(made_up_file, out)
    assert checked["feasible"]
    assert checked["cost"] == told["cost"]


def test_a_stop_keeps_the_best_so_far(made_up) -> None:
    stop = Stop()
    found = solve(made_up, 30, seed=1, on_progress=lambda *_: stop.ask(), stop=stop)
    assert found.status == "feasible"
    assert found.bound <= found.cost
    assert list(score.breaches(made_up, found.rows)) == []


def test_a_stop_before_the_first_roster_leaves_none(made_up) -> None:
    stop = Stop()
    stop.ask()
    found = solve(made_up, 30, stop=stop)
    assert (found.status, found.rows, found.cost) == ("unknown", {}, None)


def test_better_rosters_are_told_as_they_come(made_up) -> None:
    told: list[int] = []
    found = solve(made_up, 30, seed=2, on_progress=lambda cost, _: told.append(cost))
    assert told == sorted(told, reverse=True)
    assert told[-1] == found.cost


@pytest.mark.parametrize("change", [{"least_minutes": 9_999_999, "most_minutes": 9_999_999}, {"longest_run": 0}])
def test_somebody_without_a_row_is_told_at_once(made_up, change) -> None:
    first, *others = made_up.staff
    found = solve(replace(made_up, staff=(replace(first, **change), *others)), 30)
    assert found.status == "infeasible"
    assert found.rows == {}


def test_an_instance_without_cover_is_solved(made_up) -> None:
    instance = replace(made_up, cover=())
    found = solve(instance, 30)
    assert found.status == "optimal"
    assert found.cost == by_model(instance).cost

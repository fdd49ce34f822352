"""What is offered when nothing fits is enough alone: proved by solving what it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.roster.formats.township import read_problem
from desktop.roster.relax import possible, relaxations, relaxed
from desktop.roster.solve import solve

TOWNSHIP = Path(__file__).parents[1] / "data" / "rosters" / "township"


@pytest.mark.parametrize("number", ["07", "08"])
def test_every_relaxation_offered_makes_the_problem_possible(number: str) -> None:
    problem = read_problem(json.loads((TOWNSHIP / f"{number}.json").read_text(encoding="utf-8")))
    roster = solve(problem, seconds=30)
    assert roster.status == "infeasible"
    assert not possible(problem, 5)
    assert roster.relaxations
    assert len(roster.relaxations) <= 4
    for one in roster.relaxations:
        assert one.words
        assert possible(relaxed(problem, one), 20)


def test_no_time_offers_nothing() -> None:
    problem = read_problem(json.loads((TOWNSHIP / "07.json").read_text(encoding="utf-8")))
    assert relaxations(problem, ["need|night|2026-12-24"], 0) == ()

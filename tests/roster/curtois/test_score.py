"""Our scorer says what the independent one says, of good and of bad rosters."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.roster.curtois import score
from desktop.roster.curtois.writer import write_rows


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), working=st.floats(0, 1))
def test_it_agrees_with_the_independent_checker(oracle, made_up, made_up_file, tmp_path, seed, working) -> None:
    dice = random.Random(seed)
    keys = [shift.key for shift in made_up.shifts]
    rows = {
        who.key: [dice.choice(keys) if dice.random() < working else "" for _ in range(made_up.days)]
        for who in made_up.staff
    }
    roster = tmp_path / "roster.txt"
    roster.write_text(write_rows(rows), encoding="utf-8")
    told = oracle.check_curtois(made_up_file, roster)
    assert score.cost(made_up, rows) == told["cost"]
    assert {line.split(":")[0] for line in score.breaches(made_up, rows)} == {
        each["staff"] for each in told["violations"]
    }


def test_a_roster_of_another_shape_is_a_breach(made_up) -> None:
    rows = {who.key: [""] * (made_up.days - 1) for who in made_up.staff}
    assert all(line.endswith("shape") for line in score.breaches(made_up, rows))

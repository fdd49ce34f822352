"""The network of one person finds what the linear model of the same rules finds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.roster.curtois import amounts, score
from desktop.roster.curtois.instance import Instance
from desktop.roster.curtois.model import BenchmarkModel
from desktop.roster.curtois.network import FREE, Network
from desktop.roster.curtois.through import through
from desktop.roster.engines import highs
from desktop.roster.engines.answer import Effort


def by_model(instance: Instance, price: np.ndarray, *, at: tuple[int, int] | None = None) -> float:
    """The least price of a row, with the shift `at` that day when given; inf when there is none."""
    model = BenchmarkModel(replace(instance, requests=(), cover=()))
    for (_, day, shift), turn in model.turns.items():
        model.linear.price(turn, int(price[day, [each.key for each in instance.shifts].index(shift)]))
    if at:
        turn = model.turns.get((instance.staff[0].key, at[0], instance.shifts[at[1]].key))
        if turn is None:
            return np.inf
        model.linear.bounds[turn] = (1, 1)
    answer = highs.solve(model.linear, Effort(20))
    return answer.cost if answer.found else np.inf


def broken(instance: Instance, row: tuple[int, ...]) -> list[str]:
    cells = ["" if shift == FREE else instance.shifts[shift].key for shift in row]
    return list(score.breaches(instance, {instance.staff[0].key: cells}))


def prices(instance: Instance, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(-9, 9, (instance.days, len(instance.shifts))).astype(float)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_cheapest_row_is_the_models(make, seed) -> None:
    instance = make(seed)
    price = prices(instance, seed)
    least, row = Network(instance, instance.staff[0]).cheapest(price)
    assert least == by_model(instance, price)
    if row:
        assert sum(price[day, shift] for day, shift in enumerate(row) if shift != FREE) == least
        assert broken(instance, row) == []


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_limits_left_out_give_a_bound_and_a_row_that_keeps_them(make, seed) -> None:
    instance = make(seed, days=15)
    price = prices(instance, seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(amounts, "LIMIT", 1)
        patch.setattr(amounts, "WEEKENDS_LIMIT", 1)
        network = Network(instance, instance.staff[0])
    least, row = network.cheapest(price)
    assert least <= by_model(instance, price)
    assert not row or broken(instance, row) == []


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), day=st.integers(0, 9))
def test_the_price_of_a_given_shift_is_the_models(make, seed, day) -> None:
    instance = make(seed)
    price = prices(instance, seed)
    found = through(Network(instance, instance.staff[0]), price)
    for shift in range(len(instance.shifts)):
        assert found[day, shift] == by_model(instance, price, at=(day, shift))

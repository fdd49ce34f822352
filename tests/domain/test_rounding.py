"""Halves go away from zero, as in the workbooks that people compare with."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.rounding import half_up


@pytest.mark.parametrize(("value", "places", "found"), [
    (2.5, 0, "3"), (1.125, 2, "1.13"), (-2.5, 0, "-3"), (1.005, 2, "1.01"), (0.145 * 100, 0, "15"), (-0.4, 0, "0"),
    (1250, -2, "1.3E+3"), (Decimal("0.125"), 2, "0.13"),
    (1e300, 30, f"{Decimal('1e300'):f}.{'0' * 30}"), (7, 2, "7.00"),
])  # fmt: skip
def test_halves_go_away_from_zero(value: float | Decimal, places: int, found: str) -> None:
    assert str(half_up(value, places)) == found


@given(st.decimals(-(10**12), 10**12, places=3), st.integers(-3, 3))
def test_the_rounded_value_is_never_further_off_than_half_a_place(value: Decimal, places: int) -> None:
    assert abs(half_up(value, places) - value) <= Decimal(5).scaleb(-places - 1)


@pytest.mark.parametrize(("value", "places"), [(float("inf"), 0), (1.0, 500)])
def test_what_is_no_number_or_too_long_is_refused(value: float, places: int) -> None:
    with pytest.raises(InvalidOperation):
        half_up(value, places)

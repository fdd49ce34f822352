"""A value in the picture reads as the workbook shows it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from desktop.sheets.templates.looks import words_of


@pytest.mark.parametrize(("value", "pattern", "words"), [
    (2.5, "0", "3"), (0.125, "0%", "13%"), (0.145, "0%", "15%"), (1.125, "0.00", "1.13"), (-2.5, "0", "-3"),
    (-0.4, "0", "0"), (12345.675, "#,##0.00", "12,345.68"), (Decimal("0.125"), "0%", "13%"), (3, "0.0", "3.0"),
    (1e30, "0.00", f"1{'0' * 30}.00"), (2.5, f"0.{'0' * 500}", f"2.5{'0' * 29}"), (2.5, '0"元"', "3元"),
    (2.5, "General", "2.5"), (float("inf"), "0", "inf"),
])  # fmt: skip
def test_a_number_is_rounded_as_the_workbook_rounds_it(value: Any, pattern: str, words: str) -> None:
    assert words_of(value, pattern) == words

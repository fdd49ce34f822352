"""References of formulas after rows were put in."""

from __future__ import annotations

import pytest

from desktop.sheets.templates.references import Insertion, moved

ROWS = Insertion("台账", 8, 10, (5, 7))


@pytest.mark.parametrize(("before", "after"), [
    ("=SUM(D5:D7)", "=SUM(D5:D17)"), ("=SUM($D$5:$D$7)+D9", "=SUM($D$5:$D$17)+D19"), ("=D3+D4", "=D3+D4"),
    ("=SUM(D1:D20)", "=SUM(D1:D30)"), ("=台账!D8", "=台账!D18"), ("='汇 总'!D9", "='汇 总'!D9"),
    ("=SUM(5:7)", "=SUM(5:17)"), ('="D9"&A9', '="D9"&A19'), ("=SUM(D:D)", "=SUM(D:D)"), ("=总额*2", "=总额*2"),
    ("=IF(A9>0,SUM(B5:B7),0)", "=IF(A19>0,SUM(B5:B17),0)"),
    ("=COUNTA(A2:A1048576)", "=COUNTA(A2:A1048576)"), ("=COUNTA(A2:A1048570)", "=COUNTA(A2:A1048576)"),
    ("=SUM(5:1048576)", "=SUM(5:1048576)"), ("=A1048576", "=A1048576"),
])  # fmt: skip
def test_what_stood_below_moves_and_what_spans_grows(before: str, after: str) -> None:
    assert moved(before, "台账", ROWS) == after


def test_formulas_of_other_sheets_move_only_what_they_say_of_this_one() -> None:
    assert moved("=D9+台账!D9", "汇总", ROWS) == "=D9+台账!D19"

"""What the plain formulas of forms work out to; what is not known is empty, never wrong."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook

from desktop.sheets.templates.formulas import Reckoner


@pytest.mark.parametrize(("formula", "value"), [
    ("=SUM(A1:A3)", 6), ("=A1+A2*A3", 7), ("=(A1+A2)*A3", 9), ("=-A1+2", 1), ("=A3/A2", 1.5), ("=SUM(A1:A3)/2", 3),
    ("=COUNTA(A1:A4)", 4), ("=COUNT(A1:A4)", 3), ("=AVERAGE(A1:A3)", 2), ("=MAX(A1:A3)-MIN(A1:A3)", 2),
    ('=A1&"件"', "1件"), ("=ROUND(10/3,2)", 3.33), ("=ROW()-1", 9), ('=IF(A1>0,"有","无")', "有"), ("=A2%", 0.02),
    ("=别的!B1+1", 5), ("=A1/0", None), ("=VLOOKUP(A1,A1:A3,1)", None), ("=A1+", None), ("=C10", None),
    ("=A4+1", None), ("=10-2-3", 5),
])  # fmt: skip
def test_a_formula_is_worked_out(formula: str, value: Any) -> None:
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"], sheet["C10"] = 1, 2, 3, "字", formula
    book.create_sheet("别的")["B1"] = "=2*2"
    assert Reckoner(book).value(sheet.title, 10, 3) == value

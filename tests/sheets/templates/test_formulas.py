"""What the plain formulas of forms work out to; what is not known is empty, never wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from desktop.sheets.templates.formulas import Reckoner


@pytest.mark.parametrize(("formula", "value"), [
    ("=SUM(A1:A3)", 6), ("=A1+A2*A3", 7), ("=(A1+A2)*A3", 9), ("=-A1+2", 1), ("=A3/A2", 1.5), ("=SUM(A1:A3)/2", 3),
    ("=COUNTA(A1:A4)", 4), ("=COUNT(A1:A4)", 3), ("=AVERAGE(A1:A3)", 2), ("=MAX(A1:A3)-MIN(A1:A3)", 2),
    ('=A1&"件"', "1件"), ("=ROUND(10/3,2)", 3.33), ("=ROW()-1", 9), ('=IF(A1>0,"有","无")', "有"), ("=A2%", 0.02),
    ("=别的!B1+1", 5), ("=A1/0", None), ("=VLOOKUP(A1,A1:A3,1)", None), ("=A1+", None), ("=C10", None),
    ("=A4+1", None), ("=10-2-3", 5),
    ("=2^3", 8), ("=-2^2", 4), ("=2^3^2", 64), ("=9^9999", None), ("=1E2+1", 101), ("=SUM(A1:A1048576)", 6),
    ('="2"&"3"', "23"), ('=A4&1/4', "字0.25"), ('="2"*3', None), ("=A4*2", None), ("=-A4", None),
    ("=SUM(A1 A2)", None), ("=SUM(A1,,A2)", None), ("=(A1,A2)", None), ("=SUM(A1", None), ("=" + "(" * 4000, None),
    ('=IF(A9="","空","满")', "空"), ("=IF(A9=0,1,2)", 1), ("=IF(A9=0,0,A1/A9)", 0), ("=IF(A4,1,2)", None),
    ("=IFERROR(A1/A9,7)", 7), ("=IFERROR(VLOOKUP(A1,A1:A3,1),7)", None), ("=IFERROR(A1,7)", 1),
    ("=0.1+0.2=0.3", True),
    ("=ROUND(2.5,0)", 3), ("=ROUND(1.125,2)", 1.13), ("=ROUND(-2.5,0)", -3), ("=ROUND(1250,-2)", 1300),
    ("=ROUND(1.1*1.15,2)", 1.27), ("=ROUND(A1,9999)", None),
    ('="a"="A"', True), ("=A1<>A2", True), ("=A1>=A2", False), ("=A4>1", None), ("=A9", 0),
    ("=AVERAGE(A9:A9)", None), ("=MAX(A9:A9)", 0), ("=无!A1", None), ("=无!A1+1", None), ("=SUM(无!A1)", None),
])  # fmt: skip
def test_a_formula_is_worked_out(formula: str, value: Any) -> None:
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"], sheet["C10"] = 1, 2, 3, "字", formula
    book.create_sheet("别的")["B1"] = "=2*2"
    assert Reckoner(book).value(sheet.title, 10, 3) == value


def column(*cells: Any) -> Reckoner:
    """A sheet called `Sheet` with these in column A."""
    book = Workbook()
    for row, value in enumerate(cells, 1):
        book.active.cell(row, 1, value)
    return Reckoner(book)


UNKNOWN = "=VLOOKUP(1,B1:B3,1)"


@pytest.mark.parametrize("formula", [
    "=SUM(A1:A2)", "=A1+A2", "=A2*0", "=-A2", "=A2%", "=A2", "=ROUND(A2,0)", "=ABS(A2)", "=MAX(A1:A2)", "=MIN(A1:A2)",
    "=AVERAGE(A1:A2)", "=COUNT(A1:A2)", '=A2&"件"', "=IF(A2>0,1,2)", "=IF(A2,1,2)", "=IFERROR(A2,0)", "=A2=0",
    "=SUM(A4)", "=SUM(A5)",
])  # fmt: skip
def test_what_depends_on_something_unknown_is_empty_never_a_number(formula: str) -> None:
    assert column(1000, UNKNOWN, formula, "=A2+1", "=A4+1").value("Sheet", 3, 1) is None


@pytest.mark.parametrize(("formula", "value"), [("=COUNTA(A1:A2)", 2), ("=IF(A1>0,A1,A2)", 1000)])
def test_what_does_not_depend_on_the_unknown_is_worked_out(formula: str, value: int) -> None:
    assert column(1000, UNKNOWN, formula).value("Sheet", 3, 1) == value


@pytest.mark.parametrize("row", [1, 2, 65, 66, 200, 5000])
def test_a_running_total_is_right_however_long_and_whichever_cell_is_asked_first(row: int) -> None:
    reckoner = column("=A5000", 0, *(f"=A{above}+1" for above in range(2, 5000)))
    assert reckoner.value("Sheet", row, 1) == (4998 if row == 1 else row - 2)
    assert reckoner.value("Sheet", 5000, 1) == 4998


def test_cells_that_need_each_other_are_empty_and_so_is_their_sum() -> None:
    reckoner = column("=A2+1", "=A1+1", "=SUM(A1:A2)", "=SUM(A4:A5)", 3)
    assert [reckoner.value("Sheet", row, 1) for row in range(1, 5)] == [None] * 4


def test_an_error_of_the_form_and_days_are_not_taken_for_numbers() -> None:
    reckoner = column("#N/A", date(2026, 9, 1), "=SUM(A1)", "=MAX(A2)", "=A2-A2", "=A2&1", "=COUNT(A1:A2)", 5,
                      "=IFERROR(A1,8)")  # fmt: skip
    assert [reckoner.value("Sheet", row, 1) for row in (3, 4, 5, 6, 7, 9)] == [None, None, None, None, 1, 8]


def test_words_in_several_fonts_are_words() -> None:
    reckoner = column(CellRichText("共", TextBlock(InlineFont(b=True), "三")), '=A1&"件"')
    assert reckoner.value("Sheet", 2, 1) == "共三件"

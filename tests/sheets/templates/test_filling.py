"""A filled form holds what went in, keeps what it looked like, and never makes a formula of anybody's words."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

from desktop.errors import Refused
from desktop.sheets.templates.contents import Filling
from desktop.sheets.templates.filling import fill
from desktop.sheets.templates.slots import Band, Slot, Source, TemplateMap, What
from desktop.sheets.writer import plain
from tests.sheets.templates.forms import LIST, data_of, form, mapped, read_back

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
NUMBERS = st.integers(0, 10**9)


def lines(many: int) -> list[list[Any]]:
    return [[n, f"谭秀{n}", "330723199001011234", 100 + n] for n in range(1, many + 1)]


def filled(room: int, many: int, **cells: Any) -> Any:
    values = {(LIST, "A2"): "填报单位：王宅镇综治中心", (LIST, "D2"): "2026年9月", **cells}
    return fill("book", data_of(form(room)), mapped(room), Filling(values, [lines(many)]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 4), st.lists(st.tuples(WORDS, WORDS, NUMBERS), max_size=9))
def test_what_goes_in_is_read_back_the_same(room: int, people: list[tuple[str, str, int]]) -> None:
    rows = [[n, *one] for n, one in enumerate(people, 1)]
    made = fill("book", data_of(form(room)), mapped(room), Filling({}, [rows]))
    sheet = read_back(made.data)[LIST]
    found = [[sheet.cell(5 + n, column).value for column in range(1, 5)] for n in range(len(rows))]
    assert [[v if isinstance(v, int) else str(v) for v in line] for line in found] == [
        [plain(value) for value in line] for line in rows
    ]
    assert all(sheet.cell(5 + n, column).data_type == "s" for n in range(len(rows)) for column in (2, 3))
    assert made.cells == 4 * len(rows)


@pytest.mark.parametrize(("room", "many"), [(1, 1), (1, 7), (3, 2), (3, 3), (3, 40)])
def test_the_footer_moves_down_and_the_total_takes_in_every_row(room: int, many: int) -> None:
    sheet = read_back(filled(room, many).data)[LIST]
    total = 5 + max(room, many)
    assert sheet.cell(total, 1).value == "合计"
    assert sheet.cell(total, 4).value == f"=SUM(D5:D{total - 1})"
    assert sheet.row_dimensions[total].height == 33
    assert f"A{total}:C{total}" in {one.coord for one in sheet.merged_cells.ranges}
    assert [sheet.cell(row, 5).value for row in range(5, total)] == [f"=D{row}*2" for row in range(5, total)]
    assert sheet.print_area == f"'{LIST}'!$A$1:$E${total + 1}"
    whole = f"D5:D{total - 1}" if total > 6 else "D5"
    assert str(sheet.data_validations.dataValidation[0].sqref) == whole
    assert [str(one.sqref) for one in sheet.conditional_formatting] == [whole]
    assert read_back(filled(room, many).data)["汇总"]["B1"].value == f"={LIST}!D{total}"


def style(cell: Any) -> tuple[Any, ...]:
    return tuple(repr(one) for one in (cell.font, cell.fill, cell.border, cell.alignment, cell.number_format))


def test_every_cell_looks_as_in_the_form_and_new_rows_look_like_the_first() -> None:
    before, after = read_back(data_of(form(3)))[LIST], read_back(filled(3, 20).data)[LIST]
    for row in range(1, 5):
        assert [style(after.cell(row, c)) for c in range(1, 6)] == [style(before.cell(row, c)) for c in range(1, 6)]
    for row in range(5, 25):
        assert [style(after.cell(row, c)) for c in range(1, 6)] == [style(before.cell(5, c)) for c in range(1, 6)]
        assert after.row_dimensions[row].height == 27
    for column in range(1, 6):
        assert style(after.cell(25, column)) == style(before.cell(8, column))
    assert {"A1:E1", "A3:A4", "E3:E4"} <= {one.coord for one in after.merged_cells.ranges}


@pytest.mark.parametrize("room", [1, 3])
def test_what_holds_for_a_whole_column_goes_on_holding_for_it(room: int) -> None:
    book = form(room)
    sheet = book[LIST]
    sheet.add_data_validation(DataValidation(type="list", formula1='"是,否"', sqref="C2:C1048576"))
    sheet.conditional_formatting.add("B5:B1048576", CellIsRule(operator="equal", formula=['"无"'], font=Font(b=True)))
    sheet.auto_filter.ref = "A4:E1048576"
    sheet["G1"] = "=COUNTA(A5:A1048576)"
    after = read_back(fill("book", data_of(book), mapped(room), Filling({}, [lines(9)])).data)[LIST]
    assert str(after.data_validations.dataValidation[1].sqref) == "C2:C1048576"
    assert "B5:B1048576" in {str(one.sqref) for one in after.conditional_formatting}
    assert (after.auto_filter.ref, after["G1"].value) == ("A4:E1048576", "=COUNTA(A5:A1048576)")


def test_merges_inside_the_repeated_row_are_repeated() -> None:
    book = form(1)
    book[LIST].merge_cells("B5:C5")
    sheet = read_back(
        fill("book", data_of(book), mapped(1), Filling({}, [[[n, "陶金水", None, n] for n in (1, 2, 3)]])).data
    )[LIST]
    assert {"B5:C5", "B6:C6", "B7:C7"} <= {one.coord for one in sheet.merged_cells.ranges}
    assert sheet["B7"].value == "陶金水"


@pytest.mark.parametrize("words", ["=1+1", "+86", "-5", "@SUM(A1)", "＝1", "\t=2", '=HYPERLINK("x")'])
def test_words_are_never_a_formula(words: str) -> None:
    made = fill("book", data_of(form()), mapped(), Filling({(LIST, "D2"): words}, [[[1, words, words, 1]]]))
    sheet = read_back(made.data)[LIST]
    assert {sheet[cell].data_type for cell in ("D2", "B5", "C5")} == {"s"}
    assert sheet["B5"].value == words
    assert sheet["B5"].quotePrefix


def test_a_formula_of_the_form_is_kept_and_cannot_be_filled() -> None:
    only = TemplateMap((Slot(LIST, "E5", What("today")),))
    with pytest.raises(Refused) as no:
        fill("book", data_of(form()), only, Filling({(LIST, "E5"): "2026-09-23"}))
    assert (no.value.code, no.value.field) == ("template_formula", f"{LIST} E5")


def test_numbers_and_days_keep_their_kind_and_the_format_of_the_cell() -> None:
    made = fill(
        "book", data_of(form()), mapped(), Filling({(LIST, "D2"): date(2026, 9, 1)}, [[[1, "谭秀英", "", 12.5]]])
    )
    sheet = read_back(made.data)[LIST]
    assert sheet["D2"].is_date
    assert (sheet["D5"].value, sheet["D5"].number_format) == (12.5, "#,##0.00")


def test_an_empty_value_leaves_what_the_form_has_there() -> None:
    sheet = read_back(fill("book", data_of(form()), mapped(), Filling({(LIST, "A2"): ""}, [[]])).data)[LIST]
    assert sheet["A2"].value == "填报单位："


@pytest.mark.parametrize("room", [1, 3])
@pytest.mark.parametrize("many", [0, 1, 3, 5])
def test_an_example_in_the_form_is_nobodys(room: int, many: int) -> None:
    """Neither in its own row nor in those put in, mapped columns or others, for whoever has no such value."""
    book = form(room)
    for column, words in (("B", "张三"), ("C", "330723199001011234"), ("D", 900), ("F", "低保")):
        book[LIST][f"{column}5"] = words
    rows = [[n, f"谭秀{n}", None, None] for n in range(1, many + 1)]
    sheet = read_back(fill("book", data_of(book), mapped(room), Filling({}, [rows])).data)[LIST]
    found = [[sheet.cell(5 + n, column).value for column in (2, 3, 4)] for n in range(max(many, room))]
    assert found == [[f"谭秀{n + 1}" if n < many else None, None, None] for n in range(max(many, room))]
    assert {sheet.cell(5 + n, 6).value for n in range(max(many, room))} == {None}
    assert sheet["E5"].value == "=D5*2"


def test_what_a_form_prints_beside_every_row_stays() -> None:
    """A unit in each row, a note beside a row without an example: the form's own words."""
    book = form(3)
    for row in (5, 6, 7):
        book[LIST][f"F{row}"] = "元"
    book[LIST]["B5"], book[LIST]["G5"], book[LIST]["H5"] = "张三", "示例", "一式两份"
    book[LIST].merge_cells("H5:H7")
    sheet = read_back(fill("book", data_of(book), mapped(3), Filling({}, [lines(2)])).data)[LIST]
    assert [sheet[cell].value for cell in ("F5", "F6", "F7", "G5", "H5")] == ["元", "元", "元", None, "一式两份"]
    book[LIST]["B5"], book[LIST]["G5"] = None, "见说明"
    sheet = read_back(fill("book", data_of(book), mapped(3), Filling({}, [lines(2)])).data)[LIST]
    assert sheet["G5"].value == "见说明"


def test_a_head_merged_into_the_repeated_row_is_not_taken_for_an_example() -> None:
    book = form(1)
    book[LIST].unmerge_cells("B3:B4")
    book[LIST].merge_cells("B3:B5")
    sheet = read_back(fill("book", data_of(book), mapped(1), Filling({}, [[]])).data)[LIST]
    assert sheet["B3"].value == "姓名"


def test_several_lists_of_one_sheet_and_several_sheets_are_filled_at_once() -> None:
    book = form(1)
    sheet = book[LIST]
    sheet["A10"], sheet["A11"], sheet["A12"] = "名单二", None, "完"
    second = Band(LIST, 11, 1, Source("people"), (Slot(LIST, "A11", What("field", "name")),))
    other = Band("汇总", 4, 1, Source("people"), (Slot("汇总", "A4", What("field", "name")),))
    both = TemplateMap((), (*mapped(1).bands, second, other))
    made = fill("book", data_of(book), both, Filling({}, [lines(3), [["甲"], ["乙"]], [["丙"], ["丁"]]]))
    after = read_back(made.data)
    assert [after[LIST].cell(row, 1).value for row in (5, 6, 7, 12, 13, 14, 15)] == [
        1,
        2,
        3,
        "名单二",
        "甲",
        "乙",
        "完",
    ]
    assert [after["汇总"].cell(row, 1).value for row in (4, 5)] == ["丙", "丁"]


def test_the_picture_works_out_the_totals_that_the_paper_shows() -> None:
    made = filled(3, 5)
    assert made.picture.sheets[0].text(10, 4) == "515"
    assert made.picture.sheets[1].text(1, 2) == "515"
    assert made.picture.sheets[0].text(7, 5) == "206"


def test_a_sheet_that_is_gone_is_refused_by_name() -> None:
    book = form()
    del book["汇总"]
    with pytest.raises(Refused) as no:
        fill("book", data_of(book), mapped(), Filling({("汇总", "B2"): 3}, [[]]))
    assert no.value.code == "template_moved"
    assert "汇总" in no.value.cause


def test_who_took_it_out_stands_in_the_properties_and_nowhere_in_the_form() -> None:
    made = fill("book", data_of(form()), mapped(), Filling({}, [[]]), marking="王海燕 2026-09-23 填写")
    book = read_back(made.data)
    assert book.properties.description == "王海燕 2026-09-23 填写"
    assert "王海燕" not in str([cell.value for line in book[LIST].iter_rows() for cell in line])


def test_pictures_stay_and_move_with_their_rows() -> None:
    book, out = form(1), BytesIO()
    Picture.new("RGB", (8, 8), "red").save(out, "PNG")
    out.seek(0)
    book[LIST].add_image(Image(out), "B7")
    sheet = read_back(fill("book", data_of(book), mapped(1), Filling({}, [lines(5)])).data)[LIST]
    assert [one.anchor._from.row + 1 for one in sheet._images] == [11]

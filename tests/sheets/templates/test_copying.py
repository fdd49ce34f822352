"""A sheet for each record: everything of the form is on every copy, and no copy speaks of another's cells."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from PIL import Image as Drawing

from desktop.forms.sheet_paper import sheet_paper
from desktop.sheets.templates.contents import Filling
from desktop.sheets.templates.filling import fill
from desktop.sheets.templates.slots import Band, Slot, Source, TemplateMap, What
from tests.sheets.templates.forms import data_of, read_back
from tests.sheets.templates.house_forms import FIRST, HOUSE, house_form, house_map

CHECK = "核对"


def filling(name: str, many: int) -> Filling:
    cells = {(HOUSE, "B2"): name, (HOUSE, "B3"): "陶金水", (HOUSE, "D3"): many, (HOUSE, "A4"): "填表人：王海燕"}
    return Filling(cells, [[[n, f"谭秀{n}", "3307", None] for n in range(1, many + 1)]], name)


def filled(book: Any, *made: tuple[str, int]) -> Any:
    return read_back(fill("book", data_of(book), house_map(), *(filling(*one) for one in made)).data)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 6), min_size=2, max_size=5))
def test_every_copy_is_dressed_and_grown_like_the_form_filled_alone(counts: list[int]) -> None:
    book = filled(house_form(), *((f"上街{n}号", many) for n, many in enumerate(counts)))
    for sheet, (number, many) in zip(book.worksheets, enumerate(counts), strict=True):
        alone = filled(house_form(), (f"上街{number}号", many))[HOUSE]
        assert sheet.title == f"上街{number}号"
        assert [[cell.value for cell in line] for line in sheet] == [[cell.value for cell in line] for line in alone]
        assert [[cell.font.name for cell in line] for line in sheet] == [[c.font.name for c in line] for line in alone]
        assert [[cell.border.left.style for cell in line] for line in sheet] == [
            [cell.border.left.style for cell in line] for line in alone
        ]  # fmt: skip
        assert {str(one) for one in sheet.merged_cells.ranges} == {str(one) for one in alone.merged_cells.ranges}
        assert sheet.print_area.rpartition("!")[2] == alone.print_area.rpartition("!")[2]
        assert sheet.column_dimensions["C"].width == 24


def test_a_sheet_that_reckons_with_the_form_goes_with_it_and_one_of_words_stays_once() -> None:
    book = filled(house_form(notes=True), ("上街1号", 1), ("上街2号", 4))
    assert book.sheetnames == ["上街1号 登记表", "上街1号 核对", "上街2号 登记表", "上街2号 核对", "填表说明"]
    assert book["上街1号 核对"]["A1"].value == f"='上街1号 登记表'!B{FIRST + 2}*2"
    assert book["上街2号 核对"]["A1"].value == f"='上街2号 登记表'!B{FIRST + 4}*2"  # moved with the lines put in


def test_a_comma_in_the_name_of_a_sheet_parts_no_range() -> None:
    book, old = house_form(), "一户,一'表"
    book[HOUSE].title = old
    book[old].print_area = "A1:D9"
    book[old]["C4"] = "='一户,一''表'!D3*2"
    book.defined_names["人数"] = DefinedName("人数", attr_text="'一户,一''表'!$D$3,'一户,一''表'!$B$3")
    of = TemplateMap((Slot(old, "B2", What("field", "x", source=Source("houses", of="id"))),))
    made = read_back(fill("book", data_of(book), of, *(
        Filling({(old, "B2"): one}, (), one) for one in ("上街,1号", "上街2号"))).data)  # fmt: skip
    for sheet in made.worksheets:
        assert sheet["C4"].value == f"='{sheet.title}'!D3*2"
        assert sheet.defined_names["人数"].attr_text == f"'{sheet.title}'!$D$3,'{sheet.title}'!$B$3"
        assert sheet.print_area.rpartition("!")[2] == "$A$1:$D$9"


@pytest.mark.parametrize(("names", "expected"), [
    (("上街1号", "上街1号"), ["上街1号", "上街1号 (2)"]), (("[a/b]:*?", "A"), ["a b", "A"]),
    (("ab", "AB"), ["ab", "AB (2)"]), (("", ""), [HOUSE, f"{HOUSE} (2)"]), (("'引'", "b"), ["引", "b"]),
    (("长" * 40, "长" * 40), ["长" * 31, "长" * 27 + " (2)"]),
])  # fmt: skip
def test_sheets_are_called_by_the_records_as_a_workbook_allows(names: tuple[str, ...], expected: list[str]) -> None:
    assert filled(house_form(), *((one, 0) for one in names)).sheetnames == expected


def test_rules_pictures_names_and_set_up_are_on_every_copy() -> None:
    book = house_form()
    sheet, out = book[HOUSE], BytesIO()
    Drawing.new("RGB", (4, 4), "red").save(out, "png")
    sheet.add_image(Image(BytesIO(out.getvalue())), "D1")
    rule = DataValidation(type="list", formula1='"男,女"', sqref="C6:C7")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("D3", CellIsRule(operator="greaterThan", formula=["3"], font=Font(bold=True)))
    book.defined_names["人数"] = DefinedName("人数", attr_text=f"{HOUSE}!$D$3")
    sheet["C4"] = "=人数+1"
    sheet["D4"] = ArrayFormula("D4", f"=SUM({HOUSE}!D3:D3)")
    sheet.freeze_panes, sheet.print_title_rows = "A6", "5:5"
    sheet.oddFooter.center.text = "第 &P 页"
    sheet.page_setup.orientation = "landscape"
    made = filled(book, ("上街1号", 1), ("上街2号", 4))
    for one in made.worksheets:
        assert (len(one._images), one.freeze_panes, one.print_title_rows) == (1, "A6", "$5:$5")
        assert str(one.data_validations.dataValidation[0].sqref).startswith("C6:C")
        assert len(one.conditional_formatting) == 1
        assert one.defined_names["人数"].attr_text == f"'{one.title}'!$D$3"
        assert one["C4"].value == "=人数+1"
        assert one["D4"].value.text == f"=SUM('{one.title}'!D3:D3)"
        assert (one.oddFooter.center.text, one.page_setup.orientation) == ("第 &P 页", "landscape")
    assert not made.defined_names
    assert [one.sheet_view.tabSelected for one in made.worksheets] == [True, False]


def test_a_value_goes_to_the_first_cell_of_a_merge_on_a_copy_too() -> None:
    of = TemplateMap((Slot(HOUSE, "C2", What("field", "x", source=Source("houses", of="id"))),))  # inside of B2:D2
    made = read_back(fill("book", data_of(house_form()), of, *(
        Filling({(HOUSE, "C2"): one}, (), one) for one in ("甲", "乙"))).data)  # fmt: skip
    assert [sheet["B2"].value for sheet in made.worksheets] == ["甲", "乙"]


def test_a_list_of_everybody_on_a_sheet_of_its_own_is_filled_once() -> None:
    book = house_form()
    other = book.create_sheet("名单")
    other["A1"] = "姓名"
    every = Band("名单", 2, 1, Source("people"), (Slot("名单", "A2", What("field", "name")),))
    of = TemplateMap(house_map().slots, (*house_map().bands, every), house_map().each)
    lines = [["甲"], ["乙"], ["丙"]]
    made = [Filling(one.cells, [*one.rows, lines], one.name) for one in (filling("a", 1), filling("b", 2))]
    sheet = read_back(fill("book", data_of(book), of, *made).data)["名单"]
    assert [cell.value for cell in sheet["A"]] == ["姓名", "甲", "乙", "丙"]


def test_nothing_of_a_filled_form_lies_in_the_temporary_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_file(*_: object, **__: object) -> str:
        raise AssertionError("written")

    data = data_of(house_form())
    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", no_file)
    made = fill("book", data, house_map(), filling("上街1号", 1), filling("上街2号", 4))
    assert len(read_back(made.data).worksheets) == 2


def test_each_form_counts_its_own_pages() -> None:
    made = fill("book", data_of(house_form()), house_map(), filling("上街1号", 120), filling("上街2号", 1))
    assert [sheet.form for sheet in made.picture.sheets] == [1, 2]
    paper = sheet_paper(made.picture, "登记表")
    pages = [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(paper.pdf)]
    assert len(pages) > 2
    assert f"共{len(pages) - 1}页" in pages[0]
    assert "共" not in pages[-1]  # a page alone bears no number

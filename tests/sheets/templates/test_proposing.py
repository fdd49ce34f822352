"""A typical form is mapped by its own words."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook

from desktop.services.template_check import fillable_ledgers
from desktop.services.template_fields import proposal_target, usual_source
from desktop.services.templates import proposed
from desktop.sheets.templates.proposing import propose_map
from tests.sheets.templates.forms import BOX, document, picture, row, runs

LEDGERS = ["people", "stays", "houses", "disputes", "staff"]
TARGETS = [proposal_target(one)[0] for one in LEDGERS]


def listing(*heads: str, rows: int = 4) -> Any:
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"] = "登记表", "填报单位：　　　"
    for column, words in enumerate(heads, 1):
        sheet.cell(3, column, words)
    for at in range(4, 4 + rows):
        sheet.row_dimensions[at].height = 20
    sheet.cell(4 + rows, 1, "填表人：")
    return book


def proposal(book: Any) -> dict[str, tuple[str, str]]:
    made = propose_map(picture(book), TARGETS, {one: usual_source(one) for one in LEDGERS})
    return {slot.cell: (slot.what.kind, slot.what.field) for slot in made.every()}


def test_a_list_of_tenants_is_known_by_its_heads() -> None:
    found = proposal(
        listing("序号", "姓名", "性别", "身份证号", "联系方式", "户籍地址", "入住时间", "房东", "房东电话", "怪列")
    )
    assert {cell: field for cell, (kind, field) in found.items() if kind == "field"} == {
        "B4": "name", "C4": "sex", "D4": "id_number", "E4": "phone", "F4": "origin", "G4": "checkin",
        "H4": "house_owner", "I4": "owner_phone",
    }  # fmt: skip
    assert found["A4"] == ("serial", "")
    assert (found["A2"][0], found["A8"][0]) == ("centre", "maker")


def framed(*rows: tuple[str, ...]) -> Any:
    """Heads and rows below them in one frame."""
    book = listing("序号", "姓名", "性别", "身份证号", "联系方式", rows=len(rows))
    for at, words in enumerate((None, *rows), 3):
        for column in range(1, 6):
            book.active.cell(at, column).border = BOX
            if words:
                book.active.cell(at, column).value = words[column - 1] or None
    return book


EXAMPLE, EMPTY = ("例", "张三", "男", "330723199001011234", "13900000000"), ("",) * 5


def test_a_row_that_shows_how_to_fill_in_does_not_hide_the_list() -> None:
    made = propose_map(picture(framed(EXAMPLE, EMPTY, EMPTY)), TARGETS, {})
    assert [(band.row, band.room, len(band.columns)) for band in made.bands] == [(4, 3, 5)]


@pytest.mark.parametrize("rows", [
    (EXAMPLE, EXAMPLE, EMPTY), (("合计", "", "3", "4", "5"), EMPTY, EMPTY), (EXAMPLE,),
])  # fmt: skip
def test_what_is_no_example_is_no_row_for_records(rows: tuple[tuple[str, ...], ...]) -> None:
    """People already in it, a total above its list, a lone row at the end of the frame."""
    assert propose_map(picture(framed(*rows)), TARGETS, {}).bands == ()


def test_the_ledger_that_knows_most_heads_is_taken() -> None:
    made = propose_map(picture(listing("案号", "申请人", "被申请人", "纠纷类型", "调解员", "登记日期")),
                       TARGETS, {})  # fmt: skip
    assert [band.source.ledger for band in made.bands] == ["disputes"]
    assert len(made.bands[0].columns) == 6


def test_heads_in_two_rows_tell_whose_number_it_is() -> None:
    book = listing("房主", None, "承租人", None, "房屋地址")
    sheet = book.active
    for column, words in enumerate(("姓名", "联系电话", "姓名", "联系电话"), 1):
        sheet.cell(4, column, words)
    sheet.merge_cells("A3:B3"), sheet.merge_cells("C3:D3"), sheet.merge_cells("E3:E4")
    found = {cell: field for cell, (kind, field) in proposal(book).items() if kind == "field"}
    assert found == {"A5": "house_owner", "B5": "owner_phone", "C5": "name", "D5": "phone", "E5": "house_address"}


def test_labels_beside_empty_cells_make_a_form_of_one_record() -> None:
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "人员信息表"
    for at, words in enumerate(("姓名", "性别", "民族", "身份证号码", "联系电话"), 2):
        sheet.cell(at, 1, words)
        sheet.cell(at, 2).number_format = "@"
    found = {cell: field for cell, (kind, field) in proposal(book).items()}
    assert found == {"B2": "name", "B3": "sex", "B4": "nation", "B5": "id_number", "B6": "phone"}


def test_marks_named_like_fields_are_mapped_and_those_of_a_row_repeated() -> None:
    table = f"<w:tbl>{row(runs('{{序号}}'), runs('{{姓名}}'), runs('{{性别}}'), runs('{{联系电话}}'))}</w:tbl>"
    made = proposed("word", document(runs("{{填报单位}}{{所属月份}}") + table), ledger="people")
    assert [(slot.cell, slot.what.kind) for slot in made.slots] == [("填报单位", "centre"), ("所属月份", "month")]
    assert [slot.what.field for slot in made.bands[0].columns] == ["", "name", "sex", "phone"]


def test_a_form_of_something_else_is_left_alone() -> None:
    assert proposal(listing("苹果", "香蕉", "橙子")).keys() <= {"A2", "A8"}


def test_every_ledger_can_be_proposed_from() -> None:
    for ledger in fillable_ledgers():
        target, paths = proposal_target(ledger.name)
        assert {field.name for field in target.fields} == set(paths)

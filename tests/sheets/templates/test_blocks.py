"""A record of several rows: its block is repeated with looks, merges, heights and formulas, and found again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from desktop.errors import Refused
from desktop.services.template_fields import proposal_target
from desktop.sheets.templates.anchors import anchored, found_again, room_below
from desktop.sheets.templates.contents import Filling
from desktop.sheets.templates.filling import fill
from desktop.sheets.templates.proposing import propose_map
from desktop.sheets.templates.slots import Band, Slot, Source, TemplateMap, What, from_json, to_json
from tests.sheets.templates.forms import BOX, data_of, picture, read_back

NAME = "登记簿"
FIRST = 4


def household(room: int = 1, tall: int = 2) -> Any:
    """Heads in two rows, `room` blocks of `tall` rows: number and sum merged down, name over address; then a total."""
    book = Workbook()
    sheet = book.active
    sheet.title = NAME
    sheet["A1"] = "登记簿"
    sheet.merge_cells("A1:D1")
    for cell, words in (("A2", "序号"), ("B2", "姓名"), ("C2", "电话"), ("D2", "小计"), ("B3", "住址")):
        sheet[cell] = words
    sheet.merge_cells("A2:A3"), sheet.merge_cells("D2:D3"), sheet.merge_cells("B3:C3")
    for block in range(room):
        top = FIRST + block * tall
        for row in range(top, top + tall):
            for column in range(1, 5):
                cell = sheet.cell(row, column)
                cell.border, cell.font = BOX, Font(name="仿宋", size=9 + (row - top))
                cell.fill = PatternFill("solid", fgColor="FFFFF2CC" if row == top else "FFDDEBF7")
            sheet.row_dimensions[row].height = 20 + 7 * (row - top)
        sheet.merge_cells(start_row=top, start_column=1, end_row=top + tall - 1, end_column=1)
        sheet.merge_cells(start_row=top, start_column=4, end_row=top + tall - 1, end_column=4)
        sheet.merge_cells(start_row=top + 1, start_column=2, end_row=top + 1, end_column=3)
        sheet.cell(top, 4).value = f"=SUM(C{top}:C{top})"
    total = FIRST + room * tall
    sheet.cell(total, 1, "合计")
    sheet.cell(total, 4, f"=SUM(D{FIRST}:D{total - 1})")
    return book


def block(room: int = 1, tall: int = 2) -> TemplateMap:
    kinds = (("A4", What("serial")), ("B4", What("field", "name")), ("C4", What("field", "phone")),
             ("B5", What("field", "address")))  # fmt: skip
    columns = tuple(Slot(NAME, cell, what) for cell, what in kinds)
    return anchored(TemplateMap((), (Band(NAME, FIRST, room, Source("people"), columns, tall),)), picture(household()))


def people(many: int) -> list[list[Any]]:
    return [[n, f"谭秀{n}", 100 + n, f"溪东路{n}号"] for n in range(1, many + 1)]


def filled(room: int, many: int, tall: int = 2) -> Any:
    made = fill("book", data_of(household(room, tall)), block(room, tall), Filling({}, [people(many)]))
    return read_back(made.data)[NAME]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(room=st.integers(1, 3), many=st.integers(0, 7), tall=st.integers(2, 4))
def test_every_record_stands_in_a_block_of_its_own_dressed_like_the_first(room: int, many: int, tall: int) -> None:
    sheet, form = filled(room, many, tall), read_back(data_of(household(1, tall)))[NAME]
    merged = {str(one) for one in sheet.merged_cells.ranges}
    for number, (serial, name, phone, address) in enumerate(people(many)):
        top = FIRST + number * tall
        cells = (sheet.cell(top, 1), sheet.cell(top, 2), sheet.cell(top, 3), sheet.cell(top + 1, 2))
        assert [cell.value for cell in cells] == [serial, name, phone, address]
        assert {f"A{top}:A{top + tall - 1}", f"D{top}:D{top + tall - 1}", f"B{top + 1}:C{top + 1}"} <= merged
        assert sheet.cell(top, 4).value == f"=SUM(C{top}:C{top})"
        for row in range(tall):
            assert sheet.row_dimensions[top + row].height == 20 + 7 * row
            for column in range(1, 5):
                here, there = sheet.cell(top + row, column), form.cell(FIRST + row, column)
                looks = [(one.fill.fgColor.rgb, one.border.left.style, one.font.sz) for one in (here, there)]
                assert looks[0] == looks[1]


@pytest.mark.parametrize(("room", "many"), [(1, 1), (1, 5), (3, 2), (3, 8)])
def test_the_total_below_moves_down_and_takes_in_every_block(room: int, many: int) -> None:
    sheet = filled(room, many)
    total = FIRST + 2 * max(room, many)
    assert sheet.cell(total, 1).value == "合计"
    assert sheet.cell(total, 4).value == f"=SUM(D{FIRST}:D{total - 1})"


def test_rows_of_a_form_hold_as_many_records_as_blocks_fit() -> None:
    sheet = picture(household(3)).sheets[0]
    places = [(4, 1), (4, 2), (5, 2)]
    assert room_below(sheet, FIRST, places, 2) == 3
    assert room_below(picture(household(1)).sheets[0], FIRST, places, 2) == 1


def test_a_label_inside_the_block_is_repeated_and_a_total_is_no_block() -> None:
    book = household(2)
    for row in (5, 7):
        book[NAME].cell(row, 2).value = "住址："
    mapped = TemplateMap((), (replace(block().bands[0], columns=block().bands[0].columns[:3], room=2),))
    made = fill("book", data_of(book), mapped, Filling({}, [[line[:3] for line in people(4)]]))
    sheet = read_back(made.data)[NAME]
    assert [sheet.cell(row, 2).value for row in (5, 7, 9, 11)] == ["住址："] * 4
    assert room_below(picture(book).sheets[0], FIRST, [(4, 1), (4, 2), (4, 3)], 2) == 2


def test_a_block_moved_down_is_found_again_with_its_rows() -> None:
    book = household(2)
    sheet = book[NAME]
    for one in list(sheet.merged_cells.ranges):
        one.shift(row_shift=3)
    sheet.insert_rows(1, 3)
    band = found_again(block(), picture(book)).bands[0]
    assert (band.row, band.tall, band.room) == (7, 2, 2)
    assert [slot.cell for slot in band.columns] == ["A7", "B7", "C7", "B8"]


def test_a_block_torn_apart_is_refused_by_the_name_of_its_cells() -> None:
    book = household()
    sheet = book[NAME]
    sheet.unmerge_cells("B3:C3"), sheet.unmerge_cells("B5:C5")
    sheet["B3"], sheet["B9"] = "别的", "住址"
    with pytest.raises(Refused) as no:
        found_again(block(), picture(book))
    assert no.value.code == "template_moved"
    assert "住址" in no.value.cause


def test_a_map_with_a_block_is_kept_whole_and_an_old_one_has_rows_of_one() -> None:
    assert from_json(to_json(block())) == block()
    old = to_json(block())
    del old["bands"][0]["tall"]
    assert from_json(old).bands[0].tall == 1


def test_rows_marked_as_one_record_take_in_what_was_mapped_in_them() -> None:
    apart = TemplateMap((), (
        Band(NAME, 4, 1, Source("people"), (Slot(NAME, "B4", What("field", "name")),)),
        Band(NAME, 5, 1, Source("houses"), (Slot(NAME, "B5", What("field", "address")),)),
    ))  # fmt: skip
    [band] = apart.with_block(Band(NAME, 4, 3, Source(), (), 2)).bands
    assert (band.row, band.tall, band.room, band.source.ledger) == (4, 2, 3, "people")
    assert [slot.cell for slot in band.columns] == ["B4", "B5"]


def test_merges_down_under_the_heads_propose_a_block() -> None:
    book = household(2)
    for cell, words in (("D2", "户籍地址"), ("D4", None), ("D6", None), ("D8", None)):
        book[NAME][cell] = words
    book[NAME].unmerge_cells("B3:C3")
    book[NAME]["B3"] = None
    book[NAME].merge_cells("B2:B3"), book[NAME].merge_cells("C2:C3")
    [band] = propose_map(picture(book), [proposal_target("people")[0]], {}).bands
    assert (band.row, band.tall, band.room) == (4, 2, 2)

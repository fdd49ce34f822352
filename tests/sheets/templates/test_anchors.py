"""Cells that an office has moved are found again by the words around them, or named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.errors import Refused
from desktop.sheets.templates.anchors import found_again, name_of, place_of
from tests.sheets.templates.forms import LIST, form, mapped, picture


def cells(of: Any) -> list[str]:
    return [slot.cell for slot in of.every()]


def test_an_unchanged_form_keeps_its_map() -> None:
    assert found_again(mapped(), picture(form())) == mapped()


def changed(change: Callable[[Any], object]) -> Any:
    book = form()
    change(book[LIST])
    return picture(book)


def test_rows_put_in_above_move_every_cell() -> None:
    def change(sheet: Any) -> None:
        for one in list(sheet.merged_cells.ranges):
            one.shift(row_shift=2)
        sheet.insert_rows(1, 2)

    assert cells(found_again(mapped(), changed(change))) == ["A4", "D4", "A11", "B2", "A7", "B7", "C7", "D7"]


def test_columns_put_in_and_exchanged_are_found_by_their_heads() -> None:
    def change(sheet: Any) -> None:
        sheet["B3"], sheet["C3"] = "证件号码", "姓名"

    found = found_again(mapped(), changed(change))
    assert [(slot.what.field, slot.cell) for slot in found.bands[0].columns] == [
        ("", "A5"), ("name", "C5"), ("id_number", "B5"), ("amount", "D5"),
    ]  # fmt: skip


def test_a_renamed_sheet_is_found() -> None:
    found = found_again(mapped(), changed(lambda sheet: setattr(sheet, "title", "新台账")))
    assert {slot.sheet for slot in found.every()} == {"新台账", "汇总"}


def test_more_room_in_the_new_form_is_seen() -> None:
    assert found_again(mapped(), picture(form(9))).bands[0].room == 9


def test_a_column_that_is_gone_is_named() -> None:
    with pytest.raises(Refused) as no:
        found_again(mapped(), changed(lambda sheet: setattr(sheet["C3"], "value", "备注")))
    assert no.value.code == "template_moved"
    assert "C5（证件号码）" in no.value.cause


def test_two_places_as_likely_are_left_to_a_person() -> None:
    def change(sheet: Any) -> None:
        sheet["A1"], sheet["A2"], sheet["B2"], sheet["B12"] = "别的题目", None, "填报单位：", "填报单位："

    with pytest.raises(Refused) as no:
        found_again(mapped(), changed(change))
    assert "A2" in no.value.cause


def test_names_of_cells_go_both_ways() -> None:
    assert [place_of(name_of(*place)) for place in ((1, 1), (12, 27), (100, 702))] == [(1, 1), (12, 27), (100, 702)]

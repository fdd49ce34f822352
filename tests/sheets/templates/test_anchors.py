"""Cells that an office has moved are found again by the words around them, or named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from desktop.domain.sheet_picture import Block, BookPicture, PicturedCell, SheetPicture
from desktop.errors import Refused
from desktop.sheets.templates import anchors
from desktop.sheets.templates.anchors import Places, anchor_of, found_again, name_of, place_of
from desktop.sheets.templates.slots import Anchor
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


def test_each_sheet_is_gone_through_once_however_many_cells_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Counter[tuple[str, str]]()

    def counted(sheet: SheetPicture, cell: str) -> Anchor:
        looked[sheet.name, cell] += 1
        return anchor_of(sheet, cell)

    of, book = mapped(), changed(lambda sheet: sheet.delete_rows(1, 4))  # every head is gone
    monkeypatch.setattr(anchors, "anchor_of", counted)
    with pytest.raises(Refused) as no:
        found_again(of, book)
    assert no.value.cause.count("、") >= 3
    assert max(looked.values()) <= 2  # where it stood, and among all
    places = Places(book)
    looked.clear()
    for _ in range(3):
        with pytest.raises(Refused):
            found_again(of, book, places)
    assert max(looked.values()) <= 4


def test_a_tall_sheet_is_read_in_time_that_grows_with_its_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cell looks further than the nearest words: a head above is not looked for up to the first row."""
    asked: list[int] = []
    block = SheetPicture.block

    def counted(sheet: SheetPicture, row: int, column: int) -> Block:
        asked.append(row)
        return block(sheet, row, column)

    monkeypatch.setattr(SheetPicture, "block", counted)
    cells = {(row, 1): PicturedCell("词") for row in range(1, 2001)}
    sheet = SheetPicture("高", (9.0,), (9.0,) * 2000, cells=cells)
    assert len(Places(BookPicture((sheet,))).of(sheet)) == 2000
    assert len(asked) < 10 * 2000


def test_names_of_cells_go_both_ways() -> None:
    assert [place_of(name_of(*place)) for place in ((1, 1), (12, 27), (100, 702))] == [(1, 1), (12, 27), (100, 702)]

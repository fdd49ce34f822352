"""Rows put into a form so that all records have room: dressed like the record above, what stands below pushed down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import Any, NamedTuple

from openpyxl.cell.cell import MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula

from desktop.sheets.templates.references import Insertion, moved, moved_range

NO_BAND = (0, 0)


class Piece(NamedTuple):
    """A cell of the record that is copied."""

    row: int
    column: int
    style: Any
    value: Any


def grow(book: Any, sheet: Any, first: int, room: int, count: int, tall: int = 1, beside: Sequence[Any] = ()) -> None:
    """Give the repeated records that begin in row `first`, `tall` rows each and ready for `room` of them, rows for
    `count` more; the last one stays the last. `beside`: the sheets whose formulas may speak of it, all for none.
    """
    last = first + room * tall - 1
    at = last + 1 - tall if room > 1 else last + 1
    rows = Insertion(sheet.title, at, count * tall, (first, last))
    inside = [one for one in sheet.merged_cells.ranges if at - tall <= one.min_row and one.max_row < at]
    merges = [(one.min_col, one.min_row, one.max_col, one.max_row) for one in inside]
    _move_formulas(beside or book.worksheets, rows)
    pattern = list(_pattern(sheet, range(at - tall, at)))
    heights = _heights(sheet, range(at - tall, at))
    _move_merges(sheet, rows)
    _move_heights(sheet, rows)
    sheet.insert_rows(at, rows.count)
    for down in range(tall, rows.count + tall, tall):
        _dress(sheet, down, pattern, words=tall > 1)
        for row, height in heights.items():
            sheet.row_dimensions[row + down].ht = height
        for left, top, right, bottom in merges:
            sheet.merged_cells.add(CellRange(None, left, top + down, right, bottom + down))
    _move_rest(book, sheet, rows)


def _pattern(sheet: Any, rows: range) -> Iterator[Piece]:
    for row in rows:
        for column in range(1, sheet.max_column + 1):
            cell = sheet._cells.get((row, column))
            if cell is not None:
                value = None if isinstance(cell, MergedCell) else cell.value
                yield Piece(row, column, cell._style if cell.has_style else None, value)


def _heights(sheet: Any, rows: range) -> dict[int, float]:
    """Those that were set."""
    return {row: sheet.row_dimensions[row].ht for row in rows
            if row in sheet.row_dimensions and sheet.row_dimensions[row].ht}  # fmt: skip


def _dress(sheet: Any, down: int, pattern: list[Piece], *, words: bool) -> None:
    """Copy the record `down` rows below: looks and formulas, and where it is a block its words, which are labels."""
    for row, column, style, value in pattern:
        cell = sheet.cell(row + down, column)
        if style is not None:
            cell._style = copy(style)
        if isinstance(value, str) and value.startswith("="):
            letter = get_column_letter(column)
            cell.value = Translator(value, f"{letter}{row}").translate_formula(f"{letter}{row + down}")
        elif words and value is not None:
            cell.value = value


def _move_formulas(sheets: Sequence[Any], rows: Insertion) -> None:
    """What a record reckons of itself does not grow with the list."""
    own = replace(rows, band=NO_BAND)
    for sheet in sheets:
        for (row, _), cell in sheet._cells.items():
            if isinstance(cell, MergedCell) or cell.data_type != "f":
                continue
            inside = sheet.title == rows.sheet and rows.band[0] <= row <= rows.band[1]
            told = own if inside else rows
            if isinstance(cell.value, ArrayFormula):
                cell.value.ref = moved_range(cell.value.ref, sheet.title, told)
                cell.value.text = moved(cell.value.text, sheet.title, told)
            elif isinstance(cell.value, str):
                cell.value = moved(cell.value, sheet.title, told)


def _move_merges(sheet: Any, rows: Insertion) -> None:
    for one in sheet.merged_cells.ranges:
        if one.min_row >= rows.at:
            one.shift(row_shift=rows.count)
        elif one.max_row >= rows.at:
            one.expand(down=rows.count)


def _move_heights(sheet: Any, rows: Insertion) -> None:
    for row in sorted((row for row in sheet.row_dimensions if row >= rows.at), reverse=True):
        kept = sheet.row_dimensions.pop(row)
        kept.index = row + rows.count
        sheet.row_dimensions[row + rows.count] = kept


def _move_rest(book: Any, sheet: Any, rows: Insertion) -> None:
    """Print area, names, filters, drop-down lists, coloured conditions, page breaks, pictures."""
    if sheet.print_area:
        areas = [_moved_area(area, rows) for area in str(sheet.print_area).split(",")]
        sheet.print_area = ",".join(area.rpartition("!")[2] for area in areas)
    for name in (*book.defined_names.values(), *sheet.defined_names.values()):
        if name.value and "(" not in name.value and not name.value.startswith('"'):
            name.value = ",".join(_moved_area(part, rows) for part in name.value.split(","))
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _moved_area(sheet.auto_filter.ref, rows)
    for one in sheet.data_validations.dataValidation:
        one.sqref = _moved_cells(one.sqref, rows)
    kept, sheet.conditional_formatting = sheet.conditional_formatting, ConditionalFormattingList()
    for one in kept:
        for rule in one.rules:
            sheet.conditional_formatting.add(str(_moved_cells(one.sqref, rows)), rule)
    for one in sheet.row_breaks.brk:
        one.id = rows.row(one.id)
    for drawn in (*sheet._images, *sheet._charts):
        for mark in (getattr(drawn.anchor, "_from", None), getattr(drawn.anchor, "to", None)):
            if mark is not None and mark.row + 1 >= rows.at:
                mark.row += rows.count


def _moved_area(words: str, rows: Insertion) -> str:
    return moved_range(words, rows.sheet, rows)


def _moved_cells(cells: MultiCellRange, rows: Insertion) -> MultiCellRange:
    return MultiCellRange(" ".join(_moved_area(_span(one), rows) for one in cells.ranges))


def _span(one: Any) -> str:
    """A single cell as a range too, so that it grows with the row."""
    first, last = get_column_letter(one.min_col), get_column_letter(one.max_col)
    return f"{first}{one.min_row}:{last}{one.max_row}"

"""Rows put into a form so that all records have room: dressed like the row above, what stands below pushed down."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula

from desktop.sheets.templates.references import Insertion, moved, moved_range


def grow(book: Any, sheet: Any, first: int, room: int, count: int) -> None:
    """Give the repeated row `first`, which has `room` rows, `count` more; its last row stays the last."""
    last = first + room - 1
    at = last if room > 1 else last + 1
    rows = Insertion(sheet.title, at, count, (first, last))
    pattern = list(_pattern(sheet, at - 1))
    across = [one for one in sheet.merged_cells.ranges if one.min_row == one.max_row == at - 1]
    height = sheet.row_dimensions[at - 1].ht if at - 1 in sheet.row_dimensions else None
    _move_formulas(book, rows)
    _move_merges(sheet, rows)
    _move_heights(sheet, rows)
    sheet.insert_rows(at, count)
    for row in range(at, at + count):
        _dress(sheet, row, at - 1, pattern)
        if height:
            sheet.row_dimensions[row].ht = height
        for one in across:
            sheet.merged_cells.add(CellRange(None, one.min_col, row, one.max_col, row))
    _move_rest(book, sheet, rows)


def _pattern(sheet: Any, row: int) -> Iterator[tuple[int, Any, Any]]:
    """(column, style, value) of the row to be copied."""
    for column in range(1, sheet.max_column + 1):
        cell = sheet._cells.get((row, column))
        if cell is not None:
            yield column, cell._style if cell.has_style else None, None if isinstance(cell, MergedCell) else cell.value


def _dress(sheet: Any, row: int, source: int, pattern: list[tuple[int, Any, Any]]) -> None:
    """Looks and formulas of the row above; its words and numbers are its own."""
    for column, style, value in pattern:
        cell = sheet.cell(row, column)
        if style is not None:
            cell._style = copy(style)
        if isinstance(value, str) and value.startswith("="):
            letter = get_column_letter(column)
            cell.value = Translator(value, f"{letter}{source}").translate_formula(f"{letter}{row}")


def _move_formulas(book: Any, rows: Insertion) -> None:
    for sheet in book.worksheets:
        for cell in sheet._cells.values():
            if isinstance(cell, MergedCell) or cell.data_type != "f":
                continue
            if isinstance(cell.value, ArrayFormula):
                cell.value.ref = moved_range(cell.value.ref, sheet.title, rows)
                cell.value.text = moved(cell.value.text, sheet.title, rows)
            elif isinstance(cell.value, str):
                cell.value = moved(cell.value, sheet.title, rows)


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

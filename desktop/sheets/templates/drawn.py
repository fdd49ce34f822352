"""A workbook of openpyxl as a picture: what is shown to be mapped, and printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.utils import column_index_from_string, range_boundaries

from desktop.domain.sheet_picture import Block, BookPicture, Look, PicturedCell, PicturedPage, Place, SheetPicture
from desktop.sheets.templates.formulas import Reckoner
from desktop.sheets.templates.looks import look_of, words_of

INCH = 25.4
PAPERS = {8: (297.0, 420.0), 9: (210.0, 297.0), 11: (148.0, 210.0), 12: (250.0, 354.0), 13: (176.0, 250.0)}
"""Paper codes of Office: A3 A4 A5 B4 B5, in mm."""


def picture_of(book: Any, losses: tuple[str, ...] = ()) -> BookPicture:
    reckoner = Reckoner(book)
    return BookPicture(tuple(_sheet(sheet, reckoner) for sheet in book.worksheets), losses)


def _extent(cells: Mapping[Place, PicturedCell], merges: tuple[Block, ...]) -> Place:
    """The last row and column in which anything can be seen."""
    seen = [place for place, cell in cells.items() if cell.text or cell.formula or _is_drawn(cell.look)]
    ends = [(bottom, right) for _, _, bottom, right in merges]
    return max((row for row, _ in (*seen, *ends)), default=1), max((column for _, column in (*seen, *ends)), default=1)


def _is_drawn(look: Look) -> bool:
    return bool(look.fill or look.left or look.top or look.right or look.bottom)


def _sheet(sheet: Any, reckoner: Reckoner) -> SheetPicture:
    merges = tuple(_block(one) for one in sheet.merged_cells.ranges)
    looks: dict[Any, Look] = {}
    cells = dict(_cells(sheet, reckoner, looks))
    cells |= _edges(sheet, cells, merges, looks)
    tall, wide = _extent(cells, merges)
    cells = {place: cell for place, cell in cells.items() if place[0] <= tall and place[1] <= wide}
    given = {row: float(one.ht) for row, one in sheet.row_dimensions.items() if one.ht}
    plain = float(sheet.sheet_format.defaultRowHeight or 14.4)
    hidden = {row for row, one in sheet.row_dimensions.items() if one.hidden}
    heights = tuple(0.0 if row in hidden else given.get(row, plain) for row in range(1, tall + 1))
    return SheetPicture(
        sheet.title, tuple(_widths(sheet, wide)), heights, frozenset(given), merges, cells, _page(sheet),
        sheet.sheet_state != "visible",
    )  # fmt: skip


def _cells(sheet: Any, reckoner: Reckoner, looks: dict[Any, Look]) -> Iterator[tuple[Place, PicturedCell]]:
    for place, cell in sheet._cells.items():
        if isinstance(cell, MergedCell):
            continue
        formula = cell.data_type == "f"
        value = reckoner.value(sheet.title, *place) if formula else cell.value
        number = isinstance(value, int | float) and not isinstance(value, bool)
        yield place, PicturedCell(words_of(value, cell.number_format), _look(cell, looks), number, formula)


def _look(cell: Any, looks: dict[Any, Look]) -> Look:
    key = tuple(cell._style)
    if key not in looks:
        looks[key] = look_of(cell)
    return looks[key]


def _edges(
    sheet: Any, cells: Mapping[Place, PicturedCell], merges: tuple[Block, ...], looks: dict[Any, Look]
) -> dict[Place, PicturedCell]:
    """The edges of a merge stand on its outer cells: they are put on the one cell that is shown."""
    found = {}
    for top, left, bottom, right in merges:
        first, last = sheet.cell(top, left), sheet._cells.get((bottom, right))
        if last is None or (top, left) == (bottom, right):
            continue
        end = look_of(last)
        begin = _look(first, looks)
        merged = replace(begin, right=end.right or begin.right, bottom=end.bottom or begin.bottom)
        found[top, left] = replace(cells.get((top, left), PicturedCell()), look=merged)
    return found


def _block(one: Any) -> Block:
    return one.min_row, one.min_col, one.max_row, one.max_col


def _widths(sheet: Any, wide: int) -> Iterator[float]:
    usual = sheet.sheet_format.defaultColWidth or (sheet.sheet_format.baseColWidth or 8) + 0.43
    found: dict[int, float] = {}
    for letters, one in sheet.column_dimensions.items():
        first = one.min or column_index_from_string(letters)
        for column in range(first, min(one.max or first, wide) + 1):
            found[column] = 0.0 if one.hidden else float(one.width or usual)
    for column in range(1, wide + 1):
        chars = found.get(column, float(usual))
        yield (int(chars * 7 + 5)) * 0.75 if chars else 0.0  # 7 pixels a character and 5 beside it, at 96 to the inch


def _page(sheet: Any) -> PicturedPage:
    setup, edges = sheet.page_setup, sheet.page_margins
    width, height = PAPERS.get(int(setup.paperSize or 9), PAPERS[9])
    if setup.orientation == "landscape":
        width, height = height, width
    fits = bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
    rows = (sheet.print_title_rows or "").replace("$", "").split(":")
    return PicturedPage(
        width, height, edges.top * INCH, edges.right * INCH, edges.bottom * INCH, edges.left * INCH,
        (setup.scale or 100) / 100 if not fits else 1,
        _pages(setup.fitToWidth) if fits else 0, _pages(setup.fitToHeight) if fits else 0,
        bool(sheet.print_options.horizontalCentered),
        (int(rows[0]), int(rows[1])) if len(rows) == 2 else None, _area(sheet),
    )  # fmt: skip


def _area(sheet: Any) -> Block | None:
    """The first of its print areas."""
    if not sheet.print_area:
        return None
    left, top, right, bottom = range_boundaries(str(sheet.print_area).split(",")[0].rpartition("!")[2])
    return (top or 1, left or 1, bottom or 1_048_576, right or 16_384)


def _pages(told: Any) -> int:
    return 1 if told is None else int(told)

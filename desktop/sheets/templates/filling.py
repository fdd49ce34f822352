"""A workbook filled in: values go in as what they are, words never as a formula, repeated rows find their room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from openpyxl.cell.cell import MergedCell

from desktop.domain.formulas import is_formula_like
from desktop.domain.sheet_picture import BookPicture, Place
from desktop.errors import Refused
from desktop.sheets.templates import opening
from desktop.sheets.templates.anchors import place_of
from desktop.sheets.templates.contents import Filling
from desktop.sheets.templates.copying import Form, copied
from desktop.sheets.templates.drawn import picture_of
from desktop.sheets.templates.growing import grow
from desktop.sheets.templates.slots import Band, TemplateMap
from desktop.sheets.templates.word_drawn import picture_of_word
from desktop.sheets.templates.word_filling import fill_word
from desktop.sheets.writer import packed, plain

MOST_ROWS = 100_000


class Filled:
    """`cells`: how many were written; `data` is the file, `picture` what it looks like, each made when asked for."""

    def __init__(self, cells: int, write: Callable[[], bytes], draw: Callable[[], BookPicture]) -> None:
        self.cells, self._write, self._draw = cells, write, draw

    @cached_property
    def data(self) -> bytes:
        return self._write()

    @cached_property
    def picture(self) -> BookPicture:
        return self._draw()


def look_at(kind: str, data: bytes) -> BookPicture:
    """A proved template as it looks."""
    if kind == opening.WORD:
        return picture_of_word(data)
    return picture_of(opening.open_book(data), opening.losses(data))


def fill(kind: str, data: bytes, mapped: TemplateMap, *fillings: Filling, marking: str = "") -> Filled:
    """Several fillings are so many copies of the form in one file. `marking`: who took it out when, in the properties
    of a workbook, where the form itself stays as it is.

    Refused codes: template_moved, template_formula, template_rows, template_header."""
    if kind == opening.WORD:
        made, count = fill_word(data, mapped, fillings)
        return Filled(count, lambda: made, partial(_drawn_words, data, mapped, fillings))
    book = opening.open_book(data)
    count, forms = _fill_forms(book, mapped, fillings)
    book.properties.description, book.properties.category = marking or None, None
    return Filled(count, partial(packed, book), partial(_drawn_forms, book, opening.losses(data), forms))


def _drawn_words(data: bytes, mapped: TemplateMap, fillings: Sequence[Filling]) -> BookPicture:
    """Each copy begins on a page of its own."""
    drawn = [picture_of_word(fill_word(data, mapped, (one,))[0]) for one in fillings]
    sheets = (replace(sheet, form=number) for number, one in enumerate(drawn) for sheet in one.sheets)
    return BookPicture(tuple(sheets), drawn[0].losses)


def _fill_forms(book: Any, mapped: TemplateMap, fillings: Sequence[Filling]) -> tuple[int, list[Form]]:
    if len(fillings) == 1:
        return fill_book(book, mapped, fillings[0]), []
    forms = copied(book, mapped, fillings)
    own = {id(sheet) for form in forms for sheet in form.sheets}
    shared = [sheet for sheet in book.worksheets if id(sheet) not in own]
    return sum(fill_book(book, form.mapped, form.filling, (*form.sheets, *shared)) for form in forms), forms


def _drawn_forms(book: Any, losses: tuple[str, ...], forms: Sequence[Form]) -> BookPicture:
    picture = picture_of(book, losses)
    whose = {sheet.title: number for number, form in enumerate(forms, 1) for sheet in form.sheets}
    sheets = tuple(replace(sheet, form=whose.get(sheet.name, 0)) for sheet in picture.sheets)
    return replace(picture, sheets=sheets)


def fill_book(book: Any, mapped: TemplateMap, filling: Filling, beside: Sequence[Any] = ()) -> int:
    """Single cells first, where they stand in the form; then the rows, the lowest first, so that none moves twice.
    `beside`: the sheets whose formulas may speak of what is filled, all where none are given.
    """
    count = 0
    for band in mapped.bands:
        _clear(_sheet(book, band.sheet, f"第{band.row}行"), band)
    for (name, cell), value in filling.cells.items():
        count += _put(_sheet(book, name, cell), place_of(cell), value)
    together = zip(mapped.bands, filling.rows, strict=True)
    for band, lines in sorted(together, key=lambda one: one[0].row, reverse=True):
        count += _fill_band(book, band, lines, beside or book.worksheets)
    return count


def _fill_band(book: Any, band: Band, lines: Sequence[Sequence[Any]], beside: Sequence[Any]) -> int:
    if len(lines) * band.tall > MOST_ROWS:
        raise Refused(
            f"有{len(lines) * band.tall:,}行，一张表放不下",
            f"分村或分月填，一次不超过{MOST_ROWS:,}行",
            code="template_rows",
        )
    sheet = _sheet(book, band.sheet, f"第{band.row}行")
    if len(lines) > band.room:
        grow(book, sheet, band.row, band.room, len(lines) - band.room, band.tall, beside)
    places = [place_of(slot.cell) for slot in band.columns]
    count = 0
    for number, line in enumerate(lines):
        down = number * band.tall
        count += sum(_put(sheet, (row + down, column), value)
                     for (row, column), value in zip(places, line, strict=True))  # fmt: skip
    return count


def _clear(sheet: Any, band: Band) -> None:
    """What a form gives as an example in a repeated row is nobody's, least of all of who has no such value."""
    example = any(_words(sheet, place_of(slot.cell)) for slot in band.columns)
    for down in range(0, band.room * band.tall, band.tall):
        for row, column in (place_of(slot.cell) for slot in band.columns):
            cell = _shown(sheet, (row + down, column))
            if cell.row >= band.row and cell.data_type != "f":
                cell.value = None
    if example and band.tall == 1:
        _clear_rest(sheet, band)


def _clear_rest(sheet: Any, band: Band) -> None:
    """Words beside the mapped cells of an example belong to it; what goes on in the next row is the form's own."""
    for column in range(1, sheet.max_column + 1):
        below = sheet.cell(band.row + 1, column)
        own = isinstance(below, MergedCell) or (band.room > 1 and below.value is not None)
        if not own and _words(sheet, (band.row, column)):
            _shown(sheet, (band.row, column)).value = None


def _words(sheet: Any, place: Place) -> bool:
    """Whether the cell holds words that are no formula and no head merged down into it."""
    cell = _shown(sheet, place)
    return cell.row >= place[0] and cell.value is not None and cell.data_type != "f"


def _shown(sheet: Any, place: Place) -> Any:
    """The cell, or the first one of its merge."""
    cell = sheet.cell(*place)
    if isinstance(cell, MergedCell):
        block = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
        cell = sheet.cell(block.min_row, block.min_col)
    return cell


def _put(sheet: Any, place: Place, value: Any) -> int:
    """1 if something was written. Empty values leave what the form has there."""
    cell = _shown(sheet, place)
    if cell.data_type == "f":
        cause = f"{sheet.title} {cell.coordinate} 是公式，不能填"
        raise Refused(cause, "点开这一格，改成不填", field=f"{sheet.title} {cell.coordinate}", code="template_formula")
    if value is None or value == "":
        return 0
    _set(cell, plain(value))
    return 1


def _set(cell: Any, value: Any) -> None:
    """Numbers and dates keep their kind and the cell's format; words are words whatever they begin with."""
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        if is_formula_like(value):
            cell.quotePrefix = True


def _sheet(book: Any, name: str, cell: str) -> Any:
    if name not in book.sheetnames:
        raise Refused(f"模板里没有“{name}”这张表（{cell}）", "点开模板，重新指定", field=cell, code="template_moved")
    return book[name]

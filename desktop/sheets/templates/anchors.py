"""Cells found again by the words around them when an office has moved them; what cannot be found is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, get_column_letter

from desktop.domain.sheet_picture import BookPicture, Place, SheetPicture
from desktop.domain.spelling import squeeze
from desktop.errors import Refused
from desktop.sheets.templates.slots import Anchor, Band, Slot, TemplateMap

FAR = 60  # cells that are looked past for words


def place_of(cell: str) -> Place:
    """`C3` -> (3, 3)."""
    letters, row = coordinate_from_string(cell)
    return row, column_index_from_string(letters)


def name_of(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def anchor_of(sheet: SheetPicture, cell: str) -> Anchor:
    row, column = place_of(cell)
    left, left_steps = _nearest(sheet, _to_left(sheet, row, column))
    above, above_steps = _nearest(sheet, _upwards(sheet, row, column))
    group = _group(sheet, row, column, above_steps)
    return Anchor(_fold(sheet.text(row, column)), left, left_steps, f"{group}>{above}" if group else above, above_steps)


def anchored(mapped: TemplateMap, book: BookPicture) -> TemplateMap:
    """The map with the anchors of every cell as they are in this book."""

    def with_anchor(slot: Slot) -> Slot:
        sheet = book.sheet(slot.sheet)
        return slot if sheet is None else replace(slot, anchor=anchor_of(sheet, slot.cell))

    return _each(mapped, with_anchor)


class Places:
    """A book's cells with the words around them; each sheet is gone through once, however many are looked for."""

    def __init__(self, book: BookPicture) -> None:
        self.book = book
        self._sheets: dict[str, tuple[tuple[str, Anchor], ...]] = {}

    def of(self, sheet: SheetPicture) -> tuple[tuple[str, Anchor], ...]:
        if sheet.name not in self._sheets:
            self._sheets[sheet.name] = tuple(_anchors(sheet))
        return self._sheets[sheet.name]


def found_again(mapped: TemplateMap, book: BookPicture, places: Places | None = None) -> TemplateMap:
    """The map as it fits another edition of the form; `places` of it when several maps are tried.

    Refused code template_moved names the cells not found.
    """
    lost: list[str] = []
    known = places or Places(book)

    def move(slot: Slot) -> Slot:
        spot = _spot(slot, known)
        if spot is None:
            lost.append(_named(slot))
            return slot
        return replace(slot, sheet=spot.sheet, cell=spot.cell)

    moved = _each(mapped, move)
    bands = tuple(_rowed(band, book, lost) for band in moved.bands)
    if lost:
        cells = "、".join(dict.fromkeys(lost))
        raise Refused(
            f"新表里找不到原来的这几格：{cells}", "点开这几格，重新指定填什么", field=lost[0], code="template_moved"
        )
    return anchored(replace(moved, bands=bands), book)


class Spot(NamedTuple):
    sheet: str
    cell: str


def _each(mapped: TemplateMap, change: Callable[[Slot], Slot]) -> TemplateMap:
    bands = tuple(replace(band, columns=tuple(map(change, band.columns))) for band in mapped.bands)
    return TemplateMap(tuple(map(change, mapped.slots)), bands)


def _named(slot: Slot) -> str:
    words = slot.anchor.left or slot.anchor.above.rpartition(">")[2] or slot.anchor.own
    return f"{slot.sheet} {slot.cell}（{words}）" if words else f"{slot.sheet} {slot.cell}"


def _rowed(band: Band, book: BookPicture, lost: list[str]) -> Band:
    """All columns of a repeated row must still stand in one row."""
    rows = {(slot.sheet, place_of(slot.cell)[0]) for slot in band.columns}
    if len(rows) > 1:
        lost += [_named(slot) for slot in band.columns]
        return band
    [(name, row)] = rows
    sheet = book.sheet(name)
    return replace(band, sheet=name, row=row, room=room_below(sheet, row, _columns(band)) if sheet else band.room)


def _columns(band: Band) -> tuple[int, ...]:
    return tuple(place_of(slot.cell)[1] for slot in band.columns)


def room_below(sheet: SheetPicture, row: int, columns: Sequence[int]) -> int:
    """How many rows from `row` on are alike: empty in these columns, edged like the first, and no part of a merge of
    several rows. A first row that holds words of its own (an example) counts as one.
    """
    first = sheet.cells.get((row, columns[0]))
    count, here = 1, row + 1
    while here <= len(sheet.heights) and _is_room(sheet, here, columns):
        cell = sheet.cells.get((here, columns[0]))
        if (cell.look if cell else None) != (first.look if first else None) and not _same_edges(first, cell):
            break
        count, here = count + 1, here + 1
    return count


def _same_edges(one: object, other: object) -> bool:
    sides = [tuple(bool(getattr(getattr(cell, "look", None), side, "")) for side in ("left", "right"))
             for cell in (one, other)]  # fmt: skip
    return sides[0] == sides[1] and any(sides[0])


def _is_room(sheet: SheetPicture, row: int, columns: Sequence[int]) -> bool:
    blocks = [sheet.block(row, column) for column in columns]
    if any(block[0] != block[2] for block in blocks):
        return False
    cells = [sheet.cells.get(place) for place in ((row, column) for column in columns)]
    return all(cell is None or not (cell.text or cell.formula) for cell in cells)


def _spot(slot: Slot, places: Places) -> Spot | None:
    """Where it stood, if the words around it are the same; else the one other cell that they fit."""
    book = places.book
    named = book.sheet(slot.sheet)
    if named is not None and anchor_of(named, slot.cell) == slot.anchor:
        return Spot(slot.sheet, slot.cell)
    sheets = ([named] if named else []) + [one for one in book.sheets if one is not named]
    for strict in (True, False):
        for sheet in sheets:
            fitting = [cell for cell, anchor in places.of(sheet) if _fits(slot.anchor, anchor, strict=strict)]
            if len(fitting) == 1:
                return Spot(sheet.name, fitting[0])
            if len(fitting) > 1:
                return None  # two places are as likely: a person has to say
    return None


def _anchors(sheet: SheetPicture) -> Iterator[tuple[str, Anchor]]:
    for row in range(1, len(sheet.heights) + 1):
        for column in range(1, len(sheet.widths) + 1):
            if sheet.block(row, column)[:2] == (row, column):
                cell = name_of(row, column)
                yield cell, anchor_of(sheet, cell)


def _fits(wanted: Anchor, found: Anchor, *, strict: bool) -> bool:
    """Strictly: the words on every side, and the nearer ones as near. Else one side as near, no side against it."""
    if wanted.own != found.own:
        return False
    left = (wanted.left, wanted.left_steps) == (found.left, found.left_steps) and bool(wanted.left)
    above = (wanted.above, wanted.above_steps) == (found.above, found.above_steps) and bool(wanted.above)
    if strict:
        return wanted.left == found.left and wanted.above == found.above and (left or above or bool(wanted.own))
    if wanted.own:
        return True
    return left if wanted.left_steps == 1 else above and wanted.above_steps == 1


def _nearest(sheet: SheetPicture, way: Iterator[Place]) -> tuple[str, int]:
    for steps, (row, column) in enumerate(way, 1):
        if steps > FAR:
            break
        if words := _fold(sheet.text(row, column)):
            return words, steps
    return "", 0


def _to_left(sheet: SheetPicture, row: int, column: int) -> Iterator[Place]:
    """The cells to the left, each merge once, by its first cell."""
    while column > 1:
        top, left, _, _ = sheet.block(row, column - 1)
        yield top, left
        column = left


def _upwards(sheet: SheetPicture, row: int, column: int) -> Iterator[Place]:
    while row > 1:
        top, left, _, _ = sheet.block(row - 1, column)
        yield top, left
        row = top


def _group(sheet: SheetPicture, row: int, column: int, steps: int) -> str:
    """The head above the head, where it covers more than this column: 房主 over 姓名."""
    way = list(islice(_upwards(sheet, row, column), steps))
    if not steps or not way or way[-1][0] <= 1:
        return ""
    top, left = way[-1]
    block = sheet.block(top - 1, column)
    wide = block[3] > block[1] and block[3] - block[1] + 1 < len(sheet.widths) and left >= block[1]
    return _fold(sheet.text(block[0], block[1])) if wide else ""


def _fold(words: str) -> str:
    return squeeze(words)[:60]

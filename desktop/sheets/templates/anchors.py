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
    slots = tuple(_moved(slot, _spots(slot, known), lost) for slot in mapped.slots)
    bands = tuple(_moved_band(band, known, lost) for band in mapped.bands)
    if lost:
        cells = "、".join(dict.fromkeys(lost))
        raise Refused(
            f"新表里找不到原来的这几格：{cells}", "点开这几格，重新指定填什么", field=lost[0], code="template_moved"
        )
    return anchored(replace(mapped, slots=slots, bands=bands), book)


class Spot(NamedTuple):
    sheet: str
    cell: str


def _each(mapped: TemplateMap, change: Callable[[Slot], Slot]) -> TemplateMap:
    bands = tuple(replace(band, columns=tuple(map(change, band.columns))) for band in mapped.bands)
    return replace(mapped, slots=tuple(map(change, mapped.slots)), bands=bands)


def _moved(slot: Slot, spots: Sequence[Spot], lost: list[str]) -> Slot:
    if len(spots) == 1:
        return replace(slot, sheet=spots[0].sheet, cell=spots[0].cell)
    lost.append(_named(slot))  # nowhere, or two places are as likely: a person has to say
    return slot


def _moved_band(band: Band, places: Places, lost: list[str]) -> Band:
    """A column that fits in several places stands as far from where it stood as the others of its record."""
    found = [_spots(slot, places) for slot in band.columns]
    certain = {_way(slot, spots[0]) for slot, spots in zip(band.columns, found, strict=True) if len(spots) == 1}
    if len(certain) == 1:
        together = zip(band.columns, found, strict=True)
        found = [[one for one in spots if len(spots) == 1 or _way(slot, one) in certain] for slot, spots in together]
    columns = tuple(_moved(slot, spots, lost) for slot, spots in zip(band.columns, found, strict=True))
    return _rowed(band, replace(band, columns=columns), places.book, lost)


def _way(slot: Slot, spot: Spot) -> tuple[str, int, int]:
    """The sheet it is on now, and how far it went."""
    (row, column), (top, left) = place_of(slot.cell), place_of(spot.cell)
    return spot.sheet, top - row, left - column


def _named(slot: Slot) -> str:
    words = slot.anchor.left or slot.anchor.above.rpartition(">")[2] or slot.anchor.own
    return f"{slot.sheet} {slot.cell}（{words}）" if words else f"{slot.sheet} {slot.cell}"


def _rowed(before: Band, band: Band, book: BookPicture, lost: list[str]) -> Band:
    """All columns of a record must still stand to one another as they did: in one row, or in the rows of a block."""
    tops = {(slot.sheet, place_of(slot.cell)[0] - place_of(old.cell)[0] + before.row)
            for old, slot in zip(before.columns, band.columns, strict=True)}  # fmt: skip
    if len(tops) > 1:
        lost += [_named(slot) for slot in band.columns]
        return band
    [(name, row)] = tops
    sheet = book.sheet(name)
    room = room_below(sheet, row, [place_of(slot.cell) for slot in band.columns], band.tall) if sheet else band.room
    return replace(band, sheet=name, row=row, room=room)


def room_below(sheet: SheetPicture, row: int, places: Sequence[Place], tall: int = 1) -> int:
    """For how many records there is room from `row` on, each of `tall` rows: empty in the columns of `places` (cells of
    the first record), edged and merged like the first; other words of a block are the same in each. A first record
    that holds words of its own (an example) counts as one.
    """
    count = 1
    while row + (count + 1) * tall - 1 <= len(sheet.heights) and _is_room(sheet, row, count * tall, places, tall):
        count += 1
    return count


def _is_room(sheet: SheetPicture, row: int, down: int, places: Sequence[Place], tall: int) -> bool:
    """Whether the rows `down` below the first record are another one."""
    first, here = sheet.cells.get(places[0]), sheet.cells.get((places[0][0] + down, places[0][1]))
    if (here.look if here else None) != (first.look if first else None) and not _same_edges(first, here):
        return False
    return all(_is_free(sheet, place, down, row + tall - 1) for place in places) and (
        tall == 1 or _same_words(sheet, row, down, places, tall)
    )


def _is_free(sheet: SheetPicture, place: Place, down: int, last: int) -> bool:
    """Empty, and no part of a merge that the first record has not."""
    above, below = sheet.block(*place), sheet.block(place[0] + down, place[1])
    cell = sheet.cells.get((place[0] + down, place[1]))
    alike = (below[0], below[2]) == (above[0] + down, above[2] + down) and above[2] <= last
    return alike and (cell is None or not (cell.text or cell.formula))


def _same_words(sheet: SheetPicture, row: int, down: int, places: Sequence[Place], tall: int) -> bool:
    """Labels inside a block stand in every block; a total or a footer is none."""
    filled = set(places)
    every = ((r, c) for r in range(row, row + tall) for c in range(1, len(sheet.widths) + 1) if (r, c) not in filled)
    return all(sheet.text(r, c) == sheet.text(r + down, c) for r, c in every)


def _same_edges(one: object, other: object) -> bool:
    sides = [tuple(bool(getattr(getattr(cell, "look", None), side, "")) for side in ("left", "right"))
             for cell in (one, other)]  # fmt: skip
    return sides[0] == sides[1] and any(sides[0])


def _spots(slot: Slot, places: Places) -> list[Spot]:
    """Where it stood, if the words around it are the same; else the other cells that they fit."""
    book = places.book
    named = book.sheet(slot.sheet)
    if named is not None and anchor_of(named, slot.cell) == slot.anchor:
        return [Spot(slot.sheet, slot.cell)]
    sheets = ([named] if named else []) + [one for one in book.sheets if one is not named]
    for strict in (True, False):
        for sheet in sheets:
            fitting = [cell for cell, anchor in places.of(sheet) if _fits(slot.anchor, anchor, strict=strict)]
            if fitting:
                return [Spot(sheet.name, cell) for cell in fitting]
    return []


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

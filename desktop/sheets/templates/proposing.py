"""A map proposed from the words of the form: heads over empty rows become a list, labels beside empty cells fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.domain.sheet_picture import BookPicture, PicturedCell, SheetPicture
from desktop.domain.spelling import squeeze
from desktop.sheets import mapping
from desktop.sheets.cells import Sheet
from desktop.sheets.headings import SERIAL
from desktop.sheets.tables import Column, Table
from desktop.sheets.targets import Target
from desktop.sheets.templates.anchors import anchor_of, name_of, place_of, room_below
from desktop.sheets.templates.slots import Band, Slot, Source, TemplateMap, What
from desktop.sheets.templates.word import Mark

LEAST, MOST = 3, 200  # heads that make a list; rows that are thought of
OFFICE: Mapping[str, str] = {
    "填报单位": "centre", "填表单位": "centre", "上报单位": "centre", "单位（盖章）": "centre", "单位(盖章)": "centre",
    "制表单位": "centre", "填表人": "maker", "制表人": "maker", "填报人": "maker", "经办人": "maker",
    "填表日期": "today", "填报日期": "today", "制表日期": "today", "填报时间": "today", "填表时间": "today",
    "上报日期": "today", "统计月份": "month", "所属月份": "month", "所属期": "month", "统计时间": "month",
    "月份": "month",
}  # fmt: skip
TOTALS = frozenset({"合计", "总计", "小计", "总数"})
BLANK_MONTH = re.compile(r"[(（]?(?:20)?[\s_　]*年[\s_　]*月[)）]?$")


@dataclass(frozen=True, slots=True)
class Head:
    """The heads found in one row of a sheet for one ledger, by field."""

    sheet: SheetPicture
    row: int
    target: Target
    found: Mapping[str, Column]

    @property
    def weight(self) -> tuple[int, int]:
        """More heads count first; of ledgers that know as many, the one with fewer fields speaks of less else."""
        return len(self.found), -len(self.target.fields)


def propose_map(book: BookPicture, targets: Sequence[Target], sources: Mapping[str, Source]) -> TemplateMap:
    """`targets` are the ledgers to be thought of, `sources` how each is read by month and village."""
    slots: list[Slot] = []
    bands: list[Band] = []
    for sheet in book.sheets:
        slots += office_slots(sheet)
        head = best_head(sheet, targets)
        if head is not None:
            bands.append(band_of(head, sources.get(head.target.name, Source(head.target.name))))
        elif (labels := best_labels(sheet, targets)) is not None:
            slots += fields_of(labels, sources.get(labels.target.name, Source(labels.target.name)))
    return TemplateMap(tuple(slots), tuple(bands))


def best_head(sheet: SheetPicture, targets: Sequence[Target]) -> Head | None:
    worded = Counter(sheet.block(*place)[2] for place, cell in sheet.cells.items() if cell.text)
    rows = [row for row, many in sorted(worded.items()) if many >= LEAST - 1][:MOST]
    heads = (head for row in rows for head in _heads(sheet, row, targets))
    return max((one for one in heads if len(one.found) >= LEAST), key=lambda one: one.weight, default=None)


def _heads(sheet: SheetPicture, row: int, targets: Sequence[Target]) -> Iterator[Head]:
    columns = tuple(_columns(sheet, row))
    if len(columns) < LEAST or not _empty_below(sheet, row, columns):
        return
    for target in targets:
        yield Head(sheet, row, target, proposed(columns, target))


def proposed(columns: Sequence[Column], target: Target) -> Mapping[str, Column]:
    table = Table(Sheet("", ()), (0,), tuple(columns), range(0), ())
    return mapping.propose(table, target).columns


def _columns(sheet: SheetPicture, row: int) -> Iterator[Column]:
    """The heads that end with this row, with the wider head over each."""
    for column in range(1, len(sheet.widths) + 1):
        top, left, bottom, _ = sheet.block(row, column)
        words = sheet.text(top, left).strip()
        if left != column or bottom != row or not words or len(squeeze(words)) > 24:
            continue
        upper = sheet.block(top - 1, column) if top > 1 else (0, 0, 0, 0)
        wide = upper[0] > 0 and upper[3] > upper[1] and upper[3] - upper[1] + 1 < len(sheet.widths)
        yield Column(column, words, sheet.text(upper[0], upper[1]).strip() if wide else "")


def _empty_below(sheet: SheetPicture, row: int, columns: Sequence[Column]) -> bool:
    """Rows for the records: mostly empty, or an example of one with an empty row like it below."""
    if row >= len(sheet.heights):
        return False
    return _free(sheet, row + 1, columns) >= 0.6 * len(columns) or _is_example(sheet, row + 1, columns)


def _free(sheet: SheetPicture, row: int, columns: Sequence[Column]) -> int:
    """How many of the columns hold nothing in this row."""
    below = [sheet.cells.get((row, one.index), PicturedCell()) for one in columns]
    return sum(not (one.text or one.formula) for one in below)


def _is_example(sheet: SheetPicture, row: int, columns: Sequence[Column]) -> bool:
    """A made-up record that shows how to fill the form in: no total, and the frame goes on empty below it."""
    words = {squeeze(sheet.text(row, one.index)) for one in columns}
    below = [sheet.cells.get((row + 1, one.index), PicturedCell()) for one in columns]
    return not words & TOTALS and all((not one.text or one.formula) and one.look.bottom for one in below)


def band_of(head: Head, source: Source) -> Band:
    sheet, row = head.sheet, head.row + 1
    by_column = {column.index: name for name, column in head.found.items()}
    slots = []
    for column in _columns(sheet, head.row):
        cell = name_of(row, column.index)
        picture = sheet.cells.get((row, column.index))
        if picture is not None and picture.formula:
            continue
        serial = squeeze(column.label) in SERIAL and column.index not in by_column
        if serial or column.index in by_column:
            what = What("serial") if serial else What("field", by_column[column.index])
            slots.append(Slot(sheet.name, cell, what, anchor_of(sheet, cell)))
    tall = max((sheet.block(row, place_of(slot.cell)[1])[2] - row + 1 for slot in slots), default=1)
    room = room_below(sheet, row, [(row, column.index) for column in head.found.values()], tall)
    return Band(sheet.name, row, room, source, tuple(slots), tall)


def best_labels(sheet: SheetPicture, targets: Sequence[Target], least: int = LEAST) -> Head | None:
    """Words with an empty cell at their right."""
    labels = [Column(n, words, "") for n, (words, _) in enumerate(_labels(sheet))]
    if len(labels) < least:
        return None
    heads = [Head(sheet, 0, target, proposed(labels, target)) for target in targets]
    return max((one for one in heads if len(one.found) >= least), key=lambda one: one.weight, default=None)


def fields_of(labels: Head, source: Source) -> list[Slot]:
    cells = [cell for _, cell in _labels(labels.sheet)]
    found = [(name, cells[column.index]) for name, column in labels.found.items()]
    return [Slot(labels.sheet.name, cell, What("field", name, source=source), anchor_of(labels.sheet, cell))
            for name, cell in found]  # fmt: skip


def _labels(sheet: SheetPicture) -> Iterator[tuple[str, str]]:
    """(words, the empty cell at their right)."""
    for (row, column), cell in sorted(sheet.cells.items()):
        right = sheet.block(row, column)[3] + 1
        if cell.text.strip() and right <= len(sheet.widths) + 1 and _is_empty(sheet, row, right):
            yield cell.text.strip(" ：:"), name_of(*sheet.block(row, right)[:2])


def _is_empty(sheet: SheetPicture, row: int, column: int) -> bool:
    top, left, _, _ = sheet.block(row, column)
    cell = sheet.cells.get((top, left))
    return top == row and (cell is None or not (cell.text or cell.formula))


def office_slots(sheet: SheetPicture) -> Iterator[Slot]:
    """`填报单位：`, `填表人：`, `　年　月`: the cell itself when nothing else can hold it."""
    for (row, column), cell in sheet.cells.items():
        words = cell.text.strip()
        label, mark, rest = words.replace(":", "：").partition("：")
        kind = OFFICE.get(squeeze(label)) or OFFICE.get(label)
        if BLANK_MONTH.search(words) and len(words) <= 40 and not cell.formula:
            yield _own(sheet, row, column, "month", f"{BLANK_MONTH.sub('', words)}{{}}")
        elif kind and (not rest.strip(" _　年月日") and mark):
            right = sheet.block(row, column)[3] + 1
            if not rest and right <= len(sheet.widths) and _is_empty(sheet, row, right) and _framed(sheet, row, right):
                yield _own(sheet, *sheet.block(row, right)[:2], kind, "")
            else:
                yield _own(sheet, row, column, kind, f"{label}：{{}}")


def _framed(sheet: SheetPicture, row: int, column: int) -> bool:
    cell = sheet.cells.get(sheet.block(row, column)[:2])
    return cell is not None and bool(cell.look.bottom)


def _own(sheet: SheetPicture, row: int, column: int, kind: str, around: str) -> Slot:
    cell = name_of(row, column)
    return Slot(sheet.name, cell, What(kind, around=around), anchor_of(sheet, cell))


def propose_marks(
    found: Sequence[Mark], targets: Sequence[Target], sources: Mapping[str, Source], words: str = ""
) -> TemplateMap:
    """Marks named like fields: those of one table row together are a list when several of them are known. Where several
    ledgers have them all, the one that the form's `words` name.
    """
    columns = [Column(n, mark.name, "") for n, mark in enumerate(found)]
    heads = [(proposed(columns, target), target) for target in targets]
    best, target = max(heads, default=({}, None),
                       key=lambda one: (len(one[0]), one[1].label in words, -len(one[1].fields)))  # fmt: skip
    named = {column.index: name for name, column in best.items()}
    source = sources.get(target.name, Source(target.name)) if target is not None else Source()
    slots, rows = list[Slot](), dict[int, list[Slot]]()
    counts = Counter(mark.row for n, mark in enumerate(found) if mark.row and n in named)
    for n, mark in enumerate(found):
        serial = squeeze(mark.name) in SERIAL and n not in named
        if kind := OFFICE.get(squeeze(mark.name)):
            slots.append(Slot("", mark.name, What(kind)))
        elif counts[mark.row] >= LEAST and (n in named or serial):
            what = What("serial") if serial else What("field", named[n])
            rows.setdefault(mark.row, []).append(Slot("", mark.name, what))
        elif n in named:
            slots.append(Slot("", mark.name, What("field", named[n], source=source)))
    bands = (Band("", row, 1, source, tuple(row_slots)) for row, row_slots in rows.items())
    return TemplateMap(tuple(slots), tuple(bands))


def in_paths(mapped: TemplateMap, paths: Mapping[str, Mapping[str, str]]) -> TemplateMap:
    """Short names of fields made into the paths by which the ledger knows them."""

    def pathed(slot: Slot, source: Source) -> Slot:
        if slot.what.kind != "field":
            return slot
        return replace(slot, what=replace(slot.what, field=paths[source.ledger][slot.what.field]))

    bands = (replace(b, columns=tuple(pathed(slot, b.source) for slot in b.columns)) for b in mapped.bands)
    return replace(mapped, slots=tuple(pathed(slot, slot.what.source) for slot in mapped.slots), bands=tuple(bands))

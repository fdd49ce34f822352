"""A map proposed for a form filled once for each record: labels are its own fields, heads over lines what belongs to
it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.domain.sheet_picture import BookPicture, SheetPicture
from desktop.domain.spelling import squeeze
from desktop.sheets.headings import SERIAL
from desktop.sheets.tables import Column
from desktop.sheets.targets import Target
from desktop.sheets.templates.proposing import (
    LEAST,
    OFFICE,
    band_of,
    best_head,
    best_labels,
    fields_of,
    office_slots,
    proposed,
)
from desktop.sheets.templates.slots import ITSELF, Band, Slot, Source, TemplateMap, What
from desktop.sheets.templates.word import Mark

FEW = 2  # fields that make a line of a document where it is known whose


@dataclass(frozen=True, slots=True)
class Family:
    """A ledger, how its records are wanted for a form each, and what belongs to one of them with how that is asked."""

    main: Target
    each: Source
    members: Sequence[Target]
    sources: Mapping[str, Source]

    @property
    def itself(self) -> Source:
        return Source(self.main.name, of=ITSELF)


def family_of(book: BookPicture, families: Sequence[Family], targets: Sequence[Target]) -> Family | None:
    """Whose form it is, where labels over a list are fields of one ledger and the list is of what belongs to it, which
    the heads fit as well as they fit anything else.
    """
    for sheet in book.sheets:
        head = best_head(sheet, targets)
        labels = best_labels(_above(sheet, head.row), [one.main for one in families]) if head else None
        family = next((one for one in families if labels and one.main.name == labels.target.name), None)
        own = best_head(sheet, family.members) if family else None
        if head and own and len(own.found) >= len(head.found):
            return family
    return None


def propose_for_each(book: BookPicture, family: Family) -> TemplateMap:
    slots: list[Slot] = []
    bands: list[Band] = []
    for sheet in book.sheets:
        slots += office_slots(sheet)
        head = best_head(sheet, family.members)
        free = _above(sheet, head.row) if head else sheet
        if labels := best_labels(free, [family.main], least=1):
            slots += _free(fields_of(labels, family.itself), slots)
        if head:
            bands.append(band_of(head, family.sources[head.target.name]))
    return TemplateMap(tuple(slots), tuple(bands), family.each)


def _above(sheet: SheetPicture, row: int) -> SheetPicture:
    """What stands over the heads of a list."""
    return replace(sheet, cells={place: cell for place, cell in sheet.cells.items() if place[0] < row})


def _free(found: Sequence[Slot], taken: Sequence[Slot]) -> list[Slot]:
    cells = {(slot.sheet, slot.cell) for slot in taken}
    return [slot for slot in found if (slot.sheet, slot.cell) not in cells]


def propose_marks_for_each(found: Sequence[Mark], family: Family) -> TemplateMap:
    """Marks in one table row, several of them fields of what belongs to the record, are its lines."""
    bands = [band for row in dict.fromkeys(mark.row for mark in found if mark.row)
             if (band := _line(row, [mark for mark in found if mark.row == row], family))]  # fmt: skip
    taken = {slot.cell for band in bands for slot in band.columns}
    single = [mark for mark in found if mark.name not in taken]
    known = proposed([Column(n, mark.name, "") for n, mark in enumerate(single)], family.main)
    named = {column.index: name for name, column in known.items()}
    slots = [_single(mark, named.get(n), family) for n, mark in enumerate(single)]
    return TemplateMap(tuple(filter(None, slots)), tuple(bands), family.each)


def _single(mark: Mark, name: str | None, family: Family) -> Slot | None:
    if kind := OFFICE.get(squeeze(mark.name)):
        return Slot("", mark.name, What(kind))
    return Slot("", mark.name, What("field", name, source=family.itself)) if name else None


def _line(row: int, marks: Sequence[Mark], family: Family) -> Band | None:
    columns = [Column(n, mark.name, "") for n, mark in enumerate(marks)]
    heads = [(proposed(columns, target), target) for target in family.members]
    best, target = max(heads, key=lambda one: (len(one[0]), -len(one[1].fields)), default=({}, None))
    if target is None or len(best) < FEW:
        return None
    named = {column.index: name for name, column in best.items()}
    slots = [Slot("", mark.name, What("field", named[n]) if n in named else What("serial"))
             for n, mark in enumerate(marks) if n in named or squeeze(mark.name) in SERIAL]  # fmt: skip
    return Band("", row, 1, family.sources[target.name], tuple(slots))


def marks_family(found: Sequence[Mark], families: Sequence[Family]) -> Family | None:
    """Whose document it is: marks outside of tables are fields of one ledger, a table row of what belongs to it."""
    fitting = [one for one in families if _fits(propose_marks_for_each(found, one))]
    return max(fitting, key=lambda one: len(propose_marks_for_each(found, one).slots), default=None)


def _fits(mapped: TemplateMap) -> bool:
    own = [slot for slot in mapped.slots if slot.what.source.of]
    return len(own) >= LEAST and any(len(band.columns) >= LEAST for band in mapped.bands)

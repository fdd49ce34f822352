"""What the reader of a workbook mended beyond doubt, cell by cell, for whoever wants to see it before it comes in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from desktop.ledgers import Field, Record
from desktop.ledgers.values import shown
from desktop.services.targets import importable
from desktop.sheets.rows import Reading

SHOWN = 200  # cells that are listed; all are counted


class Mended(NamedTuple):
    """One cell: where it stands (its column's letter), the label of its field, what it said, to the letter, and what it
    is taken for, numbers masked.
    """

    sheet: str
    row: int
    column: str
    label: str
    before: str
    after: str


def mended_cells(model: type[Record], reading: Reading) -> tuple[int, list[Mended]]:
    """How many cells, and the first of them. A code that says its own label was only read, not mended."""
    number, found = 0, list[Mended]()
    for cell in _cells(model, reading):
        number += 1
        if len(found) < SHOWN:
            found.append(cell)
    return number, found


def _cells(model: type[Record], reading: Reading) -> Iterator[Mended]:
    fields = {field.name: field for _, field in reversed(list(importable(model)))}
    places = {(one.table.sheet.name, name): column.letter for one in reading.tables
              for name, column in one.proposal.columns.items()}  # fmt: skip
    known: dict[tuple[str, str], str] = {}
    for row in reading.rows:
        for name, raw, value in row.repairs:
            if (name, raw) not in known:
                known[name, raw] = _after(fields[name], raw, value) if name in fields else ""
            if after := known[name, raw]:
                yield Mended(row.sheet, row.row, places.get((row.sheet, name), ""), fields[name].label, raw, after)


def _after(field: Field, raw: str, value: Any) -> str:
    """ "" where nothing was mended."""
    return "" if shown(field, value, masked=False) == raw else shown(field, value)

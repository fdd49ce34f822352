"""A block of cells laid on a list: which record gets what, or what it is as a sheet to be imported. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.ledgers import Kind, Record, fields
from desktop.services.batch import NEW, Edit
from desktop.sheets.cells import Sheet, Workbook

Block = Sequence[Sequence[str]]


def lay(block: Block, rows: Sequence[int], names: Sequence[str]) -> list[Edit]:
    """The block with its first cell on the first of `rows` and `names`; lines beyond the rows become new records,
    cells beyond the columns are left out, empty lines beyond the rows too.
    """
    edits = []
    for number, cells in enumerate(block):
        row = rows[number] if number < len(rows) else NEW
        values = dict(zip(names, cells, strict=False))
        if row != NEW or any(cell.strip() for cell in values.values()):
            edits.append(Edit(row, values))
    return edits


def tiled(block: Block, rows: int, columns: int) -> Block:
    """The block repeated over a choice that it fits into a whole number of times, as Excel does; else as it is."""
    height, width = len(block), max(map(len, block), default=0)
    if not height or not width or rows % height or columns % width:
        return block
    even = [[*cells, *[""] * (width - len(cells))] for cells in block]
    return [list(even[row % height]) * (columns // width) for row in range(rows)]


def filled_down(words: str | None, rows: Sequence[int], name: str) -> list[Edit]:
    """The first record's value for all the others."""
    return [Edit(row, {name: words}) for row in rows[1:]]


def must_be_imported(model: type[Record], block: Block, rows: Sequence[int]) -> bool:
    """Whether lines of the block would be records that belong to others: which ones, only an import finds out."""
    if model.ledger.by_command:
        return False  # has a door of its own
    needs = any(one.kind is Kind.LINK and one.required for one in fields(model).values())
    return bool(model.ledger.elsewhere) or (needs and len(block) > len(rows))


def as_sheet(block: Block, labels: Sequence[str], name: str) -> Workbook:
    """The block as a workbook called `name`, under the heads of the columns that it was laid on, unless it brings its
    own.
    """
    own = set(block[0]) & set(labels) if block else set()
    heads = () if len(own) >= min(2, len(labels)) else (tuple(labels[: max(map(len, block), default=0)]),)
    rows = (tuple(cell or None for cell in cells) for cells in block)
    return Workbook(name, (Sheet(name, (*heads, *rows)),))

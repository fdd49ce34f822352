"""A block of cells laid on a list: which record gets what. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.services.batch import NEW, Edit

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

"""Rows of a document's tables that are one record: found, repeated, empty ones below used up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.errors import Refused
from desktop.sheets.templates.slots import Band
from desktop.sheets.templates.word import MARK, W, elements, own_marks, text_of

Block = Sequence[Any]
"""The rows of a record as they stand in the form."""


def blocks_of(form: Any, rows: Block, band: Band, before: int) -> list[Block]:
    """What is repeated for the band. A single row is known by its marks, wherever they stand; several by their number
    among the `rows` of the unfilled form, `before` of which were counted in other parts. Refused code template_moved
    for a table that ends too soon.
    """
    names = {slot.cell for slot in band.columns}
    if band.tall == 1:
        return [[row] for row in elements(form, "tr") if own_marks(row) & names]
    first = band.row - before - 1
    if not 0 <= first < len(rows):
        return []
    block = [rows[first], *_below(rows[first])[: band.tall - 1]]
    if len(block) < band.tall:
        cause = f"表格第{band.row}行起只有{len(block)}行，一条记录占不了{band.tall}行"
        raise Refused(cause, "点开模板，重新选一条记录占的行", field=band.columns[0].cell, code="template_moved")
    return [block]


def repeat(block: Block, many: int) -> list[list[Any]]:
    """The rows of each record, at least of one, put in the block's place; so many fewer empty ones stand below."""
    spare, made = _spare(block), []
    for _ in range(max(many, 1)):
        made.append([row.cloneNode(True) for row in block])
        for row in made[-1]:
            block[0].parentNode.insertBefore(row, block[0])
    for row in (*block, *spare[: (max(many, 1) - 1) * len(block)]):
        row.parentNode.removeChild(row)
    return made


def _below(row: Any) -> list[Any]:
    found, node = [], row.nextSibling
    while node is not None:
        if node.namespaceURI == W and node.localName == "tr":
            found.append(node)
        node = node.nextSibling
    return found


def _spare(block: Block) -> list[Any]:
    """The rows below that are as the block is, nothing filled in."""
    shapes, found = [_shape(row) for row in block], list[Any]()
    below = _below(block[-1])
    for start in range(0, len(below) - len(block) + 1, len(block)):
        rows = below[start : start + len(block)]
        if any(MARK.search(text_of(one)) for row in rows for one in elements(row, "p")):
            break
        if [_shape(row) for row in rows] != shapes:
            break
        found += rows
    return found


def _shape(row: Any) -> list[tuple[str, ...]]:
    """Words of each cell without marks, how many columns it covers, whether it runs on from above."""
    return [("".join(MARK.sub("", text_of(one)) for one in elements(cell, "p")).strip(), _told(cell, "gridSpan"),
             _told(cell, "vMerge")) for cell in elements(row, "tc")]  # fmt: skip


def _told(cell: Any, name: str) -> str:
    return next((one.getAttributeNS(W, "val") or "on" for one in elements(cell, name)), "")

"""Blocks of cells to and from the clipboard, in the form Excel and WPS write and read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Literal

from desktop.domain.formulas import guarded, unguarded


def to_block(rows: Iterable[Sequence[str]]) -> str:
    """Cells parted by tabs, rows by line ends; cells with tabs, quotes or line ends are quoted.

    What a spreadsheet would take for a formula gets an apostrophe, which `from_block` takes off again.
    """
    out = io.StringIO()
    cells = ([guarded(cell) for cell in row] for row in rows)
    csv.writer(out, dialect="excel-tab", lineterminator="\r\n").writerows(cells)
    return out.getvalue()


def from_block(text: str) -> list[list[str]]:
    """The cells of a copied block. Excel quotes a cell for its line breaks only: words that merely begin with a quote
    come as they are, and are taken so when the quotes do not close.
    """
    try:
        return _read(text, csv.QUOTE_MINIMAL)
    except csv.Error:
        return _read(text, csv.QUOTE_NONE)


def _read(text: str, quoting: Literal[0, 3]) -> list[list[str]]:
    lines = csv.reader(io.StringIO(text, newline=""), dialect="excel-tab", quoting=quoting, strict=True)
    return [[unguarded(cell) for cell in cells] or [""] for cells in lines]

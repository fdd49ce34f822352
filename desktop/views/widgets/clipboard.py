"""Blocks of cells to and from the clipboard, in the form Excel and WPS write and read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def to_block(rows: Iterable[Sequence[str]]) -> str:
    """Cells parted by tabs, rows by line ends; cells with tabs, quotes or line ends are quoted."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def from_block(text: str) -> list[list[str]]:
    """The cells of a copied block."""
    return list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab"))

"""A sheet as it looks: cells with their words and looks, merges, sizes and page; what is shown, printed and mapped.

Rows and columns count from 1, as in the workbook; widths and heights are in pt, page and margins in mm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Place = tuple[int, int]
Block = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colours are RRGGBB, "" for none; `across`: "" (numbers right, words left) left center right; `up`: top center
    bottom; edges: "" thin medium thick double dashed.
    """

    font: str = "宋体"
    size: float = 11
    bold: bool = False
    italic: bool = False
    underline: bool = False
    ink: str = ""
    fill: str = ""
    across: str = ""
    up: str = "bottom"
    wrap: bool = False
    shrink: bool = False
    left: str = ""
    top: str = ""
    right: str = ""
    bottom: str = ""


@dataclass(frozen=True, slots=True)
class PicturedCell:
    """`formula`: the words are what it works out to, "" where that is not known."""

    text: str = ""
    look: Look = Look()
    number: bool = False
    formula: bool = False


@dataclass(frozen=True, slots=True)
class PicturedPage:
    """`fit_wide`, `fit_tall`: pages that the sheet is shrunk to, 0 for any number; `head`: rows printed on each;
    `area`: what alone is printed.
    """

    width: float = 210
    height: float = 297
    top: float = 19
    right: float = 18
    bottom: float = 19
    left: float = 18
    scale: float = 1
    fit_wide: int = 0
    fit_tall: int = 0
    centred: bool = False
    head: tuple[int, int] | None = None
    area: Block | None = None


@dataclass(frozen=True)
class SheetPicture:
    """`heights` of rows that must not be lower; those of `given` were set by whoever made the form. `lines`: of a
    document, the number of the table row (all tables together) that a row shows. Sheets of one `form` count their pages
    together.
    """

    name: str
    widths: tuple[float, ...] = ()
    heights: tuple[float, ...] = ()
    given: frozenset[int] = frozenset()
    merges: tuple[Block, ...] = ()
    cells: Mapping[Place, PicturedCell] = field(default_factory=dict)
    page: PicturedPage = PicturedPage()
    hidden: bool = False
    lines: Mapping[int, int] = field(default_factory=dict)
    form: int = 0

    def text(self, row: int, column: int) -> str:
        found = self.cells.get((row, column))
        return found.text if found else ""

    def block(self, row: int, column: int) -> Block:
        """The merge that a cell lies in, or itself."""
        return self._blocks.get((row, column), (row, column, row, column))

    @cached_property
    def _blocks(self) -> Mapping[Place, Block]:
        """The merge of every cell that lies in one."""
        return {(row, column): one for one in self.merges for row in range(one[0], one[2] + 1)
                for column in range(one[1], one[3] + 1)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BookPicture:
    """`losses`: what of the file cannot be kept when it is filled in, in words."""

    sheets: tuple[SheetPicture, ...]
    losses: tuple[str, ...] = ()

    def sheet(self, name: str) -> SheetPicture | None:
        return next((one for one in self.sheets if one.name == name), None)

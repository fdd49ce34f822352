"""References of formulas when rows are put in: what stood below moves down, what spans the place grows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpyxl.formula.tokenizer import Token, Tokenizer

_CELLS = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)(?::(\$?)([A-Z]{1,3})(\$?)(\d+))?")
LAST = 1_048_576  # row of a sheet: nothing is moved past it, a whole column stays one
_ROWS = re.compile(r"(\$?)(\d+):(\$?)(\d+)")


@dataclass(frozen=True, slots=True)
class Insertion:
    """`count` rows put in before row `at` of a sheet; a range that ends with `band` (its rows) grows with it, unless it
    stands in one record itself. Nothing is moved past the last row that a sheet has: a whole column stays one.
    """

    sheet: str
    at: int
    count: int
    band: tuple[int, int]

    def row(self, number: int) -> int:
        return min(number + self.count, LAST) if number >= self.at else number

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self.row(first), min(last + self.count, LAST) if last == self.band[1] else self.row(last)


def moved(formula: str, here: str, rows: Insertion) -> str:
    """The formula (with its =) of a cell on sheet `here` after the insertion."""
    parts = Tokenizer(formula)
    for token in parts.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = moved_range(token.value, here, rows)
    return str(parts.render())


def moved_range(words: str, here: str, rows: Insertion) -> str:
    """`'台账'!$C$5:$C$14`; names and ranges of other sheets stay as they are."""
    sheet, mark, cells = words.rpartition("!")
    named = sheet.strip("'").replace("''", "'") if mark else here
    if named != rows.sheet:
        return words
    if found := _CELLS.fullmatch(cells):
        return sheet + mark + _moved_cells(found, rows)
    if found := _ROWS.fullmatch(cells):
        first, last = rows.span(int(found[2]), int(found[4]))
        return f"{sheet}{mark}{found[1]}{first}:{found[3]}{last}"
    return words


def _moved_cells(found: re.Match[str], rows: Insertion) -> str:
    if found[8] is None:
        return f"{found[1]}{found[2]}{found[3]}{rows.row(int(found[4]))}"
    first, last = rows.span(int(found[4]), int(found[8]))
    return f"{found[1]}{found[2]}{found[3]}{first}:{found[5]}{found[6]}{found[7]}{last}"

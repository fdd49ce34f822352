"""What the plain formulas of forms work out to (sums, counts, averages, sums of cells): for the picture and the paper.

The workbook itself keeps its formulas; whatever is not known here is shown empty, and so is what depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from openpyxl.cell.rich_text import CellRichText
from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.formula import ArrayFormula

from desktop.sheets.templates.formula_values import DEEDS, FUNCTIONS, LENIENT, Odd, applied, number, one, tried

MOST = 1_000_000  # cells of a range
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_POWERS: Mapping[str, int] = {
    "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5, "=": 1, "<>": 1, ">": 1, "<": 1, ">=": 1, "<=": 1,
}  # fmt: skip
_SIGN = 5  # a sign before a value is stronger than every sign between two
Key = tuple[str, int, int]


class UnknownError(Exception):
    """A formula that is not worked out here."""


class WantedError(Exception):
    """Cells whose formulas come first."""

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__()
        self.keys = keys


class Reckoner:
    """Values of a book's formulas by sheet, row and column; each is worked out once, however long the chain."""

    def __init__(self, book: Any) -> None:
        self._sheets = {sheet.title: sheet._cells for sheet in book.worksheets}
        self._ends = {name: max((row for row, _ in cells), default=1) for name, cells in self._sheets.items()}
        self._known: dict[Key, Any] = {}

    def value(self, sheet: str, row: int, column: int) -> Any:
        """None for an empty cell and for what cannot be worked out."""
        found = self._settled((sheet, row, column))
        return None if isinstance(found, Odd) else found

    def held(self, key: Key) -> Any:
        """What is known of a cell; WANTED for a formula that was not worked out yet."""
        if key in self._known:
            return self._known[key]
        sheet, row, column = key
        if sheet not in self._sheets:
            return Odd.UNKNOWN
        cell = self._sheets[sheet].get((row, column))
        if cell is None or cell.value is None:
            return None
        return {"f": Odd.WANTED, "e": Odd.ERROR}.get(cell.data_type) or _stored(cell.value)

    def last_row(self, sheet: str) -> int:
        return self._ends.get(sheet, 1)

    def _settled(self, wanted: Key) -> Any:
        """Whatever a formula needs comes before it; one that needs itself is unknown."""
        waiting, begun = [wanted], set[Key]()
        while waiting:
            key = waiting[-1]
            if self.held(key) is not Odd.WANTED:
                waiting.pop()
                continue
            try:
                self._known[key] = self._worked_out(key)
            except WantedError as first:
                begun.add(key)
                if begun.isdisjoint(first.keys):
                    waiting += first.keys
                else:
                    self._known[key] = Odd.UNKNOWN
        return self.held(wanted)

    def _worked_out(self, key: Key) -> Any:
        sheet, row, column = key
        told = self._sheets[sheet][row, column].value
        words = told.text if isinstance(told, ArrayFormula) else told
        if not isinstance(words, str):
            return Odd.UNKNOWN
        try:
            found = tried(one, Reading(self, sheet, row, words).result())
        except (UnknownError, TokenizerError, ValueError, IndexError, RecursionError):
            return Odd.UNKNOWN
        return 0 if found is None else found


def _stored(value: Any) -> Any:
    if isinstance(value, CellRichText):
        return str(value)
    return float(value) if isinstance(value, Decimal) else value


class Reading:
    """One formula, read from left to right by the strength of its signs."""

    def __init__(self, book: Reckoner, sheet: str, row: int, words: str) -> None:
        self._book, self._sheet, self._row = book, sheet, row
        self._tokens = [token for token in Tokenizer(words).items if token.type != Token.WSPACE]
        self._at = 0
        self._wanted: list[Key] = []

    def result(self) -> Any:
        found = self._expression(0)
        if self._at < len(self._tokens):
            raise UnknownError
        if self._wanted:
            raise WantedError(self._wanted)
        return found

    def _expression(self, least: int) -> Any:
        left = self._operand()
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.type == Token.OP_POST and token.value == "%":
                self._at, left = self._at + 1, applied(DEEDS["/"], left, 100)
                continue
            power = _POWERS.get(token.value, -1) if token.type == Token.OP_IN else -1
            if power <= least:
                return left
            self._at += 1
            left = applied(DEEDS[token.value], left, self._expression(power))
        return left

    def _operand(self) -> Any:
        token = self._next()
        if token.type == Token.OP_PRE:
            return applied(_negative if token.value == "-" else number, self._expression(_SIGN))
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            inner = self._expression(0)
            if self._next().type != Token.PAREN:
                raise UnknownError
            return inner
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return self._function(token.value.rstrip("(").upper())
        if token.type == Token.OPERAND:
            return self._plain_operand(token)
        raise UnknownError

    def _next(self) -> Any:
        self._at += 1
        return self._tokens[self._at - 1]

    def _plain_operand(self, token: Any) -> Any:
        if token.subtype == Token.NUMBER:
            return int(token.value) if token.value.isdigit() else float(token.value)
        if token.subtype == Token.TEXT:
            return token.value[1:-1].replace('""', '"')
        if token.subtype == Token.RANGE:
            return self._range(token.value)
        raise UnknownError

    def _range(self, words: str) -> list[Any]:
        """Its values row by row; rows below the last of the sheet are empty and left out."""
        name, mark, cells = words.rpartition("!")
        sheet = name.strip("'").replace("''", "'") if mark else self._sheet
        if (found := _RANGE.fullmatch(cells)) is None:
            raise UnknownError
        first, last = int(found[2]), min(int(found[4] or found[2]), self._book.last_row(sheet))
        left, right = (column_index_from_string(letters) for letters in (found[1], found[3] or found[1]))
        if (last - first + 1) * (right - left + 1) > MOST:
            raise UnknownError
        keys = [(sheet, row, column) for row in range(first, last + 1) for column in range(left, right + 1)]
        values = list(map(self._book.held, keys or [(sheet, first, left)]))
        self._wanted += [key for key, value in zip(keys, values, strict=False) if value is Odd.WANTED]
        return values

    def _function(self, name: str) -> Any:
        given = self._given()
        if name == "ROW" and not given:
            return self._row
        if name in LENIENT:
            return tried(LENIENT[name], *given)
        return applied(FUNCTIONS[name], *given) if name in FUNCTIONS else Odd.UNKNOWN

    def _given(self) -> list[Any]:
        """Up to the closing bracket."""
        given: list[Any] = []
        if self._closes():
            return given
        given.append(self._expression(0))
        while not self._closes():
            if self._next().type != Token.SEP:
                raise UnknownError
            given.append(self._expression(0))
        return given

    def _closes(self) -> bool:
        token = self._tokens[self._at]
        closes = token.type == Token.FUNC and token.subtype == Token.CLOSE
        self._at += closes
        return bool(closes)


def _negative(value: Any) -> Any:
    return -number(value)

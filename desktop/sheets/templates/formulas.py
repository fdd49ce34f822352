"""What the plain formulas of forms work out to (sums, counts, averages, sums of cells): for the picture and the paper.

The workbook itself keeps its formulas; whatever is not known here is shown empty.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.formula import ArrayFormula

DEEPEST = 64
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_POWERS: Mapping[str, int] = {"&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "=": 1, "<>": 1, ">": 1, "<": 1, ">=": 1, "<=": 1}
_DEEDS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "=": operator.eq,
    "<>": operator.ne, ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le,
    "&": lambda a, b: f"{_plain(a)}{_plain(b)}",
}  # fmt: skip


class UnknownError(Exception):
    """A formula that is not worked out here."""


class Reckoner:
    """Values of a book's formulas by sheet, row and column; each is worked out once."""

    def __init__(self, book: Any) -> None:
        self._sheets = {sheet.title: sheet for sheet in book.worksheets}
        self._known: dict[tuple[str, int, int], Any] = {}

    def value(self, sheet: str, row: int, column: int, depth: int = 0) -> Any:
        """None for an empty cell and for what cannot be worked out."""
        cell = self._sheets[sheet]._cells.get((row, column)) if sheet in self._sheets else None
        if cell is None or cell.value is None or cell.data_type != "f":
            return None if cell is None else cell.value
        key = (sheet, row, column)
        if key not in self._known:
            self._known[key] = None  # what refers to itself is nothing
            self._known[key] = self._worked_out(cell, sheet, depth)
        return self._known[key]

    def _worked_out(self, cell: Any, sheet: str, depth: int) -> Any:
        words = cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
        if not isinstance(words, str) or depth > DEEPEST:
            return None
        try:
            found = Reading(self, sheet, cell.row, words, depth).result()
        except (UnknownError, TokenizerError, ArithmeticError, TypeError, ValueError, IndexError):
            return None
        return found[0] if isinstance(found, list) and len(found) == 1 else None if isinstance(found, list) else found


class Reading:
    """One formula, read from left to right by the strength of its signs."""

    def __init__(self, book: Reckoner, sheet: str, row: int, words: str, depth: int) -> None:
        self._book, self._sheet, self._row, self._depth = book, sheet, row, depth
        self._tokens = [one for one in Tokenizer(words).items if one.type != Token.WSPACE]
        self._at = 0

    def result(self) -> Any:
        found = self._expression(0)
        if self._at < len(self._tokens):
            raise UnknownError
        return found

    def _expression(self, least: int) -> Any:
        left = self._operand()
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.type == Token.OP_POST and token.value == "%":
                self._at, left = self._at + 1, _one(left) / 100
                continue
            power = _POWERS.get(token.value, -1) if token.type == Token.OP_IN else -1
            if power <= least:
                return left
            self._at += 1
            left = _DEEDS[token.value](_one(left), _one(self._expression(power)))
        return left

    def _operand(self) -> Any:
        token = self._tokens[self._at]
        self._at += 1
        if token.type == Token.OP_PRE:
            return (-1 if token.value == "-" else 1) * _one(self._expression(5))
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            inner = self._expression(0)
            self._at += 1
            return inner
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return self._function(token.value.rstrip("(").upper())
        if token.type == Token.OPERAND:
            return self._plain_operand(token)
        raise UnknownError

    def _plain_operand(self, token: Any) -> Any:
        if token.subtype == Token.NUMBER:
            return float(token.value) if "." in token.value else int(token.value)
        if token.subtype == Token.TEXT:
            return token.value[1:-1].replace('""', '"')
        if token.subtype == Token.RANGE:
            return list(self._range(token.value))
        raise UnknownError

    def _range(self, words: str) -> Iterator[Any]:
        name, mark, cells = words.rpartition("!")
        sheet = name.strip("'").replace("''", "'") if mark else self._sheet
        if (found := _RANGE.fullmatch(cells)) is None:
            raise UnknownError
        first, last = int(found[2]), int(found[4] or found[2])
        left = column_index_from_string(found[1])
        right = column_index_from_string(found[3] or found[1])
        if (last - first) * (right - left) > 1_000_000:
            raise UnknownError
        for row in range(first, last + 1):
            for column in range(left, right + 1):
                yield self._book.value(sheet, row, column, self._depth + 1)

    def _function(self, name: str) -> Any:
        given: list[Any] = []
        while not (self._tokens[self._at].type == Token.FUNC and self._tokens[self._at].subtype == Token.CLOSE):
            if self._tokens[self._at].type == Token.SEP:
                self._at += 1
            given.append(self._expression(0))
        self._at += 1
        if name == "ROW" and not given:
            return self._row
        if name not in FUNCTIONS:
            raise UnknownError
        return FUNCTIONS[name](*given)


def _one(value: Any) -> Any:
    if isinstance(value, list):
        if len(value) != 1:
            raise UnknownError
        value = value[0]
    return 0 if value is None else value


def _plain(value: Any) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _numbers(given: tuple[Any, ...]) -> list[Any]:
    flat = [one for part in given for one in (part if isinstance(part, list) else [part])]
    return [one for one in flat if isinstance(one, int | float) and not isinstance(one, bool)]


def _filled(given: tuple[Any, ...]) -> int:
    return sum(one not in (None, "") for part in given for one in (part if isinstance(part, list) else [part]))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "SUM": lambda *given: sum(_numbers(given)),
    "COUNT": lambda *given: len(_numbers(given)),
    "COUNTA": lambda *given: _filled(given),
    "AVERAGE": lambda *given: sum(_numbers(given)) / len(_numbers(given)),
    "MAX": lambda *given: max(_numbers(given), default=0),
    "MIN": lambda *given: min(_numbers(given), default=0),
    "ABS": lambda one: abs(_one(one)),
    "ROUND": lambda one, places: round(_one(one), int(_one(places))),
    "IF": lambda test, yes, no=False: yes if _one(test) else no,
    "IFERROR": lambda one, other: one,
}  # fmt: skip

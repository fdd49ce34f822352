"""A workbook as it was found: values by row and column, and what a person sees beside them (merges, hiding, notes)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

Value = str | float | int | bool | datetime | date | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `merged` = its value was filled in from the merge it lies in; `shape` tells a text from a number."""

    value: Value
    merged: bool = False
    hidden: bool = False
    comment: str = ""
    formula: str = ""  # only where the sheet keeps no result beside it

    @property
    def text(self) -> str:
        return text_of(self.value)

    @property
    def shape(self) -> str:
        return shape_of(self.value)


@dataclass(frozen=True)
class Sheet:
    """`rows` from row 1 on, columns from A on; every position below is 0-based (row, column)."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    filled: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # cell -> top left of its merge
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def own(self, row: int, column: int) -> Value:
        """What stands in the cell itself; None for an empty one, also inside a merge."""
        line = self.rows[row] if 0 <= row < len(self.rows) else ()
        return line[column] if column < len(line) else None

    def value(self, row: int, column: int) -> Value:
        """What the cell shows, merges filled."""
        found = self.own(row, column)
        return self.own(*self.filled.get((row, column), (row, column))) if found is None else found

    def cell(self, row: int, column: int) -> Cell:
        place = (row, column)
        hidden = row in self.hidden_rows or column in self.hidden_columns
        return Cell(
            self.value(row, column), self.filled.get(place, place) != place, hidden,
            self.comments.get(place, ""), self.formulas.get(place, ""),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Workbook:
    name: str
    sheets: tuple[Sheet, ...]


def shape_of(value: Value) -> str:
    match value:
        case None | "":
            return "empty"
        case bool():
            return "yes_no"
        case str():
            return "text"
        case int() | float():
            return "number"
        case datetime() | date():
            return "date"
    return "time"


def is_filled(value: Value) -> bool:
    """Whether a person sees anything there."""
    return bool(value.strip()) if isinstance(value, str) else value is not None


def text_of(value: Value) -> str:
    """The value as a person reads it; whole floats without their .0, dates in ISO form."""
    if isinstance(value, str):
        return value
    match value:
        case None:
            return ""
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
    return str(value)


def letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name

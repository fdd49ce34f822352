"""Rows of a table as a sheet of their own that reads back the same: whole heads, merges filled, numbers as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.sheets.body import Lines
from desktop.sheets.cells import Value, text_of
from desktop.sheets.rows import Found
from desktop.sheets.tables import Column
from desktop.sheets.targets import Target
from desktop.sheets.writer import Part

REASON = "不收的原因"
AS_TEXT = frozenset({"id_number", "phone", "plate", "case_number", "code"})


@dataclass(frozen=True, slots=True)
class Line:
    """A row (0-based, as the sheet has it) and why it was not taken."""

    row: int
    why: str


def part_of(target: Target, one: Found, lines: Sequence[Line], *, title: str, note: str) -> Part:
    """The lines under one row of heads: a column that was understood bears its field's own label.

    The year that completes dates without one is told in the note above, where the reader looks for it.
    """
    columns = [column for column in one.table.columns if _is_used(one, column, lines)]
    fields = {column.index: name for name, column in one.proposal.columns.items()}
    heads = [target.field(fields[c.index]).label if c.index in fields else c.title for c in columns]
    note += f"（{one.year}年）" if one.year else ""
    return Part(title, [*heads, REASON], list(_rows(target, one, lines, columns, fields)), note)


def _is_used(one: Found, column: Column, lines: Iterable[Line]) -> bool:
    return bool(column.label) or any(one.table.sheet.value(line.row, column.index) is not None for line in lines)


def _rows(
    target: Target, one: Found, lines: Sequence[Line], columns: Sequence[Column], fields: Mapping[int, str]
) -> Iterator[list[Any]]:
    carried = _carried(target, one, {line.row for line in lines})
    for line in lines:
        cells = [
            _cell(target, fields[c.index], carried[line.row].get(fields[c.index]))
            if c.index in fields
            else one.table.sheet.value(line.row, c.index)
            for c in columns
        ]
        yield [*cells, line.why]


def _carried(target: Target, one: Found, wanted: set[int]) -> dict[int, dict[str, Value]]:
    """What each wanted row says once ditto marks are filled, which takes all the rows before it."""
    reader = Lines(one.table, target, one.proposal)
    above: dict[str, Value] = {}
    found = {}
    for row in one.table.body:
        if reader.kind_of(row) == "record":
            above = reader.carried(row, above)
            if row in wanted:
                found[row] = above
    return found


def _cell(target: Target, name: str, value: Value) -> Any:
    """A number that only looks like one is written as text, so that what is typed over it stays whole."""
    return text_of(value) if value is not None and target.field(name).kind in AS_TEXT else value

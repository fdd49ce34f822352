"""From a workbook to rows of a ledger: find the tables, understand the columns, read every cell, doubt what is odd."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from desktop.domain import identity
from desktop.domain.spelling import squeeze
from desktop.sheets import checks, duty
from desktop.sheets.body import Lines
from desktop.sheets.cells import Sheet, Value, Workbook, text_of
from desktop.sheets.columns import CellReader
from desktop.sheets.mapping import propose, shape_key
from desktop.sheets.rows import Flag, Found, Reading, Rejection, Repair, Row, Skipped
from desktop.sheets.tables import Column, Table, find_tables
from desktop.sheets.targets import Target, TargetField
from desktop.sheets.values import Context, Parsed
from desktop.sheets.wire import Chosen
from desktop.sheets.years import sheet_year

Progress = Callable[[int, int], object]
TOLD_EVERY = 256  # rows


def untold(done: int, total: int) -> None:
    """Nobody asked how far it is."""


def read_rows(
    book: Workbook, target: Target, *, chosen: Chosen | None = None, today: date | None = None,
    progress: Progress = untold,
) -> Reading:  # fmt: skip
    """Every record of the workbook for this ledger, and what every other row is.

    `chosen` is what a person decided in the preview: {shape key: {column letter: field name or None}};
    `progress(row, rows)` of the sheet being read may raise to stop.
    """
    parts = [sheet_reading(book.name, sheet, target, chosen or {}, today, progress) for sheet in book.sheets]
    return joined(parts)


def joined(parts: Sequence[Reading]) -> Reading:
    """What several sheets hold."""
    return Reading(
        tuple(row for part in parts for row in part.rows),
        tuple(skip for part in parts for skip in part.skipped),
        tuple(found for part in parts for found in part.tables),
        tuple(name for part in parts for name in part.unread),
    )


def is_list(target: Target) -> bool:
    """Whether its sheets are read line by line."""
    return target.shape != "duty"


def sheet_reading(
    book: str, sheet: Sheet, target: Target, chosen: Chosen, today: date | None = None, told: Progress = untold
) -> Reading:
    """One sheet of the book with that name, as `read_rows` reads it."""
    if not is_list(target):
        return duty.read_sheet(book, sheet, target, today)
    found = tables_of(book, sheet, target, chosen)
    rows: list[Row] = []
    skipped: list[Skipped] = []
    for number, line in enumerate(lines_of(found, target, today)):
        if number % TOLD_EVERY == 0:
            told(number, len(sheet.rows))
        rows.append(line) if isinstance(line, Row) else skipped.append(line)
    return Reading(tuple(rows), tuple(skipped), found, unread(sheet, found))


def tables_of(book: str, sheet: Sheet, target: Target, chosen: Chosen) -> tuple[Found, ...]:
    """The tables of a sheet and what their columns are; `book` is the file's name."""
    tables = find_tables(sheet, target)
    return tuple(found for table in tables if (found := _understood(book, table, target, chosen)))


def unread(sheet: Sheet, found: Sequence[Found]) -> tuple[str, ...]:
    """The name of a sheet that holds something, but no table."""
    return () if found or not any(map(any, sheet.rows)) else (sheet.name,)


def lines_of(found: Sequence[Found], target: Target, today: date | None = None) -> Iterator[Row | Skipped]:
    """Every record of a sheet's tables, and what each other line is, one after the other."""
    repeats = Repeats(target)
    for one in found:
        yield from table_lines(one, target, repeats, today)


def table_lines(one: Found, target: Target, repeats: Repeats, today: date | None = None) -> Iterator[Row | Skipped]:
    """The same of one table; `repeats` knows the sheet's rows before."""
    yield from _above(one.table)
    for line in TableReader(one, target, today).lines():
        yield repeats.marked(line) if isinstance(line, Row) else line


def _understood(book: str, table: Table, target: Target, chosen: Chosen) -> Found | None:
    key = shape_key(table)
    proposal = propose(table, target, chosen.get(key))
    if not proposal.columns or not any(name in proposal.columns for name in target.keys or tuple(proposal.columns)):
        return None
    return Found(table, proposal, key, sheet_year(table.sheet, table.before, table.body, book))


def _above(table: Table) -> Iterator[Skipped]:
    for row in table.before:
        yield _skipped(table.sheet, row, "title" if any(table.sheet.rows[row]) else "blank")
    for row in table.head:
        yield _skipped(table.sheet, row, "head")


def _skipped(sheet: Sheet, row: int, kind: str) -> Skipped:
    text = " ".join(text_of(value).strip() for value in sheet.rows[row] if text_of(value).strip())
    return Skipped(sheet.name, row + 1, kind, text[:60])


class TableReader:
    """Reads the rows of one table; what its columns are is asked once, not of every row."""

    def __init__(self, one: Found, target: Target, today: date | None) -> None:
        self._one, self._target, self._sheet = one, target, one.table.sheet
        self._lines = Lines(one.table, target, one.proposal)
        context = Context(one.year, today)
        columns = one.proposal.columns.items()
        self._cells = [(name, column, CellReader(target.field(name), context)) for name, column in columns]
        self._keys = [name for name in target.keys if name in one.proposal.columns]
        self._names = [cell.field for _, _, cell in self._cells if cell.field.kind == "name" and cell.field.required]

    def lines(self) -> Iterator[Row | Skipped]:
        above: dict[str, Value] = {}
        for row in self._one.table.body:
            kind = self._lines.kind_of(row)
            if kind == "record":
                above = self._lines.carried(row, above)
                yield self._record(row, above)
            else:
                yield _skipped(self._sheet, row, kind)

    def _record(self, row: int, cells: Mapping[str, Value]) -> Row:
        values: dict[str, Any] = {}
        flags: list[Flag] = []
        repairs: list[Repair] = []
        formulas = bool(self._sheet.formulas)
        for name, column, cell in self._cells:
            value = cells[name]
            if value is None and not formulas:
                values[name] = None
                continue
            parsed, repair = (type(value) is str and cell.texts.get(value)) or cell.read(value)
            if formulas and (without := self._formula(cell.field, row, column, value)):
                parsed, repair = without, None
            values[name] = parsed.value
            if parsed.why:
                flags.append(_flag(name, column, value, parsed))
            elif repair is not None:
                repairs.append(repair)
        if formulas:
            self._derive(row, values, repairs)
        flags += [self._doubt(doubt, values, cells) for doubt in checks.doubts(self._target, values)]
        flags += self._missing_name(values, flags)
        hidden = row in self._sheet.hidden_rows
        return Row(
            self._sheet.name, row + 1, 0, values, tuple(flags), self._rejection(values), tuple(repairs), hidden
        )  # fmt: skip

    def _formula(self, field: TargetField, row: int, column: Column, value: Value) -> Parsed | None:
        if value is not None or (row, column.index) not in self._sheet.formulas or field.name in ("sex", "birth"):
            return None
        cause = f"{field.label}是没有算出结果的公式"
        return Parsed(None, "formula_without_value", cause, "用表格软件打开，保存后再导入")

    def _derive(self, row: int, values: dict[str, Any], repairs: list[Repair]) -> None:
        """Sex and birth that the sheet works out by a formula from the number, but kept no result of."""
        number_field, sex_field, birth_field = self._target.person
        if not (number := values.get(number_field)):
            return
        holder = identity.parse(number)
        for name, value in ((sex_field, holder.sex), (birth_field, holder.birth)):
            column = self._one.proposal.columns.get(name)
            if column and values[name] is None and (row, column.index) in self._sheet.formulas:
                values[name] = value
                repairs.append(Repair(name, "=" + self._sheet.formulas[row, column.index], value))

    def _doubt(self, doubt: checks.Doubt, values: Mapping[str, Any], cells: Mapping[str, Value]) -> Flag:
        column = self._one.proposal.columns[doubt.field]
        parsed = Parsed(values[doubt.field], doubt.why, doubt.cause, doubt.step)
        return _flag(doubt.field, column, cells[doubt.field], parsed)

    def _missing_name(self, values: Mapping[str, Any], flags: list[Flag]) -> Iterator[Flag]:
        for field in self._names:
            if not values[field.name] and not any(flag.field == field.name for flag in flags):
                missing = Parsed(None, "name_missing", f"没有{field.label}", "对照原件补录")
                yield _flag(field.name, self._one.proposal.columns[field.name], "", missing)

    def _rejection(self, values: Mapping[str, Any]) -> Rejection | None:
        for name in self._keys:
            if values[name]:
                return None
        if not self._keys:
            return None
        labels = "、".join(self._target.field(name).label for name in self._keys)
        words = f"没有可用的{labels}，不能成为一条{self._target.label}。对照原件补录后再导入。"
        return Rejection("keys_missing", words, self._one.proposal.columns[self._keys[0]].letter)


def _flag(name: str, column: Column, value: Value, parsed: Parsed) -> Flag:
    words = f"{parsed.cause}。{parsed.step}。" if parsed.step else f"{parsed.cause}。"
    return Flag(name, column.letter, column.title, text_of(value).strip(), parsed.why, words, parsed.value is not None)


class Repeats:
    """The rows of a sheet that tell again of what an earlier row told."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._first: dict[tuple[Any, ...], int] = {}

    def marked(self, row: Row) -> Row:
        """The row, flagged if it is one of them."""
        if row.rejected or (key := checks.repeat_key(self._target, row.values)) is None:
            return row
        if (first := self._first.setdefault(key, row.row)) == row.row:
            return row
        name = next(name for name in self._target.keys if name in ("id_number", "number") and row.values.get(name))
        words = f"与第{first}行重复。核对后只留一行。"
        raw = squeeze(str(row.values[name]))
        return row._replace(flags=(*row.flags, Flag(name, "", "", raw, "repeat", words, True)))

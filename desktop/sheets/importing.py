"""From a workbook to rows of a ledger: find the tables, understand the columns, read every cell, doubt what is odd."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
from desktop.sheets.years import sheet_year

Chosen = Mapping[str, Mapping[str, str | None]]
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
    parts = [_sheet_reading(book.name, sheet, target, chosen or {}, today, progress) for sheet in book.sheets]
    return Reading(
        tuple(row for part in parts for row in part.rows),
        tuple(skip for part in parts for skip in part.skipped),
        tuple(found for part in parts for found in part.tables),
        tuple(name for part in parts for name in part.unread),
    )


def _sheet_reading(
    book: str, sheet: Sheet, target: Target, chosen: Chosen, today: date | None, told: Progress
) -> Reading:
    if target.shape == "duty":
        return duty.read_sheet(book, sheet, target, today)
    tables = find_tables(sheet, target)
    found = tuple(found for table in tables if (found := _understood(book, table, target, chosen)))
    if not found:
        return Reading(unread=(sheet.name,) if any(map(any, sheet.rows)) else ())
    rows: list[Row] = []
    skipped: list[Skipped] = []
    for one in found:
        skipped += _above(one.table)
        TableReader(one, target, today).read(rows, skipped, told)
    return Reading(tuple(_marked_repeats(target, rows)), tuple(skipped), found)


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

    def read(self, rows: list[Row], skipped: list[Skipped], told: Progress) -> None:
        above: dict[str, Value] = {}
        for row in self._one.table.body:
            if row % TOLD_EVERY == 0:
                told(row, len(self._sheet.rows))
            kind = self._lines.kind_of(row)
            if kind != "record":
                skipped.append(_skipped(self._sheet, row, kind))
                continue
            above = self._lines.carried(row, above)
            rows.append(self._record(row, above))

    def _record(self, row: int, cells: Mapping[str, Value]) -> Row:
        values: dict[str, Any] = {}
        flags: list[Flag] = []
        repairs: list[Repair] = []
        formulas = bool(self._sheet.formulas)
        for name, column, cell in self._cells:
            value = cells[name]
            parsed, repair = cell.read(value)
            if formulas and (without := self._formula(cell.field, row, column, value)):
                parsed, repair = without, None
            values[name] = parsed.value
            if parsed.why:
                flags.append(_flag(name, column, value, parsed))
            elif repair is not None:
                repairs.append(repair)
        if formulas:
            self._derive(row, values, repairs)
        flags += self._doubts(values, cells)
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

    def _doubts(self, values: Mapping[str, Any], cells: Mapping[str, Value]) -> Iterator[Flag]:
        for doubt in checks.doubts(self._target, values):
            column = self._one.proposal.columns[doubt.field]
            parsed = Parsed(values[doubt.field], doubt.why, doubt.cause, doubt.step)
            yield _flag(doubt.field, column, cells[doubt.field], parsed)

    def _missing_name(self, values: Mapping[str, Any], flags: list[Flag]) -> Iterator[Flag]:
        for field in self._names:
            if not values[field.name] and not any(flag.field == field.name for flag in flags):
                missing = Parsed(None, "name_missing", f"没有{field.label}", "对照原件补录")
                yield _flag(field.name, self._one.proposal.columns[field.name], "", missing)

    def _rejection(self, values: Mapping[str, Any]) -> Rejection | None:
        if not self._keys or any(values.get(name) for name in self._keys):
            return None
        labels = "、".join(self._target.field(name).label for name in self._keys)
        words = f"没有可用的{labels}，不能成为一条{self._target.label}。对照原件补录后再导入。"
        return Rejection("keys_missing", words, self._one.proposal.columns[self._keys[0]].letter)


def _flag(name: str, column: Column, value: Value, parsed: Parsed) -> Flag:
    words = f"{parsed.cause}。{parsed.step}。" if parsed.step else f"{parsed.cause}。"
    return Flag(name, column.letter, column.title, text_of(value).strip(), parsed.why, words, parsed.value is not None)


def _marked_repeats(target: Target, rows: list[Row]) -> Iterator[Row]:
    first: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = checks.repeat_key(target, row.values)
        if key is None or row.rejected or key not in first:
            if key is not None:
                first[key] = row
            yield row
            continue
        name = next(name for name in target.keys if name in ("id_number", "number") and row.values.get(name))
        words = f"与第{first[key].row}行重复。核对后只留一行。"
        raw = squeeze(str(row.values[name]))
        yield row._replace(flags=(*row.flags, Flag(name, "", "", raw, "repeat", words, True)))

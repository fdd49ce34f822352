"""From a workbook to rows of a ledger: find the tables, understand the columns, read every cell, doubt what is odd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from desktop.domain.spelling import squeeze
from desktop.sheets import body, checks, duty, looks
from desktop.sheets.cells import Sheet, Value, Workbook, shape_of, text_of
from desktop.sheets.mapping import propose, shape_key
from desktop.sheets.rows import Flag, Found, Reading, Rejection, Repair, Row, Skipped
from desktop.sheets.tables import Column, Table, find_tables
from desktop.sheets.targets import Target, TargetField
from desktop.sheets.values import Context, Parsed, parse
from desktop.sheets.years import sheet_year

Chosen = Mapping[str, Mapping[str, str | None]]


def read_rows(book: Workbook, target: Target, *, chosen: Chosen | None = None, today: date | None = None) -> Reading:
    """Every record of the workbook for this ledger, and what every other row is.

    `chosen` is what a person decided in the preview: {shape key: {column letter: field name or None}}.
    """
    parts = [_sheet_reading(book.name, sheet, target, chosen or {}, today) for sheet in book.sheets]
    return Reading(
        tuple(row for part in parts for row in part.rows),
        tuple(skip for part in parts for skip in part.skipped),
        tuple(found for part in parts for found in part.tables),
        tuple(name for part in parts for name in part.unread),
    )


def _sheet_reading(book: str, sheet: Sheet, target: Target, chosen: Chosen, today: date | None) -> Reading:
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
        _read_table(one, target, today, rows, skipped)
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


def _read_table(one: Found, target: Target, today: date | None, rows: list[Row], skipped: list[Skipped]) -> None:
    above: dict[str, Value] = {}
    context = Context(one.year, today)
    for row in one.table.body:
        kind = body.kind_of(one.table, target, one.proposal, row)
        if kind != "record":
            skipped.append(_skipped(one.table.sheet, row, kind))
            continue
        cells = body.carried(one.table, target, one.proposal, row, above)
        above = {**above, **{name: value for name, value in cells.items() if value is not None}}
        rows.append(_record(one, target, row, cells, context))


def _record(one: Found, target: Target, row: int, cells: Mapping[str, Value], context: Context) -> Row:
    values: dict[str, Any] = {}
    flags: list[Flag] = []
    repairs: list[Repair] = []
    for name, column in one.proposal.columns.items():
        field, value = target.field(name), cells[name]
        parsed = _parsed(one, field, row, column, value, context)
        values[name] = parsed.value
        if parsed.why:
            flags.append(_flag(field.name, column, value, parsed))
        elif _was_mended(field, value, parsed.value):
            repairs.append(Repair(name, text_of(value), parsed.value))
    _derive(one, target, row, values, repairs)
    flags += _doubts(one, target, values, cells)
    flags += _missing_name(one, target, values, flags)
    hidden = row in one.table.sheet.hidden_rows
    return Row(
        one.table.sheet.name,
        row + 1,
        0,
        values,
        tuple(flags),
        _rejection(one, target, values),
        tuple(repairs),
        hidden,
    )


def _parsed(one: Found, field: TargetField, row: int, column: Column, value: Value, context: Context) -> Parsed:
    if value is None and (row, column.index) in one.table.sheet.formulas and field.name not in ("sex", "birth"):
        return Parsed(
            None,
            "formula_without_value",
            f"{field.label}是没有算出结果的公式",
            "用表格软件打开，保存后再导入",
        )
    if looks.is_ditto(value):
        return Parsed(None, "ditto_without_above", f"{field.label}写“{text_of(value)}”，上面没有可接的内容", "补上内容")
    return parse(field, value, context)


def _flag(name: str, column: Column, value: Value, parsed: Parsed) -> Flag:
    words = f"{parsed.cause}。{parsed.step}。" if parsed.step else f"{parsed.cause}。"
    return Flag(name, column.letter, column.title, text_of(value).strip(), parsed.why, words, parsed.value is not None)


def _was_mended(field: TargetField, value: Value, stored: Any) -> bool:
    """Whether the cell now reads differently; a date or number that only changed its form was not mended."""
    if value is None or stored is None or isinstance(stored, date | datetime):
        return False
    return shape_of(value) == "text" and text_of(value) != str(stored)


def _derive(one: Found, target: Target, row: int, values: dict[str, Any], repairs: list[Repair]) -> None:
    """Sex and birth that the sheet works out by a formula from the number, but kept no result of."""
    number_field, sex_field, birth_field = target.person
    if not (number := values.get(number_field)):
        return
    from desktop.domain import identity

    holder = identity.parse(number)
    for name, value in ((sex_field, holder.sex), (birth_field, holder.birth)):
        column = one.proposal.columns.get(name)
        if column and values[name] is None and (row, column.index) in one.table.sheet.formulas:
            values[name] = value
            repairs.append(Repair(name, "=" + one.table.sheet.formulas[row, column.index], value))


def _doubts(one: Found, target: Target, values: Mapping[str, Any], cells: Mapping[str, Value]) -> Iterator[Flag]:
    for doubt in checks.doubts(target, values):
        column = one.proposal.columns[doubt.field]
        yield _flag(
            doubt.field,
            column,
            cells[doubt.field],
            Parsed(values[doubt.field], doubt.why, doubt.cause, doubt.step),
        )


def _missing_name(one: Found, target: Target, values: Mapping[str, Any], flags: list[Flag]) -> Iterator[Flag]:
    for name, column in one.proposal.columns.items():
        field = target.field(name)
        if (
            field.kind == "name"
            and field.required
            and not values[name]
            and not any(flag.field == name for flag in flags)
        ):
            yield _flag(name, column, "", Parsed(None, "name_missing", f"没有{field.label}", "对照原件补录"))


def _rejection(one: Found, target: Target, values: Mapping[str, Any]) -> Rejection | None:
    present = [name for name in target.keys if name in one.proposal.columns]
    if not present or any(values.get(name) for name in present):
        return None
    labels = "、".join(target.field(name).label for name in present)
    column = one.proposal.columns[present[0]]
    return Rejection(
        "keys_missing",
        f"没有可用的{labels}，不能成为一条{target.label}。对照原件补录后再导入。",
        column.letter,
    )


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
        yield replace(row, flags=(*row.flags, Flag(name, "", "", raw, "repeat", words, True)))

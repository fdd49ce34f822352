"""The parsers behind the capped child: calamine for workbooks, csv for text; each yields heads and rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import python_calamine as calamine

from desktop.domain.formulas import unguarded
from desktop.errors import Refused
from desktop.sheets import precheck
from desktop.sheets.extras import extras_of

LEFT_CELLS = 4_000_000
MAX_COLUMNS = 400
Line = dict[str, Any] | list[Any]


def lines_of(path: Path, kind: str) -> Iterator[Line]:
    """A head {"sheet", "hidden", "merged", …} before the rows of each sheet; empty cells are None."""
    return _csv_lines(path) if kind == "csv" else _workbook_lines(path, kind)


def _workbook_lines(path: Path, kind: str) -> Iterator[Line]:
    try:
        with ThreadPoolExecutor(1) as beside:  # calamine reads without Python's lock
            extras = beside.submit(extras_of if kind == "xlsx" else _no_extras, path)
            book = calamine.CalamineWorkbook.from_path(str(path))
            for meta in book.sheets_metadata:
                if meta.typ == calamine.SheetTypeEnum.WorkSheet:
                    yield from _sheet_lines(book, meta, extras)
    except calamine.PasswordError as why:
        raise precheck.locked(path.name) from why
    except (calamine.CalamineError, OSError, ValueError) as why:
        raise precheck.broken(path.name) from why


def _no_extras(path: Path) -> dict[str, dict[str, Any]]:
    return {}


def _sheet_lines(
    book: calamine.CalamineWorkbook, meta: Any, extras: Future[dict[str, dict[str, Any]]]
) -> Iterator[Line]:
    sheet = book.get_sheet_by_name(meta.name)
    merged = [[*start, *end] for start, end in sheet.merged_cell_ranges or ()]
    shown = meta.visible == calamine.SheetVisibleEnum.Visible
    yield {"sheet": meta.name, "hidden": not shown, "merged": merged, **extras.result().get(meta.name, {})}
    if sheet.total_width > MAX_COLUMNS and sheet.total_width * sheet.total_height > LEFT_CELLS:
        raise Refused(f"工作表“{meta.name}”有{sheet.total_width}列", "删掉右边的空列再导入", code="file_too_big")
    for row in sheet.iter_rows():
        yield [None if value == "" else value for value in row]


def _csv_lines(path: Path) -> Iterator[Line]:
    text = decoded(path.read_bytes())
    csv.field_size_limit(2**20)
    yield {"sheet": "Sheet1", "hidden": False, "merged": []}
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            yield [unguarded(value) or None for value in row]
    except csv.Error as why:
        raise precheck.broken(path.name) from why


def decoded(data: bytes) -> str:
    """By byte order mark, else UTF-8 if it fits, else GB18030; what neither has becomes U+FFFD, to be pointed out."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _delimiter(text: str) -> str:
    head = text[:4000]
    return max(",\t;，", key=lambda mark: (head.count(mark), mark == ","))

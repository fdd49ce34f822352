"""Sheets out: text stays text, nothing becomes a formula, head frozen and bold, a note line above when asked."""

from __future__ import annotations

import csv
import errno
import os
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook as Book
from openpyxl.cell import WriteOnlyCell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from desktop.domain.formulas import guarded, is_formula_like
from desktop.errors import Refused

NUMBERS = (int, float, Decimal)
MOST_IN_CELL = 32_767  # Excel's own limit
WIDEST = 60


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet of a workbook; `note` is a line above the head."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]
    note: str = ""


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, note: str = "") -> None:
    """Write by the file's suffix (.xlsx or .csv); the old file, if any, stays until the new one is whole."""
    writers = {".xlsx": write_xlsx, ".csv": write_csv}
    chosen = writers.get(path.suffix.lower())
    if chosen is None:
        raise Refused(f"不会写“{path.suffix}”这种文件", "文件名以 .xlsx 或 .csv 结尾", code="file_kind")
    chosen(path, columns, rows, note=note)


def write_xlsx(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, note: str = "") -> None:
    """Every str is a text cell, whatever it begins with; dates and numbers keep their kind."""
    write_book(path, [Part("台账", columns, rows, note)])


def write_book(path: Path, parts: Iterable[Part]) -> None:
    """An .xlsx of several sheets."""
    with _whole(path) as temporary:
        book = Book(write_only=True)
        for part in parts:
            _write_part(book, part)
        packed = BytesIO()  # a half-written archive on a full disk would complain once more when it is let go
        ExcelWriter(book, _Archive(packed, "w", ZIP_DEFLATED)).save()
        Path(temporary).write_bytes(packed.getvalue())


def _write_part(book: Any, part: Part) -> None:
    kept = [[plain(value) for value in row] for row in part.rows]
    sheet = book.create_sheet(part.title)
    for number, width in enumerate(_widths(part.columns, kept), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"A{3 if part.note else 2}"
    sheet._writer = _Parts(sheet)
    sheet._writer.write_top()
    if part.note:
        sheet.append([_text(sheet, part.note, Font(italic=True, color="FF656B69"))])
    sheet.append([_head(sheet, title) for title in part.columns])
    for row in kept:
        sheet.append([_cell(sheet, value) for value in row])


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, note: str = "") -> None:
    """UTF-8 with BOM, as Excel wants it; words that a spreadsheet would take for a formula get a leading apostrophe,
    which our own reader takes off again."""
    with _whole(path) as temporary, open(temporary, "w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        if note:
            out.writerow([guarded(note)])
        out.writerow(map(guarded, columns))
        out.writerows([_guarded(plain(value)) for value in row] for row in rows)


def _guarded(value: Any) -> Any:
    return guarded(value) if isinstance(value, str) else value


def plain(value: Any) -> Any:
    """What a cell may hold: one kind of line end, and no control characters, which no workbook takes."""
    if value is None or isinstance(value, (bool, date, datetime, *NUMBERS)):
        return value
    words = str(value)[:MOST_IN_CELL].replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in words if c in "\t\n" or (ord(c) >= 32 and ord(c) not in (0xFFFE, 0xFFFF)))


def _cell(sheet: Any, value: Any) -> Any:
    return _text(sheet, value) if isinstance(value, str) else WriteOnlyCell(sheet, value)


def _text(sheet: Any, words: str, font: Font | None = None) -> Any:
    cell = WriteOnlyCell(sheet, words)
    cell.data_type = "s"  # never "f", whatever the words begin with
    cell.number_format = "@"
    cell.quotePrefix = is_formula_like(words)
    if font is not None:
        cell.font = font
    return cell


def _head(sheet: Any, title: str) -> Any:
    cell = _text(sheet, title, Font(bold=True))
    cell.fill = PatternFill("solid", fgColor="FFDFEEEB")
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _widths(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[float]:
    """A width in characters that shows most of a column's first rows; a Han character counts two."""
    for number, title in enumerate(columns):
        shown = (str(row[number]) for row in rows[:200] if row[number] is not None)
        yield min(WIDEST, max(map(_breadth, (title, *shown))) + 2)


def _breadth(words: str) -> int:
    line = max(words.split("\n"), key=len, default="")
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def packed(book: Any) -> bytes:
    """A workbook as a file, its sheets written in memory."""
    out = BytesIO()
    _Packer(book, _Archive(out, "w", ZIP_DEFLATED)).save()
    return out.getvalue()


class _Packer(ExcelWriter):  # type: ignore[misc]  # openpyxl has no types
    """As openpyxl does it, but for where the sheets are kept until they are packed."""

    def write_worksheet(self, sheet: Any) -> None:
        sheet._drawing = SpreadsheetDrawing()
        sheet._drawing.charts, sheet._drawing.images = sheet._charts, sheet._images
        writer = _Parts(sheet)
        writer.write()
        sheet._rels = writer._rels
        self._archive.write(writer.out, sheet.path[1:])
        self.manifest.append(sheet)


class _Parts(WorksheetWriter):  # type: ignore[misc]  # openpyxl has no types
    """A sheet written in memory: openpyxl's own way leaves it, in clear, in the system's temporary folder."""

    def __init__(self, sheet: Any) -> None:
        super().__init__(sheet, BytesIO())

    def cleanup(self) -> None:
        """There is no file to be taken away."""


class _Archive(ZipFile):
    """Takes the sheet from memory as openpyxl hands it over."""

    def write(self, filename: Any, arcname: Any = None, *more: Any) -> None:
        if isinstance(filename, BytesIO):
            self.writestr(str(arcname), filename.getvalue())
        else:
            super().write(filename, arcname, *more)


class _whole:  # noqa: N801 - used as a verb: with _whole(path) as temporary
    """A file that is whole or not there: written beside its place, then put into it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> str:
        try:
            handle, self.temporary = tempfile.mkstemp(dir=self.path.parent, suffix=self.path.suffix)
        except OSError as wrong:
            raise self._refused(wrong) from None
        os.close(handle)
        return self.temporary

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if kind is None:
            try:
                os.replace(self.temporary, self.path)
                return
            except OSError as wrong:
                error = wrong
        Path(self.temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise self._refused(error) from None

    def _refused(self, wrong: OSError) -> Refused:
        if wrong.errno == errno.ENOSPC:
            return Refused(f"磁盘已满，“{self.path.name}”没有存成", "换一个盘，或删去不用的文件再存", code="disk_full")
        if isinstance(wrong, FileNotFoundError):
            cause = f"“{self.path.name}”写不进去：没有这个文件夹"
            return Refused(cause, f"先建好“{self.path.parent}”，或换一个文件夹", code="file_unwritable")
        cause = f"“{self.path.name}”写不进去"
        return Refused(cause, "关闭正在打开它的程序，或换一个文件夹", code="file_unwritable")

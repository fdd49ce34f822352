"""An old workbook (.xls, BIFF8) made one of openpyxl: values, formulas, merges, sizes, looks, page. Run in the child.

xlrd reads cells and looks; formulas and the page, which it passes over, are read from the records themselves
([MS-XLS] 2.4: Formula, ShrFmla, Setup and the margins).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import xlrd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.utils import get_column_letter
from xlrd.formula import FMLA_TYPE_CELL, FMLA_TYPE_SHARED, decompile_formula

from desktop.sheets.templates.old_looks import Looks

FORMULA, SHARED, END, BEGIN, DRAWN = 0x0006, 0x04BC, 0x000A, 0x0809, 0x005D
SETUP, FIT, CENTRED = 0x00A1, 0x0081, 0x0083
MARGINS = {0x0026: "left", 0x0027: "right", 0x0028: "top", 0x0029: "bottom"}
TWIPS, WIDTH = 20, 256  # to a pt, to a character
FROM_SHARED = 0x01  # the one token of a formula that another cell holds
ALONE = re.compile(r"(\$?[A-Z]+\$?\d+):\1$")
DRAWINGS = "图片、图形和批注"


@dataclass
class Records:
    """What the records of one sheet say beyond its cells; formulas by (row, column) from 0, "" if not understood."""

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    page: dict[str, float] = field(default_factory=dict)
    drawn: bool = False


def converted(data: bytes) -> tuple[Workbook, tuple[str, ...]]:
    """The workbook, and what of it could not be kept, in words. Raises whatever a damaged file makes xlrd raise."""
    old = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, logfile=StringIO())
    made, looks, lost = Workbook(), Looks(old), list[str]()
    made.remove(made.active)
    for number in range(old.nsheets):
        sheet, records = old.sheet_by_index(number), _records(old, number)
        new = made.create_sheet(sheet.name)
        new.sheet_state = "visible" if not sheet.visibility else "hidden"
        lost += [f"{sheet.name}里看不懂的公式"] * _put_cells(old, sheet, new, records, looks)
        lost += [DRAWINGS] * records.drawn
        _put_sizes(sheet, new)
        _put_page(new, records.page)
    _put_prints(old, made)
    return made, tuple(dict.fromkeys(lost))


def _put_cells(old: Any, sheet: Any, new: Any, records: Records, looks: Looks) -> bool:
    """Whether a formula was lost: its last result stands there instead."""
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            one = sheet.cell(row, column)
            if one.ctype == xlrd.XL_CELL_EMPTY:
                continue
            cell = new.cell(row + 1, column + 1)
            words = records.formulas.get((row, column))
            cell.value = f"={words}" if words else _value(old, one)
            if not words and isinstance(cell.value, str):
                cell.data_type = "s"
            looks.dress(cell, one.xf_index)
    for top, bottom, left, right in sheet.merged_cells:
        new.merge_cells(start_row=top + 1, end_row=bottom, start_column=left + 1, end_column=right)
    return "" in records.formulas.values()


def _value(old: Any, one: Any) -> Any:
    match one.ctype:
        case xlrd.XL_CELL_TEXT:
            return ILLEGAL_CHARACTERS_RE.sub("", one.value) or None
        case xlrd.XL_CELL_NUMBER:
            return int(one.value) if one.value == int(one.value) else one.value
        case xlrd.XL_CELL_DATE:
            return _day(old, one.value)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(one.value)
    return None


def _day(old: Any, value: float) -> Any:
    try:
        return xlrd.xldate_as_datetime(value, old.datemode)
    except (xlrd.XLDateError, ValueError, OverflowError):
        return value


def _put_sizes(sheet: Any, new: Any) -> None:
    usual = sheet.standardwidth / WIDTH if sheet.standardwidth else sheet.defcolwidth
    new.sheet_format.defaultColWidth = float(usual or 8.43)
    for column, told in sheet.colinfo_map.items():
        if column < 16_384:
            kept = new.column_dimensions[get_column_letter(column + 1)]
            kept.width, kept.hidden = told.width / WIDTH, bool(told.hidden)
    if sheet.default_row_height:
        new.sheet_format.defaultRowHeight = sheet.default_row_height / TWIPS
    for row, told in sheet.rowinfo_map.items():
        line = new.row_dimensions[row + 1]
        line.hidden = bool(told.hidden)
        if told.height_mismatch:  # set by a person, not by the words
            line.height = told.height / TWIPS


def _put_page(new: Any, page: dict[str, float]) -> None:
    setup = new.page_setup
    if "paper" in page:
        setup.paperSize, setup.scale = int(page["paper"]) or 9, int(page["scale"]) or 100
        setup.orientation = "portrait" if page["portrait"] else "landscape"
        setup.fitToWidth, setup.fitToHeight = int(page["wide"]), int(page["tall"])
    new.sheet_properties.pageSetUpPr.fitToPage = bool(page.get("fit"))
    new.print_options.horizontalCentered = bool(page.get("centred"))
    for side in MARGINS.values():
        if side in page:
            setattr(new.page_margins, side, page[side])


def _put_prints(old: Any, made: Workbook) -> None:
    """Print areas, and rows that are printed on each page."""
    for name in old.name_obj_list:
        if not name.builtin or name.name not in ("Print_Area", "Print_Titles") or not 0 <= name.scope < old.nsheets:
            continue
        try:
            _, top, bottom, left, right = name.area2d()
        except (xlrd.XLRDError, AttributeError, IndexError, TypeError):
            continue  # several areas, or columns and rows at once
        sheet = made.worksheets[name.scope]
        if name.name == "Print_Area":
            sheet.print_area = f"A1:{get_column_letter(right)}{bottom}" if not (top or left) else (
                f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right)}{bottom}"
            )  # fmt: skip
        elif left == 0:
            sheet.print_title_rows = f"{top + 1}:{bottom}"


def _records(old: Any, number: int) -> Records:
    found, shared, waiting = Records(), dict[tuple[int, int], bytes](), dict[tuple[int, int], tuple[int, int]]()
    here = (0, 0)
    for code, body in _stream(old.mem, old._sh_abs_posn[number]):
        if code == FORMULA:
            here = struct.unpack_from("<HH", body)
            tokens = body[22 : 22 + struct.unpack_from("<H", body, 20)[0]]
            if tokens[:1] == bytes([FROM_SHARED]):
                waiting[here] = struct.unpack_from("<HH", tokens, 1)
            else:
                found.formulas[here] = _words(old, tokens, FMLA_TYPE_CELL, here)
        elif code == SHARED:
            shared[here] = body[10 : 10 + struct.unpack_from("<H", body, 8)[0]]
        elif code == DRAWN:
            found.drawn = True
        elif code in READERS:
            found.page |= READERS[code](code, body)
    for cell, first in waiting.items():
        found.formulas[cell] = _words(old, shared.get(first, b""), FMLA_TYPE_SHARED, cell)
    return found


def _stream(data: Any, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a sheet; those of charts in it are passed over."""
    deep = 0
    while at + 4 <= len(data):
        code, size = struct.unpack_from("<HH", data, at)
        deep += (code == BEGIN) - (code == END)
        if deep <= 0:
            return
        if deep == 1:
            yield code, bytes(data[at + 4 : at + 4 + size])
        at += 4 + size


def _words(old: Any, tokens: bytes, kind: int, here: tuple[int, int]) -> str:
    """ "" for a formula that xlrd cannot write out."""
    try:
        words = decompile_formula(old, tokens, len(tokens), kind, browx=here[0], bcolx=here[1]) if tokens else None
        tidied = _tidied(words or "")
    except Exception:  # noqa: BLE001 - whatever strange tokens make of it: the last result is kept and said to be
        return ""
    return "" if "?" in tidied or "#REF" in tidied else tidied


def _tidied(words: str) -> str:
    """As a person would write it: `A1` for `A1:A1`, `2` for `2.0`."""
    parts = Tokenizer(f"={words}")
    for token in parts.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = ALONE.sub(r"\1", token.value)
        elif token.type == Token.OPERAND and token.subtype == Token.NUMBER:
            token.value = token.value.removesuffix(".0")
    return str(parts.render())[1:]


def _read_setup(_: int, body: bytes) -> dict[str, float]:
    paper, scale, _start, wide, tall, flags = struct.unpack_from("<6H", body)
    unset = flags & 4  # paper, scale and direction were never set
    return {"paper": 9 if unset else paper, "scale": 100 if unset else scale, "wide": wide, "tall": tall,
            "portrait": bool(unset or flags & 2)}  # fmt: skip


READERS: dict[int, Callable[[int, bytes], dict[str, float]]] = {
    SETUP: _read_setup,
    FIT: lambda _, body: {"fit": struct.unpack_from("<H", body)[0] & 0x100},
    CENTRED: lambda _, body: {"centred": struct.unpack_from("<H", body)[0]},
    **dict.fromkeys(MARGINS, lambda code, body: {MARGINS[code]: struct.unpack_from("<d", body)[0]}),
}

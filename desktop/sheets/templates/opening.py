"""A template file opened: proved harmless in the capped child first, then read by whoever fills it in."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from desktop.errors import Refused
from desktop.sheets import precheck

SECONDS = 15.0
MOST = 20 * 2**20  # bytes; a form is small
CELLS, SHEETS = 100_000, 60
TALLEST, WIDEST = 20_000, 500
BOOK, WORD = "book", "word"
CORE = "docProps/core.xml"
LOST_MARK = "原为旧格式，少了："
"""In the category of a workbook that came as .xls: what could not be kept of it."""
_ROOT = Path(__file__).resolve().parents[3]
LOST = (
    ("xl/vbaProject.bin", "宏"), ("xl/ctrlProps/", "控件"), ("xl/embeddings/", "嵌入的文件"),
    ("xl/slicers/", "切片器"), ("xl/externalLinks/", "连到别的文件的公式"),
)  # fmt: skip


def taken(name: str, data: bytes) -> tuple[str, bytes]:
    """BOOK or WORD and the file as it is kept: an old workbook (.xls) comes back as .xlsx. Refused codes as `prove`."""
    _refuse_big(name, data)
    if data.startswith(precheck.OLE):
        code, made = _ask_child(name, data)
        if code or not made.startswith(b"PK"):
            raise _refusal(name, made)
        return BOOK, made
    return prove(name, data), data


def prove(name: str, data: bytes) -> str:
    """BOOK or WORD, after the child has read the whole file. Refused codes: file_*, template_kind, template_big."""
    _refuse_big(name, data)
    code, told = _ask_child(name, data)
    kind = told.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if code or kind not in (BOOK, WORD):
        raise _refusal(name, told)
    return kind


def _refuse_big(name: str, data: bytes) -> None:
    if len(data) > MOST:
        raise Refused(
            f"“{name}”有{len(data) // 2**20}兆，不像表格模板", "删去里面的数据和图片，只留空表", code="template_big"
        )


def _ask_child(name: str, data: bytes) -> tuple[int, bytes]:
    """Exit code and answer."""
    command = [sys.executable, "-X", "utf8", "-m", "desktop.sheets.templates.child", name]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(command, input=data, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              timeout=SECONDS, creationflags=flags, check=False)  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Refused(f"“{name}”读了{SECONDS:g}秒还没读完", "删去里面的数据，只留空表", code="file_slow") from None
    return done.returncode, done.stdout


def _refusal(name: str, told: bytes) -> Refused:
    words = told.decode("utf-8", "replace").strip().split("\n")
    return Refused(words[0], words[1], code=words[2]) if len(words) == 3 else precheck.broken(name)  # the child died


def kind_of(name: str, data: bytes) -> str:
    """What the file is by its parts; run in the child. Refused codes: file_*, template_kind."""
    if not data.startswith(b"PK"):
        step = "用表格或文字软件打开，另存为 .xlsx 或 .docx"
        raise Refused(f"“{name}”是别的文件，不能作模板", step, code="template_kind")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as why:
        raise precheck.broken(name) from why
    return WORD if "word/document.xml" in names else BOOK


def open_book(data: bytes) -> Any:
    """An openpyxl workbook with formulas and parts of words in other fonts kept."""
    return load_workbook(BytesIO(data), rich_text=True)


def refuse_huge(name: str, book: Any) -> None:
    cells = sum(len(sheet._cells) for sheet in book.worksheets)
    merges = [one for sheet in book.worksheets for one in sheet.merged_cells.ranges]
    covered = sum((one.max_row - one.min_row + 1) * (one.max_col - one.min_col + 1) for one in merges)
    far = any(row > TALLEST or column > WIDEST for sheet in book.worksheets for row, column in sheet._cells)
    if cells > CELLS or covered > CELLS or far or len(book.worksheets) > SHEETS:
        raise Refused(f"“{name}”里格数太多（{cells:,}），不像表格模板", "删去里面的数据，只留空表", code="template_big")
    if not book.worksheets:
        raise Refused(f"“{name}”里没有工作表", "换一个文件", code="template_empty")


def losses(data: bytes) -> tuple[str, ...]:
    """What of the workbook openpyxl does not keep, in words."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        drawn = any(b"<xdr:sp" in archive.read(one) for one in names if one.startswith("xl/drawings/drawing"))
        core = archive.read(CORE).decode("utf-8", "replace") if CORE in names else ""
    found = [words for part, words in LOST if any(one.startswith(part) for one in names)]
    found += re.findall(f"{LOST_MARK}([^<]+)<", core)
    return (*found, *(("文本框和图形",) if drawn else ()))

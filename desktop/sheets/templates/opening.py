"""A template file opened: proved harmless in the capped child first, then read by whoever fills it in."""

from __future__ import annotations

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
_ROOT = Path(__file__).resolve().parents[3]
LOST = (
    ("xl/vbaProject.bin", "宏"), ("xl/ctrlProps/", "控件"), ("xl/embeddings/", "嵌入的文件"),
    ("xl/slicers/", "切片器"), ("xl/externalLinks/", "连到别的文件的公式"),
)  # fmt: skip


def prove(name: str, data: bytes) -> str:
    """BOOK or WORD, after the child has read the whole file. Refused codes: file_*, template_kind, template_big."""
    if len(data) > MOST:
        raise Refused(
            f"“{name}”有{len(data) // 2**20}兆，不像表格模板", "删去里面的数据和图片，只留空表", code="template_big"
        )
    command = [sys.executable, "-X", "utf8", "-m", "desktop.sheets.templates.child", name]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(command, input=data, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              timeout=SECONDS, creationflags=flags, check=False)  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Refused(f"“{name}”读了{SECONDS:g}秒还没读完", "删去里面的数据，只留空表", code="file_slow") from None
    told = done.stdout.decode("utf-8", "replace").strip().split("\n")
    if done.returncode == 0 and told[-1] in (BOOK, WORD):
        return told[-1]
    if len(told) == 3:
        raise Refused(told[0], told[1], code=told[2])
    raise precheck.broken(name)  # the child died


def kind_of(name: str, data: bytes) -> str:
    """What the file is by its parts; run in the child. Refused codes: file_*, template_kind."""
    if not data.startswith(b"PK"):
        other = "旧格式的表格（.xls）" if data.startswith(precheck.OLE) else "别的文件"
        raise Refused(
            f"“{name}”是{other}，不能作模板", "用表格或文字软件打开，另存为 .xlsx 或 .docx", code="template_kind"
        )
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
    found = [words for part, words in LOST if any(one.startswith(part) for one in names)]
    return (*found, *(("文本框和图形",) if drawn else ()))

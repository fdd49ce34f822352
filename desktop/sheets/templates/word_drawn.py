"""A Word document as a picture on a fine grid: paragraphs over the whole width, tables by the widths of their cells.

An office form is read, mapped and printed by it; columns of text, text boxes and pictures are left out and told.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from desktop.domain.sheet_picture import Block, BookPicture, Look, PicturedCell, PicturedPage, Place, SheetPicture
from desktop.sheets.templates import word

TWIP = 1 / 20  # pt
MM = 25.4 / 72
GRID = 48  # columns
ACROSS = {"center": "center", "right": "right", "end": "right", "left": "left", "start": "left", "both": "left"}
LOST = ("drawing", "pict", "object")
OFF = ("0", "false")


@dataclass
class Drawing:
    """The sheet as it grows, row by row; `wide` pt of room; `numbers` of the rows of tables, `lines` where they are."""

    wide: float
    numbers: Mapping[int, int]
    lines: dict[int, int] = field(default_factory=dict)
    cells: dict[Place, PicturedCell] = field(default_factory=dict)
    merges: list[Block] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)

    def put(self, block: Block, cell: PicturedCell) -> None:
        self.cells[block[0], block[1]] = cell
        if block[:2] != block[2:]:
            self.merges.append(block)


def picture_of_word(data: bytes) -> BookPicture:
    document = word.parts(data)["word/document.xml"]
    body = word.elements(document, "body")[0]
    page = _page(body)
    numbers = {id(row): number for number, row in enumerate(word.elements(document, "tr"), 1)}
    drawing = Drawing((page.width - page.left - page.right) / MM, numbers)
    for node in body.childNodes:
        if _is(node, "p"):
            _paragraph(drawing, node)
        elif _is(node, "tbl"):
            _table(drawing, node)
    widths = (drawing.wide / GRID,) * GRID
    sheet = SheetPicture(
        "正文",
        widths,
        tuple(drawing.heights),
        frozenset(),
        tuple(drawing.merges),
        drawing.cells,
        page,
        lines=drawing.lines,
    )
    return BookPicture((sheet,), _losses(data, document))


def _losses(data: bytes, document: Any) -> tuple[str, ...]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        other = any(word.PARTS.fullmatch(one) and "document" not in one for one in archive.namelist())
    drawn = any(word.elements(document, one) for one in LOST)
    return (*(("预览和 PDF 里没有图片、文本框",) if drawn else ()), *(("预览和 PDF 里没有页眉页脚",) if other else ()))


def _paragraph(drawing: Drawing, node: Any) -> None:
    look, row = _look(node), len(drawing.heights) + 1
    drawing.heights.append(look.size * 1.5)
    drawing.put((row, 1, row, GRID), PicturedCell(word.text_of(node), look))


def _table(drawing: Drawing, table: Any) -> None:
    grid = [_number(one, "w", 0) * TWIP for one in _inside(_child(table, "tblGrid"), "gridCol")]
    most = max((sum(span for _, span, _ in _across(line)) for line in _inside(table, "tr")), default=1)
    edges = _edges(grid if len(grid) >= most else [1.0] * most)
    open_: dict[int, tuple[int, int, int, PicturedCell]] = {}  # merges down by first column: row, right, left, cell
    for line in _inside(table, "tr"):
        row = len(drawing.heights) + 1
        drawing.lines[row] = drawing.numbers[id(line)]
        height = _number(_child(_child(line, "trPr"), "trHeight"), "val", 0) * TWIP
        drawing.heights.append(max(height, 16.0))
        for at, span, cell in _across(line):
            left, right = edges[min(at, len(edges) - 2)] + 1, edges[min(at + span, len(edges) - 1)]
            _cell(drawing, cell, (row, left, row, max(right, left)), open_)


def _cell(drawing: Drawing, cell: Any, block: Block, open_: dict[int, Any]) -> None:
    merge = _child(_child(cell, "tcPr"), "vMerge")
    row, left, _, right = block
    if merge is not None and _value(merge, "val") != "restart" and left in open_:
        first = open_[left]
        if (old := (first, left, row - 1, right)) in drawing.merges:
            drawing.merges.remove(old)
        drawing.merges.append((first, left, row, right))
        return
    open_.pop(left, None)
    if merge is not None:
        open_[left] = row
    paragraphs = _inside(cell, "p")
    look = _look(paragraphs[0]) if paragraphs else Look()
    up = {"center": "center", "bottom": "bottom"}.get(_value(_child(_child(cell, "tcPr"), "vAlign"), "val"), "top")
    framed = replace(look, up=up, left="thin", top="thin", right="thin", bottom="thin")
    drawing.put(block, PicturedCell("\n".join(map(word.text_of, paragraphs)), framed))


def _edges(grid: Sequence[float]) -> list[int]:
    """The column lines of the fine grid at which the table's columns end."""
    whole, at, found = sum(grid) or 1, 0.0, [0]
    for width in grid:
        at += width
        found.append(max(round(at / whole * GRID), found[-1] + 1))
    return [min(one, GRID) for one in found]


def _across(line: Any) -> Iterator[tuple[int, int, Any]]:
    at = int(_number(_child(_child(line, "trPr"), "gridBefore"), "val", 0))
    for cell in _inside(line, "tc"):
        span = int(_number(_child(_child(cell, "tcPr"), "gridSpan"), "val", 1))
        yield at, span, cell
        at += span


def _look(paragraph: Any) -> Look:
    """The look of the paragraph's first words."""
    run = next(iter(word.elements(paragraph, "rPr")), None)
    fonts = _child(run, "rFonts")
    bold = _child(run, "b")
    across = ACROSS.get(_value(_child(_child(paragraph, "pPr"), "jc"), "val"), "left")
    ink = _value(_child(run, "color"), "val")
    return Look(
        font=_value(fonts, "eastAsia") or _value(fonts, "ascii") or "宋体",
        size=_number(_child(run, "sz"), "val", 21) / 2, bold=bold is not None and _value(bold, "val") not in OFF,
        ink=ink if len(ink) == 6 and ink != "000000" else "", across=across, up="center", wrap=True,
    )  # fmt: skip


def _page(body: Any) -> PicturedPage:
    last = next(iter(reversed(word.elements(body, "sectPr"))), None)
    size, edges = _child(last, "pgSz"), _child(last, "pgMar")
    width, height = (_number(size, name, usual) * TWIP * MM for name, usual in (("w", 11906), ("h", 16838)))
    top, right, bottom, left = (_number(edges, name, 1440) * TWIP * MM for name in ("top", "right", "bottom", "left"))
    return PicturedPage(width, height, top, right, bottom, left)


def _is(node: Any, name: str) -> bool:
    return bool(node.namespaceURI == word.W and node.localName == name)


def _inside(node: Any, name: str) -> list[Any]:
    return [] if node is None else [one for one in node.childNodes if _is(one, name)]


def _child(node: Any, name: str) -> Any:
    return next(iter(_inside(node, name)), None)


def _value(node: Any, name: str) -> str:
    return "" if node is None else str(node.getAttributeNS(word.W, name))


def _number(node: Any, name: str, usual: float) -> float:
    try:
        return float(_value(node, name) or usual)
    except ValueError:
        return usual

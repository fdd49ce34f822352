"""Ruled tables: rows as high as their text needs, cut between rows and, in long cells, between lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

from desktop.forms.fonts import Faces
from desktop.forms.galley import Place, Strip
from desktop.forms.text import Line, Span, Style, draw, sized, wrap

PAD_X, PAD_Y = 4.0, 2.5  # pt between rule and text
WHOLE = 6  # lines up to which a row is never cut
CENTRED = 24  # lines up to which a label stands in the middle of a cut row


@dataclass(frozen=True, slots=True)
class Cell:
    """`span` columns wide; `joined` continues the cell above it; `fill` is a colour (r, g, b) or none."""

    words: str | Sequence[Span] = ""
    span: int = 1
    align: str = "left"
    style: Style | None = None
    upper: bool = False  # text at the top instead of in the middle
    joined: bool = False
    fill: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """`height` is the least height in pt; `keep` holds the row to the next one."""

    cells: Sequence[Cell]
    height: float = 0
    keep: bool = False


def empty_rows(columns: int, height: float, least: int, spare: float) -> list[Row]:
    """Rows for the pen, `least` of them but for those that would need more than `spare` pt."""
    return [Row([Cell()] * columns, height)] * min(least, int(spare // height))


class _Box(NamedTuple):
    cell: Cell
    left: float
    right: float
    text: float
    lines: list[Line]
    style: Style


class Grid:
    """A table's columns (widths in pt) and common style; `strips` sets its rows.

    `pad` and `above` are the least room beside and above the text."""

    def __init__(
        self, widths: Sequence[float], style: Style, faces: Faces, pad: float = PAD_X, above: float = PAD_Y
    ) -> None:
        self._edges = list(accumulate(widths, initial=0.0))
        self._style, self._faces, self._pad, self._above = style, faces, pad, above

    def strips(self, rows: Sequence[Row], head: Sequence[Strip] = (), *, last: bool = True) -> list[Strip]:
        """One strip or more a row; `head` is repeated on later pages, `last` closes the table below."""
        out: list[Strip] = []
        for at, row in enumerate(rows):
            out += self._row(row, tuple(head), last and at == len(rows) - 1)
        return out

    def _row(self, row: Row, head: tuple[Strip, ...], last: bool) -> list[Strip]:
        boxes = self._boxes(row.cells)
        tallest = max(boxes, key=lambda box: len(box.lines) * box.style.leading)
        needed = max(row.height, len(tallest.lines) * tallest.style.leading + 2 * self._above)
        if len(tallest.lines) <= WHOLE and needed <= 200:
            return [Strip(needed, _painter(boxes, needed, last), row.keep, head)]
        return _slices(boxes, needed, tallest.style.leading, row.keep, head, last)

    def _boxes(self, cells: Sequence[Cell]) -> list[_Box]:
        boxes, column = list[_Box](), 0
        for cell in cells:
            left, right = self._edges[column], self._edges[column + cell.span]
            base = cell.style or self._style
            style = sized(base, base.size, align=cell.align)
            boxes.append(_Box(cell, left, right, left + self._pad, self._lines(cell, right - left, style), style))
            column += cell.span
        return boxes

    def _lines(self, cell: Cell, width: float, style: Style) -> list[Line]:
        return wrap(cell.words, width - 2 * self._pad, style, self._faces) if cell.words else []


def _painter(boxes: Sequence[_Box], height: float, last: bool) -> Callable[[Any, Place], None]:
    def paint(canvas: Any, at: Place) -> None:
        for box in boxes:
            _fill(canvas, box, at, height)
        for box in boxes:
            spare = height - len(box.lines) * box.style.leading
            top = at.top - (PAD_Y if box.cell.upper else spare / 2)
            for number, line in enumerate(box.lines):
                draw(canvas, line, at.x + box.text, top - number * box.style.leading, box.style)
        _rules(canvas, boxes, at, height, (True, last))

    return paint


def _slices(
    boxes: Sequence[_Box], height: float, leading: float, keep: bool, head: tuple[Strip, ...], last: bool
) -> list[Strip]:
    """A tall row as strips of one line each, so that the page may be cut between any two lines."""
    count = max(int((height - 2 * PAD_Y) // leading), max(len(box.lines) for box in boxes), 1)
    strips = []
    for number in range(count):
        first, final = number == 0, number == count - 1
        tall = leading + PAD_Y * (first + final)
        paint = _slice(boxes, number, count, tall, (first, final and last))
        strips.append(Strip(tall, paint, keep if final else number in (0, count - 2), head))
    return strips


def _slice(
    boxes: Sequence[_Box], number: int, count: int, height: float, edges: tuple[bool, bool]
) -> Callable[[Any, Place], None]:
    def paint(canvas: Any, at: Place) -> None:
        top = at.top - (PAD_Y if number == 0 else 0)
        for box in boxes:
            _fill(canvas, box, at, height)
            centred = not box.cell.upper and count <= CENTRED
            line = number - ((count - len(box.lines)) // 2 if centred else 0)
            if 0 <= line < len(box.lines):
                draw(canvas, box.lines[line], at.x + box.text, top, box.style)
        _rules(canvas, boxes, at, height, edges)

    return paint


def _fill(canvas: Any, box: _Box, at: Place, height: float) -> None:
    if box.cell.fill is None:
        return
    canvas.setFillColorRGB(*box.cell.fill)
    canvas.rect(at.x + box.left, at.top - height, box.right - box.left, height, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


def _rules(canvas: Any, boxes: Sequence[_Box], at: Place, height: float, edges: tuple[bool, bool]) -> None:
    """`edges`: whether a rule stands above (but for joined cells) and below; a page is closed at both ends."""
    above, below = edges
    bottom = at.top - height
    for box in boxes:
        left, right = at.x + box.left, at.x + box.right
        canvas.line(left, at.top, left, bottom)
        if at.opens or (above and not box.cell.joined):
            canvas.line(left, at.top, right, at.top)
        if at.closes or below:
            canvas.line(left, bottom, right, bottom)
    edge = at.x + boxes[-1].right
    canvas.line(edge, at.top, edge, bottom)

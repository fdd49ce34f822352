"""A filled sheet as PDF, drawn from its picture: merges, edges, fills, wrapped words, page set-up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from desktop.domain.sheet_picture import Block, BookPicture, PicturedCell, SheetPicture
from desktop.forms.catalogue import MissingGlyph, Paper
from desktop.forms.fonts import Faces, Role, pc_faces
from desktop.forms.page import FOLIO, MM, Folio
from desktop.forms.sheet_edges import Run, joined
from desktop.forms.text import Line, Style, draw, wrap

PAD = 2.0  # pt between an edge and the words
LEADING = 1.25
CLOSER = (0.94, 0.88)
LITTLE, MOST_SPARED = 0.15, 30  # of a page; pages of which it is worth while to spare one
SMALLEST = 0.35  # of the size: what is smaller cannot be read
ROLES = (("黑体", Role.HEI), ("Hei", Role.HEI), ("雅黑", Role.HEI), ("楷", Role.KAI), ("Kai", Role.KAI),
         ("仿宋", Role.BODY), ("Fang", Role.BODY), ("小标宋", Role.TITLE))  # fmt: skip


def sheet_paper(book: BookPicture, title: str, *, faces: Faces | None = None) -> Paper:
    """Every sheet that is not hidden, each from a page of its own; each form counts its own pages."""
    case, out = faces or pc_faces(), BytesIO()
    laid = [_laid(sheet, case) for sheet in book.sheets if not sheet.hidden and sheet.cells]
    canvas = Canvas(out, pageCompression=1, invariant=1, initialFontName=case.case(Role.SONG)["1"].font)
    canvas.setTitle(title)
    for describe in (canvas.setAuthor, canvas.setSubject):
        describe("")
    canvas.setCreator("桩钉")
    canvas.setProducer("桩钉")
    pages = [(one, rows) for one in laid for rows in one.pages()]
    totals, numbers = Counter(one.sheet.form for one, _ in pages), Counter[int]()
    for one, rows in pages:
        numbers[one.sheet.form] += 1
        one.paint(canvas, rows, Folio(numbers[one.sheet.form], totals[one.sheet.form]))
    canvas.save()
    return Paper(out.getvalue(), len(pages), tuple(_missing(book, case)))


def _laid(sheet: SheetPicture, faces: Faces) -> LaidSheet:
    """Rows set a little closer where that spares a last page with little more than the signatures on it."""
    laid = LaidSheet(sheet, faces)
    pages = list(laid.pages())
    if not 1 < len(pages) <= MOST_SPARED or laid.high(pages[-1]) > LITTLE * laid.tall:
        return laid
    closer = (LaidSheet(sheet, faces, closeness=one) for one in CLOSER)
    return next((one for one in closer if len(list(one.pages())) < len(pages)), laid)


def _missing(book: BookPicture, case: Faces) -> Iterator[MissingGlyph]:
    for sheet in book.sheets:
        text = "".join(cell.text for cell in sheet.cells.values())
        yield from (
            MissingGlyph(char, sheet.name, sheet.name) for char in case.missing(text, Role.SONG) if char != "\n"
        )


@dataclass(frozen=True, slots=True)
class Words:
    """The set words of a cell."""

    lines: tuple[Line, ...]
    style: Style

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading


class LaidSheet:
    """A sheet shrunk to the width of its page, its rows as high as their words need; `closeness`: part of their own
    height that rows keep where their words need less.
    """

    def __init__(self, sheet: SheetPicture, faces: Faces, closeness: float = 1.0) -> None:
        self.sheet, self.faces, self._closeness = sheet, faces, closeness
        self.first = sheet.page.area[1] if sheet.page.area else 1
        page = sheet.page
        self.wide, self.tall = (page.width - page.left - page.right) * MM, (page.height - page.top - page.bottom) * MM
        self.scale = self._scale()
        self.widths = [width * self.scale for width in self._own_widths()]
        self.lefts = _ends(self.widths)
        self.blocks = {block[:2]: block for block in sheet.merges}
        self.covered = {(r, c) for top, left, bottom, right in sheet.merges for r in range(top, bottom + 1)
                        for c in range(left, right + 1) if (r, c) != (top, left)}  # fmt: skip
        self._set: dict[tuple[int, int], Words] = {}
        self.by_row: dict[int, list[tuple[int, PicturedCell]]] = {}
        for (row, column), cell in sorted(sheet.cells.items()):
            if (row, column) not in self.covered and self._printed(row, column):
                self.by_row.setdefault(row, []).append((column, cell))
        self.heights = [self._height(row) for row in range(1, len(sheet.heights) + 1)]

    def _printed(self, row: int, column: int) -> bool:
        """Inside the form's print area."""
        area = self.sheet.page.area
        return area is None or (area[0] <= row <= area[2] and area[1] <= column <= area[3])

    def _own_widths(self) -> list[float]:
        top = self.sheet.page.area[0] if self.sheet.page.area else 1
        return [width if self._printed(top, column) else 0.0 for column, width in enumerate(self.sheet.widths, 1)]

    def _scale(self) -> float:
        """As the form says; never wider than the page."""
        page, sheet = self.sheet.page, self.sheet
        whole = sum(self._own_widths()) or 1
        high = sum(height for row, height in enumerate(sheet.heights, 1) if self._printed(row, self.first)) or 1
        scale = min(page.scale, self.wide / whole)
        if page.fit_wide:
            scale = min(1.0, self.wide / whole)
        if page.fit_tall == 1:
            scale = min(scale, self.tall / high)
        return scale

    def _height(self, row: int) -> float:
        own = self.sheet.heights[row - 1] * self.scale
        if not own or not self._printed(row, self.first):
            return 0.0
        needed = (self.words(row, column, cell).height + 2 * PAD for column, cell in self.by_row.get(row, ())
                  if cell.text and self.block(row, column)[2] == row)  # fmt: skip
        return max([own * self._closeness, *needed])

    def block(self, row: int, column: int) -> Block:
        return self.blocks.get((row, column), (row, column, row, column))

    def width(self, block: Block) -> float:
        return self.lefts[min(block[3], len(self.widths))] - self.lefts[block[1] - 1]

    def words(self, row: int, column: int, cell: PicturedCell) -> Words:
        if (row, column) not in self._set:
            self._set[row, column] = self._wrapped(cell, self._room(row, column, cell) - 2 * PAD)
        return self._set[row, column]

    def _room(self, row: int, column: int, cell: PicturedCell) -> float:
        """Words that do not wrap run on over empty cells at their right."""
        block = self.block(row, column)
        room = self.width(block)
        if cell.look.wrap or cell.number or cell.look.across not in ("", "left") or block[:2] != block[2:]:
            return room
        at = column + 1
        while at <= len(self.widths) and not self.sheet.text(row, at) and (row, at) not in self.covered:
            room, at = room + self.widths[at - 1], at + 1
        return room

    def _wrapped(self, cell: PicturedCell, room: float) -> Words:
        """On paper nothing may be cut off: what does not fit its line is wrapped, or made smaller where asked."""
        look, room = cell.look, max(room, 4.0)
        size = look.size * self.scale
        across = look.across or ("right" if cell.number else "left")
        style = Style(_role(look.font, look.bold), size, size * LEADING, align=across)
        lines = wrap(cell.text, room, style, self.faces)
        if (look.shrink or cell.number) and len(lines) > 1:
            [whole] = wrap(cell.text.replace("\n", " "), 1e6, style, self.faces)
            size *= max(room / whole.width, SMALLEST)
            style = Style(style.role, size, size * LEADING, align=across)
            lines = wrap(cell.text, room, style, self.faces)
        return Words(tuple(lines), style)

    def pages(self) -> Iterator[Sequence[int]]:
        """Rows by page; a merge over several rows stays together where a page can hold it."""
        head = self._head()
        room = self.tall - sum(self.heights[row - 1] for row in head)
        page, left = list[int](), self.tall
        for group in self._groups():
            high = sum(self.heights[row - 1] for row in group)
            if page and high > left + 0.01:
                yield page
                page, left = [row for row in head if row not in group], room
            page += group
            left -= high
        yield page

    def high(self, rows: Sequence[int]) -> float:
        """Of rows of a page, those printed on each page apart."""
        head = self._head()
        return sum(self.heights[row - 1] for row in rows if row not in head)

    def _head(self) -> list[int]:
        told = self.sheet.page.head
        return [row for row in range(told[0], told[1] + 1) if row <= len(self.heights)] if told else []

    def _groups(self) -> Iterator[list[int]]:
        end, group = 0, list[int]()
        lasts: dict[int, int] = {}
        for top, _, bottom, _ in self.sheet.merges:
            lasts[top] = max(lasts.get(top, top), bottom)
        for row in range(1, len(self.heights) + 1):
            group.append(row)
            end = max(end, lasts.get(row, row))
            if row >= end or sum(self.heights[one - 1] for one in group) > self.tall:
                yield group
                group = []
        if group:
            yield group

    def paint(self, canvas: Any, rows: Sequence[int], folio: Folio) -> None:
        page = self.sheet.page
        canvas.setPageSize((page.width * MM, page.height * MM))
        spare = self.wide - self.lefts[-1] if page.centred else 0
        x, top = page.left * MM + max(spare, 0) / 2, (page.height - page.top) * MM
        tops: dict[int, float] = {}
        for row in rows:
            tops[row], top = top, top - self.heights[row - 1]
        for row in rows:
            for column, cell in self.by_row.get(row, ()):
                self._paint_fill(canvas, x, tops, self.block(row, column), cell)
        canvas.setFillColorRGB(0, 0, 0)
        self._paint_edges(canvas, x, tops, rows)
        for row in rows:
            for column, cell in self.by_row.get(row, ()):
                self._paint_words(canvas, x, tops, self.block(row, column), cell)
        if folio.total > 1:
            [line] = wrap(str(folio), page.width * MM, FOLIO, self.faces)
            draw(canvas, line, 0, max(page.bottom * MM / 2 + 7, 18), FOLIO)
        canvas.showPage()

    def _box(self, x: float, tops: dict[int, float], block: Block) -> tuple[float, float, float, float]:
        """Left, bottom, width, height."""
        height = sum(self.heights[row - 1] for row in range(block[0], block[2] + 1) if row in tops)
        return x + self.lefts[block[1] - 1], tops[block[0]] - height, self.width(block), height

    def _paint_fill(self, canvas: Any, x: float, tops: dict[int, float], block: Block, cell: PicturedCell) -> None:
        if cell.look.fill:
            canvas.setFillColorRGB(*_rgb(cell.look.fill))
            canvas.rect(*self._box(x, tops, block), stroke=0, fill=1)

    def _paint_edges(self, canvas: Any, x: float, tops: dict[int, float], rows: Sequence[int]) -> None:
        """Edges that meet are one line: a page of cells has thousands of them."""
        runs: dict[Run, list[tuple[float, float]]] = {}
        for row in rows:
            for column, cell in self.by_row.get(row, ()):
                left, bottom, width, height = self._box(x, tops, self.block(row, column))
                across, down, look = (left, left + width), (bottom, bottom + height), cell.look
                if width and height:
                    sides = ((look.left, left, down, False), (look.right, across[1], down, False),
                             (look.top, down[1], across, True), (look.bottom, bottom, across, True))  # fmt: skip
                    for edge, at, span, level in sides:
                        if edge:
                            runs.setdefault(Run(edge, round(at, 2), level), []).append(span)
        for run, spans in runs.items():
            run.paint(canvas, joined(spans))

    def _paint_words(self, canvas: Any, x: float, tops: dict[int, float], block: Block, cell: PicturedCell) -> None:
        left, bottom, width, height = self._box(x, tops, block)
        if not cell.text or not width or not height:
            return
        words = self.words(block[0], block[1], cell)
        spare = {"top": 1.0, "center": (height - words.height) / 2}.get(cell.look.up, height - words.height - 1)
        top = bottom + height - max(spare, 0)
        if cell.look.ink:
            canvas.setFillColorRGB(*_rgb(cell.look.ink))
        for line in words.lines:
            draw(canvas, line, left + PAD, top, words.style)
            if cell.look.underline:
                low = top - words.style.leading + 0.12 * words.style.size
                canvas.line(left + PAD + line.offset, low, left + PAD + line.offset + line.width, low)
            top -= words.style.leading
        if cell.look.ink:
            canvas.setFillColorRGB(0, 0, 0)


def _ends(widths: Sequence[float]) -> list[float]:
    ends = [0.0]
    for width in widths:
        ends.append(ends[-1] + width)
    return ends


@lru_cache(256)
def _role(font: str, bold: bool) -> Role:
    role = next((role for part, role in ROLES if part in font), Role.SONG)
    return Role.BOLD if bold and role in (Role.SONG, Role.BODY) else role


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue

"""What a printed paper is like: where every character and rule stands, and what is wrong with that.

A paper is read twice: here from the page's own operators (one `Line` for each line that was set), and by pdfium.
The rules of line breaking are written here anew from GB/T 15834-2011 §5.1, not taken from the program.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import apply_matrix_pt

FOLIO = re.compile(r"第\d+页共\d+页")
NEVER_FIRST = frozenset("。，、；：？！”’）］〕】〗》〉」』…—～·－–-/／％‰℃,.;:?!)]}%")
NEVER_LAST = frozenset("“‘（［〔【〖《〈「『￥￡([{$")
SIGNING = re.compile(
    r"(（签名）|（盖章）|按指印）)：$|印章）$|^(签名：|记录人：|立卷人：|检查人：|接收人：|当事人\d+：$|年月日$)"
)


class Char(NamedTuple):
    """A character's em box, in pt from the page's lower left corner."""

    text: str
    x0: float
    x1: float
    bottom: float
    top: float

    @property
    def body(self) -> tuple[float, float, float, float]:
        """A little inside the box: left, right, bottom, top."""
        aside, em = 0.15 * (self.x1 - self.x0), self.top - self.bottom
        return self.x0 + aside, self.x1 - aside, self.bottom + 0.22 * em, self.top - 0.22 * em


class Line(NamedTuple):
    """What was set as one line; `runs` are the stretches of one face in it, `edges` all of it, blanks as well."""

    chars: list[Char]
    runs: list[str]
    edges: list[str]

    @property
    def text(self) -> str:
        return "".join(self.runs)


@dataclass(slots=True)
class Page:
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)  # x0, x1, bottom, top
    squares: list[tuple[float, float, float, float]] = field(default_factory=list)  # black ones

    def chars(self) -> list[Char]:
        return [char for line in self.lines for char in line.chars]

    def body(self) -> list[Line]:
        """Every line but the page number, from above to below."""
        return sorted((one for one in self.lines if not FOLIO.fullmatch(one.text)), key=lambda one: -one.chars[0].top)


class _Reader(PDFTextDevice):
    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.page = Page(0, 0)

    def begin_line(self) -> None:
        self.page.lines.append(Line([], [], []))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self.page.lines[-1].runs.append("")
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int,
                    ncs: Any, graphicstate: Any) -> float:  # fmt: skip
        text, wide = font.to_unichr(cid), font.char_width(cid) * fontsize * scaling
        self.page.lines[-1].edges.append(text)
        if text.strip():
            x, base = apply_matrix_pt(matrix, (0, 0))
            line = self.page.lines[-1]
            line.chars.append(Char(text, x, x + wide, base - 0.14 * fontsize, base + 0.86 * fontsize))
            line.runs[-1] += text
        return wide

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        points = [apply_matrix_pt(self.ctm, step[at : at + 2]) for step in path for at in range(1, len(step), 2)]
        box = _around(points)
        if stroke:
            closing = [points[0]] if path[-1][0] == "h" else []
            self.page.rules.extend(_around(ends) for ends in pairwise([*points, *closing]))
        elif fill and gstate.ncolor in (0, (0, 0, 0), [0, 0, 0]):
            self.page.squares.append(box)


def _around(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), max(xs), min(ys), max(ys)


class _Interpreter(PDFPageInterpreter):
    def do_BT(self) -> None:
        super().do_BT()
        self.device.begin_line()


def read_pages(pdf: bytes) -> list[Page]:
    resources = PDFResourceManager()
    reader = _Reader(resources)
    interpreter, pages = _Interpreter(resources, reader), []
    for each in PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(pdf)))):
        _, _, width, height = each.mediabox
        reader.page = Page(width, height)
        interpreter.process_page(each)
        reader.page.lines = [line for line in reader.page.lines if line.chars]
        pages.append(reader.page)
    return pages


def overlaps(page: Page) -> list[tuple[str, str]]:
    """Pairs of characters that lie on one another, and characters with a rule or a square through them."""
    bodies = sorted((*char.body, char.text) for char in page.chars())
    found = list(_pairs(bodies))
    marks = [*page.rules, *page.squares]
    return found + [(one[4], "│") for one in bodies for mark in marks if _meet(one, mark)]


def _pairs(bodies: Sequence[tuple[float, float, float, float, str]]) -> Iterator[tuple[str, str]]:
    for at, one in enumerate(bodies):
        for other in bodies[at + 1 :]:
            if other[0] >= one[1]:
                break
            if other[2] < one[3] and other[3] > one[2]:
                yield one[4], other[4]


def _meet(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return bool(other[0] < one[1] and other[1] > one[0] and other[2] < one[3] and other[3] > one[2])


def clipped(page: Page, margins: tuple[float, float, float, float]) -> list[str]:
    """Characters (or squares) past the type area; `margins`: top, right, bottom, left in pt."""
    top, right, bottom, left = margins
    chars = [(*char[1:], char.text) for line in page.body() for char in line.chars]
    boxes = [*chars, *((*square, "■") for square in page.squares)]
    return [words for x0, x1, low, high, words in boxes
            if x0 < left - 0.5 or x1 > page.width - right + 0.5 or low < bottom - 0.5
            or high > page.height - top + 0.5]  # fmt: skip


def forbidden_starts(page: Page) -> list[str]:
    return [line.text for line in page.lines if line.edges[0] in NEVER_FIRST]


def forbidden_ends(page: Page) -> list[str]:
    return [line.text for line in page.lines if line.edges[-1] in NEVER_LAST]


def lonely(pages: Sequence[Page], callers: Iterable[str] = ()) -> list[int]:
    """Pages that begin with signatures: nothing of what is signed stands above them. `callers`: who signs."""
    called = {f"{name}：" for name in callers}
    return [number for number, (before, page) in enumerate(pairwise(pages), 2)
            if (top := _first(page, before)) and (SIGNING.search(top.text) or top.text in called)
            and not _pen_lines(page, top.chars[0].top)]  # fmt: skip


def _pen_lines(page: Page, above: float) -> bool:
    """Whether a line for the pen, not one of a table, stands above that height."""
    upright = {round(rule[0]) for rule in page.rules if rule[0] == rule[1]}
    return any(low > above and right - left > 100 and round(left) not in upright for left, right, low, _ in page.rules)


def _first(page: Page, before: Page) -> Line | None:
    """The first line of a page that is not a table's head said again (lines that follow one another before, too)."""
    body, above = page.body(), [_placed(line) for line in before.body()]
    opening = [_placed(line) for line in body]
    again = next(size for size in range(len(body), -1, -1) if _within(opening[:size], above))
    return body[again] if again < len(body) else None


def _placed(line: Line) -> tuple[str, int]:
    return line.text, round(line.chars[0].x0)


def _within(part: Sequence[tuple[str, int]], whole: Sequence[tuple[str, int]]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def lost(pages: Sequence[Page], wanted: Iterable[str]) -> list[str]:
    """The texts that cannot be read off the paper, whole and in order, however they are cut into lines.

    Where none is, the characters that stand on it less often than in all the texts together.
    """
    runs = [run for page in pages for line in page.lines if not FOLIO.fullmatch(line.text) for run in line.runs if run]
    whole, texts = "".join(runs), [squeezed(text) for text in wanted]
    gone = [text for text in texts if text not in whole and not _chained(text, runs)]
    return gone or sorted((Counter("".join(texts)) - Counter(whole)).elements())


def _chained(text: str, runs: Sequence[str]) -> bool:
    """Whether the text is the end of one run, then whole runs, then the beginning of one, others between them."""
    reached: set[int] = set()
    for run in runs:
        grown = {at + len(run) for at in reached if text.startswith(run, at)}
        if text in run or any(run.startswith(text[at:]) for at in reached):
            return True
        grown |= {size for size in range(1, min(len(run), len(text)) + 1) if run.endswith(text[:size])}
        reached |= grown
        if len(text) in reached:
            return True
    return False


def two_readers_agree(pages: Sequence[Page], pdf: bytes) -> bool:
    """The same characters in the same order by another engine."""
    return squeezed(by_pdfium(pdf)) == squeezed("".join(line.text for page in pages for line in page.lines))


def by_pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = []
        for page in document:
            text_page = page.get_textpage()
            pages.append(text_page.get_text_range())
            text_page.close()
            page.close()
    return "".join(pages).replace("\x02", "-").replace("\ufffe", "-")  # its mark for a hyphen at a line's end


def squeezed(text: str) -> str:
    """Without white space and page numbers."""
    return FOLIO.sub("", "".join(text.split()))

"""Paper sizes, margins, the styles of GB/T 9704, and the base class of every document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desktop.forms.enclosed import Box, Enclosed, enclose
from desktop.forms.fields import Entry, Field
from desktop.forms.fonts import Faces, Role
from desktop.forms.galley import Place, Strip, height, paginate, text
from desktop.forms.slots import blank_lines
from desktop.forms.text import Span, Style, draw, wrap

rl_config.useA85 = 0  # streams as bytes: a fifth less to write and to keep than in base 85

MM = 72 / 25.4
ERHAO, SANHAO, SIHAO, XIAOSI, WUHAO, XIAOWU = 22.0, 15.79, 14.0, 12.0, 10.5, 9.0  # pt; 三号 on the grid

TITLE = Style(Role.TITLE, ERHAO, 36, align="center")
BODY = Style(Role.BODY, SANHAO, 28.95)  # 22 lines of 28 characters in 225 x 156 mm
INDENTED = Style(Role.BODY, SANHAO, 28.95, indent=2)
HEADING = Style(Role.BOLD, SANHAO, 28.95, align="left")
SMALL = Style(Role.BODY, XIAOSI, 18, align="left")
TABLE = Style(Role.SONG, WUHAO, 16, align="left")
FOLIO = Style(Role.SONG, WUHAO, 14, align="center")


class Margins(NamedTuple):
    """In mm."""

    top: float
    right: float
    bottom: float
    left: float


LETTER = Margins(37, 26, 35, 28)  # the type area of GB/T 9704: 156 x 225 mm
CASE = Margins(30, 26, 28, 28)  # papers of a case: as wide, a little longer
FORM = Margins(25, 22, 22, 24)  # tables take more of the sheet
WIDE = Margins(14, 12, 14, 12)  # landscape lists


class Size(NamedTuple):
    """In mm."""

    width: float
    height: float

    def turned(self) -> Size:
        return Size(self.height, self.width)


A4, A3 = Size(210, 297), Size(297, 420)


@dataclass(frozen=True, slots=True)
class Folio:
    number: int
    total: int

    def __str__(self) -> str:
        return f"第{self.number}页　共{self.total}页"


class Closeness(NamedTuple):
    """Of the customary size and leading."""

    size: float
    leading: float


AS_CUSTOM = Closeness(1, 1)
FEWEST, SHEETS = 3, 2
"""Lines for the pen that a form keeps; of a form of so many sheets one is spared by giving fewer of them."""
CLOSER = (Closeness(1, 0.88), Closeness(1, 0.8), Closeness(SIHAO / SANHAO, 0.76), Closeness(SIHAO / SANHAO, 0.68))


class Document:
    """A paper: what it says is its story; the two page hooks paint what stands outside the type area."""

    key = ""  # how programs call it
    label = ""  # how people call it
    title = ""  # what is printed on it
    fields: tuple[Field, ...] = ()
    margins = LETTER
    closer: tuple[Closeness, ...] = ()  # ways to set it closer, tried where one page then holds it all

    def __init__(self, data: Entry, faces: Faces) -> None:
        self.data, self.faces = data, faces
        self._closeness, self._fewer, self._ruled = AS_CUSTOM, 0, 0

    @property
    def size(self) -> Size:
        return A4

    @property
    def width(self) -> float:
        """Of the type area, in pt."""
        return (self.size.width - self.margins.left - self.margins.right) * MM

    @property
    def room(self) -> float:
        """The height of the type area, in pt."""
        return (self.size.height - self.margins.top - self.margins.bottom) * MM

    def story(self) -> Sequence[Strip]:
        raise NotImplementedError

    def first_page(self, canvas: Any, folio: Folio) -> None:
        self.other_pages(canvas, folio)

    def other_pages(self, canvas: Any, folio: Folio) -> None:
        """第x页 共y页, centred below the type area."""
        [line] = wrap(str(folio), self.width, FOLIO, self.faces)
        draw(canvas, line, self.margins.left * MM, self.margins.bottom * MM - 14, FOLIO)

    def fit(self, style: Style) -> Style:
        """The style as this paper is set: as custom wants it, or closer."""
        return _closer(style, self._closeness)

    def set(self, words: str | Sequence[Span], style: Style) -> list[Strip]:
        """Text over the whole width."""
        return text(words, self.width, self.fit(style), self.faces)

    def ruled(self, count: int, style: Style) -> list[Strip]:
        """Lines for the pen; some fewer where that spares a sheet."""
        self._ruled = max(self._ruled, count)
        return blank_lines(max(count - self._fewer, min(count, FEWEST)), self.width, style, self.faces)

    def pages(self) -> list[list[Strip]]:
        """As custom sets it; with fewer lines for the pen, or closer, where that spares a sheet with little more than
        the signatures on it.

        Smaller type is taken only for what then stands on one page.
        """
        story = self.story()
        usual, tall = paginate(story, self.room), height(story)
        for fewer in range(1, self._ruled - FEWEST + 1) if len(usual) == SHEETS else ():
            self._fewer = fewer
            if len(pages := paginate(self.story(), self.room)) == 1:
                return pages
        self._fewer = 0
        for closeness in self.closer if len(usual) > 1 else ():
            wanted = len(usual) - 1 if closeness.size == 1 else 1
            if tall * closeness.size * closeness.leading > wanted * self.room:
                continue  # even if everything shrank, it would not fit
            self._closeness = closeness
            if len(pages := paginate(self.story(), self.room)) <= wanted:
                return pages
        self._closeness = AS_CUSTOM
        return usual


class Register(Document):
    """A list that lies across its page."""

    margins = WIDE

    @property
    def size(self) -> Size:
        return A4.turned()


def to_pdf(document: Document, copies: int) -> tuple[bytes, int]:
    """The file and its page count; the same data gives the same bytes, so no time and no name is in it."""
    pages, out = document.pages(), BytesIO()
    canvas = _canvas(out, document)
    _describe(canvas, document.title)
    for _ in range(copies):
        for number, strips in enumerate(pages, 1):
            _paint(canvas, document, strips, Folio(number, len(pages)))
    canvas.save()
    return enclose(out.getvalue(), canvas.enclosed), copies * len(pages)


class Sheets(Canvas):  # type: ignore[misc]
    """A canvas that remembers which pages of other PDFs come on its own, for `enclose` to lay them there."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.enclosed: list[Enclosed] = []

    def enclose(self, pdf: bytes, page: int, turn: int, box: Box) -> None:
        self.enclosed.append(Enclosed(self.getPageNumber() - 1, pdf, page, turn, box))


class Laid(NamedTuple):
    """A paper cut into pages, not yet painted; `numbered` papers share one run of page numbers when bound."""

    document: Document
    pages: list[list[Strip]]
    numbered: bool = True


def bound_pdf(files: Sequence[Sequence[Laid]], title: str) -> tuple[bytes, int]:
    """Several papers as one PDF; in each file of them the numbered ones are counted through.

    Returns the PDF and its page count.
    """
    out = BytesIO()
    canvas = _canvas(out, files[0][0].document)
    _describe(canvas, title)
    for papers in files:
        _paint_file(canvas, papers)
    canvas.save()
    return enclose(out.getvalue(), canvas.enclosed), sum(len(paper.pages) for papers in files for paper in papers)


def _paint_file(canvas: Any, papers: Sequence[Laid]) -> None:
    number, total = 0, sum(len(paper.pages) for paper in papers if paper.numbered)
    for paper in papers:
        for at, strips in enumerate(paper.pages, 1):
            number += paper.numbered
            folio = Folio(number, total) if paper.numbered else Folio(at, len(paper.pages))
            size = paper.document.size
            canvas.setPageSize((size.width * MM, size.height * MM))
            _paint(canvas, paper.document, strips, folio)


def _canvas(out: BytesIO, document: Document) -> Sheets:
    return Sheets(
        out,
        pagesize=(document.size.width * MM, document.size.height * MM),
        pageCompression=1,
        invariant=1,
        initialFontName=document.faces.case(Role.SONG)["1"].font,  # or Helvetica is named in every file
    )


@lru_cache(maxsize=256)
def _closer(style: Style, close: Closeness) -> Style:
    return replace(style, size=style.size * close.size, leading=style.leading * close.leading)


def _describe(canvas: Any, title: str) -> None:
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("桩钉")
    canvas.setProducer("桩钉")


def _paint(canvas: Any, document: Document, strips: Sequence[Strip], folio: Folio) -> None:
    canvas.setLineWidth(0.6)
    hook = document.first_page if folio.number == 1 else document.other_pages
    hook(canvas, folio)
    x, top = document.margins.left * MM, (document.size.height - document.margins.top) * MM
    for at, strip in enumerate(strips):
        if strip.paint is not None:
            strip.paint(canvas, Place(x, top, at == 0, at == len(strips) - 1))
        top -= strip.height
    canvas.showPage()

"""Pages of a PDF as pictures: drawn by pypdfium2 off the window's thread, kept, with a passage marked on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any

import pypdfium2 as pdfium
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter

Run = Callable[[Callable[[], Any], Callable[[Any], object]], object]
Marks = dict[int, QRectF]
Draw = Callable[[bytes, int, int], QImage]  # (file, page, pixels wide)
A4_RATIO = 297 / 210
MOST = 24  # pictures kept


def picture_of(pdf: bytes, page: int, width: int) -> QImage:
    """One page, `width` pixels wide. Not from two threads at once: pdfium knows one."""
    with closing(pdfium.PdfDocument(pdf)) as document:
        sheet = document[page]
        bitmap = sheet.render(scale=width / sheet.get_width(), rev_byteorder=False)
        return copied(bitmap)


def ratio_of(pdf: bytes) -> float:
    """Height by width of the first page."""
    with closing(pdfium.PdfDocument(pdf)) as document:
        return float(document[0].get_height() / document[0].get_width())


def longest_side(pdf: bytes) -> float:
    """Of the first page, in points."""
    with closing(pdfium.PdfDocument(pdf)) as document:
        return float(max(document[0].get_size()))


def copied(bitmap: Any) -> QImage:
    """A bitmap of pdfium as a picture with memory of its own."""
    kinds = {3: QImage.Format.Format_BGR888, 4: QImage.Format.Format_RGB32, 1: QImage.Format.Format_Grayscale8}
    kind = kinds[bitmap.n_channels]
    return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, kind).copy()


def find_passage(pdf: bytes, passage: str) -> Marks:
    """Where a passage stands: by page, its box in shares of the page; the line breaks of the paper do not matter."""
    sought = "".join(passage.split())
    found: Marks = {}
    if not sought:
        return found
    with closing(pdfium.PdfDocument(pdf)) as document:
        left = sought
        for number in range(len(document)):
            box, left = _on_page(document[number], left, begun=left != sought)
            if box is not None:
                found[number] = box
            if not left:
                break
    return found if not left else {}


def _on_page(page: Any, sought: str, *, begun: bool) -> tuple[QRectF | None, str]:
    """The box of as much of the passage as stands on this page, and the rest of it."""
    text = page.get_textpage()
    signs = [(at, char) for at, char in enumerate(text.get_text_range()) if not char.isspace()]
    whole = "".join(char for _, char in signs)
    start, length = whole.find(sought), len(sought)
    if start < 0:
        start, length = _run_on(whole, sought, begun=begun)
    if length == 0:
        return None, sought
    boxes = [text.get_charbox(at) for at, _ in signs[start : start + length]]
    return _shares(page, boxes), sought[length:]


def _run_on(whole: str, sought: str, *, begun: bool) -> tuple[int, int]:
    """A passage that runs over the page's end (its beginning stands last) or came from the page before."""
    for length in range(len(sought) - 1, 3, -1):
        if begun and (at := whole.find(sought[:length])) >= 0:
            return at, length
        if not begun and whole.rfind(sought[:length], max(0, len(whole) - length - 12)) >= 0:
            return whole.rfind(sought[:length]), length
    return 0, 0


def _shares(page: Any, boxes: Iterable[tuple[float, float, float, float]]) -> QRectF:
    wide, high = page.get_width(), page.get_height()
    every = list(boxes)
    left, right = min(box[0] for box in every), max(box[2] for box in every)
    top, bottom = high - max(box[3] for box in every), high - min(box[1] for box in every)
    return QRectF(left / wide, top / high, (right - left) / wide, (bottom - top) / high)


class PaperPages(QObject):
    """Gives a page's picture at once (a blank or the former one until it is drawn); `drawn` asks to paint again.

    `run(work, done)` is how work leaves the window's thread: the lane's. A new paper makes what was asked for the
    old one stale. `mark(passage)` shows the sentence being typed.
    """

    drawn = Signal()

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._pdf, self._number = b"", 0
        self._draw: Draw = picture_of
        self._pictures: dict[tuple[int, int], QImage] = {}
        self._former: dict[int, QImage] = {}
        self._asked: set[tuple[int, int]] = set()
        self._marks: Marks = {}
        self._colours: tuple[QColor, QColor] | None = None

    def show(self, pdf: bytes, marks: Marks | None = None, ready: dict[tuple[int, int], QImage] | None = None) -> None:
        """A new paper; `ready` are pictures that the work has drawn already, by (page, width)."""
        self._former = {page: picture for (page, _), picture in self._pictures.items()}
        self._pdf, self._number = pdf, self._number + 1
        self._pictures, self._asked, self._marks = dict(ready or {}), set(), marks or {}

    def set_mark_colours(self, ground: QColor, edge: QColor) -> None:
        self._colours = ground, edge

    def widths(self) -> dict[int, int]:
        """How wide each page was last wanted."""
        return dict((*self._asked, *self._pictures))

    def picture(self, page: int, width: int) -> QImage:
        found = self._pictures.get((page, width))
        if found is None:
            self._ask(page, width)
            return self._stand_in(page) or self._blank(width)
        return self._marked(found, page)

    def _stand_in(self, page: int) -> QImage | None:
        """The page of the former paper, or this one drawn for another zoom."""
        other = (picture for (number, _), picture in self._pictures.items() if number == page)
        return self._former.get(page) or next(other, None)

    def _blank(self, width: int) -> QImage:
        return blank(width)

    def _ask(self, page: int, width: int) -> None:
        if not self._pdf or (page, width) in self._asked:
            return
        self._asked.add((page, width))
        pdf, number, draw = self._pdf, self._number, self._draw
        self._run(lambda: draw(pdf, page, width), lambda image: self._take(number, page, width, image))

    def _take(self, number: int, page: int, width: int, image: QImage) -> None:
        if number == self._number:
            while len(self._pictures) >= MOST:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[page, width] = image
            self.drawn.emit()

    def _marked(self, picture: QImage, page: int) -> QImage:
        if page not in self._marks or self._colours is None:
            return picture
        made, box = QImage(picture).convertToFormat(QImage.Format.Format_RGB32), self._marks[page]
        wide, high = made.width(), made.height()
        air = 4 * wide / 595  # points of the paper
        rect = QRectF(
            box.x() * wide - air, box.y() * high - air, box.width() * wide + 2 * air, box.height() * high + 2 * air
        )
        painter = QPainter(made)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(rect, self._colours[0])
        painter.fillRect(QRectF(rect.left() - 3, rect.top(), 3, rect.height()), self._colours[1])
        painter.end()
        return made


def blank(width: int, ratio: float = A4_RATIO) -> QImage:
    """A white sheet; `ratio` = height by width."""
    made = QImage(max(1, width), max(1, round(width * ratio)), QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    return made

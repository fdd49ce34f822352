"""Paper on the screen: pages under each other on sunken ground, drawn only when they come into view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.views.style.look import look
from desktop.views.style.metrics import px

Render = Callable[[int, int], QImage]
ZOOMS = (50, 75, 100, 125, 150, 200, 300)
GAP = 12
A4_RATIO = 297 / 210
ROUNDING = 4  # pixels


class PaperView(QAbstractScrollArea):
    """`set_paper(pages, render)`: `render(page, pixels_wide)` gives the picture of a page. Paper stays white
    in the
    dark. Zoom in percent of the width of the view, `fit_page` shows a whole page; Ctrl+wheel and Ctrl +/-
    zoom."""

    page_changed = Signal(int)
    zoomed = Signal(int)

    def __init__(self, label: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages, self._ratio = 0, A4_RATIO
        self._render: Render = _blank
        self._zoom, self._fit = 100, False
        self._cache: dict[tuple[int, int], QImage] = {}
        self.verticalScrollBar().valueChanged.connect(lambda _: self._tell_page())

    def set_paper(self, pages: int, render: Render, *, ratio: float = A4_RATIO) -> None:
        """`ratio` = height by width of a page. The place in the paper is kept."""
        self._pages, self._render, self._ratio = pages, render, ratio
        self._cache.clear()
        self.setAccessibleDescription(f"{pages} 页")
        self._lay_out()
        self.viewport().update()

    @property
    def zoom(self) -> int:
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        self._zoom, self._fit = max(ZOOMS[0], min(ZOOMS[-1], percent)), False
        self._lay_out()

    def zoom_in(self) -> None:
        self.set_zoom(next((z for z in ZOOMS if z > self._zoom), ZOOMS[-1]))

    def zoom_out(self) -> None:
        self.set_zoom(next((z for z in reversed(ZOOMS) if z < self._zoom), ZOOMS[0]))

    def fit_page(self) -> None:
        self._fit = True
        self._lay_out()

    def go_to(self, page: int) -> None:
        self.verticalScrollBar().setValue(page * (self._page_size().height() + px(GAP)))

    def page(self) -> int:
        step = self._page_size().height() + px(GAP)
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return max(0, min(self._pages - 1, middle // max(1, step)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_in() if event.angleDelta().y() > 0 else self.zoom_out()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif control and event.key() == Qt.Key.Key_Minus:
            self.zoom_out()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        here = look()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), here.colour("sunken"))
        for page in range(self._pages):
            spot = self._spot(page)
            if spot.intersects(event.rect()):
                picture = self._picture(page, spot.width())
                sheet = within(spot, picture)
                painter.drawImage(sheet, picture)
                painter.setPen(QPen(here.colour("line"), 1))
                painter.drawRect(sheet)
        if self.hasFocus():
            painter.setPen(QPen(here.colour("focus"), px(2)))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _picture(self, page: int, width: int) -> QImage:
        pixels = round(width * self.devicePixelRatioF())
        if (page, pixels) not in self._cache:
            if len(self._cache) > 12:
                self._cache.pop(next(iter(self._cache)))
            self._cache[page, pixels] = self._render(page, pixels)
        return self._cache[page, pixels]

    def _page_size(self) -> QSize:
        room = self.viewport().size()
        width = (room.width() - 2 * px(GAP)) * self._zoom // 100
        if self._fit:
            width = min(room.width() - 2 * px(GAP), round((room.height() - 2 * px(GAP)) / self._ratio))
        return QSize(max(px(60), width), round(max(px(60), width) * self._ratio))

    def _spot(self, page: int) -> QRect:
        size = self._page_size()
        left = max(px(GAP), (self.viewport().width() - size.width()) // 2)
        top = px(GAP) + page * (size.height() + px(GAP))
        bars = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QRect(left - bars[0], top - bars[1], size.width(), size.height())

    def _lay_out(self) -> None:
        size, room = self._page_size(), self.viewport().size()
        height = self._pages * (size.height() + px(GAP)) + px(GAP)
        self.verticalScrollBar().setRange(0, max(0, height - room.height()))
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setSingleStep(px(40))
        self.horizontalScrollBar().setRange(0, max(0, size.width() + 2 * px(GAP) - room.width()))
        self.horizontalScrollBar().setPageStep(room.width())
        self.zoomed.emit(self._zoom)
        self.viewport().update()

    def _tell_page(self) -> None:
        self.viewport().update()
        self.page_changed.emit(self.page())


def within(spot: QRect, picture: QImage) -> QRect:
    """Where a page stands that is not of the first one's shape: as wide or as high as the spot, never distorted."""
    size = picture.size().scaled(spot.size(), Qt.AspectRatioMode.KeepAspectRatio)
    if picture.isNull() or abs(size.height() - spot.height()) + abs(size.width() - spot.width()) <= ROUNDING:
        return spot
    return QRect(spot.left() + (spot.width() - size.width()) // 2, spot.top() + (spot.height() - size.height()) // 2,
                 size.width(), size.height())  # fmt: skip


def _blank(page: int, width: int) -> QImage:
    return QImage()

"""Painted charts that can be read aloud and walked with the keys: the accessible text is the table behind
them.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.widgets import chart_paint
from desktop.views.widgets.chart_paint import Item


class ChartKind(StrEnum):
    """COLUMNS in time, BARS by size, SHARES of a hundred, STACK of one whole, BAND of what is fair."""

    COLUMNS = "columns"
    BARS = "bars"
    SHARES = "shares"
    STACK = "stack"
    BAND = "band"


class ChartWidget(QWidget):
    """Figures are written on the bars, there are no axes. Arrows walk the figures; Enter or a double click
    tells
    `opened(place)`."""

    opened = Signal(int)

    def __init__(self, label: str, name: str, kind: ChartKind, items: Iterable[Item] = ()) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._kind = kind
        self._items: tuple[Item, ...] = ()
        self._spots: list[QRect] = []
        self._at = 0
        self.set_items(items)

    def set_items(self, items: Iterable[Item]) -> None:
        self._items = tuple(items)
        self._at = min(self._at, max(0, len(self._items) - 1))
        self.setAccessibleDescription("；".join(f"{item.label} {item.figure}" for item in self._items))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = {ChartKind.BARS: 27, ChartKind.SHARES: 25, ChartKind.BAND: 24}.get(self._kind)
        if self._kind is ChartKind.STACK:
            return QSize(px(200), px(40))
        return QSize(px(200), px(rows * len(self._items)) if rows else px(140))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(px(140), hint.height() if self._kind is not ChartKind.COLUMNS else px(90))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().adjusted(px(2), px(2), -px(2), -px(2))
        self._spots = self._paint(painter, room)
        if self.hasFocus() and self._spots:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look().colour("focus"), px(2)))
            painter.drawRoundedRect(QRectF(self._spots[self._at]).adjusted(1, 1, -1, -1), px(3), px(3))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        step = keys.get(Qt.Key(event.key()))
        if step and 0 <= self._at + step < len(self._items):
            self._at += step
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._items:
            self.opened.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        for place, spot in enumerate(self._spots):
            if spot.contains(event.position().toPoint()):
                self.opened.emit(place)

    def _paint(self, painter: QPainter, room: QRect) -> list[QRect]:
        if self._kind is ChartKind.SHARES:
            return chart_paint.bars(painter, room, self._items, most=100)
        paint = {
            ChartKind.COLUMNS: chart_paint.columns,
            ChartKind.BARS: chart_paint.bars,
            ChartKind.STACK: chart_paint.stacked,
            ChartKind.BAND: chart_paint.band,
        }[self._kind]
        return paint(painter, room, self._items)

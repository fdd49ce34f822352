"""How the four kinds of chart are painted: columns, bars, one stacked line, dots in a band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.views.style.look import look
from desktop.views.style.metrics import px

CENTRE = int(Qt.AlignmentFlag.AlignCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
MARKS = {"red": "▲", "amber": "▼", "sunken": "□"}


@dataclass(frozen=True)
class Item:
    """One figure. `words` is what is written for it (default: the figure); `tone` a colour token; `hollow` =
    not
    finished yet; `low`/`high` the allowed band (band charts only)."""

    label: str
    value: float
    words: str = ""
    tone: str = "accent"
    hollow: bool = False
    low: float = 0
    high: float = 0

    @property
    def figure(self) -> str:
        return self.words or f"{self.value:g}"


def columns(painter: QPainter, room: QRect, items: Sequence[Item]) -> list[QRect]:
    """Upright columns on a base line, figures above, labels below; gives the rectangle of each."""
    here = look()
    step = room.width() / max(1, len(items))
    base = room.bottom() - px(22)
    tallest = base - room.top() - px(22)
    most = max((item.value for item in items), default=0) or 1
    spots = []
    for n, item in enumerate(items):
        middle = round(room.left() + step * (n + 0.5))
        height = max(1, round(tallest * item.value / most))
        bar = QRect(middle - px(13), base - height, px(26), height)
        _paint_block(painter, bar, item)
        _paint_figure(painter, QRect(middle - px(40), bar.top() - px(21), px(80), px(20)), item, CENTRE)
        painter.setFont(here.font(13))
        painter.setPen(here.colour("ink2"))
        painter.drawText(QRect(middle - px(40), base + px(2), px(80), px(20)), CENTRE, item.label)
        spots.append(QRect(round(room.left() + step * n), room.top(), round(step), room.height()))
    painter.fillRect(QRect(room.left(), base, room.width(), 1), here.colour("line2"))
    return spots


def bars(painter: QPainter, room: QRect, items: Sequence[Item], *, most: float = 0) -> list[QRect]:
    """Lying bars with the label before and the figure behind. With `most` (100 for shares) a track shows the
    whole.
    """
    here = look()
    step = min(room.height() / max(1, len(items)), px(27))
    painter.setFont(here.font(13))
    label, figure = _label_width(painter, room, items), px(44)
    left, width = room.left() + label + px(8), room.width() - label - figure - px(8)
    top_value = most or max((item.value for item in items), default=0) or 1
    thick = px(8) if most else px(14)
    spots = []
    for n, item in enumerate(items):
        row = QRect(room.left(), round(room.top() + step * n), room.width(), round(step))
        painter.setFont(here.font(13))  # the figure of the row before has its own
        painter.setPen(here.colour("ink" if most else "ink2"))
        words = QRect(row.left(), row.top(), label, row.height())
        shown = painter.fontMetrics().elidedText(item.label, Qt.TextElideMode.ElideRight, label)
        painter.drawText(words, LEFT if most else RIGHT, shown)
        bar = QRect(left, row.center().y() - thick // 2, width, thick)
        if most:
            painter.fillRect(bar, here.colour("sunken"))
        _paint_block(painter, QRect(bar.left(), bar.top(), round(width * item.value / top_value), thick), item)
        _paint_figure(painter, QRect(row.right() - figure, row.top(), figure, row.height()), item, RIGHT)
        spots.append(row)
    return spots


def _label_width(painter: QPainter, room: QRect, items: Sequence[Item]) -> int:
    """As the longest label needs, at most two fifths of the room."""
    longest = max((painter.fontMetrics().horizontalAdvance(item.label) for item in items), default=0)
    return max(px(68), min(longest + px(2), room.width() * 2 // 5))


def stacked(painter: QPainter, room: QRect, items: Sequence[Item]) -> list[QRect]:
    """One line of parts with a legend below (mark, label, figure)."""
    here = look()
    whole = sum(item.value for item in items) or 1
    left, spots = float(room.left()), []
    for item in items:
        width = room.width() * item.value / whole
        spot = QRect(round(left), room.top(), max(1, round(width)), px(14))
        painter.fillRect(spot, here.colour(item.tone))
        spots.append(spot)
        left += width
    left = room.left()
    painter.setFont(here.font(12))
    for item in items:
        mark = MARKS.get(item.tone, "■")
        painter.setPen(here.colour("ink3" if item.tone == "sunken" else item.tone))
        words = f"{item.label} {item.figure}"
        width = painter.fontMetrics().horizontalAdvance(mark)
        painter.drawText(QRect(round(left), room.top() + px(18), width, px(20)), LEFT, mark)
        left += width + px(3)
        painter.setPen(here.colour("ink2"))
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(QRect(round(left), room.top() + px(18), width, px(20)), LEFT, words)
        left += width + px(10)
    return spots


def band(painter: QPainter, room: QRect, items: Sequence[Item]) -> list[QRect]:
    """A dot a person on a track with the allowed band; outside it a diamond and how much too many or too
    few.
    """
    least = min((min(i.low, i.value) for i in items), default=0) - 2
    most = max((max(i.high, i.value) for i in items), default=1) + 2
    step, spots = px(24), []
    for n, item in enumerate(items):
        row = QRect(room.left(), room.top() + step * n, room.width(), step)
        _paint_band_row(painter, row, item, least, most)
        spots.append(row)
    return spots


def _paint_band_row(painter: QPainter, row: QRect, item: Item, least: float, most: float) -> None:
    here = look()
    track = QRect(row.left() + px(60), row.top(), row.width() - px(60) - px(70), row.height())

    def at(value: float) -> float:
        return track.left() + track.width() * (value - least) / (most - least)

    over, under = item.value > item.high, item.value < item.low
    ink = "red" if over else "amber" if under else "accent"
    painter.setFont(here.font(13))
    painter.setPen(here.colour("ink"))
    painter.drawText(QRect(row.left(), row.top(), px(56), row.height()), LEFT, item.label)
    painter.fillRect(track.adjusted(0, px(8), 0, -px(8)), here.colour("sunken"))
    allowed = QRectF(at(item.low), track.top(), at(item.high) - at(item.low), track.height())
    painter.fillRect(allowed, here.colour("tint"))
    painter.setPen(QPen(here.colour("accent"), 1))
    painter.drawLine(allowed.topLeft(), allowed.bottomLeft())
    painter.drawLine(allowed.topRight(), allowed.bottomRight())
    spot = QPointF(at(item.value), row.center().y() + 0.5)
    painter.setPen(QPen(here.colour(ink), px(3)))
    painter.drawLine(QPointF(allowed.center().x(), spot.y()), spot)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(here.colour(ink))
    r = px(5)
    if over or under:
        corners = [QPointF(0, -r), QPointF(r, 0), QPointF(0, r), QPointF(-r, 0)]
        painter.drawPolygon(QPolygonF([spot + corner for corner in corners]))
    else:
        painter.drawEllipse(spot, r, r)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _paint_figure(painter, QRect(track.right() + px(6), row.top(), px(24), row.height()), item, RIGHT, ink)
    painter.setFont(here.font(13))
    painter.setPen(here.colour(ink))
    note = f"▲多{item.value - item.high:g}" if over else f"▼少{item.low - item.value:g}" if under else ""
    painter.drawText(QRect(row.right() - px(38), row.top(), px(40), row.height()), LEFT, note)


def _paint_block(painter: QPainter, rect: QRect, item: Item) -> None:
    here = look()
    painter.setPen(QPen(here.colour(item.tone), 1) if item.hollow else Qt.PenStyle.NoPen)
    painter.setBrush(here.colour("tint" if item.hollow else item.tone))
    shape = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5) if item.hollow else QRectF(rect)
    painter.drawRoundedRect(shape, px(2), px(2))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_figure(painter: QPainter, rect: QRect, item: Item, flags: int, ink: str = "ink") -> None:
    painter.setFont(look().font(13, bold=True))
    painter.setPen(look().colour("ink" if ink == "accent" else ink))
    painter.drawText(rect, flags, item.figure)

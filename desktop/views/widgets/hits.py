"""Hits of a look-up: groups with a head, two lines a hit, what was found highlighted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.widgets.delegates import Index
from desktop.views.widgets.pills import Pill, paint_pill, pill_size

Runs = tuple[tuple[int, int], ...]
HIT, GROUP = 49, 28


@dataclass(frozen=True)
class Hit:
    """One line pair. The runs are (start, length) of what was found."""

    title: str
    title_runs: Runs = ()
    reading: str = ""
    reading_runs: Runs = ()
    place: str = ""
    place_runs: Runs = ()
    icon: str = "user-round"
    pill: Pill | None = None


@dataclass(frozen=True)
class Group:
    """A head over hits of one kind; without a count a line of words."""

    label: str
    count: str
    note: str = ""


def pieces(text: str, runs: Runs) -> list[tuple[str, bool]]:
    """`text` cut into (part, found): runs must be in order and not overlap."""
    made, place = [], 0
    for start, length in runs:
        if start > place:
            made.append((text[place:start], False))
        made.append((text[start : start + length], True))
        place = start + length
    return made + ([(text[place:], False)] if place < len(text) else [])


class HitDelegate(QStyledItemDelegate):
    """`row_of(index)` gives the `Hit` or `Group` of a row."""

    def __init__(self, row_of: Callable[[Index], Hit | Group], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._row_of = row_of

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(GROUP if isinstance(self._row_of(index), Group) else HIT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._row_of(index)
        painter.save()
        if isinstance(row, Group):
            _paint_group(painter, option.rect, row)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            _paint_hit(painter, option.rect, row, chosen)
        painter.restore()


def _paint_group(painter: QPainter, rect: QRect, group: Group) -> None:
    here = look()
    painter.fillRect(rect, here.colour("alt"))
    inner = rect.adjusted(px(16), 0, -px(16), 0)
    painter.setFont(here.font(13, bold=bool(group.count)))
    painter.setPen(here.colour("ink2"))
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), group.label)
    left = painter.fontMetrics().horizontalAdvance(group.label) + px(8)
    painter.setFont(here.font(13))
    painter.drawText(inner.adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), group.count)
    at_right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
    painter.drawText(inner, at_right, group.note)


def _paint_hit(painter: QPainter, rect: QRect, hit: Hit, chosen: bool) -> None:
    here = look()
    painter.fillRect(rect, here.colour("sel" if chosen else "surface"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), here.colour("line"))
    ink, soft = ("sel_ink", "sel_ink") if chosen else ("ink", "ink2")
    painter.drawPixmap(QPoint(rect.left() + px(16), rect.top() + px(14)), here.pixmap(hit.icon, soft, 20))
    right = _paint_pill(painter, rect, hit)
    left = rect.left() + px(48)
    line = QRect(left, rect.top() + px(4), right - left, px(21))
    end = _paint_title(painter, line, hit, ink)
    reading = QRect(end + px(8), line.top(), right - end - px(8), line.height())
    _paint_reading(painter, reading, hit, soft)
    _paint_place(painter, QRect(left, rect.top() + px(25), right - left, px(19)), hit, soft)


def _paint_place(painter: QPainter, line: QRect, hit: Hit, ink: str) -> None:
    here = look()
    painter.setFont(here.font(13))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(hit.place, Qt.TextElideMode.ElideRight, line.width())
    left = line.left()
    for text, found in pieces(shown, hit.place_runs if shown == hit.place else ()):
        width = metrics.horizontalAdvance(text)
        spot = QRect(left, line.top(), width, line.height())
        if found:
            painter.fillRect(spot, here.colour("hit_bg"))
        painter.setPen(here.colour("hit" if found else ink))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter), text)
        left += width


def _paint_pill(painter: QPainter, rect: QRect, hit: Hit) -> int:
    """Paints the state at the right; gives where the words must end."""
    right = rect.right() - px(16)
    if hit.pill is None:
        return right
    size = pill_size(hit.pill, height=22)
    spot = QRect(right - size.width(), rect.center().y() - size.height() // 2, size.width(), size.height())
    paint_pill(painter, spot, hit.pill)
    return spot.left() - px(8)


def _paint_title(painter: QPainter, line: QRect, hit: Hit, ink: str) -> int:
    """Found parts on the highlight; gives where the title ends."""
    here = look()
    font = here.font(15, bold=True)
    painter.setFont(font)
    left = line.left()
    for text, found in pieces(hit.title, hit.title_runs):
        width = QFontMetrics(font).horizontalAdvance(text)
        spot = QRect(left, line.top(), min(width, line.right() - left), line.height())
        if found:
            painter.fillRect(spot, here.colour("hit_bg"))
        painter.setPen(here.colour("hit" if found else ink))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter), text)
        left += spot.width()
    return left


def _paint_reading(painter: QPainter, line: QRect, hit: Hit, ink: str) -> None:
    here = look()
    left = line.left()
    for text, found in pieces(hit.reading, hit.reading_runs):
        font = here.font(13, bold=found)
        width = QFontMetrics(font).horizontalAdvance(text)
        if left + width > line.right():
            return
        spot = QRect(left, line.top(), width, line.height())
        painter.setFont(font)
        if found:
            painter.fillRect(spot, here.colour("hit_bg"))
        painter.setPen(here.colour("hit" if found else ink))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter), text)
        left += width

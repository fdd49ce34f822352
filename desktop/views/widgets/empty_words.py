"""What an empty list says of itself: below the head where there is room, in the middle of a short one, whole always."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.views.style.look import look
from desktop.views.style.metrics import px

TOP, EDGE, SIZES = 40, 16, (14, 12)  # u
FLAGS = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class Laid(NamedTuple):
    """How and where the words stand; `whole` is false when even the smaller letters are too many for the list."""

    font: QFont
    spot: QRect
    whole: bool


def laid(view: QAbstractScrollArea, words: str) -> Laid:
    """40 u below the head; a short list has them in its middle, one shorter still in smaller letters."""
    room, height = view.viewport().rect().adjusted(px(EDGE), 0, -px(EDGE), 0), 0
    for size in SIZES:
        font = look().font(size)
        height = QFontMetrics(font).boundingRect(room, FLAGS, words).height()
        if height <= room.height():
            break
    top = max(min(px(TOP), (room.height() - height) // 2), 0)
    return Laid(font, QRect(room.left(), top, room.width(), height), height <= room.height())


def paint_empty(view: QAbstractScrollArea, words: str) -> None:
    """Inside the paint event of its viewport."""
    painter, here = QPainter(view.viewport()), laid(view, words)
    painter.setFont(here.font)
    painter.setPen(look().colour("ink2"))
    painter.drawText(here.spot, FLAGS, words)
    painter.end()

"""What the characters and the colours of the board mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.services.rota_month import GridPost
from desktop.views.duty.painting import paint_chip
from desktop.views.style.look import look
from desktop.views.style.metrics import fix, px
from desktop.views.words import tr

SIGNS = (("假", "leave", "请假"), ("休", "visit", "法定假日"), ("班", "blue", "调休上班"))


class BoardLegend(QWidget):
    """A chip and its word, post by post."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("duty.legend")
        self.setAccessibleName(tr("图例"))
        self._items: list[tuple[str, str, str]] = []
        fix(self, height=32)

    def show_posts(self, posts: Sequence[GridPost]) -> None:
        self._items = [(post.mark, post.look, post.label) for post in posts] + list(SIGNS)
        self.setAccessibleDescription("；".join(f"{mark} {label}" for mark, _, label in self._items))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, here = QPainter(self), look()
        left, metrics = px(12), QFontMetrics(here.font(13))
        for mark, tone, label in self._items:
            chip = QRect(left, (self.height() - px(18)) // 2, px(20), px(18))
            paint_chip(painter, chip, mark, tone)
            painter.setFont(here.font(13))
            painter.setPen(here.colour("ink2"))
            width = metrics.horizontalAdvance(label)
            painter.drawText(QRect(chip.right() + px(6), 0, width + px(2), self.height()), 0x80, label)
            left = chip.right() + px(6) + width + px(14)
        painter.end()

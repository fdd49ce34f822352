"""A line of the list of attachments: small picture, name, facts, and what it belongs to."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.models.attachments import FACTS, LINE
from desktop.services.attachment_lines import AttachmentLine
from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.widgets.delegates import CellDelegate, Index, paint_ground, paint_words

ROW, SIDE, LEFT, GAP = 68, 48, 12, 10  # u
LINES = ((6, 22, 14), (28, 18, 12), (46, 18, 12))
"""Top, height and type size of name, facts and owner, in u."""


class AttachmentDelegate(CellDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        line: AttachmentLine = index.data(LINE)
        painter.save()
        paint_ground(painter, option, index)
        rect, side = option.rect, px(SIDE)
        box = QRect(rect.left() + px(LEFT), rect.top() + (rect.height() - side) // 2, side, side)
        _paint_picture(painter, box, line, index.data(Qt.ItemDataRole.DecorationRole))
        left = box.right() + px(GAP)
        told = ((line.name, "ink"), (index.data(FACTS), "ink2"), (line.owner.words, "ink2"))
        for (top, height, size), (words, ink) in zip(LINES, told, strict=True):
            option.font = look().font(size)
            place = QRect(left, rect.top() + px(top), rect.right() - px(8) - left, px(height))
            paint_words(painter, option, place, words, ink)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(ROW))


def _paint_picture(painter: QPainter, box: QRect, line: AttachmentLine, picture: QImage | None) -> None:
    """The picture in the middle of its box, an icon until it is there; a PDF is marked as one."""
    here = look()
    painter.fillRect(box, here.colour("sunken"))
    if picture is None:
        icon = here.pixmap("file-text" if line.is_pdf else "image", "ink3", 24)
        size = px(24)
        painter.drawPixmap(box.center().x() - size // 2, box.center().y() - size // 2, icon)
    else:
        place = QRect(QPoint(), picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio))
        place.moveCenter(box.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, picture)
    painter.setPen(QPen(here.colour("line"), 1))
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    if line.is_pdf:
        _paint_mark(painter, box)


def _paint_mark(painter: QPainter, box: QRect) -> None:
    here = look()
    painter.setFont(here.font(10))
    strip = QRect(box.left(), box.bottom() - px(14), box.width(), px(14) + 1)
    painter.fillRect(strip, here.colour("tip"))
    painter.setPen(here.colour("tip_ink"))
    painter.drawText(strip, int(Qt.AlignmentFlag.AlignCenter), "PDF")

"""How cells are painted: padded text, pills, deadlines; no widgets in rows.

What a cell shows comes from functions given by the page, so that no delegate knows a model. The words read
aloud are the
model's `AccessibleTextRole`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.deadlines import Urgency
from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.widgets.pills import Pill, paint_pill, pill_size

Index = QModelIndex | QPersistentModelIndex
URGENCY_INK = {
    Urgency.OVERDUE: "red",
    Urgency.TODAY: "amber",
    Urgency.SOON: "amber",
    Urgency.WEEK: "blue",
    Urgency.LATER: "ink",
}
PAD = 8


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """The row's ground (plain, alternate, chosen) and the frame of the cell with the focus."""
    here = look()
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, here.colour("sel"))
    elif option.features & QStyleOptionViewItem.ViewItemFeature.Alternate:
        painter.fillRect(option.rect, here.colour("alt"))
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(here.colour("focus"), px(2)))
        painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))


def paint_words(painter: QPainter, option: QStyleOptionViewItem, rect: QRect, words: str, ink: str) -> None:
    """Words in `ink`, elided; on a chosen row every text has the ink of the chosen."""
    chosen = option.state & QStyle.StateFlag.State_Selected
    painter.setFont(option.font)
    painter.setPen(look().colour("sel_ink" if chosen else ink))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(option.displayAlignment | Qt.AlignmentFlag.AlignVCenter), shown)


class CellDelegate(QStyledItemDelegate):
    """Text with 8 u of air at both sides. `ink` names the token for a cell, "" the usual one."""

    def __init__(self, parent: QObject | None = None, *, ink: Callable[[Index], str] | None = None) -> None:
        super().__init__(parent)
        self._ink = ink

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        painter.save()
        paint_ground(painter, option)
        self.paint_cell(painter, option, index)
        painter.restore()

    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect.adjusted(px(PAD), 0, -px(PAD), 0)
        ink = self._ink(index) if self._ink else ""
        paint_words(painter, option, rect, option.text, ink or "ink")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + px(2 * PAD), px(32))


class PillDelegate(CellDelegate):
    """A pill in place of the text; `pill_of(index)` None leaves the text."""

    def __init__(self, pill_of: Callable[[Index], Pill | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pill_of = pill_of

    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pill = self._pill_of(index)
        if pill is None:
            super().paint_cell(painter, option, index)
            return
        size = pill_size(pill, height=20)
        top = option.rect.center().y() - size.height() // 2
        width = min(size.width(), option.rect.width() - px(PAD))
        paint_pill(painter, QRect(option.rect.left() + px(PAD), top, width, size.height()), pill)


class CodeDelegate(PillDelegate):
    """Codes of a table as pills where `pills` has one (橙 ▲ 蓝 ■ 青 ●), as their words where not."""

    def __init__(self, pills: dict[Any, Pill], parent: QObject | None = None) -> None:
        super().__init__(lambda index: pills.get(index.data(Qt.ItemDataRole.EditRole)), parent)


class DueDelegate(CellDelegate):
    """Days left, right-aligned in the ink of their urgency: 逾期2天 red, 今天 amber …"""

    def __init__(self, urgency_of: Callable[[Index], Urgency | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._urgency_of = urgency_of

    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        urgency = self._urgency_of(index)
        option.font = look().font(14, bold=True)
        option.displayAlignment = Qt.AlignmentFlag.AlignRight
        rect = option.rect.adjusted(px(PAD), 0, -px(PAD), 0)
        paint_words(painter, option, rect, option.text, URGENCY_INK[urgency] if urgency else "ink")


class MaskDelegate(CellDelegate):
    """Covered numbers. The model gives the mask, never the whole number; a text that is none is not shown."""

    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if option.text and "*" not in option.text:
            option.text = "*" * len(option.text)
        super().paint_cell(painter, option, index)

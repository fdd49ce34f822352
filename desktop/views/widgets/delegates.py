"""How cells are painted: padded text, pills, deadlines; no widgets in rows.

What a cell shows comes from functions given by the page, so that no delegate knows a model. The words read
aloud are the
model's `AccessibleTextRole`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

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


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """The row's ground (plain, alternate, chosen), the hairline below, the frame of what has the focus."""
    here = look()
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, here.colour("sel"))
    elif option.features & QStyleOptionViewItem.ViewItemFeature.Alternate:
        painter.fillRect(option.rect, here.colour("alt"))
    rect = option.rect
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), here.colour("line"))
    view = option.widget
    if isinstance(view, QTableView) and view.selectionBehavior() is QTableView.SelectionBehavior.SelectRows:
        _paint_row_frame(painter, rect, view, index)
    elif option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(here.colour("focus"), px(2)))
        painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))


def _paint_row_frame(painter: QPainter, rect: QRect, view: QTableView, index: Index) -> None:
    """Where whole rows are chosen, the frame of the focus runs around the row: each cell paints its part."""
    if not view.hasFocus() or view.currentIndex().row() != index.row():
        return
    colour, width, head = look().colour("focus"), px(2), view.horizontalHeader()
    place, shown = head.visualIndex(index.column()), head.count() - head.hiddenSectionCount()
    painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), width), colour)
    painter.fillRect(QRect(rect.left(), rect.bottom() - width + 1, rect.width(), width), colour)
    if place == 0:
        painter.fillRect(QRect(rect.left(), rect.top(), width, rect.height()), colour)
    if place == shown - 1:
        painter.fillRect(QRect(rect.right() - width + 1, rect.top(), width, rect.height()), colour)


def paint_words(painter: QPainter, option: QStyleOptionViewItem, rect: QRect, words: str, ink: str) -> None:
    """Words in `ink`, elided; on a chosen row every text has the ink of the chosen."""
    chosen = option.state & QStyle.StateFlag.State_Selected
    painter.setFont(option.font)
    painter.setPen(look().colour("sel_ink" if chosen else ink))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(option.displayAlignment | Qt.AlignmentFlag.AlignVCenter), shown)


def _ticked(index: Index) -> bool:
    state = index.data(Qt.ItemDataRole.CheckStateRole)
    return state is not None and Qt.CheckState(state) is Qt.CheckState.Checked


def _paint_tick(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """A box of 16 in the middle of the cell, filled and ticked when on."""
    here = look()
    on, size = _ticked(index), px(16)
    left = option.rect.left() + (option.rect.width() - size) / 2
    box = QRectF(left, option.rect.top() + (option.rect.height() - size) / 2, size, size)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(here.colour("accent" if on else "line2"), 1))
    painter.setBrush(here.colour("accent" if on else "surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
    if on:
        painter.drawPixmap(box.topLeft() + QPointF(px(1), px(1)), here.pixmap("check", "on_accent", 14))


class CellDelegate(QStyledItemDelegate):
    """Text with 8 u of air at both sides. `ink` names the token for a cell, "" the usual one."""

    def __init__(self, parent: QObject | None = None, *, ink: Callable[[Index], str] | None = None) -> None:
        super().__init__(parent)
        self._ink = ink

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        if _ticked(index.sibling(index.row(), 0)):
            option.state |= QStyle.StateFlag.State_Selected
        painter.save()
        paint_ground(painter, option, index)
        if index.data(Qt.ItemDataRole.CheckStateRole) is None:
            self.paint_cell(painter, option, index)
        else:
            _paint_tick(painter, option, index)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click anywhere in a cell with a tick turns it."""
        ticks = index.data(Qt.ItemDataRole.CheckStateRole) is not None
        if not ticks or event.type() != QEvent.Type.MouseButtonRelease:
            return super().editorEvent(event, model, option, index)
        turned = Qt.CheckState.Unchecked if _ticked(index) else Qt.CheckState.Checked
        return model.setData(index, turned, Qt.ItemDataRole.CheckStateRole)

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
        top = option.rect.top() + (option.rect.height() - size.height()) // 2
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

"""One of the four lists of places, and how its rows are painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from desktop.models.divisions import DivisionModel
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, fix, px
from desktop.views.widgets.delegates import CellDelegate, Index, paint_words
from desktop.views.widgets.labels import Label, StyledFrame

ROW, SIGN = 32, 16


class PlaceDelegate(CellDelegate):
    """The chosen row is bold and says whether there is more below it (›) or it is the end (✓)."""

    def __init__(self, parent: QListView, *, last: bool) -> None:
        super().__init__(parent)
        self._sign = "check" if last else "chevron-right"

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        here, chosen = look(), bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect
        if chosen:
            painter.fillRect(rect, here.colour("sel"))
            top = rect.top() + (rect.height() - px(SIGN)) // 2
            painter.drawPixmap(rect.right() - px(8 + SIGN), top, here.pixmap(self._sign, "sel_ink", SIGN))
        option.font = here.font(14, bold=chosen)
        words = QRect(rect.left() + px(12), rect.top(), rect.width() - px(20 + SIGN), rect.height())
        paint_words(painter, option, words, option.text, "ink")
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(here.colour("focus"), px(2)))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(80), px(ROW))


class PlaceList(QListView):
    def __init__(self, label: str, name: str, model: DivisionModel, *, last: bool) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setProperty("bare", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)
        self.setItemDelegate(PlaceDelegate(self, last=last))


def headed(title: str, view: PlaceList) -> Column:
    """The list under its head of 30."""
    head = StyledFrame("head")
    head.setLayout(Column(Label(title, "label", "ink2"), margins=(12, 0, 8, 0)))
    fix(head, height=30)
    made = Column(head, gap=0)
    made.addWidget(view, 1)
    return made

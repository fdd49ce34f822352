"""The month by post: days down, posts across, names in the cells; the same keys as by person."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.models.post_grid import CELL, PostCell, PostGridModel
from desktop.views.duty.painting import GROUNDS, paint_lock
from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.words import tr

ROW, DAY_HEAD = 28, 110
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PostGrid(QTableView):
    """`edit_asked`, `clear_asked`, `lock_asked`, `why_asked` as on the board by person; all work on `cells()`."""

    edit_asked = Signal()
    clear_asked = Signal()
    lock_asked = Signal()
    why_asked = Signal()

    def __init__(self, model: PostGridModel) -> None:
        super().__init__()
        self.setObjectName("duty.posts")
        self.setAccessibleName(tr("按岗位的值班表"))
        self.setModel(model)
        self.setItemDelegate(PostCellDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda _: self.edit_asked.emit())
        self._keys = {
            Qt.Key.Key_F2: self.edit_asked, Qt.Key.Key_Return: self.edit_asked, Qt.Key.Key_Enter: self.edit_asked,
            Qt.Key.Key_Delete: self.clear_asked, Qt.Key.Key_L: self.lock_asked, Qt.Key.Key_Space: self.why_asked,
        }  # fmt: skip
        look().keep(self, PostGrid.fit)

    def cells(self) -> list[PostCell]:
        found = (index.data(CELL) for index in sorted(self.selectionModel().selectedIndexes()))
        return [cell for cell in found if isinstance(cell, PostCell)]

    def cell(self) -> PostCell | None:
        found = self.currentIndex().data(CELL)
        return found if isinstance(found, PostCell) else None

    def fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.verticalHeader().setFixedWidth(px(DAY_HEAD))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        signal = self._keys.get(Qt.Key(event.key()))
        if signal is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            signal.emit()
        else:
            super().keyPressEvent(event)


class PostCellDelegate(QStyledItemDelegate):
    """Names on the ground of the day kind; what is missing in red, conflicts with a red frame."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = index.data(CELL)
        if not isinstance(cell, PostCell):
            return
        here, rect = look(), option.rect
        painter.save()
        painter.fillRect(rect, here.colour(GROUNDS.get(cell.day.kind, "surface")))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), here.colour("line"))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), here.colour("line"))
        self._names(painter, rect, cell)
        if any(stored.locked for stored, _ in cell.duties):
            paint_lock(painter, rect)
        frame = "red" if cell.conflicts else "accent" if option.state & QStyle.StateFlag.State_Selected else ""
        if frame:
            pen = painter.pen()
            pen.setColor(here.colour(frame))
            pen.setWidth(px(2))
            painter.setPen(pen)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _names(self, painter: QPainter, rect: QRect, cell: PostCell) -> None:
        here, inner = look(), rect.adjusted(px(8), 0, -px(8), 0)
        names = "、".join(name for _, name in cell.duties)
        painter.setFont(here.font(14))
        painter.setPen(here.colour("ink3" if cell.past else "ink"))
        metrics = painter.fontMetrics()
        painter.drawText(inner, LEFT, metrics.elidedText(names, Qt.TextElideMode.ElideRight, inner.width()))
        if cell.missing:
            shift = metrics.horizontalAdvance(names) + px(8) if names else 0
            painter.setPen(here.colour("red"))
            painter.setFont(here.font(13, bold=True))
            painter.drawText(inner.adjusted(shift, 0, 0, 0), LEFT, tr("缺{n}").format(n=cell.missing))

"""The ticks at the left of a table: a row is ticked when all of it is chosen; the corner ticks all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QTableView, QWidget

from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.words import tr

WIDTH, BOX = 32, 16  # u
Flag = QItemSelectionModel.SelectionFlag


class TickHeader(QHeaderView):
    """For `table.setVerticalHeader`: a click turns the tick of a row, with Shift those from the last one to here."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table, self._from = table, 0
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setObjectName(f"{table.objectName()}.ticks")
        self.setAccessibleName(tr("勾选"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(px(WIDTH), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Below the last row it looks as the table does."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), look().colour("surface"))
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        chosen = self._chosen(section)
        painter.fillRect(rect, look().colour("sel" if chosen else "surface" if section % 2 == 0 else "alt"))
        painter.fillRect(QRect(0, rect.bottom(), rect.width(), 1), look().colour("line"))
        paint_tick(painter, rect, on=chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = self.logicalIndexAt(event.position().toPoint())
        if line < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        first, last = sorted((self._from, line)) if shift else (line, line)
        self.turn(first, last, Flag.Select if shift else Flag.Toggle)
        if not shift:
            self._from = line

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        line = self.logicalIndexAt(event.position().toPoint())
        if line >= 0 and event.buttons() & Qt.MouseButton.LeftButton and line != self._from:
            first, last = sorted((self._from, line))
            self.turn(first, last, Flag.Select)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing of the usual header: rows are turned when pressed."""

    def turn(self, first: int, last: int, how: Flag) -> None:
        """Tick these rows, or turn their ticks; the place in the table stays in its column."""
        model, chosen = self._table.model(), self._table.selectionModel()
        column = max(self._table.currentIndex().column(), 0)
        if how is Flag.Toggle:
            how = Flag.Deselect if self._chosen(first) else Flag.Select
        chosen.setCurrentIndex(model.index(last, column), Flag.NoUpdate)
        for line in (first,) if first == last else range(first, last + 1):
            chosen.select(model.index(line, 0), how | Flag.Rows)

    def _chosen(self, line: int) -> bool:
        chosen = self._table.selectionModel()
        return chosen is not None and chosen.isRowSelected(line, QModelIndex())


class TickAll(QObject):
    """The corner of the table as a tick over all rows."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        corner = table.findChild(QAbstractButton)
        assert corner is not None
        self.corner: QWidget = corner
        self.corner.setObjectName(f"{table.objectName()}.all")
        self.corner.setAccessibleName(tr("全选"))
        self.corner.setToolTip(tr("全选 Ctrl+A"))
        self.corner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._paint()
            return True
        if event.type() == QEvent.Type.MouseButtonPress:
            self._table.clearSelection() if self._all() else self._table.selectAll()
            return True
        return False

    def _all(self) -> bool:
        model, chosen = self._table.model(), self._table.selectionModel()
        if model is None or chosen is None or not model.rowCount():
            return False
        ranges = chosen.selection()
        whole = [ranges.at(n).height() for n in range(ranges.count()) if ranges.at(n).width() == model.columnCount()]
        return sum(whole) == model.rowCount()

    def _paint(self) -> None:
        painter, rect = QPainter(self.corner), self.corner.rect()
        painter.fillRect(rect, look().colour("alt"))
        painter.fillRect(QRect(0, rect.bottom(), rect.width(), 1), look().colour("line"))
        paint_tick(painter, rect, on=self._all())
        painter.end()


def paint_tick(painter: QPainter, rect: QRect, *, on: bool) -> None:
    """A box in the middle, as check boxes look."""
    here, size = look(), px(BOX)
    box = QRect(rect.center().x() - size // 2 + 1, rect.center().y() - size // 2 + 1, size, size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(here.colour("accent" if on else "line2"))
    painter.setBrush(here.colour("accent" if on else "surface"))
    painter.drawRoundedRect(box, px(3), px(3))
    if on:
        painter.drawPixmap(
            box.topLeft() + (box.bottomRight() - box.topLeft()) / 8, here.pixmap("check", "on_accent", 12)
        )
    painter.restore()

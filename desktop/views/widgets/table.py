"""The table every list is shown in: rows 32, no grid, sorting by its head, blocks to Excel, sums of the
selection.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.clipboard import from_block, to_block
from desktop.views.widgets.delegates import CellDelegate
from desktop.views.widgets.empty_words import laid, paint_empty
from desktop.views.words import tr

SUM_LIMIT = 20_000


class Figures(NamedTuple):
    """One column of figures: how many, their sum, the greatest."""

    label: str
    number: int
    total: Decimal | int
    most: Decimal | int


def sums_in_words(columns: Iterable[tuple[str, Sequence[Decimal]]]) -> str:
    """The sums of the columns that have any figures."""
    return figures_in_words([Figures(label, len(n), sum(n), max(n)) for label, n in columns if n])


def figures_in_words(columns: Sequence[Figures]) -> str:
    """“房间 合计 77　在住 合计 140 平均 35 最多 96”: average and most for the last column of figures only."""
    words = [tr("{label} 合计 {sum}").format(label=one.label, sum=_figure(one.total)) for one in columns]
    if columns:
        last = columns[-1]
        words.append(tr("平均 {n}").format(n=_figure(Decimal(last.total) / last.number)))
        words.append(tr("最多 {n}").format(n=_figure(last.most)))
    return "　".join(words)


def _figure(number: Decimal | int) -> str:
    rounded = round(Decimal(number), 2)
    return f"{rounded.normalize():,f}"


class TableHeader(QHeaderView):
    """Words 13 in ink2 with the sort arrow right after them; numbers' heads at the right."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sorted_by: tuple[int, Qt.SortOrder] | None = None
        self.busy = False

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        here = look()
        model = self.model()
        painter.save()
        painter.fillRect(rect, here.colour("alt"))
        edge, ink = (px(2), "accent") if self.busy else (1, "line")
        painter.fillRect(QRect(rect.left(), rect.bottom() + 1 - edge, rect.width(), edge), here.colour(ink))
        painter.setFont(here.font(13))
        painter.setPen(here.colour("ink2"))
        words = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        inner = rect.adjusted(px(8), 0, -px(8), 0)
        self._paint_words(painter, inner, words, section)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, words: str, section: int) -> None:
        arrow = px(16) if self.sorted_by and self.sorted_by[0] == section else 0
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width() - arrow)
        width = painter.fontMetrics().horizontalAdvance(shown)
        left = rect.right() - width - arrow + 1 if self._at_right(section) else rect.left()
        painter.drawText(QRect(left, rect.top(), width + 1, rect.height()), int(Qt.AlignmentFlag.AlignVCenter), shown)
        if arrow and self.sorted_by:
            name = "arrow-up" if self.sorted_by[1] is Qt.SortOrder.AscendingOrder else "arrow-down"
            top = rect.center().y() - px(14) // 2
            painter.drawPixmap(QPoint(left + width + px(2), top), look().pixmap(name, "accent", 14))

    def _at_right(self, section: int) -> bool:
        told = self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        return bool(told is not None and Qt.AlignmentFlag(told) & Qt.AlignmentFlag.AlignRight)


class LedgerTable(QTableView):
    """Shows any item model. Numbers are summed from `EditRole`; `unit` is the measure word of a row.

    `opened(index)`: double click or Enter. `selection_told(words)`: for the status bar. `pasted(rows)`: a
    block of cells
    at the current cell, for pages that can take it.
    """

    opened = Signal(QModelIndex)
    selection_told = Signal(str)
    pasted = Signal(object)
    takes_blocks = False

    def __init__(self, label: str, name: str, *, unit: str = "行", rows: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._empty = ""
        self._unit, self._commands, self._widths = unit, tuple[Command, ...](), dict[int, int]()
        self._head = TableHeader()
        self.setHorizontalHeader(self._head)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectRows if rows else behaviour.SelectItems)
        self.setItemDelegate(CellDelegate(self))
        self._head.sectionClicked.connect(self._sort)
        self.doubleClicked.connect(self.opened)
        self._row_height = 32
        look().keep(self, LedgerTable._rescale)

    def set_empty(self, words: str) -> None:
        """What stands there, and is read aloud, while there are no rows."""
        self._empty = words
        self.setAccessibleDescription(words)
        self.viewport().update()

    def set_busy(self, words: str) -> None:
        """A line under the head while the rows are read, and what is done in words for whoever hears it; "" ends it."""
        self._head.busy = bool(words)
        self._head.viewport().update()
        self.setAccessibleDescription(words or self._empty)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and self.model() is not None and not self.model().rowCount():
            paint_empty(self, self._empty)

    def empty_fits(self) -> bool:
        """Whether what the empty table says can be read whole."""
        return laid(self, self._empty).whole

    def set_compact(self, compact: bool) -> None:
        self._row_height = 28 if compact else 32
        self._rescale()

    def set_row_height(self, u: int) -> None:
        """Lines of more than one row of words."""
        self._row_height = u
        self._rescale()

    def set_commands(self, commands: Iterable[Command]) -> None:
        """The same commands as the tool bar's, in the same order, for the right click."""
        self._commands = tuple(commands)

    def set_widths(self, widths: dict[int, int]) -> None:
        """Widths in u by column; they follow the display size."""
        self._widths = dict(widths)
        self._rescale()

    def widths(self) -> dict[int, int]:
        """The widths as the person left them, in u."""
        return {n: round(self.columnWidth(n) / look().scale) for n in range(self._head.count())}

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self._rescale()

    def copy(self) -> None:
        """Puts the chosen cells on the clipboard; where rows differ in columns, the block is their whole."""
        indexes = self.selectionModel().selectedIndexes() if self.selectionModel() else []
        if not indexes:
            return
        places = [self._head.visualIndex(index.column()) for index in indexes]
        columns = [self._head.logicalIndex(v) for v in sorted(set(places))]
        chosen = {(index.row(), index.column()) for index in indexes}
        rows = [
            [self._words(row, column) if (row, column) in chosen else "" for column in columns]
            for row in sorted({index.row() for index in indexes})
        ]
        QGuiApplication.clipboard().setText(to_block(rows))

    def paste(self) -> None:
        """Tells what block of cells lies on the clipboard."""
        self.pasted.emit(from_block(QGuiApplication.clipboard().text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and self._tick():
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(tr("复制")).triggered.connect(lambda _=False: self.copy())
        if self.takes_blocks:
            menu.addAction(tr("粘贴")).triggered.connect(lambda _=False: self.paste())
        menu.addSeparator()
        for command in self._commands:
            action = menu.addAction("\t".join(filter(None, (command.label, command.key_hint))))
            action.setEnabled(command.enabled)
            action.triggered.connect(lambda _=False, run=command.run: run())
        menu.popup(event.globalPos())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_told.emit(self._selection_words())

    def _selection_words(self) -> str:
        ranges = self.selectionModel().selection()
        cells = sum(ranges.at(n).width() * ranges.at(n).height() for n in range(ranges.count()))
        if cells < 2:
            return ""
        if cells > SUM_LIMIT:
            return tr("已选 {n} 格，超过 {most} 格不合计").format(n=f"{cells:,}", most=f"{SUM_LIMIT:,}")
        indexes = ranges.indexes()
        rows = len({index.row() for index in indexes})
        head = tr("已选 {n} {unit}").format(n=rows, unit=self._unit)
        columns = sorted({index.column() for index in indexes}, key=self._head.visualIndex)
        sums = sums_in_words((self._title(c), self._numbers(indexes, c)) for c in columns)
        return f"{head}　{sums}".rstrip("　")

    def _numbers(self, indexes: list[QModelIndex], column: int) -> list[Decimal]:
        values = (i.data(Qt.ItemDataRole.EditRole) for i in indexes if i.column() == column)
        return [Decimal(str(v)) for v in values if isinstance(v, int | float | Decimal) and not isinstance(v, bool)]

    def _title(self, column: int) -> str:
        return str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")

    def _words(self, row: int, column: int) -> str:
        value = self.model().index(row, column).data()
        return "" if value is None else str(value)

    def _sort(self, column: int) -> None:
        before = self._head.sorted_by
        down = before == (column, Qt.SortOrder.AscendingOrder)
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.show_sort(column, order)
        self.model().sort(column, order)

    def show_sort(self, column: int, order: Qt.SortOrder) -> None:
        """The arrow in the head; -1 for none."""
        self._head.sorted_by = (column, order) if column >= 0 else None
        self._head.viewport().update()

    def _tick(self) -> bool:
        """Space ticks the current row, where the model has ticks."""
        index = self.model().index(self.currentIndex().row(), 0)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return False
        on = Qt.CheckState(state) is Qt.CheckState.Checked
        turned = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return self.model().setData(index, turned, Qt.ItemDataRole.CheckStateRole)

    def _rescale(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(self._row_height))
        self._head.setFixedHeight(px(32))
        for column, width in self._widths.items():
            self.setColumnWidth(column, px(width))

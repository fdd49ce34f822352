"""The form on screen as it looks on paper: merges, fonts, edges and fills; a badge marks what will be filled in."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.domain.sheet_picture import Look, PicturedCell, Place, SheetPicture
from desktop.models.template_sheet import BADGE, BLANK, CELL, EDGE, TemplateSheetModel
from desktop.views.style.forms import FAINT, INK, PAPER, of_form, tinted
from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.words import tr

PT = 96 / 72  # u of a pt
EDGES = {"thin": 1.0, "medium": 2.0, "thick": 3.0, "double": 1.0, "dashed": 1.0}
ACROSS = {"left": Qt.AlignmentFlag.AlignLeft, "center": Qt.AlignmentFlag.AlignHCenter,
          "right": Qt.AlignmentFlag.AlignRight}  # fmt: skip
UP = {"top": Qt.AlignmentFlag.AlignTop, "center": Qt.AlignmentFlag.AlignVCenter, "bottom": Qt.AlignmentFlag.AlignBottom}
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
"""As a workbook does: between words, and inside of what is longer than its cell."""
SPILL = 12  # cells over which words may run on
FITTED = 400  # rows whose height is made to fit their words


class FormDelegate(QStyledItemDelegate):
    """Paper stays white in every theme: the form is shown as it will be printed."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def _spilt(self, index: QModelIndex | QPersistentModelIndex) -> QModelIndex | None:
        """The cell at the left whose words run on over this empty one, as they do in a workbook."""
        for column in range(index.column() - 1, max(index.column() - SPILL, -1), -1):
            near = index.model().index(index.row(), column)
            cell = near.data(CELL)
            if self._view.columnSpan(near.row(), column) > 1:
                return None
            if cell.text:
                runs = not cell.look.wrap and not cell.number and cell.look.across in ("", "left")
                return near if runs else None
        return None

    def _drawn_by_neighbours(self, index: QModelIndex | QPersistentModelIndex) -> tuple[bool, bool]:
        """Whether the cell at the left, and the one above, draw the edge between them: two lines would be one too
        many.
        """
        form, row, column = self._view.model(), index.row() + 1, index.column() + 1
        assert isinstance(form, TemplateSheetModel)
        left, above = form.sheet.block(row, column - 1), form.sheet.block(row - 1, column)
        looks = [form.sheet.cells.get(block[:2], BLANK).look for block in (left, above)]
        return column > 1 and bool(looks[0].right), row > 1 and bool(looks[1].bottom)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell, badge, rect = index.data(CELL), index.data(BADGE), QRect(option.rect)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, of_form(cell.look.fill, PAPER))
        _edges(painter, rect, cell.look, self._drawn_by_neighbours(index))
        _words(painter, rect, cell)
        if not cell.text and (spilt := self._spilt(index)) is not None:
            left = spilt.column()
            run = QRect(self._view.columnViewportPosition(left), rect.top(), px(2_000), rect.height())
            _words(painter, run, spilt.data(CELL))
        if badge:
            painter.fillRect(rect, tinted())
            _badge(painter, rect, badge, cell)
        _bounds(painter, rect, *index.data(EDGE))
        if option.state & QStyle.StateFlag.State_Selected:
            self._mark(painter, rect, index)
        painter.restore()

    def _mark(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """The cell that is asked about is framed; what is marked beside it is tinted."""
        if index != self._view.currentIndex():
            painter.fillRect(rect, tinted())
            return
        pen = QPen(look().colour("focus"))
        pen.setWidth(px(2))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -px(2), -px(2)))


def font_of(it: Look) -> QFont:
    made = look().font(it.size * PT, bold=it.bold)
    made.setItalic(it.italic)
    made.setUnderline(it.underline)
    return made


def _edges(painter: QPainter, rect: QRect, it: Look, drawn: tuple[bool, bool]) -> None:
    """`drawn`: the left and the upper edge stand there already."""
    first, last = rect.topLeft(), rect.bottomRight()
    lines = {"left": (first, rect.bottomLeft()), "top": (first, rect.topRight()),
             "right": (rect.topRight(), last), "bottom": (rect.bottomLeft(), last)}  # fmt: skip
    for side, (start, end) in lines.items():
        edge = getattr(it, side)
        if not edge and (it.fill or side in ("left", "top")):
            continue
        if (side, True) in (("left", drawn[0]), ("top", drawn[1])):
            continue
        pen = QPen(of_form("", INK if edge else FAINT))
        pen.setWidthF(EDGES.get(edge, 1.0) * look().scale)
        if edge == "dashed":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(start, end)


def _bounds(painter: QPainter, rect: QRect, begins: bool, ends: bool) -> None:
    """Where a record of several rows begins and ends."""
    thick = px(2)
    if begins:
        painter.fillRect(rect.left(), rect.top(), rect.width(), thick, look().colour("accent"))
    if ends:
        painter.fillRect(rect.left(), rect.bottom() + 1 - thick, rect.width(), thick, look().colour("accent"))


def _words(painter: QPainter, rect: QRect, cell: PicturedCell) -> None:
    if not cell.text:
        return
    it = cell.look
    painter.setFont(font_of(it))
    painter.setPen(of_form(it.ink, INK))
    across = ACROSS.get(it.across, Qt.AlignmentFlag.AlignRight if cell.number else Qt.AlignmentFlag.AlignLeft)
    flags = across | UP[it.up] | (WRAPPED if it.wrap else Qt.TextFlag.TextDontClip)
    painter.drawText(rect.adjusted(px(3), 1, -px(3), -1), int(flags), cell.text)


def _badge(painter: QPainter, rect: QRect, words: str, cell: PicturedCell) -> None:
    """A coloured tag: in the middle of an empty cell, beside the cell's own words, or a corner where those fill it."""
    taken = QFontMetrics(font_of(cell.look)).horizontalAdvance(cell.text.rstrip()) + px(6) if cell.text.strip() else 0
    room = rect.adjusted(px(2) + taken, px(1), -px(3), -px(2))
    painter.setFont(look().font(12, bold=True))
    metrics = QFontMetrics(painter.font())
    wanted = metrics.horizontalAdvance(words) + px(8)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look().colour("accent"))
    if taken and (
        room.width() < wanted or "\n" in cell.text or cell.look.wrap or cell.look.across in ("center", "right")
    ):
        side = px(10)
        painter.drawPolygon([rect.topRight(), rect.topRight() - QPoint(side, 0), rect.topRight() + QPoint(0, side)])
        return
    height = min(px(18), room.height())
    tag = QRectF(room.left(), room.center().y() - height / 2, min(wanted, room.width()), height)
    painter.drawRoundedRect(tag, px(3), px(3))
    painter.setPen(look().colour("on_accent"))
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(tag.width()) - px(4))
    painter.drawText(tag, int(Qt.AlignmentFlag.AlignCenter), shown)


class SheetView(QTableView):
    """`chosen(row, column)`: a cell was clicked or reached by keys, from 1, a merge by its first cell; `marked(first,
    last)`: several rows were, by their heads or with Shift.
    """

    chosen = Signal(int, int)
    marked = Signal(int, int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(tr("表格"))
        self.form = TemplateSheetModel()
        self.setModel(self.form)
        self.setItemDelegate(FormDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setMinimumSectionSize(1)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setHighlightSections(True)
        self.selectionModel().currentChanged.connect(self._told)
        self.selectionModel().selectionChanged.connect(self._told_rows)
        look().keep(self, SheetView._measure)

    def show_sheet(self, sheet: SheetPicture, badges: Mapping[Place, str], *, word: bool, bare: bool) -> None:
        """`word`: a document, which has no columns to be named; `bare`: some empty rows more."""
        self.clearSpans()
        self.form.show(sheet, badges, bare=bare and not word)
        for top, left, bottom, right in sheet.merges:
            self.setSpan(top - 1, left - 1, bottom - top + 1, right - left + 1)
        self.horizontalHeader().setVisible(not word)
        self._measure()

    def choose(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.form.index(row - 1, column - 1))

    def _told(self, index: QModelIndex) -> None:
        if index.isValid():
            top, left, _, _ = self.form.sheet.block(index.row() + 1, index.column() + 1)
            self.chosen.emit(top, left)

    def marked_rows(self) -> tuple[int, int] | None:
        """First and last of the rows that are marked, whole merges, from 1; None for a cell alone."""
        if not (chosen := self.selectionModel().selection()):
            return None
        area, sheet = chosen.at(0), self.form.sheet
        columns = range(area.left() + 1, area.right() + 2)
        first = min(sheet.block(area.top() + 1, column)[0] for column in columns)
        last = max(sheet.block(area.bottom() + 1, column)[2] for column in columns)
        alone = (first, area.left() + 1, last, area.right() + 1) == sheet.block(first, area.left() + 1)
        return None if alone or first == last else (first, last)

    def _told_rows(self) -> None:
        if rows := self.marked_rows():
            self.marked.emit(*rows)

    def _measure(self) -> None:
        sheet = self.form.sheet
        for column in range(self.form.columnCount()):
            width = sheet.widths[column] if column < len(sheet.widths) else 54.0
            self.setColumnHidden(column, not width)
            self.setColumnWidth(column, max(px(width * PT), 1))
        needed = self._needed()
        for row in range(self.form.rowCount()):
            height = sheet.heights[row] if row < len(sheet.heights) else 18.0
            self.setRowHidden(row, not height)
            self.setRowHeight(row, max(px(height * PT), needed.get(row, 1)))

    def _needed(self) -> dict[int, int]:
        """Pixels that the words of rows of no given height take."""
        sheet, found = self.form.sheet, dict[int, int]()
        for (row, column), cell in sheet.cells.items():
            block = sheet.block(row, column)
            if not cell.text or row > FITTED or row in sheet.given or block[:2] != (row, column) or block[2] != row:
                continue
            width = px(sum(sheet.widths[block[1] - 1 : block[3]]) * PT) - px(6)
            flags = int(WRAPPED if cell.look.wrap else 0)
            box = QFontMetrics(font_of(cell.look)).boundingRect(QRect(0, 0, max(width, 1), 10_000), flags, cell.text)
            found[row - 1] = max(found.get(row - 1, 1), box.height() + px(4))
        return found

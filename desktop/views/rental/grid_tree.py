"""The tree of responsibility on screen: keys and mouse open it, a word typed above it is found in it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTreeView

from desktop.models.grid_tree import GAPS, HOUSES, NAME, WHO, GridTreeModel
from desktop.services.grid_view import GridMap
from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.widgets.delegates import CellDelegate
from desktop.views.widgets.table import TableHeader

Index = QModelIndex | QPersistentModelIndex
WIDTHS = {HOUSES: 54, GAPS: 50}
WHO_WIDE, WHO_NARROW = 150, 96
SIGN, STEP = 14, 16
FEW = 40  # so many lines are opened at first


class TreeDelegate(CellDelegate):
    """The view frames the whole line that has the focus."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class GridTreeView(QTreeView):
    """`chosen(id)` for the current unit; several may be marked (to be merged)."""

    chosen = Signal(str)
    marked = Signal()

    def __init__(self, label: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.model_ = GridTreeModel(self)
        self.setHeader(TableHeader())
        self.setModel(self.model_)
        self.setProperty("bare", True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(TreeDelegate(self, ink=self._ink))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._who_width = WHO_WIDE
        self._open: set[str] = set()
        self._current = ""
        self.expanded.connect(lambda index: self._note(index, True))
        self.collapsed.connect(lambda index: self._note(index, False))
        look().keep(self, GridTreeView._rescale)

    def set_cramped(self, cramped: bool) -> None:
        self._who_width = WHO_NARROW if cramped else WHO_WIDE
        self._rescale()

    def show_map(self, found: GridMap, wanted: str = "") -> None:
        """What was open stays open; the current unit stays while it is there."""
        first = self.model_.map is None
        heard = self.blockSignals(True)
        self.model_.show(found)
        self.blockSignals(heard)
        if first or not self._open & set(found.tree.units):
            self._open = self._first_open(found)
        for unit in list(self._open):
            self.setExpanded(self.model_.place(unit), True)
        if unit := self._still_there(found, wanted or self._current):
            self.choose(unit)

    def choose(self, unit: str) -> None:
        """Opens what lies above it and goes there."""
        assert self.model_.map is not None
        for above in list(self.model_.map.tree.chain(unit))[1:]:
            self.setExpanded(self.model_.place(above), True)
        flags = QItemSelectionModel.SelectionFlag
        place = self.model_.place(unit)
        self.selectionModel().setCurrentIndex(place, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(place)

    def current(self) -> str:
        unit = self.model_.unit(self.currentIndex())
        return unit.id if unit else ""

    def marks(self) -> list[str]:
        """All that are marked, in no order."""
        rows = self.selectionModel().selectedRows() if self.selectionModel() else []
        return [unit.id for index in rows if (unit := self.model_.unit(index)) is not None]

    def seek(self, words: str) -> bool:
        """To the next unit below the current one whose name or people have these words; round to the top."""
        units, sought = list(self.model_.in_order()), words.strip().lower()
        if not sought or not units or self.model_.map is None:
            return False
        here = next((n for n, one in enumerate(units) if one.id == self.current()), -1)
        people = self.model_.map.own
        for one in (*units[here + 1 :], *units[: here + 1]):
            if sought in one.name.lower() or any(sought in person.name for person in people.get(one.id, ())):
                self.choose(one.id)
                return True
        return False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if unit := self.current():
            self._current = unit
            self.chosen.emit(unit)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.marked.emit()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        here = look()
        chosen = self.selectionModel().isSelected(index)
        if chosen:
            painter.fillRect(rect, here.colour("sel"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), here.colour("line"))
        if self.model_.rowCount(index):
            name = "chevron-down" if self.isExpanded(index) else "chevron-right"
            left = rect.right() - px(SIGN) + 1
            top = rect.top() + (rect.height() - px(SIGN)) // 2
            painter.drawPixmap(left, top, here.pixmap(name, "sel_ink" if chosen else "ink2", SIGN))

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().drawRow(painter, option, index)
        if (
            self.hasFocus()
            and index.row() == self.currentIndex().row()
            and index.parent() == self.currentIndex().parent()
        ):
            painter.setPen(QPen(look().colour("focus"), px(2)))
            painter.drawRect(QRect(option.rect).adjusted(1, 1, -1, -2))

    def _first_open(self, found: GridMap) -> set[str]:
        """From the top down, level by level, as long as it stays a short list."""
        level, opened, lines = list(found.tree.roots), set[str](), len(found.tree.roots)
        while level:
            below = [one for unit in level for one in found.tree.children.get(unit, ())]
            lines += len(below)
            if lines > FEW:
                break
            opened.update(level)
            level = below
        return opened or set(found.tree.roots[:1])

    def _still_there(self, found: GridMap, unit: str) -> str:
        return unit if unit in found.tree.units else next(iter(found.tree.roots), "")

    def _note(self, index: Index, opened: bool) -> None:
        unit = self.model_.unit(index)
        if unit is not None:
            (self._open.add if opened else self._open.discard)(unit.id)

    def _ink(self, index: Index) -> str:
        unit = self.model_.unit(index)
        if unit is None or index.column() == NAME:
            return ""
        if index.column() == GAPS or (index.column() == WHO and self.model_.lacks(unit.id)):
            return "red"
        return "" if index.column() != WHO or self.model_.own(unit.id) else "ink2"

    def _rescale(self) -> None:
        head = self.header()
        head.setFixedHeight(px(32))
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(px(40))
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in (WIDTHS | {WHO: self._who_width}).items():
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, px(width))
        self.setIndentation(px(STEP))

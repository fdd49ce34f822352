"""A sheet of a form as a table: its cells as they look, and a badge where something will be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.domain.sheet_picture import PicturedCell, Place, SheetPicture
from desktop.sheets.cells import letters

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CELL, BADGE, EDGE = (Qt.ItemDataRole.UserRole + n for n in (1, 2, 3))
BLANK = PicturedCell()
MORE_ROWS, MORE_COLUMNS = 6, 1
"""Beyond what the form has dressed: a list may begin in a row that is still bare."""


class TemplateSheetModel(QAbstractTableModel):
    """`show(sheet, badges)`: badges by (row, column) from 1, in words. Read aloud, a cell is its name, words, badge and
    the rows that are one record with it. EDGE: whether such a record begins, and ends, with the cell.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sheet = SheetPicture("")
        self._badges: Mapping[Place, str] = {}
        self._records: Sequence[tuple[int, int]] = ()
        self._bare = True

    def show(self, sheet: SheetPicture, badges: Mapping[Place, str], *, bare: bool) -> None:
        """`bare`: with some rows more than the form has."""
        self.beginResetModel()
        self.sheet, self._badges, self._bare, self._records = sheet, badges, bare, ()
        self.endResetModel()

    def show_badges(self, badges: Mapping[Place, str]) -> None:
        """The same sheet, filled otherwise."""
        self._badges = badges
        self._tell(BADGE)

    def show_records(self, records: Sequence[tuple[int, int]]) -> None:
        """First and last rows, from 1, of what is one record."""
        self._records = tuple(records)
        self._tell(EDGE)

    def _tell(self, role: int) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last, [role])

    def _record(self, row: int) -> tuple[int, int] | None:
        return next((one for one in self._records if one[0] <= row <= one[1]), None)

    def _edge(self, place: Place) -> tuple[bool, bool]:
        top, _, bottom, _ = self.sheet.block(*place)
        found = self._record(place[0])
        return (False, False) if found is None else (top == found[0], bottom == found[1])

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.heights) + MORE_ROWS * self._bare

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.widths) + MORE_COLUMNS * self._bare

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return letters(section) if orientation is Qt.Orientation.Horizontal else str(section + 1)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = (index.row() + 1, index.column() + 1)
        if role == BADGE:
            return self._badges.get(place, "")
        if role == EDGE:
            return self._edge(place)
        cell = self.sheet.cells.get(place, BLANK)
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            name = f"{letters(index.column())}{index.row() + 1}"
            found = self._record(place[0])
            record = f"第{found[0]}至{found[1]}行是一条记录" if found else ""
            return "，".join(filter(None, (name, cell.text, self._badges.get(place, ""), record)))
        return None

"""A short list as a table: rows are frozen dataclasses, columns say how each is put into words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
T = TypeVar("T")


@dataclass(frozen=True)
class LineColumn(Generic[T]):
    """`width` in u, 0 takes what is left; figures stand at the `right`."""

    label: str
    width: int
    words: Callable[[T], str]
    right: bool = False


class LinesModel(QAbstractTableModel, Generic[T]):
    """`show(rows)`; `line(row)` gives the row itself. Read aloud, a row is its words in order."""

    def __init__(self, columns: Sequence[LineColumn[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._lines: tuple[T, ...] = ()

    def show(self, lines: Sequence[T]) -> None:
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def extend(self, lines: Sequence[T]) -> None:
        """More rows at the end; what is chosen stays."""
        if lines:
            self.beginInsertRows(QModelIndex(), len(self._lines), len(self._lines) + len(lines) - 1)
            self._lines += tuple(lines)
            self.endInsertRows()

    def line(self, row: int) -> T | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.columns[column].right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row())
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[index.column()].words(line)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(words for column in self.columns if (words := column.words(line)))
        return None

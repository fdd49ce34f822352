"""The cases as a table: a row a case, every cell a whole sentence for those who listen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain import dates
from desktop.services.case_list import CaseRow

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CASE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Column:
    label: str
    width: int
    words: Callable[[CaseRow], str]
    key: Callable[[CaseRow], Any]


COLUMNS = (
    Column("案号", 216, lambda row: row.number, lambda row: row.number),
    Column("事件名称", 320, lambda row: row.title, lambda row: row.title),
    Column("类型", 116, lambda row: row.type, lambda row: row.type),
    Column("进度", 96, lambda row: row.state_words, lambda row: row.state_words),
    Column("调解员", 120, lambda row: row.mediator, lambda row: row.mediator),
    Column("登记日期", 104, lambda row: row.day_words, lambda row: row.day),
    Column("调解期限", 104, lambda row: row.due_words, lambda row: row.due.isoformat() if row.due else "9"),
)
TITLE, TYPE, STATE, MEDIATOR, DUE = 1, 2, 3, 4, 6


class CaseListModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CaseRow] = []

    def show(self, rows: Sequence[CaseRow]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_of(self, case: str) -> int:
        return next((n for n, row in enumerate(self._rows) if row.id == case), -1)

    def case(self, row: int) -> CaseRow | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == DUE:
            return Qt.AlignmentFlag.AlignRight
        return COLUMNS[section].label if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.case(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return COLUMNS[index.column()].words(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row)
        return row if role == CASE else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        down = order is Qt.SortOrder.DescendingOrder
        self.show(sorted(self._rows, key=COLUMNS[column].key, reverse=down))


def spoken(row: CaseRow) -> str:
    """`汤月娥与朱成林损害赔偿纠纷，（2026）…，调解，余9天，9月2日登记`."""
    parts = (row.title, row.number, row.state_words, row.due_words, f"{dates.paper(row.day)}登记")
    return "，".join(part for part in parts if part)

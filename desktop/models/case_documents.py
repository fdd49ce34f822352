"""The papers of a case as a list: state, name, day or what it lacks, 必须 or 按需."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain import dates
from desktop.services.case_documents import DocumentRow, Standing

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DOCUMENT, WORDS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
STANDING_WORDS = {Standing.DONE: "已有", Standing.WRITING: "正在写", Standing.LACKING: "缺", Standing.LATER: "没有"}


class DocumentModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DocumentRow, ...] = ()
        self._today = date.min

    def show(self, rows: Sequence[DocumentRow], today: date) -> None:
        """Rows changed in place keep the choice; another number of rows is a new list."""
        if [row.key for row in rows] == [row.key for row in self._rows]:
            self._rows, self._today = tuple(rows), today
            self.dataChanged.emit(self.index(0), self.index(max(0, len(rows) - 1)))
            return
        self.beginResetModel()
        self._rows, self._today = tuple(rows), today
        self.endResetModel()

    def row_of(self, key: str) -> int:
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    def document(self, row: int) -> DocumentRow | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.document(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.label
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row, self._today)
        return {DOCUMENT: row, WORDS: side_words(row, self._today)}.get(Qt.ItemDataRole(role))


def side_words(row: DocumentRow, today: date) -> str:
    return row.words or (dates.short(row.day, today) if row.day else "")


def spoken(row: DocumentRow, today: date) -> str:
    """`人民调解协议书，必须，正在写`."""
    need = "必须" if row.must else "按需"
    day = dates.short(row.day, today) if row.day else ""
    return "，".join(part for part in (row.label, need, STANDING_WORDS[row.standing], day) if part)

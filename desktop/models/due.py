"""到期事项 as a table model: urgency, words, who, day, days left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.domain import dates, deadlines
from desktop.domain.deadlines import Urgency
from desktop.services.due import Due

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
URGENCY, WORDS, WHO, DAY, LEFT = range(5)
HEADS = ("缓急", "事项", "责任人", "日期", "期限")
LABELS = {
    Urgency.OVERDUE: "逾期",
    Urgency.TODAY: "今天",
    Urgency.SOON: "3天内",
    Urgency.WEEK: "7天内",
    Urgency.LATER: "以后",
}


class DueModel(QAbstractTableModel):
    """`show` puts a list in; `due_at(index)` gives the thing behind a row."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Due] = ()
        self._today = date.min

    def show(self, rows: Iterable[Due], today: date) -> None:
        self.beginResetModel()
        self._rows, self._today = tuple(rows), today
        self.endResetModel()

    def due_at(self, index: Index) -> Due:
        return self._rows[index.row()]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        due = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(due, index.column())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._sentence(due)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (DAY, LEFT):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _text(self, due: Due, column: int) -> str:
        texts = (LABELS[due.urgency], f"{due.deed} ・ {due.words}", due.who, dates.short(due.due, self._today))
        return deadlines.words(due.due, self._today) if column == LEFT else texts[column]

    def _sentence(self, due: Due) -> str:
        """`逾期2天，离开报送，溪东路18号302室，朱永康`."""
        grade = f"{due.mark}色分级" if due.mark else ""
        parts = (deadlines.words(due.due, self._today), due.deed, due.words, grade, due.who)
        return "，".join(part for part in parts if part)

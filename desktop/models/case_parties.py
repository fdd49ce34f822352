"""The parties of a case as a table of words; numbers come masked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.services.case_desk import PartyLine

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
COLUMNS = (("role", "身份", 110), ("name", "姓名", 90), ("sex", "性别", 60), ("age", "年龄", 60), ("job", "职业", 110),
           ("phone", "联系方式", 140))  # fmt: skip
AGE = 3


class PartyModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parties: tuple[PartyLine, ...] = ()

    def show(self, parties: Sequence[PartyLine]) -> None:
        self.beginResetModel()
        self._parties = tuple(parties)
        self.endResetModel()

    def party(self, row: int) -> PartyLine | None:
        return self._parties[row] if 0 <= row < len(self._parties) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._parties)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight if section == AGE else Qt.AlignmentFlag.AlignLeft
        return COLUMNS[section][1] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        party = self.party(index.row())
        if party is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return getattr(party, COLUMNS[index.column()][0])
            case Qt.ItemDataRole.TextAlignmentRole:
                at_right = index.column() == AGE
                return (Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft) | VERTICAL
            case Qt.ItemDataRole.AccessibleTextRole:
                age = f"{party.age}岁" if party.age else ""
                return "，".join(part for part in (party.role, party.name, party.sex, age, party.job) if part)
        return None


VERTICAL = Qt.AlignmentFlag.AlignVCenter

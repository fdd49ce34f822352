"""Places of one level for the wizard's lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.domain.divisions import Division

Index = QModelIndex | QPersistentModelIndex
CODE = Qt.ItemDataRole.UserRole


class DivisionModel(QAbstractListModel):
    """The places below the one chosen in the list before."""

    def __init__(self) -> None:
        super().__init__()
        self._places: Sequence[Division] = ()

    def show(self, places: Sequence[Division]) -> None:
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    def place_of(self, code: str) -> QModelIndex:
        return next((self.index(n) for n, one in enumerate(self._places) if one.code == code), QModelIndex())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place = self._places[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return place.name
        return place.code if role == CODE else None

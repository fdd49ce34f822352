"""Hits of the look-up as a list: a head for each ledger, then its hits."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.ledgers import catalogue
from desktop.services.look_up import Found, Hit

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class HitsModel(QAbstractListModel):
    """Rows are (ledger name, label, count) for a head, or a `Hit`."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, str, int] | Hit] = []

    def show(self, found: Found, ledger: str = "") -> None:
        """All hits, or those of one ledger."""
        order = {hit.ledger: place for place, hit in reversed(list(enumerate(found.hits)))}
        hits = sorted((hit for hit in found.hits if ledger in ("", hit.ledger)), key=lambda hit: order[hit.ledger])
        self.beginResetModel()
        self._rows = []
        for name, group in groupby(hits, key=lambda hit: hit.ledger):
            of_one = list(group)
            self._rows += [(name, catalogue()[name].ledger.label, len(of_one)), *of_one]
        self.endResetModel()

    def row_at(self, index: Index) -> tuple[str, str, int] | Hit:
        return self._rows[index.row()]

    def first(self) -> QModelIndex:
        """The first hit, heads passed over."""
        return next((self.index(n) for n, row in enumerate(self._rows) if isinstance(row, Hit)), QModelIndex())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.title}，{row.subtitle}" if isinstance(row, Hit) else f"{row[1]} {row[2]}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        hit = index.isValid() and isinstance(self._rows[index.row()], Hit)
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if hit else Qt.ItemFlag.NoItemFlags

"""The tree of responsibility for a tree view: name, who answers, houses, doors without anybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain import codes
from desktop.domain.responsibility import Person, Unit
from desktop.services.grid_view import GridMap

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NAME, WHO, HOUSES, GAPS = range(4)
HEADS = ("责任单元", "责任人", "户", "缺口")
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def people_words(people: Sequence[Person]) -> str:
    """章立群（网格长）、汤月娥（专职网格员）"""
    return "、".join(f"{one.name}（{codes.label('answer_role', one.role)}）" for one in people)


class GridTreeModel(QAbstractItemModel):
    """`show(map)`; an index stands for a unit, by its number among those in the order of the tree."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.map: GridMap | None = None
        self._ids: list[str] = []
        self._number: dict[str, int] = {}
        self._row: dict[str, int] = {}

    def show(self, found: GridMap) -> None:
        self.beginResetModel()
        tree = found.tree
        self.map, self._ids = found, list(tree.units)
        self._number = {one: number for number, one in enumerate(self._ids)}
        self._row = {one: row for those in tree.children.values() for row, one in enumerate(those)}
        self.endResetModel()

    def unit(self, index: Index) -> Unit | None:
        return self.map.tree.units[self._ids[index.internalId()]] if self.map and index.isValid() else None

    def place(self, unit: str, column: int = NAME) -> QModelIndex:
        """Where a unit stands; nowhere when it is not there."""
        if unit not in self._number:
            return QModelIndex()
        return self.createIndex(self._row.get(unit, 0), column, self._number[unit])

    def in_order(self) -> Iterator[Unit]:
        """All units as the open tree shows them."""
        tree = self.map.tree if self.map else None
        for root in tree.roots if tree else ():
            for one in tree.below(root) if tree else ():
                yield tree.units[one]  # type: ignore[union-attr]

    def kids(self, index: Index) -> Sequence[str]:
        if self.map is None:
            return ()
        above = self._ids[index.internalId()] if index.isValid() else ""
        return self.map.tree.children.get(above, ())

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        kids = self.kids(parent)
        return self.createIndex(row, column, self._number[kids[row]]) if 0 <= row < len(kids) else QModelIndex()

    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        if self.map is None or not index.isValid():
            return QModelIndex()
        return self.place(self.map.tree.parents.get(self._ids[index.internalId()], ""))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.column() > 0 else len(self.kids(parent))

    def columnCount(self, parent: Index = ROOT) -> int:
        return len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return (RIGHT if section >= HOUSES else LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        unit = self.unit(index)
        if unit is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(unit, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if index.column() >= HOUSES else LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._aloud(unit)
        return None

    def lacks(self, unit: str) -> bool:
        """Nobody up to the top."""
        return self.map is not None and unit not in self.map.covered

    def own(self, unit: str) -> bool:
        """Somebody of its own."""
        return self.map is not None and any(one.answers for one in self.map.own.get(unit, ()))

    def _words(self, unit: Unit, column: int) -> str:
        assert self.map is not None
        if column == NAME:
            return unit.name
        if column == WHO:
            return self._who(unit.id)
        count = (self.map.houses if column == HOUSES else self.map.gaps).get(unit.id, 0)
        return f"{count:,}" if count else ""

    def _who(self, unit: str) -> str:
        assert self.map is not None
        own = self.map.own.get(unit, ())
        if self.own(unit):
            return "、".join(one.name for one in own)
        helpers = f"{'、'.join(one.name for one in own)}（志愿者），" if own else ""
        return helpers + ("没有责任人" if self.lacks(unit) else "同上级")

    def _aloud(self, unit: Unit) -> str:
        assert self.map is not None
        told = [codes.label("unit_kind", unit.kind), unit.name, self._who(unit.id)]
        for words, counted in (("{n} 户", self.map.houses), ("缺口 {n} 户", self.map.gaps)):
            if count := counted.get(unit.id, 0):
                told.append(words.format(n=count))
        return "，".join(told)

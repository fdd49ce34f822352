"""The tiles of a house as a table: a line of tiles per row, the floor's name in the first column."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain import dates, deadlines
from desktop.domain.tenancy import RoomState
from desktop.services.room_board import Board, Floor, Tile

Index = QModelIndex | QPersistentModelIndex
TILE = Qt.ItemDataRole.UserRole
FLOOR = Qt.ItemDataRole.UserRole + 1


def lodgers(tile: Tile) -> str:
    """`罗成 等2人`, or nothing."""
    if not tile.residents:
        return ""
    first = tile.residents[0].name
    return first if tile.persons == 1 else f"{first} 等{tile.persons}人"


def foot_words(tile: Tile, today: date) -> tuple[str, str]:
    """The third line of a tile: what is due at the left, when at the right; for an empty room its size."""
    match tile.state:
        case RoomState.OVERDUE | RoomState.TO_REPORT:
            words, due = tile.reports[0]
            return words, deadlines.words(due, today)
        case RoomState.OVERFULL:
            return f"限{tile.cap}人", f"超{tile.persons - (tile.cap or 0)}人"
        case RoomState.TO_INSPECT if tile.inspect_by:
            return "安全检查", dates.short(tile.inspect_by, today)
        case RoomState.STOPPED:
            return tile.note, ""
        case RoomState.OCCUPIED:
            ends = [resident.until for resident in tile.residents if resident.until]
            return (f"至 {dates.short(min(ends), today)}" if ends else "租期未定"), ""
    size = " · ".join(part for part in (f"{tile.beds}床" if tile.beds else "", tile.area) if part)
    return size, ""


def spoken(tile: Tile, today: date) -> str:
    """The whole tile in one sentence, for those who listen."""
    parts = (f"{tile.room}室", *(state.label for state in tile.states), lodgers(tile), *foot_words(tile, today))
    return "，".join(part for part in parts if part)


class RoomBoardModel(QAbstractTableModel):
    """`show(board)`; `set_across(n)` tells how many tiles fit in a line; `set_filter` keeps one state's tiles."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board: Board | None = None
        self._across = 6
        self._filter: RoomState | None = None
        self._lines: list[tuple[str, list[Tile]]] = []

    def show(self, board: Board | None) -> None:
        self.board = board
        self._arrange()

    def set_across(self, across: int) -> None:
        if across != self._across:
            self._across = across
            self._arrange()

    def set_filter(self, state: RoomState | None) -> None:
        self._filter = state
        self._arrange()

    def place_of(self, room: str) -> QModelIndex:
        """Where a room's tile stands, by its id; an invalid index when it is filtered out."""
        for row, (_, tiles) in enumerate(self._lines):
            for column, tile in enumerate(tiles):
                if tile.id == room:
                    return self.index(row, column + 1)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._across + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.board is None:
            return None
        floor, tiles = self._lines[index.row()]
        if index.column() == 0:
            spoken_or_shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, FLOOR)
            return floor if role in spoken_or_shown else None
        if index.column() > len(tiles):
            return None
        tile = tiles[index.column() - 1]
        if role == TILE:
            return tile
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.room
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(tile, self.board.day)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        tile = index.column() > 0 and index.column() <= len(self._lines[index.row()][1]) if index.isValid() else False
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if tile else Qt.ItemFlag.NoItemFlags

    def _arrange(self) -> None:
        self.beginResetModel()
        self._lines = [line for floor in (self.board.floors if self.board else ()) for line in self._wrapped(floor)]
        self.endResetModel()

    def _wrapped(self, floor: Floor) -> Iterator[tuple[str, list[Tile]]]:
        kept = [tile for tile in floor.tiles if self._filter is None or self._filter in tile.states]
        let = sum(bool(tile.persons) for tile in floor.tiles)
        name = f"{floor.label}\n{let}/{len(floor.tiles)}"
        for start in range(0, len(kept), self._across):
            yield name if start == 0 else "", kept[start : start + self._across]

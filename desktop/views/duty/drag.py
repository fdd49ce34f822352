"""Dragging a chip of the rota: only somebody's duty of a day that is not past can be taken up."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView

from desktop.models.roster_grid import CELL, GridCell
from desktop.views.widgets.drag import ItemDrag


class CellDrag(ItemDrag):
    """`judge` is given by the page once the months are read."""

    def __init__(self, grid: QTableView) -> None:
        super().__init__(grid, "duty.drag", CELL, may=_movable, same=_same)


def _movable(cell: GridCell) -> bool:
    return bool(cell.duties) and not cell.past


def _same(source: GridCell, target: GridCell) -> bool:
    return (source.person.key, source.day) == (target.person.key, target.day)

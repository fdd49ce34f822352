"""The front of the rental area: the room board of a house, and the parts beside it."""

from __future__ import annotations

from desktop.views.desk import Desk
from desktop.views.shell.front import Makers
from desktop.views.shell.part import Part

BOARD = "board"
LABELS = ((BOARD, "房态图"), ("grid", "责任网格"), ("grades", "分级管控"))
PARTS = tuple(key for key, _ in LABELS)


def _grid(desk: Desk) -> Part:
    from desktop.views.rental.grid_pane import GridPane

    return GridPane(desk)


def _grades(desk: Desk) -> Part:
    from desktop.views.rental.grade_pane import GradePane

    return GradePane(desk)


MAKERS: Makers = {"grid": _grid, "grades": _grades}
"""One maker for each part beside the board; it imports its module when the part is first opened."""

"""The lines of a statistics register: groups of figures, several lines beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.forms.fields import Entry
from desktop.forms.galley import Strip
from desktop.forms.grid import Cell, Grid, Row


def in_columns(
    grid: Grid, lines: Sequence[Entry], across: int, height: float, cells: Callable[[Entry], list[Cell]]
) -> list[Strip]:
    """Filled downwards in columns, as people read them; `height` of a row in pt."""
    deep = -(-len(lines) // across)
    columns = [lines[at * deep : (at + 1) * deep] for at in range(across)]
    rows = [[column[at] if at < len(column) else Entry({}) for column in columns] for at in range(deep)]
    return grid.strips([Row([cell for line in row for cell in cells(line)], height) for row in rows])

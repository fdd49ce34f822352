"""What the rental report's rows are: villages as the houses say, or grids of the tree of responsibility."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from desktop.domain.responsibility import GRID as GRID_KIND
from desktop.domain.responsibility import Tree
from desktop.services.grid_source import ground_of, homes_of

VILLAGE, GRID = "village", "grid"
VILLAGE_KIND = "06"  # codes.unit_kind


@dataclass(frozen=True, slots=True)
class Areas:
    """`homes`: house -> key of its row, None where its own village is; `labels` of keys that are no words."""

    by: str = VILLAGE
    homes: Mapping[str, str] | None = None
    labels: Mapping[str, str] = field(default_factory=dict)

    def label(self, key: str) -> str:
        return self.labels.get(key, key) or ("未归网格" if self.by == GRID else "未填")


def areas_on(connection: Connection, day: date, by: str) -> Areas:
    """Grids as they were on the day; a house that lies below none is in row "" of its own."""
    if by != GRID:
        return Areas()
    ground = ground_of(connection, day)
    grids = {unit: _grid(ground.tree, unit) for unit in ground.tree.units}
    homes = {house: grids.get(unit, "") for house, unit in homes_of(connection, ground).items()}
    return Areas(GRID, homes, {grid: _words(ground.tree, grid) for grid in set(grids.values()) if grid})


def _grid(tree: Tree, unit: str) -> str:
    return next((one for one in tree.chain(unit) if tree.units[one].kind == GRID_KIND), "")


def _words(tree: Tree, grid: str) -> str:
    """`良宅村 第二网格`: grids of two villages may bear one name."""
    above = [tree.units[one] for one in tree.chain(grid)]
    return " ".join([*(one.name for one in above if one.kind == VILLAGE_KIND), above[0].name])

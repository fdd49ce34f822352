"""Shifts that differ for a person in nothing but their price: the cheapest of each day stands for all of them."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from desktop.roster.curtois.amounts import Grid
from desktop.roster.curtois.instance import Instance

Floats = NDArray[np.float64]


class Alike:
    """`kinds` are lists of shift numbers; a counted shift is a kind of its own."""

    def __init__(self, instance: Instance, grid: Grid) -> None:
        found: dict[object, list[int]] = defaultdict(list)
        for at in sorted(grid.steps):
            shift = instance.shifts[at]
            forbidden_by = frozenset(other.key for other in instance.shifts if shift.key in other.not_next)
            own = at if at in grid.counted else None
            found[shift.minutes, shift.not_next, forbidden_by, own].append(at)
        self.kinds = list(found.values())

    def cheapest(self, price: Floats) -> tuple[Floats, NDArray[np.int64]]:
        """Prices (days, kinds) and which shift has it, of prices (days, shifts)."""
        if not self.kinds:
            return price[:, :0], np.zeros((len(price), 0), dtype=np.int64)
        least = np.stack([price[:, kind].min(axis=1) for kind in self.kinds], axis=1)
        which = np.stack([np.array(kind)[price[:, kind].argmin(axis=1)] for kind in self.kinds], axis=1)
        return least, which

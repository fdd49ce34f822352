"""What one person's turns add up to, as a small grid: days or minutes worked, weekends, turns of scarce shifts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import gcd, prod

import numpy as np
from numpy.typing import NDArray

from desktop.roster.curtois.instance import Instance, Shift, Staff

LIMIT = 1_000
"""Cells of a grid that counting one more shift may lead to; limits beyond are left out, the loosest first."""
WEEKENDS_LIMIT = 2_500
"""The same for counting weekends (a year's weekends and days together are too many)."""
TOO_LARGE = 5_000


@dataclass(frozen=True, slots=True)
class Grid:
    """`shape` is (amount + 1, weekends + 1, turns + 1 of each counted shift); `steps` says how far a turn of each
    possible shift moves (weekends apart); `ends` are the cells a month may end in; `loose` and `loose_weekends` the
    limits left out."""

    shape: tuple[int, ...]
    steps: dict[int, tuple[int, ...]]
    ends: NDArray[np.bool_]
    loose: tuple[int, ...]
    counts_weekends: bool
    loose_weekends: bool

    @property
    def origin(self) -> tuple[int, ...]:
        """The cell of nothing worked yet."""
        return (0,) * len(self.shape)

    @property
    def counted(self) -> set[int]:
        """Shifts whose turns are counted."""
        return {at for at, step in self.steps.items() if any(step[2:])}


@dataclass(frozen=True, slots=True)
class _Plan:
    """A grid before it is made: how many `minutes` a step of the first axis means."""

    minutes: int
    counted: list[int]
    loose: tuple[int, ...]
    shape: tuple[int, ...]

    @property
    def size(self) -> tuple[bool, int, int]:
        cells = prod(self.shape)
        return cells > TOO_LARGE, len(self.loose), cells


def grid(instance: Instance, who: Staff) -> Grid:
    """The smaller of two grids: by days, where every shift of odd length is counted, or by minutes."""
    possible = {at: shift for at, shift in enumerate(instance.shifts) if who.most.get(shift.key, 0)}
    usual = Counter(shift.minutes for shift in possible.values()).most_common(1)[0][0] if possible else 1
    odd = [at for at, shift in possible.items() if shift.minutes != usual]
    unit = reduce(gcd, (shift.minutes for shift in possible.values()), 0) or 1
    by_days = _plan(instance, who, possible, usual, odd, _most_days(instance, who, possible))
    by_minutes = _plan(instance, who, possible, unit, [], who.most_minutes // unit)
    if by_days.size <= by_minutes.size:
        return _grid(instance, who, possible, by_days, dict.fromkeys(possible, 1))
    return _grid(instance, who, possible, by_minutes, {at: shift.minutes // unit for at, shift in possible.items()})


def weekends_matter(instance: Instance, who: Staff) -> bool:
    return who.most_weekends < len(instance.weekends)


def _plan(
    instance: Instance, who: Staff, possible: Mapping[int, Shift], minutes: int, needed: Sequence[int], amount: int
) -> _Plan:
    days = _most_days(instance, who, possible)
    limits = {at: min(days, who.most.get(shift.key, 0)) for at, shift in possible.items()}
    weekends = who.most_weekends if weekends_matter(instance, who) else 0
    if (amount + 1) * (weekends + 1) > WEEKENDS_LIMIT:
        weekends = 0
    counted = list(needed)
    size = prod((amount + 1, weekends + 1, *(limits[at] + 1 for at in needed)))
    scarce = sorted((at for at in limits if limits[at] < days and at not in needed), key=limits.__getitem__)
    for at in scarce:
        if size * (limits[at] + 1) <= LIMIT:
            counted.append(at)
            size *= limits[at] + 1
    loose = tuple(at for at in scarce if at not in counted)
    return _Plan(minutes, counted, loose, (amount + 1, weekends + 1, *(limits[at] + 1 for at in counted)))


def _grid(
    instance: Instance, who: Staff, possible: Mapping[int, Shift], plan: _Plan, amounts: Mapping[int, int]
) -> Grid:
    steps = {at: (amounts[at], 0, *(int(at == other) for other in plan.counted)) for at in possible}
    cells = np.indices(plan.shape)
    minutes = cells[0] * plan.minutes
    for axis, at in enumerate(plan.counted, 2):
        minutes = minutes + cells[axis] * (possible[at].minutes - amounts[at] * plan.minutes)
    ends = (minutes >= who.least_minutes) & (minutes <= who.most_minutes)
    counts = plan.shape[1] > 1
    loose = weekends_matter(instance, who) and who.most_weekends > 0 and not counts
    return Grid(plan.shape, steps, ends, plan.loose, counts, loose)


def _most_days(instance: Instance, who: Staff, possible: Mapping[int, Shift]) -> int:
    shortest = min((shift.minutes for shift in possible.values()), default=1)
    return min(instance.days - len(who.days_off), who.most_minutes // shortest)

"""How much a person can have worked by a day, and must have to reach their least: the rest of the grid is left out."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.roster.curtois.amounts import Grid
from desktop.roster.curtois.instance import Staff


class Bands:
    """`at[day]` is the slice of amounts (days or units of minutes, the grid's first axis) worth a look that day."""

    def __init__(self, grid: Grid, who: Staff, can_work: Sequence[bool]) -> None:
        turn = max((step[0] for step in grid.steps.values()), default=0)
        most = grid.shape[0] - 1
        reached = [turn * days for days in _most_days(who, can_work)]
        ahead = [turn * days for days in _most_days(who, can_work[::-1])][::-1]
        ends = grid.ends.reshape(most + 1, -1).any(axis=1)
        least = int(ends.argmax()) if ends.any() else 0
        later = [*ahead[1:], 0]
        lows = [min(most, max(0, least - after)) for after in later]
        self.at = [slice(low, max(low, min(most, high)) + 1) for low, high in zip(lows, reached, strict=True)]

    def move(self, day: int, by: int) -> tuple[slice, slice]:
        """The amounts of the day before that a turn of `by` leads from, and those of `day` it leads to."""
        here, before = self.at[day], self.at[day - 1] if day else slice(0, 1)
        low, high = max(before.start, here.start - by, 0), min(before.stop, here.stop - by)
        high = max(low, high)
        return slice(low, high), slice(low + by, high + by)


def _most_days(who: Staff, can_work: Sequence[bool]) -> list[int]:
    """Most days of work up to each day: runs as long, rests as short as may be, days off set aside."""
    found: list[int] = []
    rests, runs = max(1, who.shortest_rest), who.longest_run
    for day in range(len(can_work)):
        rounds, left = divmod(day + 1, runs + rests)
        found.append(min(runs * rounds + min(runs, left), sum(can_work[: day + 1])))
    return found

"""The search for a better roster: all people at once first, then some of them again and again."""

from __future__ import annotations

import random
from collections.abc import Callable
from math import ceil

from desktop.roster.curtois.costs import Row
from desktop.roster.curtois.first import descend
from desktop.roster.curtois.ground import Ground
from desktop.roster.curtois.part import Part

RELAX_UNTIL, DIVE_UNTIL = 0.45, 0.85  # of the time
SMALL, LARGE = 0.1, 0.5  # of the people, in a part: the smallest and, to begin with, the largest
GROW, SHRINK = 1.1, 0.7  # of the largest, when a part was finished in its time or not
PART_SHARE = 0.1  # of the time, at most


class Search:
    """`rows` is the best roster so far, `bound` what none costs less than; `duals` (what a turn at each place is
    worth) prove `relaxed`. `vain` parts have not bettered it. `told` hears of each better cost."""

    def __init__(self, ground: Ground, rows: list[Row], seed: int, told: Callable[[int], None]) -> None:
        self.ground, self.rows, self.told = ground, rows, told
        self.dice = random.Random(seed)
        self.large, self.vain = LARGE, 0
        self.cost, self.bound = ground.costs.total(rows), 0
        self.relaxed, self.duals = float("-inf"), ground.costs.need * 0

    @property
    def proved(self) -> bool:
        return self.cost <= self.bound

    def take(self, rows: list[Row]) -> None:
        """Takes a roster that costs no more: going sideways leads out of dead ends."""
        cost = self.ground.costs.total(rows)
        if cost > self.cost:
            return
        better, self.rows, self.cost = cost < self.cost, rows, cost
        if better:
            self.vain = 0
            self.told(cost)

    def all_at_once(self) -> None:
        """The bound, and a dive from it; with very many people the time is only enough for parts."""
        seconds = self.ground.clock.seconds
        self.take(descend(self.ground, self.rows, seconds * RELAX_UNTIL / 2))
        whole = Part(self.ground, self.ground.people, self.rows, seconds * RELAX_UNTIL)
        whole.relax()
        self.relaxed, self.duals = whole.bound, whole.duals
        if whole.bound > 0:
            self.bound = ceil(whole.bound - 1e-4)
        whole.until = seconds * DIVE_UNTIL
        self.take(descend(self.ground, whole.dive(self.dice, float("inf")) or self.rows, seconds))

    def parts(self, over: Callable[[], bool]) -> None:
        """Some people at a time, until the roster is proved best or `over` says so."""
        clock = self.ground.clock
        while not (self.proved or clock.past(clock.seconds) or over()):
            until = clock.spent() + clock.seconds * PART_SHARE
            part = Part(self.ground, self._some(), self.rows, until)
            self.vain += 1
            if found := part.dive(self.dice, self.cost):
                self.take(found)
            self.large = max(2 * SMALL, min(1.0, self.large * (SHRINK if part.over else GROW)))

    def _some(self) -> list[int]:
        people = len(self.ground.people)
        number = max(4, round(people * self.large * (SMALL / self.large) ** self.dice.random()))
        return sorted(self.dice.sample(self.ground.people, min(number, people)))

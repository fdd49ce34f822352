"""The rosters of some people against the rest: column generation for a bound, then a dive to whole rows."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from desktop.roster.curtois.costs import Floats, Row
from desktop.roster.curtois.ground import Ground
from desktop.roster.curtois.master import Master

STEADY = 0.5  # share of the best prices so far in the next ones: plain prices swing
CLOSE = 0.3  # of a point: costs are whole numbers, so closer says no more
SURE = 0.99
AT_FIRST, IN_DIVE = 60, 25  # known rows a person that a part begins with, and goes on with after a decision
ROUNDS, AT_ONCE = 30, 0.06
ALL_ROUNDS = 1_000_000


class Part:
    """`start` has a row of everybody in the instance; those of `people` are to be bettered. After `until` seconds
    of the search, whoever is undecided keeps their row."""

    def __init__(self, ground: Ground, people: Sequence[int], start: Sequence[Row], until: float) -> None:
        self.ground, self.start, self.until = ground, list(start), until
        rest = [row for person, row in enumerate(start) if person not in set(people)]
        need = ground.costs.need - ground.costs.filled(rest)
        self.paid = ground.costs.fixed + ground.costs.wishes(start, set(ground.people) - set(people))
        self.master = Master(ground.costs, people, need)
        self.bound = -np.inf
        self.duals: Floats = np.zeros(len(need))
        for person in people:
            for row in (start[person], *list(ground.pool[person])[-AT_FIRST:]):
                self.master.add(person, row)

    def relax(self, rounds: int = ALL_ROUNDS) -> tuple[float, Floats]:
        """Cost of the relaxation with whoever is fixed, and the shares of the known rows; sets `bound`."""
        self.bound = -np.inf
        cost, duals, shares = self.master.solve()
        centre = self.duals if self.duals.any() else duals
        for _ in range(rounds):
            steady = STEADY * centre + (1 - STEADY) * duals
            reached, new = self._price(steady)
            if reached > self.bound:
                self.bound, centre = reached, steady
            elif not new:
                centre = duals
            if cost - self.bound < CLOSE or self.over or (not new and np.abs(steady - duals).max(initial=0) < 1e-6):
                break
            cost, duals, shares = self.master.solve()
        self.duals, self.bound = centre, self.bound + self.paid
        return cost + self.paid, shares

    @property
    def over(self) -> bool:
        return self.ground.clock.past(self.until)

    def _price(self, duals: Floats) -> tuple[float, int]:
        """The bound that these prices prove, and how many new rows they brought."""
        reached, new = float((duals * self.master.need).sum()), 0
        for person in self.master.people:
            if self.over:
                return -np.inf, new
            least, row = self.ground.cheapest(person, duals)
            reached += least
            new += self.master.add(person, row)
        return reached, new

    def dive(self, dice: random.Random, good_enough: float) -> list[Row] | None:
        """Fixes people, the surest first, and prices again. A row of everybody, or None when it will cost more than
        `good_enough`."""
        begun, steps = self.ground.clock.spent(), 0
        while self.master.people and not self.over:
            cost, shares = self.relax(ROUNDS)
            if cost > good_enough + 1e-6:
                return None
            if self.over:
                break
            steps += 1
            pace = (self.ground.clock.spent() - begun) / steps
            self._fix(self._surest(shares, dice, pace))
        return self.start

    def _surest(self, shares: Floats, dice: random.Random, pace: float) -> list[int]:
        """The best row of whoever is decided already, or else of a few: of more when a step takes long (`pace`)."""
        best: dict[int, int] = {}
        for column in np.argsort(-shares):
            if shares[column] > 1e-6:
                best.setdefault(self.master.owner[column], int(column))
        sure = [column for column in best.values() if shares[column] > SURE]
        people = len(self.master.people)
        left = max(1e-3, min(self.until, self.ground.clock.seconds) - self.ground.clock.spent())
        few = max(1, round(AT_ONCE * people), min(people, round(1.2 * people * pace / left)))
        ranked = sorted(best.values(), key=lambda column: -shares[column] - 0.1 * dice.random())
        return sure if len(sure) >= few else ranked[:few]

    def _fix(self, chosen: Sequence[int]) -> None:
        """A smaller programme for the people left, with their best rows at the prices of now."""
        old, costs = self.master, self.ground.costs
        rows = {old.owner[column]: old.rows[column] for column in chosen}
        for person, row in rows.items():
            self.start[person] = row
        self.paid += costs.wishes(self.start, rows)
        left = [person for person in old.people if person not in rows]
        self.master = Master(costs, left, old.need - costs.filled(list(rows.values())))
        for person in left:
            for row in (self.start[person], *old.best(person, self.duals, IN_DIVE)):
                self.master.add(person, row)

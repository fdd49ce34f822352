"""What the bound of the search leaves open, by HiGHS beside the search: a proof, or the roster that was missing.

A turn is left out when every roster with it costs at least as much as the best known one (reduced-cost fixing)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from math import ceil
from queue import SimpleQueue

import numpy as np

from desktop.roster.curtois.first import to_row
from desktop.roster.curtois.model import BenchmarkModel
from desktop.roster.curtois.search import Search
from desktop.roster.curtois.through import through
from desktop.roster.engines import highs
from desktop.roster.engines.answer import Answer, Effort

SIZE = 15_000
"""Turns of a model that is worth a try; a larger one only takes the machine from the search."""
LARGEST = 60_000
"""The same before anything is left out: people x days x shifts."""
FIRST_TRY = 0.05
"""Of the time; each try takes twice as long as the one before, and has the best roster of its time to beat."""


class Attempt:
    """A model of all rosters that cost less than the best one of `search` now."""

    def __init__(self, search: Search) -> None:
        self.search, self.beat = search, search.cost
        self.model = BenchmarkModel(search.ground.instance)
        linear = self.model.linear
        for turn in self._hopeless():
            linear.bounds[turn] = (0, 0)
        linear.add(list(linear.objective), None, self.beat - 1 - linear.offset, coefs=list(linear.objective.values()))
        self.size = sum(linear.bounds[turn][1] for turn in self.model.turns.values())

    def tell(self, answer: Answer) -> None:
        """What came out, to the search."""
        if answer.found:
            cells, instance = self.model.rows(answer.values), self.search.ground.instance
            self.search.take([to_row(instance, cells[who.key]) for who in instance.staff])
        proved = {"infeasible": self.beat, "optimal": answer.cost, "feasible": ceil(answer.bound - 1e-4)}
        self.search.bound = max(self.search.bound, min(self.beat, proved.get(answer.verdict, 0)))

    def _hopeless(self) -> Iterator[int]:
        if not np.isfinite(self.search.relaxed):
            return
        ground, spare = self.search.ground, self.beat - 1 - self.search.relaxed + 1e-4
        keys = [shift.key for shift in ground.instance.shifts]
        for person, who in enumerate(ground.instance.staff):
            price = ground.costs.reduced(person, self.search.duals)
            least = ground.networks[person].cheapest(price)[0]
            for day, shift in np.argwhere(through(ground.networks[person], price) > least + spare):
                if (turn := (who.key, int(day), keys[shift])) in self.model.turns:
                    yield self.model.turns[turn]


class Whole:
    """Tries in a thread of its own: HiGHS leaves Python's lock alone while it works."""

    def __init__(self, search: Search, seed: int) -> None:
        self.search, self.seed = search, seed
        self._ended: SimpleQueue[tuple[Attempt, Answer]] = SimpleQueue()
        if search.ground.costs.wish.size <= LARGEST:
            threading.Thread(target=self._run, daemon=True).start()

    def over(self) -> bool:
        """Tells the search what has come out; True when nothing is left open. To be asked by the search's thread."""
        while not self._ended.empty():
            attempt, answer = self._ended.get()
            attempt.tell(answer)
        return self.search.proved

    def _run(self) -> None:
        clock = self.search.ground.clock
        seconds, verdict = clock.seconds * FIRST_TRY, "unknown"
        while verdict not in ("optimal", "infeasible") and not (self.search.proved or clock.past(clock.seconds - 1)):
            attempt = Attempt(self.search)
            if attempt.size > SIZE:
                return
            effort = Effort(min(seconds, clock.left() - 0.5), self.seed, clock.stop)
            answer = highs.solve(attempt.model.linear, effort)
            self._ended.put((attempt, answer))
            seconds, verdict = 2 * seconds, answer.verdict

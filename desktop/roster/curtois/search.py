"""Fix and optimise: frees some people or some days of the best roster, solves that part exactly, and goes on.

Two searchers share the best roster; each has its own HiGHS, whose long calls leave the other thread alone."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock

from desktop.roster.curtois.model import BenchmarkModel
from desktop.roster.engines.answer import Stop
from desktop.roster.engines.highs_session import HighsSession

PART_SECONDS = 2.0
GROW, SHRINK = 1.15, 0.85
QUICK = 0.35  # of the part's time: what is solved faster may be larger next time


@dataclass
class Best:
    """The best roster so far, by variable; safe to be asked and bettered from any thread."""

    values: list[int]
    cost: int
    bound: float = float("-inf")
    lock: Lock = field(default_factory=Lock)

    def better(self, values: list[int], cost: int) -> bool:
        """Takes a roster that costs no more: going sideways leads out of dead ends."""
        with self.lock:
            if cost > self.cost:
                return False
            better, self.values, self.cost = cost < self.cost, values, cost
            return better

    def now(self) -> tuple[list[int], int]:
        with self.lock:
            return list(self.values), self.cost

    @property
    def proved(self) -> bool:
        return self.bound > self.cost - 1 + 1e-6


class Searcher:
    """One thread's search. The size of each kind of neighbourhood follows how long its parts take."""

    def __init__(self, model: BenchmarkModel, best: Best, seed: int) -> None:
        self.model, self.best, self.dice = model, best, random.Random(seed)
        self.session = HighsSession(model.linear, seed)
        self.turns_of: dict[tuple[str, int], list[int]] = defaultdict(list)
        for (who, day, _), turn in model.turns.items():
            self.turns_of[who, day].append(turn)
        held = set(model.turns.values())
        self.aside = [number for number in range(len(model.linear.bounds)) if number not in held]
        people, days = len(model.instance.staff), model.instance.days
        self.size = {"people": min(3.0, people), "days": min(5.0, days), "block": min(0.2 * people * days, 80.0)}

    def run(self, deadline: float, stop: Stop, tell: Callable[[int], None]) -> None:
        while time.perf_counter() < deadline and not stop.asked and not self.best.proved:
            kind = self.dice.choice(list(self.size))
            self._step(kind, min(PART_SECONDS, deadline - time.perf_counter()), tell)

    def _step(self, kind: str, seconds: float, tell: Callable[[int], None]) -> None:
        values, _ = self.best.now()
        begun = time.perf_counter()
        answer = self.session.improve(values, self._free(kind), seconds)
        took = time.perf_counter() - begun
        if answer.found and self.best.better(answer.values, answer.cost):
            tell(answer.cost)
        self.size[kind] *= GROW if took < QUICK * PART_SECONDS else SHRINK if answer.verdict != "optimal" else 1.0

    def _free(self, kind: str) -> list[int]:
        people, days = [who.key for who in self.model.instance.staff], self.model.instance.days
        if kind == "people":
            chosen = self.dice.sample(people, max(2, min(len(people), round(self.size[kind]))))
            slots = [(who, day) for who in chosen for day in range(days)]
        elif kind == "days":
            length = max(2, min(days, round(self.size[kind])))
            first = self.dice.randint(0, days - length)
            slots = [(who, day) for who in people for day in range(first, first + length)]
        else:
            slots = self._block(people, days)
        return [turn for slot in slots for turn in self.turns_of[slot]] + self.aside

    def _block(self, people: Sequence[str], days: int) -> list[tuple[str, int]]:
        """Half of the people over a stretch of days."""
        count = max(2, len(people) // 2)
        length = max(3, min(days, round(self.size["block"] / count)))
        first = self.dice.randint(0, days - length)
        return [(who, day) for who in self.dice.sample(list(people), count) for day in range(first, first + length)]

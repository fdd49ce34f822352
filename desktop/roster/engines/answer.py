"""What an engine is asked for and what it says, alike for every engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True)
class Answer:
    """`values` by variable (empty without a solution); `bound` is what no solution can cost less than."""

    verdict: Verdict
    values: list[int] = field(default_factory=list)
    cost: int = 0
    bound: float = 0

    @property
    def found(self) -> bool:
        return self.verdict in ("optimal", "feasible")


class Stop:
    """A request to stop, from any thread, at any time; engines hang their own brake on it."""

    def __init__(self) -> None:
        self.asked = False
        self._brakes: list[Callable[[], None]] = []

    def ask(self) -> None:
        self.asked = True
        for brake in list(self._brakes):
            brake()

    def brake(self, pull: Callable[[], None]) -> None:
        self._brakes.append(pull)
        if self.asked:
            pull()


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how to search. `on_solution` gets the values and cost of each better one."""

    seconds: float = 60
    seed: int = 0
    stop: Stop = field(default_factory=Stop)
    hint: list[int] | None = None
    on_solution: Callable[[list[int], int], None] | None = None
    feasible_only: bool = False  # forget the objective
    sprint: bool = False  # local search at once, for problems that are likely to have many solutions

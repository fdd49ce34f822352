"""Solves an instance of the benchmark: the whole by HiGHS for a proof, parts of it in turn for a better roster."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from desktop.errors import Refused
from desktop.roster.curtois import score
from desktop.roster.curtois.instance import Instance, read_instance
from desktop.roster.curtois.model import BenchmarkModel
from desktop.roster.curtois.search import Best, Searcher
from desktop.roster.engines import cpsat, highs
from desktop.roster.engines.answer import Answer, Effort, Stop

FIRST_SHARE = 0.25  # of the time, for a first roster
WHOLE_SHARE = 0.75  # of the time, before the proof is given up for a second searcher

Told = Callable[[int, float], None]
"""Hears of each better roster: its cost, and the seconds so far."""


@dataclass(frozen=True, slots=True)
class Solution:
    """`rows` by staff, a shift's key or "" a day; no roster of the instance costs less than `bound`."""

    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    rows: dict[str, list[str]]
    cost: int | None
    bound: int | None
    seconds: float


def solve(
    instance: Instance, seconds: float = 60, seed: int = 0, told: Told | None = None, stop: Stop | None = None
) -> Solution:
    """The best roster found in the time, checked by the independent scorer before it is given out."""
    return _Solver(instance, seconds, seed, told or (lambda cost, at: None), stop or Stop()).run()


class _Solver:
    def __init__(self, instance: Instance, seconds: float, seed: int, told: Told, stop: Stop) -> None:
        self.instance, self.seed, self.told, self.stop = instance, seed, told, stop
        self.begun = time.perf_counter()
        self.deadline = self.begun + seconds
        self.seconds = seconds
        self.model = BenchmarkModel(instance)

    def run(self) -> Solution:
        first = self.first()
        if not first.found:
            status: Any = first.verdict if first.verdict == "infeasible" else "unknown"
            return Solution(status, {}, None, None, self.spent())
        best = Best(first.values, first.cost)
        if first.verdict == "optimal":
            best.bound = first.cost
        threads = [threading.Thread(target=work, args=(best,), daemon=True) for work in (self.whole, self.parts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.checked(best)

    def first(self) -> Answer:
        """Any roster, as good as a short search gives; longer only where there is none yet."""
        effort = Effort(self.seconds * FIRST_SHARE / 2, self.seed, self.stop)
        answer = cpsat.solve(self.model.linear, effort)
        if answer.found or answer.verdict == "infeasible":
            return answer
        return cpsat.solve(self.model.linear, replace(effort, seconds=self.left() * 0.8, feasible_only=True))

    def whole(self, best: Best) -> None:
        """The proof, as long as there is hope for one; then a second searcher."""
        values, _ = best.now()
        effort = Effort(self.left() * WHOLE_SHARE, self.seed, self.stop, values)
        answer = highs.solve(self.model.linear, effort)
        if answer.found:
            best.bound = max(best.bound, answer.bound)
            self.better(best, answer)
        self.search(best, self.seed * 2 + 1)

    def parts(self, best: Best) -> None:
        self.search(best, self.seed * 2)

    def search(self, best: Best, seed: int) -> None:
        Searcher(self.model, best, seed).run(self.deadline, self.stop, lambda cost: self.told(cost, self.spent()))

    def better(self, best: Best, answer: Answer) -> None:
        if best.better(answer.values, answer.cost):
            self.told(answer.cost, self.spent())

    def checked(self, best: Best) -> Solution:
        values, cost = best.now()
        rows = self.model.rows(values)
        if broken := list(score.breaches(self.instance, rows)):
            raise AssertionError(f"the solver broke a rule: {broken[0]}")
        paid = score.cost(self.instance, rows)
        if paid != cost:
            raise AssertionError(f"the solver says {cost}, the scorer {paid}")
        bound = cost if best.proved else max(0, -int(-(best.bound - 1e-6) // 1)) if best.bound > 0 else 0
        return Solution("optimal" if best.proved else "feasible", rows, cost, bound, self.spent())

    def left(self) -> float:
        return max(0.1, self.deadline - time.perf_counter())

    def spent(self) -> float:
        return time.perf_counter() - self.begun


def write_rows(rows: dict[str, list[str]]) -> str:
    """Our text for rosters of the benchmark: a line a person, tab-separated, `-` for a free day."""
    return "".join("\t".join([who, *(shift or "-" for shift in row)]) + "\n" for who, row in rows.items())


def read_file(path: Path) -> Instance:
    """Refused with file, line and section where it is not in the format."""
    try:
        return read_instance(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as why:
        raise Refused(f"打不开“{path.name}”", "核对文件在不在、是不是文本文件", code="file_missing") from why
    except Refused as wrong:
        raise Refused(f"“{path.name}”{wrong.cause}", wrong.step, field=wrong.field, code=wrong.code) from None

"""Solves an instance of the benchmark: whole rows by column generation for bound and roster, HiGHS for what is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from desktop.roster.curtois import score
from desktop.roster.curtois.costs import Row
from desktop.roster.curtois.first import Impossible, first_rows
from desktop.roster.curtois.ground import Clock, Ground
from desktop.roster.curtois.instance import Instance
from desktop.roster.curtois.network import FREE
from desktop.roster.curtois.search import Search
from desktop.roster.curtois.whole import Whole
from desktop.roster.curtois.writer import read_file, write_rows
from desktop.roster.engines.answer import Stop

IN_VAIN = 12
"""Parts on end that brought nothing, before HiGHS begins beside them: it does better the less there is left to beat."""

Listener = Callable[[int, float], None]
"""Hears of each better roster: its cost, and the seconds so far."""


@dataclass(frozen=True, slots=True)
class Solution:
    """`rows` by staff, a shift's key or "" a day; no roster of the instance costs less than `bound`."""

    status: Literal["optimal", "feasible", "unknown", "infeasible"]
    rows: dict[str, list[str]]
    cost: int | None
    bound: int | None
    seconds: float


def solve(
    instance: Instance,
    seconds: float = 60,
    seed: int = 0,
    on_progress: Listener | None = None,
    stop: Stop | None = None,
) -> Solution:
    """The best roster found in the time, checked by the independent scorer before it is given out. `stop` ends the
    search early and keeps the best so far. Cover is never hard, so only a person without any row is infeasible."""
    clock = Clock(seconds, stop or Stop())
    ground = Ground(instance, clock)
    try:
        rows = first_rows(ground)
    except Impossible:
        return Solution("infeasible", {}, None, None, clock.spent())
    if rows is None:
        return Solution("unknown", {}, None, None, clock.spent())
    search = Search(ground, rows, seed, lambda cost: on_progress(cost, clock.spent()) if on_progress else None)
    _improve(search, seed)
    return _checked(instance, search, clock)


def run_file(path: Path, out: Path, seconds: float, seed: int) -> dict[str, Any]:
    """Solves the instance in `path` and writes the roster to `out` (nothing when there is none)."""
    made = solve(read_file(path), seconds, seed)
    if made.rows:
        out.write_text(write_rows(made.rows), encoding="utf-8", newline="\n")
    return {"status": made.status, "cost": made.cost, "bound": made.bound, "seconds": round(made.seconds, 2),
            "bands_seconds": None}  # fmt: skip


def _improve(search: Search, seed: int) -> None:
    search.all_at_once()
    search.parts(lambda: search.vain > IN_VAIN)
    if search.proved or search.ground.clock.past(search.ground.clock.seconds):
        return
    whole = Whole(search, seed)
    search.parts(whole.over)
    whole.over()


def _checked(instance: Instance, search: Search, clock: Clock) -> Solution:
    rows = {who.key: _cells(instance, row) for who, row in zip(instance.staff, search.rows, strict=True)}
    if broken := list(score.breaches(instance, rows)):
        raise AssertionError(f"the solver broke a rule: {broken[0]}")
    paid = score.cost(instance, rows)
    if paid != search.cost:
        raise AssertionError(f"the solver says {search.cost}, the scorer {paid}")
    status: Literal["optimal", "feasible"] = "optimal" if search.proved else "feasible"
    return Solution(status, rows, paid, min(paid, search.bound), clock.spent())


def _cells(instance: Instance, row: Row) -> list[str]:
    return ["" if shift == FREE else instance.shifts[shift].key for shift in row]

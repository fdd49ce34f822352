"""Which counters could not be kept inside their fair bands, and why, said with numbers."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.roster.fairness import Fairness
from desktop.roster.problem import Cell, Counter, Problem
from desktop.roster.roster import Widening
from desktop.roster.words import listed


def widenings(fairness: Fairness, cells: Iterable[Cell]) -> tuple[Widening, ...]:
    """The counters outside their bands, in the problem's order of importance."""
    cells = list(cells)
    counts = fairness.counts(cells)
    fixed = fairness.counts(_fixed(fairness.problem))
    found = []
    for counter in fairness.problem.counters:
        outside = [
            person.key
            for person in fairness.problem.people
            if fairness.band(counter.key, person.key).outside(counts[counter.key][person.key])
        ]
        if outside:
            reasons = [
                _reason(fairness, counter, key, counts[counter.key][key], fixed[counter.key][key]) for key in outside
            ]
            found.append(Widening(counter.key, tuple(outside), f"{counter.label}放宽：{listed(reasons, 3)}"))
    return tuple(found)


def _reason(fairness: Fairness, counter: Counter, key: str, turns: int, fixed: int) -> str:
    band = fairness.band(counter.key, key)
    name = fairness.problem.person[key].name
    fair = f"应{band.low}次" if band.low == band.high else f"应{band.low}-{band.high}次"
    if fixed > band.high:
        why = f"已排定{fixed}次"
    elif turns > band.high:
        why = "其他人受请假、间隔或锁定限制，不能再多排"
    else:
        why = "受请假、间隔或锁定限制，排不到更多"
    return f"{name}{turns}次（{fair}，{why}）"


def _fixed(problem: Problem) -> set[Cell]:
    previous = problem.previous
    past = {cell for cell in previous.cells if cell.day < previous.frozen_before} if previous else set()
    return past | set(problem.locks)

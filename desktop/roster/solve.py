"""Makes a roster: whole-horizon fair bands first, widened only where they cannot hold, then wishes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from desktop.roster.checker import check, cost
from desktop.roster.engines import cpsat
from desktop.roster.engines.answer import Answer, Effort, Stop
from desktop.roster.explain import Explanation, explain
from desktop.roster.model import RosterModel
from desktop.roster.problem import Cell, Problem
from desktop.roster.progress import Progress
from desktop.roster.relax import relaxations
from desktop.roster.roster import Roster, Status, holes, prove
from desktop.roster.rules import SOFT, WITHIN_FAIRNESS, binding
from desktop.roster.rules.soft import CHANGES
from desktop.roster.shortage import short_of_people, without_shortage
from desktop.roster.widening import widenings

BANDS, CHANGE, WIDEN, WISH, EXPLAIN = (
    "正在按公平范围排班",
    "正在找最少的改动",
    "正在放宽范围并减少不公平",
    "正在照顾个人意愿",
    "正在查找排不出的原因",
)
SPRINT_SHARE, RELAX_SECONDS = 0.2, 20.0
BANDS_SHARE = 0.6  # of the time, before the bands are given up as not found


Listener = Callable[[Progress], None]


def solve(
    problem: Problem,
    seconds: float = 30,
    seed: int = 0,
    on_progress: Listener | None = None,
    *,
    stop: Stop | None = None,
    partial: bool = False,
) -> Roster:
    """The best roster found in the time. An impossible problem is explained; with `partial` it is also
    filled as far as it goes, its holes declared. `stop` ends the search early and keeps the best so far."""
    return _Search(problem, seconds, seed, on_progress, stop or Stop()).run(partial=partial)


class _Search:
    def __init__(self, problem: Problem, seconds: float, seed: int, on_progress: Listener | None, stop: Stop) -> None:
        self.problem, self.seed, self.stop, self.on_progress = problem, seed, stop, on_progress
        self.started = time.perf_counter()
        self.seconds = seconds
        self.model = RosterModel(problem)
        self.bands_seconds: float | None = None
        self.changes_seconds: float | None = None

    def run(self, *, partial: bool) -> Roster:
        if short_of_people(self.problem):
            return self.short(partial)
        for kind, rule in binding(self.problem):
            kind.constrain(self.model, rule)
        if self.problem.previous and self.problem.previous.change_cost:
            return self.least_change(partial)
        answer = self.in_bands()
        return self.with_wishes(answer) if answer.found else self.cheapest(answer, partial)

    def short(self, partial: bool) -> Roster:
        """Too few people on some day: told at once, and with `partial` everything else is filled as fairly as ever."""
        why = explain(self.problem)
        if not partial:
            return self.refused("infeasible", why)
        rest = _Search(without_shortage(self.problem), self.seconds, self.seed, self.on_progress, self.stop)
        filled = rest.run(partial=True)
        return replace(filled, conflict=why.facts, words=why.words, unfilled=holes(self.problem, filled.cells))

    def in_bands(self) -> Answer:
        self.tell(BANDS)
        rules = len(self.model.linear.rows)
        _add_bands(self.model)
        sprint = replace(self.effort(SPRINT_SHARE, feasible_only=True), sprint=True)
        answer = cpsat.solve(self.model.linear, sprint)
        if answer.verdict == "unknown":
            answer = cpsat.solve(self.model.linear, self.effort(BANDS_SHARE, feasible_only=True))
        if answer.found:
            self.bands_seconds = self.spent()
        else:
            del self.model.linear.rows[rules:]
        return answer

    def with_wishes(self, answer: Answer) -> Roster:
        """Wishes inside the bands. Costing no more than the lightest turn, they cannot be beaten outside."""
        cells = self.cells(self.model, answer)
        paid = self.wishes_paid(cells)
        lightest = min((counter.weight for counter in self.problem.counters), default=paid)
        if paid and not self.stop.asked:
            self.tell(WISH, paid)
            for soft in WITHIN_FAIRNESS:
                soft.price(self.model)
            better = cpsat.solve(self.model.linear, self.effort(hint=answer.values))
            if better.found:
                answer, cells = better, self.cells(self.model, better)
                paid = self.wishes_paid(cells)
        bound = min(_whole_bound(answer), lightest) if paid else 0
        return self.roster("optimal" if bound >= paid else "feasible", cells, bound)

    def wishes_paid(self, cells: list[Cell]) -> int:
        paid = cost(self.problem, cells)
        return sum(paid[soft.key] for soft in WITHIN_FAIRNESS)

    def least_change(self, partial: bool) -> Roster:
        """The fewest changes first, alone and therefore proved at once; then the whole cost, from there."""
        self.tell(CHANGE)
        CHANGES.price(self.model)
        fewest = cpsat.solve(self.model.linear, self.effort(hint=_hint(self.model)))
        self.model.linear.forget_prices()
        if fewest.verdict == "infeasible":
            return self.impossible(partial)
        if fewest.verdict == "optimal":
            self.changes_seconds = self.spent()
        for soft in SOFT:
            soft.price(self.model)
        return self.minimise(self.model, fewest.values)

    def cheapest(self, in_bands: Answer | None, partial: bool) -> Roster:
        """The least total cost, bands being a price now and not a wall."""
        self.tell(WIDEN)
        if in_bands is None or in_bands.verdict == "infeasible":
            possible = cpsat.solve(self.model.linear, self.effort(feasible_only=True))
            if possible.verdict == "infeasible":
                return self.impossible(partial)
        for soft in SOFT:
            soft.price(self.model)
        return self.minimise(self.model)

    def minimise(self, model: RosterModel, found: list[int] | None = None) -> Roster:
        """From the roster `found` (values of an earlier search), or the one that a re-plan replaces."""
        answer = cpsat.solve(model.linear, self.effort(hint=found or _hint(model)))
        if not answer.found:
            return Roster(self.problem.name, "unknown", seconds=self.spent())
        return self.roster(
            "optimal" if answer.verdict == "optimal" else "feasible",
            self.cells(model, answer),
            _whole_bound(answer),
        )

    def impossible(self, partial: bool) -> Roster:
        self.tell(EXPLAIN)
        why = explain(self.problem, self.seconds - self.spent())
        status: Status = "infeasible" if why.facts else "unknown"
        if not partial:
            return self.refused(status, why)
        model = RosterModel(self.problem, partial=True)
        for kind, rule in binding(self.problem):
            kind.constrain(model, rule)
        for soft in SOFT:
            soft.price(model)
        filled = self.minimise(model)
        told = filled if filled.found else replace(filled, status=status)
        return replace(told, conflict=why.facts, words=why.words)

    def refused(self, status: Status, why: Explanation) -> Roster:
        """Why there is none, and what would help."""
        left = min(RELAX_SECONDS, self.seconds - self.spent())
        ways = relaxations(self.problem, why.facts, left) if not self.stop.asked else ()
        return Roster(self.problem.name, status, conflict=why.facts, words=why.words, seconds=self.spent(),
                      relaxations=ways)  # fmt: skip

    def roster(self, status: Status, cells: list[Cell], bound: int) -> Roster:
        unfilled = holes(self.problem, cells)
        if broken := check(self.problem, cells, unfilled):
            raise AssertionError(f"the solver broke a rule: {broken[0].rule} {broken[0].id}")
        paid = sum(cost(self.problem, cells).values())
        fairness = self.model.fairness
        proof = prove(fairness, cells)
        if self.bands_seconds is None and all(each.in_band for each in proof.values()):
            self.bands_seconds = self.spent()
        return Roster(
            self.problem.name,
            status,
            tuple(cells),
            unfilled,
            proof,
            widenings(fairness, cells),
            cost=paid,
            bound=min(bound, paid),
            seconds=self.spent(),
            bands_seconds=self.bands_seconds,
            changes_seconds=self.changes_seconds,
        )

    def cells(self, model: RosterModel, answer: Answer) -> list[Cell]:
        return sorted(cell for cell, turn in model.turns.items() if answer.values[turn])

    def effort(self, share: float = 1, *, hint: list[int] | None = None, feasible_only: bool = False) -> Effort:
        left = (self.seconds - self.spent()) * share
        stage = WISH if self.bands_seconds is not None else WIDEN
        return Effort(left, self.seed, self.stop, hint, lambda _, paid: self.tell(stage, paid), feasible_only)

    def tell(self, stage: str, paid: int | None = None) -> None:
        if self.on_progress:
            self.on_progress(Progress(stage, self.spent(), paid, self.bands_seconds is not None))

    def spent(self) -> float:
        return time.perf_counter() - self.started


def _add_bands(model: RosterModel) -> None:
    for counter in model.problem.counters:
        for person in model.problem.people:
            band = model.fairness.band(counter.key, person.key)
            model.linear.add(model.counted.get((counter.key, person.key), []), band.low, band.high)


def _hint(model: RosterModel) -> list[int] | None:
    """A re-plan starts from the roster it replaces."""
    if not model.problem.previous:
        return None
    hint = [0] * len(model.linear.bounds)
    for cell in model.problem.previous.cells & model.turns.keys():
        hint[model.turns[cell]] = 1
    return hint


def _whole_bound(answer: Answer) -> int:
    return -int(-(answer.bound - 1e-6) // 1)

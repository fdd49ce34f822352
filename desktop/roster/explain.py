"""Why no roster exists: an irreducible, verified set of facts with names, and Chinese words with numbers."""

from __future__ import annotations

import time
from dataclasses import dataclass

from desktop.roster.conflict_words import conflict_words
from desktop.roster.engines import cpsat, highs
from desktop.roster.engines.answer import Effort
from desktop.roster.linear import Linear
from desktop.roster.model import RosterModel
from desktop.roster.problem import Problem
from desktop.roster.rules import binding
from desktop.roster.shortage import short_of_people, shortage_words

NOT_FOUND = "在时间内没有排出来，也没有找到是哪几条要求相互冲突。可以减少锁定或请假，或多给一些时间后再排。"


@dataclass(frozen=True, slots=True)
class Explanation:
    """`facts` are named in ASCII, parts joined by `|`; empty when none could be verified in the time."""

    facts: tuple[str, ...]
    words: str


def explain(problem: Problem, seconds: float = 30) -> Explanation:
    """Together impossible, without any one of them possible; confirmed by both engines before it is told."""
    if short := short_of_people(problem):
        return Explanation(short, shortage_words(problem, short))
    deadline = time.perf_counter() + max(5.0, seconds)
    model = RosterModel(problem, explaining=True)
    for kind, rule in binding(problem):
        kind.constrain(model, rule)
    core = cpsat.conflict(model.linear, Effort(deadline - time.perf_counter()))
    facts = _irreducible(_only(model.linear, set(core)), core, deadline) if core else []
    if not facts or not _confirmed(_only(model.linear, set(facts))):
        return Explanation((), NOT_FOUND)
    return Explanation(tuple(sorted(facts)), conflict_words(problem, sorted(facts)))


def _irreducible(linear: Linear, core: list[str], deadline: float) -> list[str]:
    """Leaves out one fact after another as long as the rest stays impossible."""
    facts = list(core)
    if not _impossible(linear, facts):
        return []  # a wrong core: believe nothing
    for fact in list(core):
        rest = [other for other in facts if other != fact]
        if time.perf_counter() < deadline and _impossible(linear, rest):
            facts = rest
    return facts


def _confirmed(linear: Linear) -> bool:
    return highs.solve(linear, Effort(30, feasible_only=True)).verdict == "infeasible"


def _impossible(linear: Linear, facts: list[str]) -> bool:
    return cpsat.solve(_only(linear, set(facts)), Effort(10, feasible_only=True)).verdict == "infeasible"


def _only(linear: Linear, facts: set[str]) -> Linear:
    """The model with these facts alone, cut down to the variables they speak of."""
    stated = [row for row in linear.rows if row.fact in facts]
    frame = [row for row in linear.rows if not row.fact]
    used = {variable for row in stated for variable in row.variables}
    while more := [row for row in frame if not used.isdisjoint(row.variables)]:
        stated += more
        used.update(variable for row in more for variable in row.variables)
        frame = [row for row in frame if used.isdisjoint(row.variables)]
    small, number = Linear(), {}
    for variable in sorted(used):
        number[variable] = small.whole(*linear.bounds[variable])
    for row in stated:
        small.add(
            [number[variable] for variable in row.variables],
            row.low,
            row.high,
            coefs=row.coefs,
            fact=row.fact,
        )
    return small

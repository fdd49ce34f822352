"""The first roster: one person after the other takes the cheapest row beside the others; then everybody again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.roster.curtois.costs import Row
from desktop.roster.curtois.ground import Ground
from desktop.roster.curtois.instance import Instance
from desktop.roster.curtois.model import BenchmarkModel
from desktop.roster.curtois.network import FREE
from desktop.roster.engines import cpsat
from desktop.roster.engines.answer import Effort

PASSES = 10


class Impossible(Exception):  # noqa: N818 - an answer, not a fault
    """Somebody has no row that keeps the rules; cover is never hard, so nobody else can help."""


def first_rows(ground: Ground) -> list[Row] | None:
    """A row of everybody; None when one was not found in time. Impossible when one of them has none."""
    rows: list[Row] = []
    for person in ground.people:
        if ground.clock.past(ground.clock.seconds):
            return None
        price = ground.costs.marginal(person, ground.costs.filled(rows))
        least, row = ground.networks[person].cheapest(price)
        if least == float("inf"):
            raise Impossible(ground.instance.staff[person].key)
        found = row or _any_row(ground, person)
        if not found:
            return None
        rows.append(found)
    return rows


def descend(ground: Ground, rows: Sequence[Row], until: float) -> list[Row]:
    """Everybody in turn takes the cheapest row beside the others, as long as that helps."""
    now = list(rows)
    cost = ground.costs.total(now)
    for _ in range(PASSES):
        for person in ground.people:
            if ground.clock.past(until):
                return now
            now = _better(ground, now, person)
        before, cost = cost, ground.costs.total(now)
        if cost >= before:
            break
    return now


def _better(ground: Ground, rows: list[Row], person: int) -> list[Row]:
    others = ground.costs.filled(rows[:person] + rows[person + 1 :])
    _, row = ground.networks[person].cheapest(ground.costs.marginal(person, others))
    changed = [*rows[:person], row, *rows[person + 1 :]]
    return changed if row and ground.costs.total(changed) <= ground.costs.total(rows) else rows


def _any_row(ground: Ground, person: int) -> Row:
    """A row of somebody whose limits are too many for the network to count."""
    who = ground.instance.staff[person]
    alone = replace(ground.instance, staff=(who,), requests=(), cover=())
    model = BenchmarkModel(alone)
    effort = Effort(ground.clock.left(), stop=ground.clock.stop, feasible_only=True)
    answer = cpsat.solve(model.linear, effort)
    if answer.verdict == "infeasible":
        raise Impossible(who.key)
    return to_row(alone, model.rows(answer.values)[who.key]) if answer.found else ()


def to_row(instance: Instance, cells: Sequence[str]) -> Row:
    numbers = {shift.key: at for at, shift in enumerate(instance.shifts)}
    return tuple(numbers[cell] if cell else FREE for cell in cells)

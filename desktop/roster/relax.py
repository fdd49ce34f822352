"""The smallest relaxations that would make an impossible rota possible, each tried alone and kept if it does."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from desktop.roster.engines import cpsat
from desktop.roster.engines.answer import Effort
from desktop.roster.model import RosterModel
from desktop.roster.problem import Person, Problem, Rule
from desktop.roster.relaxation import LOOSER, Relaxation
from desktop.roster.rules import BY_KEY, binding
from desktop.roster.shortage import short_of_people
from desktop.roster.words import month_day

MOST, EACH_SECONDS = 4, 8.0


def relaxations(problem: Problem, facts: Iterable[str], seconds: float) -> tuple[Relaxation, ...]:
    """Those of the facts' relaxations that alone are enough, the gentlest first; none when no single one is."""
    deadline, found = time.perf_counter() + seconds, list[Relaxation]()
    for one in _gentlest_first(problem, facts):
        left = min(EACH_SECONDS, deadline - time.perf_counter())
        if left <= 0 or len(found) == MOST:
            break
        if possible(relaxed(problem, one), left):
            found.append(one)
    return tuple(found)


def possible(problem: Problem, seconds: float) -> bool:
    """Whether a roster exists, found within the time."""
    if short_of_people(problem):
        return False
    model = RosterModel(problem)
    for kind, rule in binding(problem):
        kind.constrain(model, rule)
    begun = time.perf_counter()
    answer = cpsat.solve(model.linear, Effort(seconds, feasible_only=True, sprint=True))
    if answer.verdict != "unknown":
        return answer.found
    left = seconds - (time.perf_counter() - begun)
    return left > 0 and cpsat.solve(model.linear, Effort(left, feasible_only=True)).found


def _gentlest_first(problem: Problem, facts: Iterable[str]) -> list[Relaxation]:
    order = ("rule", "unlock", "max_week", "leave", "off")
    found = {one.kind + one.target: one for fact in facts for one in _of_fact(problem, fact)}
    return sorted(found.values(), key=lambda one: order.index(one.kind))


def _of_fact(problem: Problem, fact: str) -> Iterator[Relaxation]:
    kind, *parts = fact.split("|")
    if kind == "leave":
        yield Relaxation("leave", fact, f"请{problem.person[parts[0]].name}改期休假")
    elif kind == "max_week":
        who = problem.person[parts[0]]
        yield Relaxation("max_week", parts[0], f"{who.name}每周最多{who.max_week + 1}天", who.max_week + 1)
    elif kind == "lock":
        day, label, name = date.fromisoformat(parts[0]), problem.post[parts[1]].label, problem.person[parts[2]].name
        yield Relaxation("unlock", fact, f"解除锁定：{name}{month_day(day)}{label}")
    elif kind not in ("frozen", "need"):  # whom a day needs is for the office to say
        yield from _of_rule(next(rule for rule in problem.rules if rule.id == kind))


def _of_rule(rule: Rule) -> Iterator[Relaxation]:
    title = BY_KEY[rule.key].title
    if rule.key in LOOSER:
        name, step = LOOSER[rule.key]
        value = getattr(rule, name) + step
        if value >= 1:
            yield Relaxation("rule", rule.id, f"“{title}”由{getattr(rule, name)}放宽到{value}", value)
    yield Relaxation("off", rule.id, f"暂停规则“{title}”")


def relaxed(problem: Problem, one: Relaxation) -> Problem:
    """The same problem with this one thing relaxed."""
    if one.kind in ("rule", "off"):
        rules = tuple(_loosened(rule, one) for rule in problem.rules if one.kind == "rule" or rule.id != one.target)
        return replace(problem, rules=rules)
    if one.kind == "unlock":
        _, day, post, person = one.target.split("|")
        gone = {cell for cell in problem.locks if (cell.day.isoformat(), cell.post, cell.person) == (day, post, person)}
        return replace(problem, locks=problem.locks - gone)
    return replace(problem, people=tuple(_eased(who, one) for who in problem.people))


def _loosened(rule: Rule, one: Relaxation) -> Rule:
    if rule.id != one.target:
        return rule
    return replace(rule, most=one.value) if LOOSER[rule.key][0] == "most" else replace(rule, days=one.value)


def _eased(who: Person, one: Relaxation) -> Person:
    if one.kind == "max_week":
        return replace(who, max_week=one.value) if who.key == one.target else who
    _, key, first = one.target.split("|")
    kept = tuple(leave for leave in who.leave if leave.first.isoformat() != first)
    return replace(who, leave=kept) if who.key == key else who

"""A conflict in Chinese: at most six lines, with numbers, grouped by what kind of fact it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from desktop.roster.problem import Problem
from desktop.roster.rules import BY_KEY
from desktop.roster.words import day_spans, listed, month_day

MOST_LINES = 6
Parts = list[str]


def conflict_words(problem: Problem, facts: Iterable[str]) -> str:
    kinds: dict[str, list[Parts]] = defaultdict(list)
    for fact in facts:
        kind, *parts = fact.split("|")
        kinds[kind].append(parts)
    lines = [line for kind in _order(kinds) for line in _lines(problem, kind, kinds[kind])]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"还有{len(lines) - MOST_LINES + 1}条有关的要求"]
    return "\n".join(lines)


def _order(kinds: dict[str, list[Parts]]) -> list[str]:
    first = [kind for kind in ("need", "lock", "frozen", "leave", "max_week") if kind in kinds]
    return first + sorted(kinds.keys() - set(first))


def _lines(problem: Problem, kind: str, found: list[Parts]) -> list[str]:
    return SPEAK[kind](problem, found) if kind in SPEAK else [_rule_line(problem, kind, found)]


def _need_lines(problem: Problem, found: list[Parts]) -> list[str]:
    days: dict[str, list[date]] = defaultdict(list)
    for post, day in found:
        days[post].append(date.fromisoformat(day))
    return [_need_line(problem, post, on) for post, on in days.items()]


def _need_line(problem: Problem, post: str, days: list[date]) -> str:
    turns = sum(problem.needs.get((day, post), 0) for day in days)
    return f"{day_spans(days)}{problem.post[post].label}需{turns}人次，{_available(problem, post, days)}"


def _available(problem: Problem, post: str, days: list[date]) -> str:
    able = [who for who in problem.people if who.may_serve(problem.post[post])]
    here = [who for who in able if any(who.employed(day) and not who.leave_on(day) for day in days)]
    names = f"：{listed(who.name for who in here)}" if here else ""
    return f"可值的{len(able)}人中这几天在岗的{len(here)}人{names}"


def _leave_lines(problem: Problem, found: list[Parts]) -> list[str]:
    said = []
    for key, first in found:
        leave = next(leave for leave in problem.person[key].leave if leave.first.isoformat() == first)
        until = f"至{month_day(leave.last)}" if leave.days > 1 else ""
        said.append(f"{problem.person[key].name}（{month_day(leave.first)}{until}）")
    return [f"请假{len({key for key, _ in found})}人：{listed(said)}"]


def _cell_lines(verb: str) -> Callable[[Problem, list[Parts]], list[str]]:
    def lines(problem: Problem, found: list[Parts]) -> list[str]:
        said = [
            f"{problem.person[person].name}{month_day(date.fromisoformat(day))}{problem.post[post].label}"
            for day, post, person in found
        ]
        return [f"{verb}{len(found)}处：{listed(said)}"]

    return lines


def _week_lines(problem: Problem, found: list[Parts]) -> list[str]:
    people = [problem.person[key] for (key,) in found]
    return [f"每周最多天数：{listed(f'{who.name}{who.max_week}天' for who in people)}"]


def _rule_line(problem: Problem, rule_id: str, found: list[Parts]) -> str:
    rule = next(rule for rule in problem.rules if rule.id == rule_id)
    title, scope = BY_KEY[rule.key].title, ""
    numbers = {
        "rest_after_night": f"{rule.days}天",
        "min_gap": f"至少空{rule.days}天",
        "max_in_window": f"{rule.days}天内最多{rule.most}天",
        "village_gap": f"{rule.days}天内最多1次",
    }.get(rule.key, "")
    if rule.people:
        scope = "和".join(problem.person[key].name for key in rule.people)
    elif rule.key == "mentor_present":
        scope = day_spans([date.fromisoformat(day) for (day,) in found])
    else:
        scope = listed(problem.person[key].name if key in problem.person else key for (key,) in found)
    return f"规则“{title}”{numbers}：{scope}"


SPEAK: dict[str, Callable[[Problem, list[Parts]], list[str]]] = {
    "need": _need_lines,
    "lock": _cell_lines("锁定"),
    "frozen": _cell_lines("已过去"),
    "leave": _leave_lines,
    "max_week": _week_lines,
}

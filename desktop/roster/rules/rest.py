"""Rest between turns: after a night, and between any two served days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from desktop.domain import codes
from desktop.roster.model import RosterModel
from desktop.roster.problem import Rule
from desktop.roster.rules.kind import RuleKind
from desktop.roster.table import Breach, Table
from desktop.roster.words import month_day


def check_rest_after_night(table: Table, rule: Rule) -> Iterator[Breach]:
    start, end = table.problem.start, table.problem.days[-1]
    for person in table.members(rule):
        for night in table.serving_days(person.key, rule.posts):
            for day in (night + timedelta(after) for after in range(1, rule.days + 1)):
                if start <= day <= end and table.posts_of(person.key, day):
                    rest = f"{month_day(night)}值夜班后应休息{rule.days}天"
                    words = f"{person.name}{rest}，{month_day(day)}又排了班"
                    yield Breach(rule.key, words, person.key, day, id=rule.id)


def constrain_rest_after_night(model: RosterModel, rule: Rule) -> None:
    """At most one of: serving on day d, a night on a day it must rest from (nights exclude each other)."""
    for person in model.problem.members(rule):
        for day in model.problem.days:
            if served := model.served(person.key, day):
                nights = [day - timedelta(back) for back in range(1, rule.days + 1)]
                earlier = [turn for night in nights for turn in model.served(person.key, night, rule.posts)]
                room = 0 if model.served_before(person, nights, rule.posts) else 1
                model.linear.at_most([*served, *earlier] if room else served, room, f"{rule.id}|{person.key}")


def check_min_gap(table: Table, rule: Rule) -> Iterator[Breach]:
    for person in table.members(rule):
        for first, second in pairwise(table.serving_days(person.key, rule.posts)):
            if second - first <= timedelta(rule.days) and second >= table.problem.start:
                words = f"{person.name}{month_day(first)}和{month_day(second)}两次值班之间应至少空{rule.days}天"
                yield Breach(rule.key, words, person.key, second, id=rule.id)


def constrain_min_gap(model: RosterModel, rule: Rule) -> None:
    for person in model.problem.members(rule):
        for last in model.problem.days:
            model.limit(person, last, rule.days + 1, 1, posts=rule.posts, fact=f"{rule.id}|{person.key}")


REST_AFTER_NIGHT = RuleKind(
    "rest_after_night", codes.label("duty_rule", "rest_after_night"), check_rest_after_night, constrain_rest_after_night
)
MIN_GAP = RuleKind("min_gap", codes.label("duty_rule", "min_gap"), check_min_gap, constrain_min_gap)

"""How much one person bears: posts a day, days a week, turns in any stretch of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from desktop.domain import codes
from desktop.roster.model import RosterModel
from desktop.roster.problem import Rule, monday
from desktop.roster.rules.kind import RuleKind
from desktop.roster.table import Breach, Table
from desktop.roster.words import month_day


def check_one_post_a_day(table: Table, rule: Rule) -> Iterator[Breach]:
    for person in table.people:
        for day in table.serving_days(person.key):
            held = table.posts_of(person.key, day)
            if len(held) > 1 and held not in rule.together and day >= table.problem.start:
                labels = "、".join(post.label for post in table.problem.posts if post.key in held)
                words = f"{person.name}{month_day(day)}同一天排了{labels}"
                yield Breach(rule.key, words, person.key, day, id=rule.id)


def constrain_one_post_a_day(model: RosterModel, rule: Rule) -> None:
    for (person, _), held in model.held.items():
        fact = f"{rule.id}|{person}"
        if not rule.together:
            model.linear.at_most([turn for _, turn in held], 1, fact)
            continue
        model.linear.at_most([turn for _, turn in held], 2, fact)
        for index, (post, turn) in enumerate(held):
            for other, another in held[:index]:
                if {post, other} not in rule.together:
                    model.linear.at_most([turn, another], 1, fact)


def check_max_week(table: Table, rule: Rule) -> Iterator[Breach]:
    start, end = table.problem.start, table.problem.days[-1]
    for person in table.people:
        days = table.serving_days(person.key)
        inside = {monday(day) for day in days if start <= day <= end}
        for week, worked in sorted(Counter(map(monday, days)).items()):
            if worked > person.max_week and week in inside:
                words = f"{person.name}{month_day(week)}起的一周值{worked}天，最多{person.max_week}天"
                yield Breach(rule.key, words, person.key, week)


def constrain_max_week(model: RosterModel, rule: Rule) -> None:
    days = model.problem.days
    sundays = [day for day in days if day.weekday() == 6] + ([days[-1]] if days[-1].weekday() != 6 else [])
    for person in model.problem.people:
        if person.max_week >= 7:
            continue
        for last in sundays:
            model.limit(person, last, last.weekday() + 1, person.max_week, fact=f"max_week|{person.key}")


def check_max_in_window(table: Table, rule: Rule) -> Iterator[Breach]:
    for person in table.members(rule):
        days = table.serving_days(person.key, rule.posts)
        for first, last in zip(days, days[rule.most :], strict=False):
            if last - first < timedelta(rule.days) and last >= table.problem.start:
                words = f"{person.name}{month_day(first)}起{rule.days}天内值班超过{rule.most}天"
                yield Breach(rule.key, words, person.key, first, id=rule.id)


def constrain_max_in_window(model: RosterModel, rule: Rule) -> None:
    for person in model.problem.members(rule):
        for last in model.problem.days:
            model.limit(person, last, rule.days, rule.most, posts=rule.posts, fact=f"{rule.id}|{person.key}")


ONE_POST_A_DAY = RuleKind(
    "one_post_a_day", codes.label("duty_rule", "one_post_a_day"), check_one_post_a_day, constrain_one_post_a_day
)
MAX_WEEK = RuleKind("max_week", "每周最多天数", check_max_week, constrain_max_week, asked=False)
MAX_IN_WINDOW = RuleKind(
    "max_in_window", codes.label("duty_rule", "max_in_window"), check_max_in_window, constrain_max_in_window
)

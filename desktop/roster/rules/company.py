"""Who serves beside whom: a mentor for the learning post, villages in turn, pairs kept apart."""

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


def check_mentor_present(table: Table, rule: Rule) -> Iterator[Breach]:
    people = table.problem.person
    for day in table.days:
        beside = (person for post in rule.mentor_posts for person in table.holders.get((day, post), ()))
        if table.holders.get((day, rule.post)) and not any(people[person].mentor for person in beside):
            words = f"{month_day(day)}{table.problem.post[rule.post].label}没有带教调解员同班"
            yield Breach(rule.key, words, day=day, post=rule.post, id=rule.id)


def constrain_mentor_present(model: RosterModel, rule: Rule) -> None:
    for day in model.problem.days:
        learners = model.slots.get((day, rule.post), [])
        mentors = [
            turn
            for post in rule.mentor_posts
            for person in model.problem.people
            if person.mentor
            for held, turn in model.held.get((person.key, day), ())
            if held == post
        ]
        fact = f"{rule.id}|{day}"
        if model.problem.needs.get((day, rule.post)) and not (model.partial or model.explaining):
            model.linear.add(mentors, 1, None, fact=fact)  # somebody learns for certain
            continue
        for learner in learners:
            model.linear.add([learner, *mentors], None, 0, coefs=[1] + [-1] * len(mentors), fact=fact)


def check_village_gap(table: Table, rule: Rule) -> Iterator[Breach]:
    for village in sorted({person.village for person in table.people if person.village}):
        people = [person for person in table.problem.people if person.village == village]
        posts = frozenset((rule.post,))
        days = sorted(day for person in people for day in table.serving_days(person.key, posts))
        for first, second in pairwise(days):
            if second - first < timedelta(rule.days) and second >= table.problem.start:
                label = table.problem.post[rule.post].label
                words = f"{village}{month_day(first)}和{month_day(second)}都有人值{label}，{rule.days}天内最多1次"
                yield Breach(rule.key, words, day=second, post=rule.post, id=rule.id)


def constrain_village_gap(model: RosterModel, rule: Rule) -> None:
    posts = frozenset((rule.post,))
    for village in sorted({person.village for person in model.problem.people if person.village}):
        people = [person for person in model.problem.people if person.village == village]
        for last in model.problem.days:
            days = [last - timedelta(back) for back in range(rule.days)]
            room = max(0, 1 - sum(model.served_before(person, days, posts) for person in people))
            turns = [turn for person in people for day in days for turn in model.served(person.key, day, posts)]
            model.linear.at_most(turns, room, f"{rule.id}|{village}")


def check_forbidden_pair(table: Table, rule: Rule) -> Iterator[Breach]:
    if not {person.key for person in table.people}.intersection(rule.people):
        return
    one, other = rule.people
    for day in table.days:
        here, there = table.posts_of(one, day), table.posts_of(other, day)
        if (here & there) if rule.scope == "same_post" else (here and there):
            names = "和".join(table.problem.person[key].name for key in rule.people)
            where = "同岗" if rule.scope == "same_post" else "同一天"
            words = f"{names}不能{where}值班，{month_day(day)}排在了一起"
            yield Breach(rule.key, words, day=day, id=rule.id)


def constrain_forbidden_pair(model: RosterModel, rule: Rule) -> None:
    one, other = rule.people
    for day in model.problem.days:
        if rule.scope == "same_day":
            model.linear.at_most([*model.served(one, day), *model.served(other, day)], 1, rule.id)
            continue
        theirs = dict(model.held.get((other, day), ()))
        for post, turn in model.held.get((one, day), ()):
            if post in theirs:
                model.linear.at_most([turn, theirs[post]], 1, rule.id)


MENTOR_PRESENT = RuleKind(
    "mentor_present", codes.label("duty_rule", "mentor_present"), check_mentor_present, constrain_mentor_present
)
VILLAGE_GAP = RuleKind("village_gap", codes.label("duty_rule", "village_gap"), check_village_gap, constrain_village_gap)
FORBIDDEN_PAIR = RuleKind(
    "forbidden_pair", codes.label("duty_rule", "forbidden_pair"), check_forbidden_pair, constrain_forbidden_pair
)

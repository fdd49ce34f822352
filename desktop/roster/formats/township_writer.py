"""Writes a rota problem as the JSON document that `township` reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from desktop.roster.formats.township import FORMAT, RULE_FIELDS
from desktop.roster.problem import Cell, Counter, Person, Post, Problem, Rule


def write_problem(problem: Problem) -> dict[str, Any]:
    document: dict[str, Any] = {
        "format": FORMAT,
        "name": problem.name,
        "horizon": {"start": problem.start.isoformat(), "days": len(problem.days)},
        "calendar_provisional_from": _iso(problem.provisional_from),
        "calendar": {day.isoformat(): str(problem.calendar[day]) for day in problem.days},
        "posts": [_post(post) for post in problem.posts],
        "people": [_person(person) for person in problem.people],
        "rules": [_rule(rule) for rule in problem.rules],
        "locks": _cells(problem.locks),
        "before": _cells(problem.before),
        "fairness": {
            "excuse_leave_from_days": problem.excuse_leave_from_days,
            "counters": [_counter(counter) for counter in problem.counters],
        },
    }
    if problem.history:
        counts = {who: {key: list(pair) for key, pair in row.items()} for who, row in problem.history.items()}
        document["history"] = {"until": _iso(problem.history_until), "counts": counts}
    if problem.wanted_pairs:
        document["wanted_pairs"] = [
            {"people": list(pair.people), "scope": pair.scope, "weight": pair.weight} for pair in problem.wanted_pairs
        ]
    if previous := problem.previous:
        document["previous"] = {
            "frozen_before": _iso(previous.frozen_before),
            "change_cost": previous.change_cost,
            "cells": _cells(previous.cells),
        }
    return document


def _post(post: Post) -> dict[str, Any]:
    found = {
        "key": post.key,
        "label": post.label,
        "groups": list(post.groups),
        "need": {str(kind): count for kind, count in post.need.items()},
        "hours": post.hours,
        "night": post.night,
    }
    return found | (
        {"need_on": {day.isoformat(): count for day, count in post.need_on.items()}} if post.need_on else {}
    )


def _person(person: Person) -> dict[str, Any]:
    return {
        "key": person.key,
        "name": person.name,
        "groups": sorted(person.groups),
        "village": person.village,
        "mentor": person.mentor,
        "from": None if person.first == date.min else person.first.isoformat(),
        "to": None if person.last == date.max else person.last.isoformat(),
        "share": person.share,
        "max_week": person.max_week,
        "exempt": sorted(person.exempt),
        "leave": [[leave.first.isoformat(), leave.last.isoformat()] for leave in person.leave],
        "wishes": [
            {
                "date": wish.day.isoformat(),
                "post": wish.post,
                "want": "on" if wish.on else "off",
                "weight": wish.weight,
            }
            for wish in person.wishes
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    every: dict[str, Any] = {
        "posts": sorted(rule.posts or ()),
        "days": rule.days,
        "max": rule.most,
        "post": rule.post,
        "mentor_posts": list(rule.mentor_posts),
        "people": list(rule.people),
    }
    found = {"id": rule.id, "key": rule.key} | {key: every[key] for key in RULE_FIELDS[rule.key]}
    if rule.groups is not None:
        found["groups"] = sorted(rule.groups)
    if rule.posts is not None:
        found["posts"] = sorted(rule.posts)
    if rule.people:
        found["scope"] = rule.scope
    if rule.together:
        found["allowed_together"] = [sorted(pair) for pair in rule.together]
    return found


def _counter(counter: Counter) -> dict[str, Any]:
    kinds = None if counter.day_kinds is None else sorted(counter.day_kinds)
    return {
        "key": counter.key,
        "label": counter.label,
        "weight": counter.weight,
        "day_kinds": kinds,
        "posts": sorted(counter.posts),
    }


def _cells(cells: Iterable[Cell]) -> list[dict[str, str]]:
    return [{"date": day.isoformat(), "post": post, "person": person} for day, post, person in sorted(cells)]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""Seen by counting alone: a post on a day needs more people than could serve there, whatever the rest asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain import codes
from desktop.roster.conflict_words import conflict_words
from desktop.roster.problem import Person, Post, Problem


def short_of_people(problem: Problem) -> tuple[str, ...]:
    """The facts of the first such day, as few as make it impossible; () when there is none.

    Any one fact taken away, the day could be filled: just as many leaves are named as bring it one below its need.
    """
    for (day, key), need in sorted(problem.needs.items()):
        able, away = _able(problem, problem.post[key], day)
        if len(able) - len(away) < need:
            spare = max(0, len(able) - need + 1)
            return (f"need|{key}|{day.isoformat()}", *(_leave(who, day) for who in away[:spare]))
    return ()


def without_shortage(problem: Problem) -> Problem:
    """The same problem, with nobody asked for who cannot be there: what `partial` fills as fairly as ever."""
    lowered: dict[str, dict[date, int]] = {post.key: dict(post.need_on) for post in problem.posts}
    for (day, key), need in problem.needs.items():
        able, away = _able(problem, problem.post[key], day)
        lowered[key][day] = min(need, len(able) - len(away))
    return replace(problem, posts=tuple(replace(post, need_on=lowered[post.key]) for post in problem.posts))


def shortage_words(problem: Problem, facts: tuple[str, ...]) -> str:
    """As for any conflict; a post that nobody at all may take is named with its groups."""
    _, key, _ = facts[0].split("|")
    post = problem.post[key]
    if any(who.may_serve(post) for who in problem.people):
        return conflict_words(problem, facts)
    return f"{post.label}没有人能值：值班组里没有{_groups(post)}"


def _able(problem: Problem, post: Post, day: date) -> tuple[list[Person], list[Person]]:
    """Who may serve, and who of them is on leave."""
    able = [who for who in problem.people if who.may_serve(post) and who.employed(day)]
    return able, [who for who in able if who.leave_on(day)]


def _groups(post: Post) -> str:
    known = codes.TABLES["duty_group"]
    return "或".join(f"“{known.get(group, group)}”" for group in post.groups)


def _leave(who: Person, day: date) -> str:
    leave = who.leave_on(day)
    assert leave
    return f"leave|{who.key}|{leave.first.isoformat()}"

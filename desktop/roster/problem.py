"""What a rota is asked to satisfy: posts, people, rules, counters. Plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

DAY_KINDS = ("workday", "restday", "holiday", "makeup")
UNFILLED_COST = 1_000_000
EMPLOYED_SINCE_EVER, EMPLOYED_FOR_EVER = date.min, date.max


class Cell(NamedTuple):
    """One person at one post on one day."""

    day: date
    post: str
    person: str


class Leave(NamedTuple):
    """A range of absence, both days inclusive."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Wish:
    day: date
    post: str | None  # None = any post
    on: bool  # wants to serve, or wants not to
    weight: int


@dataclass(frozen=True, slots=True)
class Post:
    key: str
    label: str
    groups: tuple[str, ...]  # who may serve: people in any of them
    need: Mapping[str, int]  # people by day kind; an absent kind needs nobody
    need_on: Mapping[date, int] = field(default_factory=dict)  # replaces `need` on that day
    hours: float = 0
    night: bool = False


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    groups: frozenset[str]
    village: str | None = None
    mentor: bool = False
    first: date = EMPLOYED_SINCE_EVER
    last: date = EMPLOYED_FOR_EVER
    share: int = 100  # percent of full time
    max_week: int = 7  # most days served, Monday to Sunday
    exempt: frozenset[str] = frozenset()
    leave: tuple[Leave, ...] = ()
    wishes: tuple[Wish, ...] = ()

    def employed(self, day: date) -> bool:
        return self.first <= day <= self.last

    def leave_on(self, day: date) -> Leave | None:
        return next((leave for leave in self.leave if leave.first <= day <= leave.last), None)

    def may_serve(self, post: Post) -> bool:
        return post.key not in self.exempt and not self.groups.isdisjoint(post.groups)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its parameters; `key` is its kind (see `rules`); fields it does not use stay empty."""

    id: str
    key: str
    groups: frozenset[str] | None = None  # None = everyone
    posts: frozenset[str] | None = None  # None = all
    days: int = 0
    most: int = 0
    post: str = ""
    mentor_posts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    scope: str = "same_post"
    together: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class WantedPair:
    """Two people who should serve together: each day with only one of them costs `weight`."""

    people: tuple[str, str]
    scope: str  # same_post or same_day
    weight: int


@dataclass(frozen=True, slots=True)
class Counter:
    """Turns that are shared out fairly: those at `posts` on days of `day_kinds` (None = all)."""

    key: str
    label: str
    posts: frozenset[str]
    day_kinds: frozenset[str] | None
    weight: int


class Served(NamedTuple):
    """What a person brings along from the time before: turns, and present days x share."""

    turns: int
    weight: int


@dataclass(frozen=True, slots=True)
class Previous:
    """The roster a re-plan starts from: nothing moves before `frozen_before`, then each lost cell costs."""

    cells: frozenset[Cell]
    frozen_before: date = date.min
    change_cost: int = 0


@dataclass(frozen=True)
class Problem:
    name: str
    start: date
    days: tuple[date, ...]
    calendar: Mapping[date, str]
    posts: tuple[Post, ...]
    people: tuple[Person, ...]
    rules: tuple[Rule, ...] = ()
    counters: tuple[Counter, ...] = ()
    locks: frozenset[Cell] = frozenset()
    before: frozenset[Cell] = frozenset()
    history: Mapping[str, Mapping[str, Served]] = field(default_factory=dict)  # person, counter
    history_until: date | None = None
    excuse_leave_from_days: int = 1
    provisional_from: date | None = None
    previous: Previous | None = None
    wanted_pairs: tuple[WantedPair, ...] = ()

    @cached_property
    def post(self) -> dict[str, Post]:
        return {post.key: post for post in self.posts}

    @cached_property
    def person(self) -> dict[str, Person]:
        return {person.key: person for person in self.people}

    @cached_property
    def needs(self) -> dict[tuple[date, str], int]:
        """People needed by (day, post); only days that need somebody."""
        every = ((day, post) for day in self.days for post in self.posts)
        return {
            (day, post.key): need
            for day, post in every
            if (need := post.need_on.get(day, post.need.get(self.calendar[day], 0)))
        }

    def members(self, rule: Rule) -> list[Person]:
        return [who for who in self.people if rule.groups is None or not who.groups.isdisjoint(rule.groups)]


def days_from(start: date, count: int) -> tuple[date, ...]:
    return tuple(start + timedelta(offset) for offset in range(count))


def monday(day: date) -> date:
    return day - timedelta(day.weekday())

"""A roster laid out for questions: who stands where, what each person serves."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.roster.problem import Cell, Person, Problem, Rule


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that is broken, where, and in words for people. `rule` is its kind, `id` the problem's rule."""

    rule: str
    words: str
    person: str = ""
    day: date | None = None
    post: str = ""
    id: str = ""


class Table:
    """`people` and `days` are what rules look at: the whole problem, or what a change touches."""

    def __init__(self, problem: Problem, cells: Iterable[Cell] = ()) -> None:
        self.problem = problem
        self.people: list[Person] = list(problem.people)
        self.days: list[date] = list(problem.days)
        self.cells: set[Cell] = set()
        self.holders: dict[tuple[date, str], set[str]] = defaultdict(set)
        self.served: dict[str, dict[date, set[str]]] = defaultdict(dict)
        for cell in problem.before:
            self._stand(cell)
        for cell in cells:
            self.put(cell)

    def put(self, cell: Cell) -> None:
        self.cells.add(cell)
        self._stand(cell)

    def take(self, cell: Cell) -> None:
        self.cells.remove(cell)
        if cell in self.problem.before:
            return
        self.holders[cell.day, cell.post].remove(cell.person)
        posts = self.served[cell.person][cell.day]
        posts.remove(cell.post)
        if not posts:
            del self.served[cell.person][cell.day]

    def near(self, people: Iterable[str], days: Iterable[date]) -> Table:
        """The same cells, seen only where these people and days are concerned."""
        view = copy.copy(self)
        view.people = [self.problem.person[key] for key in dict.fromkeys(people)]
        view.days = sorted(set(days))
        return view

    def serving_days(self, person: str, posts: frozenset[str] | None = None) -> list[date]:
        served = self.served.get(person, {})
        return sorted(served if posts is None else (day for day, held in served.items() if held & posts))

    def posts_of(self, person: str, day: date) -> set[str]:
        return self.served.get(person, {}).get(day, set())

    def members(self, rule: Rule) -> list[Person]:
        """The people in sight whom the rule binds."""
        return [who for who in self.people if rule.groups is None or not who.groups.isdisjoint(rule.groups)]

    def _stand(self, cell: Cell) -> None:
        self.holders[cell.day, cell.post].add(cell.person)
        self.served[cell.person].setdefault(cell.day, set()).add(cell.post)

"""The variables of a rota (one for each turn that may be) and the few questions rules ask of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from desktop.roster.fairness import Fairness
from desktop.roster.linear import Linear
from desktop.roster.problem import Cell, Person, Problem
from desktop.roster.table import Table


class RosterModel:
    """Group, exemption and employment make no variable. Leave does only when `explaining`, so that it can be
    blamed; `partial` lets cells stay unfilled at a price."""

    def __init__(self, problem: Problem, *, explaining: bool = False, partial: bool = False) -> None:
        self.problem, self.explaining, self.partial = problem, explaining, partial
        self.linear = Linear()
        self.before = Table(problem)
        self.fairness = Fairness(problem)
        self.turns: dict[Cell, int] = {}
        self.slots: dict[tuple[date, str], list[int]] = defaultdict(list)
        self.held: dict[tuple[str, date], list[tuple[str, int]]] = defaultdict(list)
        self.holes: dict[tuple[date, str], int] = {}
        self._days_served: dict[tuple[str, date, frozenset[str] | None], int] = {}
        self._add_turns()

    def served(self, person: str, day: date, posts: frozenset[str] | None = None) -> list[int]:
        """Variables that add up to 1 when the person serves (any of `posts`) that day, else to 0."""
        turns = [turn for post, turn in self.held.get((person, day), ()) if posts is None or post in posts]
        if len(turns) <= 1 or self.exclusive:
            return turns
        key = (person, day, posts)
        if key not in self._days_served:
            self._days_served[key] = self._any_of(turns)
        return [self._days_served[key]]

    def limit(
        self,
        person: Person,
        last: date,
        length: int,
        most: int,
        *,
        posts: frozenset[str] | None = None,
        fact: str,
    ) -> None:
        """At most `most` served days among the `length` days up to `last`; days before the start count."""
        days = [last - timedelta(back) for back in range(length)]
        groups = [turns for day in days if (turns := self.served(person.key, day, posts))]
        room = max(0, most - self.served_before(person, days, posts))
        if len(groups) > room:
            self.linear.at_most([turn for turns in groups for turn in turns], room, fact)

    def served_before(self, person: Person, days: Iterable[date], posts: frozenset[str] | None = None) -> int:
        posts_of = self.before.posts_of
        return sum(
            bool(held if posts is None else held & posts)
            for day in days
            if day < self.problem.start and (held := posts_of(person.key, day))
        )

    def require(self, cell: Cell, fact: str) -> None:
        self.linear.add([self.turns[cell]] if cell in self.turns else [], 1, 1, fact=fact)

    @cached_property
    def exclusive(self) -> bool:
        """Nobody can hold two posts on a day, so turns of a day may simply be added up."""
        return not self.explaining and any(
            rule.key == "one_post_a_day" and not rule.together for rule in self.problem.rules
        )

    @cached_property
    def counted(self) -> dict[tuple[str, str], list[int]]:
        """The turns that count, by counter and person."""
        turns: dict[tuple[str, str], list[int]] = defaultdict(list)
        for cell, turn in self.turns.items():
            for counter in self.fairness.counters_of(cell.day, cell.post):
                turns[counter, cell.person].append(turn)
        return turns

    def _add_turns(self) -> None:
        able = {post.key: [who for who in self.problem.people if who.may_serve(post)] for post in self.problem.posts}
        for day, post in self.problem.needs:
            for person in able[post]:
                if person.employed(day) and (self.explaining or not person.leave_on(day)):
                    self._add_turn(Cell(day, post, person.key))
        for cell in sorted(self._asked_for()):
            person = self.problem.person[cell.person]
            fits = person in able[cell.post] and person.employed(cell.day)
            if fits and (self.explaining or not person.leave_on(cell.day)) and cell not in self.turns:
                self._add_turn(cell)

    def _asked_for(self) -> set[Cell]:
        """Cells that must stand even where nobody is needed: the contradiction is then a fact to be named."""
        previous = self.problem.previous
        frozen = {cell for cell in previous.cells if cell.day < previous.frozen_before} if previous else set()
        return set(self.problem.locks) | frozen

    def _add_turn(self, cell: Cell) -> None:
        turn = self.turns[cell] = self.linear.boolean()
        self.slots[cell.day, cell.post].append(turn)
        self.held[cell.person, cell.day].append((cell.post, turn))

    def _any_of(self, turns: list[int]) -> int:
        any_turn = self.linear.boolean()
        for turn in turns:
            self.linear.add([any_turn, turn], 0, None, coefs=[1, -1])
        self.linear.add([*turns, any_turn], 0, None, coefs=[1] * len(turns) + [-1])
        return any_turn

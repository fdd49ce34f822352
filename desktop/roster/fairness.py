"""Exact fair shares and the bands they leave: nobody more than rounding away from what is theirs."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from desktop.roster.problem import Cell, Counter, Leave, Person, Problem


class Band(NamedTuple):
    """Turns in this horizon that are fair to a person; `share` is the exact share it is rounded from."""

    low: int
    high: int
    share: Fraction

    def outside(self, turns: int) -> int:
        return max(self.low - turns, turns - self.high, 0)


NOBODY = Band(0, 0, Fraction(0))


@dataclass(frozen=True, slots=True)
class Claim:
    """A person of a counter's pool: turns served before, weight = present days x share, then and now."""

    person: str
    turns: int
    weight: int

    @property
    def level(self) -> Fraction:
        return Fraction(self.turns, self.weight)


class Fairness:
    """Bands of every counter of one problem; computed once, then asked often."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.start = problem.start.toordinal()

    @cached_property
    def bands(self) -> dict[str, dict[str, Band]]:
        """By counter and person; people outside a counter's pool are absent (their band is `NOBODY`)."""
        return {counter.key: self._bands(counter) for counter in self.problem.counters}

    def band(self, counter: str, person: str) -> Band:
        return self.bands[counter].get(person, NOBODY)

    def counts(self, cells: Iterable[Cell]) -> dict[str, Tally[str]]:
        """Turns by counter and person."""
        tallies: dict[str, Tally[str]] = {counter.key: Tally() for counter in self.problem.counters}
        for day, post, person in cells:
            for counter in self.counters_of(day, post):
                tallies[counter][person] += 1
        return tallies

    def counters_of(self, day: date, post: str) -> list[str]:
        """The counters in which a turn at `post` on `day` counts."""
        return self._counting.get((self.problem.calendar.get(day, ""), post), [])

    @cached_property
    def _counting(self) -> dict[tuple[str, str], list[str]]:
        table: dict[tuple[str, str], list[str]] = {}
        for kind in set(self.problem.calendar.values()):
            for counter in self.problem.counters:
                if counter.day_kinds is None or kind in counter.day_kinds:
                    for post in counter.posts:
                        table.setdefault((kind, post), []).append(counter.key)
        return table

    def demand(self, counter: Counter) -> int:
        return sum(need for (day, post), need in self.problem.needs.items() if self._counts(counter, day, post))

    def shares(self, counter: Counter) -> dict[str, Fraction]:
        """Fill up evenly, per unit of weight, above what was served before; shares add up to the demand."""
        pool = sorted(self._pool(counter), key=lambda claim: (claim.level, claim.turns, claim.weight, claim.person))
        demand, turns, weight, level = self.demand(counter), 0, 0, Fraction(0)
        for claim in pool:  # people above the level reached so far owe nothing yet
            if weight and Fraction(demand + turns, weight) <= claim.level:
                break
            turns, weight = turns + claim.turns, weight + claim.weight
            level = Fraction(demand + turns, weight)
        return {claim.person: max(Fraction(0), level * claim.weight - claim.turns) for claim in pool}

    def weights(self, counter: Counter) -> dict[str, int]:
        """Present days x share of the people in a counter's pool, with what they bring along."""
        return {claim.person: claim.weight for claim in self._pool(counter)}

    def _bands(self, counter: Counter) -> dict[str, Band]:
        return {
            person: Band(share.__floor__(), share.__ceil__(), share) for person, share in self.shares(counter).items()
        }

    def _pool(self, counter: Counter) -> Iterable[Claim]:
        days = self._days(counter)
        posts = [self.problem.post[key] for key in counter.posts]
        for person in self.problem.people:
            present = (days & self._present(person)).bit_count()
            if present and any(person.may_serve(post) for post in posts):
                turns, weight = self.problem.history.get(person.key, {}).get(counter.key, (0, 0))
                yield Claim(person.key, turns, weight + present * person.share)

    def _counts(self, counter: Counter, day: date, post: str) -> bool:
        kinds = counter.day_kinds
        return post in counter.posts and (kinds is None or self.problem.calendar[day] in kinds)

    def _days(self, counter: Counter) -> int:
        """The days on which any of the counter's posts is needed, one bit a day."""
        mask = 0
        for day, post in self.problem.needs:
            if self._counts(counter, day, post):
                mask |= 1 << (day.toordinal() - self.start)
        return mask

    def _present(self, person: Person) -> int:
        mask = self._bits(Leave(person.first, person.last))
        for leave in person.leave:
            if leave.days >= self.problem.excuse_leave_from_days:
                mask &= ~self._bits(leave)
        return mask

    def _bits(self, span: Leave) -> int:
        first = max(span.first.toordinal() - self.start, 0)
        last = min(span.last.toordinal() - self.start, len(self.problem.days) - 1)
        return ((1 << (last - first + 1)) - 1) << first if first <= last else 0

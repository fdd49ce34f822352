"""The benchmark as a linear model: a switch for each person, day and shift; weekends, missing and surplus beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.roster.curtois.instance import Instance, Staff
from desktop.roster.linear import Linear

Turn = tuple[str, int, str]


@dataclass
class BenchmarkModel:
    """`turns` are the switches by (staff, day, shift); what is forbidden by itself has none."""

    instance: Instance
    linear: Linear = field(default_factory=Linear)
    turns: dict[Turn, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for who in self.instance.staff:
            self._add_person(who)
        self._add_cover()
        self._add_requests()

    def rows(self, values: Sequence[int]) -> dict[str, list[str]]:
        """The roster that a solution means."""
        found = {who.key: [""] * self.instance.days for who in self.instance.staff}
        for (who, day, shift), turn in self.turns.items():
            if values[turn]:
                found[who][day] = shift
        return found

    def at_work(self, who: Staff, day: int) -> list[int]:
        """Switches that add up to 1 on a day of work, else to 0."""
        keys = ((who.key, day, shift.key) for shift in self.instance.shifts)
        return [self.turns[key] for key in keys if key in self.turns]

    def _add_person(self, who: Staff) -> None:
        for day in set(range(self.instance.days)) - who.days_off:
            for shift in self.instance.shifts:
                if who.most.get(shift.key, 0):
                    self.turns[who.key, day, shift.key] = self.linear.boolean()
        work = [self.at_work(who, day) for day in range(self.instance.days)]
        for turns in work:
            self.linear.at_most(turns, 1)
        self._add_followers(who)
        self._add_amounts(who)
        self._add_runs(who, work)
        self._add_weekends(who, work)

    def _add_followers(self, who: Staff) -> None:
        """Whoever works a shift, or one that forbids at least as much, does not work what is forbidden after it."""
        for shift in self.instance.shifts:
            strict = [
                other.key for other in self.instance.shifts if shift.not_next and shift.not_next <= other.not_next
            ]
            for day in range(self.instance.days - 1):
                here = [self.turns[who.key, day, key] for key in strict if (who.key, day, key) in self.turns]
                after = [self.turns[who.key, day + 1, key] for key in sorted(shift.not_next)
                         if (who.key, day + 1, key) in self.turns]  # fmt: skip
                if here and after:
                    self.linear.at_most([*here, *after], 1)

    def _add_amounts(self, who: Staff) -> None:
        every: list[int] = []
        minutes: list[int] = []
        for shift in self.instance.shifts:
            turns = [turn for (key, _, kind), turn in self.turns.items() if key == who.key and kind == shift.key]
            self.linear.at_most(turns, who.most.get(shift.key, 0))
            every += turns
            minutes += [shift.minutes] * len(turns)
        self.linear.add(every, who.least_minutes, who.most_minutes, coefs=minutes)

    def _add_runs(self, who: Staff, work: Sequence[list[int]]) -> None:
        for first in range(self.instance.days - who.longest_run):
            window = work[first : first + who.longest_run + 1]
            self.linear.at_most([turn for turns in window for turn in turns], who.longest_run)
        for day in range(self.instance.days - 1):
            for later in range(day + 2, min(day + 1 + who.shortest_run, self.instance.days)):
                self._implies(work[day + 1], [work[day], work[later]])  # begun: goes on
            for later in range(day + 2, min(day + 1 + who.shortest_rest, self.instance.days)):
                terms = [*work[later], *work[day]]  # rest begun on day + 1 goes on
                coefs = [1] * len(work[later]) + [1] * len(work[day]) + [-1] * len(work[day + 1])
                self.linear.add([*terms, *work[day + 1]], None, 1, coefs=coefs)

    def _implies(self, start: list[int], either: list[list[int]]) -> None:
        others = [turn for turns in either for turn in turns]
        self.linear.add([*start, *others], None, 0, coefs=[1] * len(start) + [-1] * len(others))

    def _add_weekends(self, who: Staff, work: Sequence[list[int]]) -> None:
        used = []
        for number in self.instance.weekends:
            weekend = self.linear.boolean()
            used.append(weekend)
            for day in (7 * number + 5, 7 * number + 6):
                if day < self.instance.days and work[day]:
                    coefs = [1] * len(work[day]) + [-1]
                    self.linear.add([*work[day], weekend], None, 0, coefs=coefs)
        self.linear.at_most(used, who.most_weekends)

    def _add_cover(self) -> None:
        for one in self.instance.cover:
            turns = [self.turns[key] for who in self.instance.staff
                     if (key := (who.key, one.day, one.shift)) in self.turns]  # fmt: skip
            missing, surplus = self.linear.whole(0, one.need), self.linear.whole(0, len(turns))
            self.linear.add([*turns, missing, surplus], one.need, one.need, coefs=[1] * len(turns) + [1, -1])
            self.linear.price(missing, one.under)
            self.linear.price(surplus, one.over)

    def _add_requests(self) -> None:
        for one in self.instance.requests:
            turn = self.turns.get((one.staff, one.day, one.shift))
            self.linear.offset += one.weight if one.on else 0
            if turn is not None:
                self.linear.price(turn, -one.weight if one.on else one.weight)

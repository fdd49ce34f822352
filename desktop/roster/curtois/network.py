"""One person's possible rosters as a network of days: the cheapest one at given prices, by dynamic programming.

A state of a day is (kind of shift, days worked on end) or days of rest on end, beside the cells of the grid of
amounts. Layers are arrays (states, *grid); the first kinds x runs states are work, the others rest."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from desktop.roster.curtois.alike import Alike
from desktop.roster.curtois.amounts import grid, weekends_matter
from desktop.roster.curtois.bands import Bands
from desktop.roster.curtois.instance import Instance, Staff

Floats = NDArray[np.float64]
Cut = tuple[slice, ...]
State = tuple[int, tuple[int, ...]]
FREE = -1
"""A day without a shift, in rows of shift numbers."""
TRIES = 8
EVERY = slice(None)


class Network:
    """Prices are arrays of shape (days, shifts of the instance); rows are shift numbers by day, FREE = none."""

    def __init__(self, instance: Instance, who: Staff) -> None:
        self.who, self.days = who, instance.days
        self.grid = grid(instance, who)
        self.alike = Alike(instance, self.grid)
        first = [instance.shifts[kind[0]] for kind in self.alike.kinds]
        self.before = [[n for n, other in enumerate(first) if shift.key not in other.not_next] for shift in first]
        self.runs = max(1, min(who.longest_run, self.days))
        self.rests = max(1, min(who.shortest_rest, self.days))
        self.work_states = len(first) * self.runs
        self.shape = (self.work_states + self.rests, *self.grid.shape)
        self.can_work = [bool(first) and self._may_work(instance, day) for day in range(self.days)]
        self.bands = Bands(self.grid, who, self.can_work)
        self.cuts = {
            (day, kind, from_rest): self._cut(day, kind, from_rest=from_rest)
            for day in range(self.days)
            for kind in range(len(first))
            for from_rest in (True, False)
        }
        self.limits = {at: who.most[instance.shifts[at].key] for at in self.grid.loose}

    def cheapest(self, price: Floats) -> tuple[float, tuple[int, ...]]:
        """What no roster costs less than at these prices, and a roster: the cheapest, or nearly so when limits are
        too many to be counted. (inf, ()) when nothing is possible; () when none was found."""
        least, row = self._cheapest(price)
        dearer, extra = price, 1.0 + float(np.abs(price).max(initial=0.0)) / 16
        for _ in range(TRIES):
            over, weekends = self._over(row)
            if not (over or weekends):
                return least, row
            dearer, extra = dearer.copy(), extra * 2
            dearer[:, over] += extra
            for day in weekends:
                dearer[day : day + 2] += extra
            row = self._cheapest(dearer)[1]
        return least, ()

    def _over(self, row: tuple[int, ...]) -> tuple[list[int], list[int]]:
        """Shifts of which a row has too many, and the Saturdays of its weekends when those are too many."""
        shifts = [at for at, most in self.limits.items() if row.count(at) > most]
        if not self.grid.loose_weekends:
            return shifts, []
        worked = [day for day in range(5, len(row), 7) if max(row[day : day + 2]) != FREE]
        return shifts, worked if len(worked) > self.who.most_weekends else []

    def _may_work(self, instance: Instance, day: int) -> bool:
        if day in self.who.days_off or not self.who.longest_run:
            return False
        return day % 7 < 5 or self.who.most_weekends > 0 or not weekends_matter(instance, self.who)

    def _cheapest(self, price: Floats) -> tuple[float, tuple[int, ...]]:
        prices, which = self.alike.cheapest(price)
        layers = self.forward(prices)
        last = np.where(self.grid.ends, layers[-1], np.inf)
        at = np.unravel_index(int(last.argmin()), last.shape)
        least = float(last[at])
        if not np.isfinite(least):
            return np.inf, ()
        kinds = self._walk_back(layers, (int(at[0]), tuple(int(each) for each in at[1:])))
        return least, tuple(FREE if kind == FREE else int(which[day, kind]) for day, kind in enumerate(kinds))

    def forward(self, prices: Floats) -> list[Floats]:
        """Least price of reaching each state of each day, at prices (days, kinds)."""
        layers: list[Floats] = []
        for day in range(self.days):
            layer = np.full(self.shape, np.inf)
            self._rest(day, layers, layer)
            if self.can_work[day]:
                self._work(day, layers, layer, prices[day])
            layers.append(layer)
        return layers

    def _rest(self, day: int, layers: list[Floats], layer: Floats) -> None:
        if day == 0:
            layer[(self.work_states, *self.grid.origin)] = 0.0
            return
        band = self.bands.at[day - 1]
        before, rest = layers[-1][:, band], layer[self.work_states :, band]
        rest[1:] = before[self.work_states : -1]
        np.minimum(rest[-1], before[-1], out=rest[-1])
        ended = list(self.may_end(day))
        if len(ended) == self.work_states and ended:
            np.minimum(rest[0], before[: self.work_states].min(axis=0), out=rest[0])
            return
        for state in ended:
            np.minimum(rest[0], before[state], out=rest[0])

    def _work(self, day: int, layers: list[Floats], layer: Floats, prices: Floats) -> None:
        work = self.by_run(layer)
        ready, before = self._ready(day, layers), self.by_run(layers[-1]) if day else None
        found: dict[tuple[int, ...], Floats] = {}
        for at, price in enumerate(prices):
            source, target = self.cuts[day, at, True]
            np.add(ready[source], price, out=work[at, 0][target])
            allowed = tuple(self.before[at])
            if before is None or self.runs == 1 or not allowed:
                continue
            if allowed not in found:
                found[allowed] = _least([before[other, :-1] for other in allowed])
            source, target = self.cuts[day, at, False]
            np.add(found[allowed][(EVERY, *source)], price, out=work[at, 1:][(EVERY, *target)])

    def _ready(self, day: int, layers: list[Floats]) -> Floats:
        """Who may begin to work: after rest enough, or after rest since the first day."""
        if day == 0:
            start = np.full(self.grid.shape, np.inf)
            start[self.grid.origin] = 0.0
            return start
        ready: Floats = layers[-1][-1]
        return np.minimum(ready, layers[-1][self.work_states + day - 1]) if day < self.rests else ready

    def may_end(self, day: int) -> Iterator[int]:
        """Work states of the day before that may be followed by rest: long enough, or begun on the first day."""
        for run in range(self.runs):
            if run + 1 >= self.who.shortest_run or run + 1 == day:
                yield from range(run, self.work_states, self.runs)

    def _cut(self, day: int, kind: int, *, from_rest: bool) -> tuple[Cut, Cut]:
        """The cells a turn leads from, and those it leads to."""
        by, *others = self.step(day, kind, from_rest=from_rest)
        source, target = self.bands.move(day, by)
        sources = [slice(0, max(0, size - by)) for size, by in zip(self.grid.shape[1:], others, strict=True)]
        return (source, *sources), (target, *(slice(by, None) for by in others))

    def step(self, day: int, kind: int, *, from_rest: bool) -> tuple[int, ...]:
        amount, _, *turns = self.grid.steps[self.alike.kinds[kind][0]]
        new_weekend = self.grid.counts_weekends and (day % 7 == 5 or (day % 7 == 6 and from_rest))
        return (amount, int(new_weekend), *turns)

    def by_run(self, layer: Floats) -> Floats:
        return layer[: self.work_states].reshape(len(self.before), self.runs, *self.grid.shape)

    def _walk_back(self, layers: list[Floats], state: State) -> tuple[int, ...]:
        row: list[int] = []
        for day in range(self.days - 1, -1, -1):
            row.append(state[0] // self.runs if state[0] < self.work_states else FREE)
            if day:
                state = min(self._before(day, state), key=lambda each: layers[day - 1][(each[0], *each[1])])
        return tuple(reversed(row))

    def _before(self, day: int, state: State) -> Iterator[State]:
        """States of the day before that lead to `state`."""
        at, cell = state
        if at >= self.work_states:
            if at > self.work_states:
                yield at - 1, cell
            if at == self.shape[0] - 1:
                yield at, cell
            if at == self.work_states:
                yield from ((ended, cell) for ended in self.may_end(day))
            return
        kind, run = divmod(at, self.runs)
        step = self.step(day, kind, from_rest=run == 0)
        cell = tuple(here - by for here, by in zip(cell, step, strict=True))
        if run:
            yield from ((other * self.runs + run - 1, cell) for other in self.before[kind])
        else:
            yield self.shape[0] - 1, cell
            if day < self.rests:
                yield self.work_states + day - 1, cell


def _least(arrays: list[Floats]) -> Floats:
    if len(arrays) == 1:
        return arrays[0]
    least: Floats = np.minimum(arrays[0], arrays[1])
    for each in arrays[2:]:
        np.minimum(least, each, out=least)
    return least

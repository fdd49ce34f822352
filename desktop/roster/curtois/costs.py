"""The cost of an instance in arrays: what each turn costs its person, and the places that want people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.roster.curtois.instance import Instance
from desktop.roster.curtois.network import FREE

Row = tuple[int, ...]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Costs:
    """`wish` is (staff, days, shifts), `fixed` what is paid by everybody; places are (day, shift) of each cover line
    with `need`, `under` and `over` beside them."""

    wish: Floats
    fixed: int
    days: NDArray[np.int64]
    shifts: NDArray[np.int64]
    need: Floats
    under: Floats
    over: Floats

    def of_row(self, person: int, row: Row) -> int:
        """What the person's own wishes cost, beside `fixed`."""
        return int(sum(self.wish[person, day, shift] for day, shift in enumerate(row) if shift != FREE))

    def places(self, row: Row) -> NDArray[np.int64]:
        """Numbers of the places that a row fills."""
        return np.flatnonzero(np.asarray(row)[self.days] == self.shifts)

    def filled(self, rows: Sequence[Row]) -> Floats:
        if not rows:
            return np.zeros(len(self.need))
        table = np.asarray(rows)
        filled: Floats = (table[:, self.days] == self.shifts).sum(axis=0).astype(float)
        return filled

    def cover(self, filled: Floats) -> float:
        missing = self.need - filled
        return float((self.under * np.maximum(0, missing) + self.over * np.maximum(0, -missing)).sum())

    def wishes(self, rows: Sequence[Row], people: Iterable[int]) -> int:
        """What the wishes of `people` cost, beside `fixed`."""
        return sum(self.of_row(person, rows[person]) for person in people)

    def total(self, rows: Sequence[Row]) -> int:
        return round(self.fixed + self.wishes(rows, range(len(rows))) + self.cover(self.filled(rows)))

    def marginal(self, person: int, filled: Floats) -> Floats:
        """Prices (days, shifts) of one more turn of `person` where `filled` people stand without them."""
        price: Floats = self.wish[person].copy()
        np.add.at(price, (self.days, self.shifts), np.where(filled < self.need, -self.under, self.over))
        return price

    def reduced(self, person: int, duals: Floats) -> Floats:
        """Prices (days, shifts) when a place pays `duals` for each turn."""
        price: Floats = self.wish[person].copy()
        np.subtract.at(price, (self.days, self.shifts), duals)
        return price


def costs(instance: Instance) -> Costs:
    people = {who.key: at for at, who in enumerate(instance.staff)}
    shifts = {shift.key: at for at, shift in enumerate(instance.shifts)}
    wish = np.zeros((len(people), instance.days, len(shifts)))
    for one in instance.requests:
        wish[people[one.staff], one.day, shifts[one.shift]] += -one.weight if one.on else one.weight
    cover = instance.cover
    return Costs(
        wish,
        sum(one.weight for one in instance.requests if one.on),
        np.array([one.day for one in cover], dtype=np.int64),
        np.array([shifts[one.shift] for one in cover], dtype=np.int64),
        *(np.array([getattr(one, name) for one in cover], dtype=float) for name in ("need", "under", "over")),
    )

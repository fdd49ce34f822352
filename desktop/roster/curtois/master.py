"""The linear programme over whole rows: every person takes one of the rows known for them, the cover is shared."""

from __future__ import annotations

from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from desktop.roster.curtois.costs import Costs, Floats, Row

PRIMAL_SIMPLEX = 4  # new columns leave the last solution possible: it goes on from there in half the time
NOTHING = np.array([], dtype=np.int32)


class Master:
    """Rows of the programme are the places, then the people; columns missing, surplus, then the known rows.
    `need` is by place what the people of this programme are to fill; it may be negative."""

    def __init__(self, costs: Costs, people: Sequence[int], need: Floats) -> None:
        self.costs, self.people, self.need = costs, list(people), need
        self.owner: list[int] = []
        self.rows: list[Row] = []
        self.columns: dict[int, list[int]] = {person: [] for person in self.people}
        self._known: set[tuple[int, Row]] = set()
        self._line = {person: len(need) + at for at, person in enumerate(self.people)}
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("simplex_strategy", PRIMAL_SIMPLEX)):
            self._solver.setOptionValue(option, value)
        self._first = 2 * len(need)
        self._build()

    def _build(self) -> None:
        for right in (*self.need, *(1.0 for _ in self.people)):
            self._solver.addRow(right, right, 0, NOTHING, NOTHING.astype(float))
        for prices, sign in ((self.costs.under, 1.0), (self.costs.over, -1.0)):
            for place, price in enumerate(prices):
                self._column(price, highspy.kHighsInf, np.array([place], dtype=np.int32), np.array([sign]))

    def _column(self, price: float, high: float, lines: NDArray[np.int32], values: Floats) -> None:
        self._solver.addCol(price, 0.0, high, len(lines), lines, values)

    def add(self, person: int, row: Row) -> bool:
        """False when the row was known, or is none."""
        if not row or (person, row) in self._known:
            return False
        self._known.add((person, row))
        self.columns[person].append(len(self.rows))
        self.owner.append(person)
        self.rows.append(row)
        lines = np.array([*self.costs.places(row), self._line[person]], dtype=np.int32)
        self._column(float(self.costs.of_row(person, row)), highspy.kHighsInf, lines, np.ones(len(lines)))
        return True

    def solve(self) -> tuple[float, Floats, Floats]:
        """Cost (without what everybody pays), what each place pays a turn (dual price), share of each known row.
        RuntimeError when HiGHS fails, which a programme that is always possible gives no reason for."""
        self._run()
        solution = self._solver.getSolution()
        cost: float = self._solver.getInfo().objective_function_value
        return cost, np.array(solution.row_dual[: len(self.need)]), np.array(solution.col_value[self._first :])

    def _run(self) -> None:
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._solver.clearSolver()  # forgets where it was: seldom, a basis cannot be gone on from
            self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"the relaxation was not solved: {self._solver.getModelStatus()}")

    def best(self, person: int, duals: Floats, number: int) -> list[Row]:
        """The rows of a person that cost least when places pay `duals`."""

        def reduced(row: Row) -> float:
            return self.costs.of_row(person, row) - float(duals[self.costs.places(row)].sum())

        return sorted((self.rows[column] for column in self.columns[person]), key=reduced)[:number]

"""HiGHS kept open on one model: solved again and again with most of its variables held fast. For local search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import highspy
import numpy as np

from desktop.roster.engines.answer import Answer
from desktop.roster.engines.highs import VERDICTS, program
from desktop.roster.linear import Linear


class HighsSession:
    """One model in one thread; `seed` makes the search repeatable but for its time limit."""

    def __init__(self, linear: Linear, seed: int = 0) -> None:
        self._linear = linear
        self._low, self._high = np.array(linear.bounds, dtype=float).reshape(len(linear.bounds), 2).T.copy()
        self._all = np.arange(len(linear.bounds), dtype=np.int32)
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("random_seed", seed), ("threads", 1), ("mip_rel_gap", 0.0)):
            self._solver.setOptionValue(option, value)
        self._solver.passModel(program(linear, objective=True))

    def improve(self, values: Sequence[int], free: Iterable[int], seconds: float) -> Answer:
        """The best with everything but `free` as in `values`, started from there."""
        low, high = np.array(values, dtype=float), np.array(values, dtype=float)
        loose = np.fromiter(free, dtype=np.int64)
        low[loose], high[loose] = self._low[loose], self._high[loose]
        self._solver.changeColsBounds(len(self._all), self._all, low, high)
        start = highspy.HighsSolution()
        start.col_value = [float(value) for value in values]
        self._solver.setSolution(start)
        self._solver.setOptionValue("time_limit", float(self._solver.getRunTime() + max(0.1, seconds)))
        self._solver.run()
        return self._answer()

    def _answer(self) -> Answer:
        info = self._solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Answer("unknown")
        values = [round(value) for value in self._solver.getSolution().col_value]
        verdict = VERDICTS.get(self._solver.getModelStatus(), "feasible")
        return Answer(verdict, values, self._linear.cost(values), info.mip_dual_bound)

"""HiGHS: a second, independent engine for the same `Linear` models."""

from __future__ import annotations

import highspy
import numpy as np

from desktop.roster.engines.answer import Answer, Effort, Verdict
from desktop.roster.linear import Linear

VERDICTS: dict[highspy.HighsModelStatus, Verdict] = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kModelEmpty: "optimal",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
}


def solve(linear: Linear, effort: Effort) -> Answer:
    """The whole search in one call; `effort.stop` is looked at between improvements."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", float(max(0.1, effort.seconds)))
    solver.setOptionValue("random_seed", effort.seed)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.passModel(_program(linear, objective=not effort.feasible_only))
    if effort.hint:
        start = highspy.HighsSolution()
        start.col_value = [float(value) for value in effort.hint] + [0.0] * (len(linear.bounds) - len(effort.hint))
        solver.setSolution(start)
    solver.run()
    verdict = VERDICTS.get(solver.getModelStatus(), "unknown")
    info = solver.getInfo()
    has_solution = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if verdict == "infeasible" or (verdict == "unknown" and not has_solution):
        return Answer(verdict)
    values = [round(value) for value in solver.getSolution().col_value]
    return Answer(
        "optimal" if verdict == "optimal" else "feasible",
        values,
        linear.cost(values),
        info.mip_dual_bound if linear.objective else 0,
    )


def _program(linear: Linear, *, objective: bool) -> highspy.HighsLp:
    program = highspy.HighsLp()
    columns = len(linear.bounds)
    program.num_col_, program.num_row_ = columns, len(linear.rows)
    costs = np.zeros(columns)
    if objective:
        for variable, cost in linear.objective.items():
            costs[variable] = cost
    program.col_cost_, program.offset_ = costs, float(linear.offset if objective else 0)
    bounds = np.array(linear.bounds, dtype=float).reshape(columns, 2)
    program.col_lower_, program.col_upper_ = bounds[:, 0], bounds[:, 1]
    program.integrality_ = [highspy.HighsVarType.kInteger] * columns
    infinite = highspy.kHighsInf
    program.row_lower_ = np.array([-infinite if row.low is None else row.low for row in linear.rows], dtype=float)
    program.row_upper_ = np.array([infinite if row.high is None else row.high for row in linear.rows], dtype=float)
    matrix = program.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(row.variables) for row in linear.rows)], dtype=np.int32)
    matrix.index_ = np.array([variable for row in linear.rows for variable in row.variables], dtype=np.int32)
    matrix.value_ = np.array(
        [coef for row in linear.rows for coef in row.coefs or [1] * len(row.variables)], dtype=float
    )
    return program

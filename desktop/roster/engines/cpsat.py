"""CP-SAT (OR-Tools): solves a `Linear` model, and finds the facts of an impossible one."""

from __future__ import annotations

from typing import Any

from ortools.sat.python import cp_model

from desktop.roster.engines.answer import Answer, Effort, Verdict
from desktop.roster.linear import Linear, Row

WORKERS = 8  # fewer leave out strategies of the portfolio, even on two cores
VERDICTS: dict[Any, Verdict] = {
    cp_model.OPTIMAL: "optimal",
    cp_model.FEASIBLE: "feasible",
    cp_model.INFEASIBLE: "infeasible",
}


def solve(linear: Linear, effort: Effort) -> Answer:
    model, variables = build(linear)
    if linear.objective and not effort.feasible_only:
        model.minimize(
            _sum([variables[key] for key in linear.objective], list(linear.objective.values())) + linear.offset
        )
    for variable, value in zip(variables, effort.hint or (), strict=False):
        model.add_hint(variable, value)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    if effort.sprint:
        _sprint(solver.parameters)
    solver.parameters.random_seed = effort.seed
    solver.parameters.max_time_in_seconds = max(0.1, effort.seconds)
    effort.stop.brake(solver.stop_search)
    if effort.stop.asked:
        return Answer("unknown")
    status = solver.solve(model, _Watch(variables, linear, effort))
    verdict = VERDICTS.get(status, "unknown")
    if verdict not in ("optimal", "feasible"):
        return Answer(verdict)
    values = [solver.value(each) for each in variables]
    return Answer(verdict, values, linear.cost(values), solver.best_objective_bound)


def _sprint(parameters: Any) -> None:
    """Feasibility jump finds bands of a whole year in about a second where presolve alone takes longer (measured:
    40 people 1-2 s of CPU instead of 3-14 s, 200 people 5 s instead of 20 s); one tree search sees plain conflicts."""
    parameters.cp_model_presolve = False
    parameters.num_workers = 4
    parameters.subsolvers.append("quick_restart_no_lp")


def conflict(linear: Linear, effort: Effort) -> list[str]:
    """Names of facts that are impossible together (not yet irreducible); empty when none are known.

    Presolve off and one worker: with either, or-tools has returned cores that are no conflict.
    """
    by_fact: dict[str, Any] = {}
    model, _ = build(linear, by_fact)
    for fact in by_fact.values():
        model.add_assumption(fact)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    solver.parameters.max_time_in_seconds = max(0.1, effort.seconds)
    effort.stop.brake(solver.stop_search)
    if solver.solve(model) != cp_model.INFEASIBLE:
        return []
    name = {literal.index: fact for fact, literal in by_fact.items()}
    return [name[index] for index in solver.sufficient_assumptions_for_infeasibility()]


def build(linear: Linear, by_fact: dict[str, Any] | None = None) -> tuple[cp_model.CpModel, list[Any]]:
    model = cp_model.CpModel()
    variables = [
        model.new_bool_var("") if bounds == (0, 1) else model.new_int_var(*bounds, "") for bounds in linear.bounds
    ]
    for row in linear.rows:
        constraint = _add_row(model, variables, row)
        if by_fact is not None and row.fact:
            if row.fact not in by_fact:
                by_fact[row.fact] = model.new_bool_var("")
            constraint.only_enforce_if(by_fact[row.fact])
    return model, variables


def _add_row(model: cp_model.CpModel, variables: list[Any], row: Row) -> Any:
    terms = [variables[key] for key in row.variables]
    if not terms:
        return model.add_bool_or([] if (row.low or 0) > 0 or (row.high or 0) < 0 else [True])
    low = cp_model.INT32_MIN if row.low is None else row.low
    high = cp_model.INT32_MAX if row.high is None else row.high
    return model.add_linear_constraint(_sum(terms, row.coefs), low, high)


def _sum(terms: list[Any], coefs: Any) -> Any:
    return cp_model.LinearExpr.weighted_sum(terms, coefs) if coefs else cp_model.LinearExpr.sum(terms)


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(self, variables: list[Any], linear: Linear, effort: Effort) -> None:
        super().__init__()
        self._variables, self._linear, self._effort = variables, linear, effort

    def on_solution_callback(self) -> None:
        if self._effort.on_solution:
            values = [self.value(variable) for variable in self._variables]
            self._effort.on_solution(values, self._linear.cost(values))
        if self._effort.stop.asked:
            self.stop_search()

"""What must stand as it is: locked cells, and the past of a re-plan."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.roster.model import RosterModel
from desktop.roster.problem import Cell, Problem, Rule
from desktop.roster.rules.kind import RuleKind
from desktop.roster.table import Breach, Table
from desktop.roster.words import month_day


def check_lock(table: Table, rule: Rule) -> Iterator[Breach]:
    for cell in sorted(table.problem.locks - table.cells):
        if _in_sight(table, cell):
            yield _breach(table, "lock", cell, "已锁定，不能移走")


def constrain_lock(model: RosterModel, rule: Rule) -> None:
    for cell in sorted(model.problem.locks):
        model.require(cell, f"lock|{cell.day}|{cell.post}|{cell.person}")


def check_frozen(table: Table, rule: Rule) -> Iterator[Breach]:
    previous = table.problem.previous
    if not previous or not previous.cells:
        return
    for cell in sorted(_past(table.problem) - table.cells):
        if _in_sight(table, cell):
            yield _breach(table, "frozen", cell, "已过去，不能改动")
    for cell in sorted(table.cells - previous.cells):
        if cell.day < previous.frozen_before and _in_sight(table, cell):
            yield _breach(table, "frozen", cell, "原来没有排，已过去的日子不能补排")


def constrain_frozen(model: RosterModel, rule: Rule) -> None:
    previous = model.problem.previous
    if not previous or not previous.cells:
        return
    past = _past(model.problem)
    for cell in sorted(past):
        model.require(cell, _fact(cell))
    for cell, turn in model.turns.items():
        if cell.day < previous.frozen_before and cell not in past:
            model.linear.add([turn], 0, 0, fact=_fact(cell))


def _past(problem: Problem) -> set[Cell]:
    previous = problem.previous
    return {cell for cell in previous.cells if cell.day < previous.frozen_before} if previous else set()


def _fact(cell: Cell) -> str:
    return f"frozen|{cell.day}|{cell.post}|{cell.person}"


def _in_sight(table: Table, cell: Cell) -> bool:
    return any(person.key == cell.person for person in table.people)


def _breach(table: Table, rule: str, cell: Cell, why: str) -> Breach:
    name, label = table.problem.person[cell.person].name, table.problem.post[cell.post].label
    return Breach(rule, f"{month_day(cell.day)}{label}的{name}{why}", cell.person, cell.day, cell.post)


LOCK = RuleKind("lock", "锁定的班次", check_lock, constrain_lock, asked=False)
FROZEN = RuleKind("frozen", "已过去的班次", check_frozen, constrain_frozen, asked=False)

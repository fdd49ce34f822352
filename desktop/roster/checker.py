"""The one checker of rosters: of the solver's output, of changes by hand and of swaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from desktop.roster.fairness import Band, Fairness
from desktop.roster.problem import Cell, Person, Problem
from desktop.roster.rules import SOFT, binding
from desktop.roster.table import Breach, Table


@dataclass(frozen=True, slots=True)
class Effect:
    """What one more turn does to a person's count: `turns` with it, and the fair band."""

    counter: str
    turns: int
    band: Band

    @property
    def fair(self) -> bool:
        return self.turns <= self.band.high


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody for a cell: what it would break (nothing = legal) and what it does to fairness."""

    person: Person
    breaches: tuple[Breach, ...]
    effects: tuple[Effect, ...]

    @property
    def legal(self) -> bool:
        return not self.breaches


def check(problem: Problem, cells: Iterable[Cell], unfilled: Iterable[tuple[date, str]] = ()) -> list[Breach]:
    """Every broken hard rule. `unfilled` are (day, post) slots declared empty, one entry a missing person."""
    cells = list(cells)
    if strange := list(_strange(problem, cells)):
        return strange
    declared = list(unfilled)
    return [
        breach
        for breach in breaches(Table(problem, cells))
        if breach.rule != "need" or not _declared(problem, cells, declared, breach)
    ]


def cost(problem: Problem, cells: Iterable[Cell]) -> dict[str, int]:
    """What the roster pays, by kind of cost; every missing person counts as unfilled."""
    table = Table(problem, cells)
    return {kind.key: kind.cost(table) for kind in SOFT}


def breaches(table: Table) -> Iterator[Breach]:
    for kind, rule in binding(table.problem):
        yield from kind.check(table, rule)


def check_change(table: Table, taken: Iterable[Cell] = (), put: Iterable[Cell] = ()) -> list[Breach]:
    """The breaches a change brings in; the table stays as it was. A hole left behind is no breach here."""
    taken, put = (
        [cell for cell in taken if cell in table.cells],
        [cell for cell in put if cell not in table.cells],
    )
    touched = [*taken, *put]
    view = table.near((cell.person for cell in touched), (cell.day for cell in touched))
    before = set(breaches(view))
    _change(table, taken, put)
    try:
        return [breach for breach in breaches(view) if breach not in before and breach.rule != "need"]
    finally:
        _change(table, put, taken)


def check_cell(table: Table, cell: Cell, instead_of: str | None = None) -> list[Breach]:
    """What placing this cell breaks, with `instead_of` (a person) leaving the same post and day."""
    return check_change(table, _leaving(cell, instead_of), [cell])


def who_may(
    table: Table, day: date, post: str, *, instead_of: str | None = None, fairness: Fairness | None = None
) -> list[Candidate]:
    """Everyone of the post's groups for a cell: legal ones first, then who is furthest below the fair share.

    Hand in a `Fairness` kept from before: its bands take longer than all the rest.
    """
    fairness = fairness or Fairness(table.problem)
    counts = fairness.counts(table.cells)
    keys = fairness.counters_of(day, post)
    found = []
    for person in table.problem.people:
        cell = Cell(day, post, person.key)
        if person.key == instead_of or cell in table.cells or not person.may_serve(table.problem.post[post]):
            continue
        effects = tuple(Effect(key, counts[key][person.key] + 1, fairness.band(key, person.key)) for key in keys)
        found.append(Candidate(person, tuple(check_cell(table, cell, instead_of)), effects))
    return sorted(found, key=_preference)


def _preference(candidate: Candidate) -> tuple[bool, int, float]:
    over = sum(not effect.fair for effect in candidate.effects)
    return (
        not candidate.legal,
        over,
        sum(float(effect.turns - effect.band.share) for effect in candidate.effects),
    )


def _leaving(cell: Cell, person: str | None) -> list[Cell]:
    return [Cell(cell.day, cell.post, person)] if person else []


def _change(table: Table, taken: list[Cell], put: list[Cell]) -> None:
    for cell in taken:
        table.take(cell)
    for cell in put:
        table.put(cell)


def _strange(problem: Problem, cells: list[Cell]) -> Iterator[Breach]:
    seen: set[Cell] = set()
    for cell in cells:
        if cell.day not in problem.calendar or cell.post not in problem.post or cell.person not in problem.person:
            yield Breach(
                "unknown",
                f"没有这一天、岗位或人员：{cell.day} {cell.post} {cell.person}",
                cell.person,
                cell.day,
                cell.post,
            )
        elif cell in seen:
            name, label = problem.person[cell.person].name, problem.post[cell.post].label
            yield Breach("twice", f"{name}在{cell.day}{label}排了两次", cell.person, cell.day, cell.post)
        seen.add(cell)


def _declared(problem: Problem, cells: list[Cell], declared: list[tuple[date, str]], breach: Breach) -> bool:
    assert breach.day
    slot = (breach.day, breach.post)
    filled = sum(cell[:2] == slot for cell in cells)
    return filled + declared.count(slot) >= problem.needs[slot]

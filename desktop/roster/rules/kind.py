"""What a rule is: a stable key, a Chinese title, its check of a roster and its constraint for the solver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.roster.model import RosterModel
from desktop.roster.problem import Rule
from desktop.roster.table import Breach, Table


@dataclass(frozen=True, slots=True)
class RuleKind:
    """`asked` kinds stand in a problem's `rules`; the others always hold."""

    key: str
    title: str
    check: Callable[[Table, Rule], Iterator[Breach]]
    constrain: Callable[[RosterModel, Rule], None]
    asked: bool = True


@dataclass(frozen=True, slots=True)
class SoftKind:
    """A cost: what a roster pays, and the price in the solver's objective."""

    key: str
    title: str
    cost: Callable[[Table], int]
    price: Callable[[RosterModel], None]


def by_the_frame(model: RosterModel, rule: Rule) -> None:
    """Nothing to add: the model has no variable for a turn that this rule forbids."""

"""A linear model in whole numbers for any engine; a row may carry the name of the fact it states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """low <= sum of coefs x variables <= high; None = open on that side; no coefs = all 1."""

    variables: Sequence[int]
    low: int | None
    high: int | None
    coefs: Sequence[int] | None = None
    fact: str = ""


class Linear:
    """Variables are numbered from 0; the objective is minimised."""

    def __init__(self) -> None:
        self.bounds: list[tuple[int, int]] = []
        self.rows: list[Row] = []
        self.objective: dict[int, int] = {}
        self.offset = 0

    def boolean(self) -> int:
        return self.whole(0, 1)

    def whole(self, low: int, high: int) -> int:
        self.bounds.append((low, high))
        return len(self.bounds) - 1

    def add(
        self,
        variables: Sequence[int],
        low: int | None,
        high: int | None,
        *,
        coefs: Sequence[int] | None = None,
        fact: str = "",
    ) -> None:
        self.rows.append(Row(variables, low, high, coefs, fact))

    def at_most(self, variables: Sequence[int], high: int, fact: str = "") -> None:
        if len(variables) > high:
            self.rows.append(Row(variables, None, high, None, fact))

    def price(self, variable: int, cost: int) -> None:
        self.objective[variable] = self.objective.get(variable, 0) + cost

    def forget_prices(self) -> None:
        """Back to no objective at all; the rows stay."""
        self.objective.clear()
        self.offset = 0

    def cost(self, values: Sequence[int]) -> int:
        return self.offset + sum(cost * values[variable] for variable, cost in self.objective.items())

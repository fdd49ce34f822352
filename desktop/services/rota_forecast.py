"""What the plan of a month foresees for the months after it: kept with the plan, shown with the month's own turns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Connection, select

from desktop.ledgers.rota_forecasts import RotaForecast
from desktop.roster.fairness import Fairness
from desktop.roster.problem import Cell, Problem
from desktop.storage.unit_of_work import Work

Turns = Mapping[str, Mapping[str, int]]
"""{counter: {person: n}}"""


def turns_after(problem: Problem, cells: Iterable[Cell], last: date) -> dict[str, dict[str, int]]:
    """Turns on the days after `last`, by counter and person."""
    counted = Fairness(problem).counts(cell for cell in cells if cell.day > last)
    return {counter: dict(people) for counter, people in counted.items()}


def keep_forecast(work: Work, month: date, turns: Turns) -> None:
    """Inside the deed that keeps the plan."""
    stored = work.first(RotaForecast, month=month)
    if stored is None:
        work.add(RotaForecast, {"month": month, "turns": turns})
    else:
        work.change(stored, {"turns": turns})


def forecast(connection: Connection, month: date) -> Turns | None:
    """None for a month that was never planned here."""
    found = connection.execute(select(RotaForecast.turns).where(RotaForecast.month == month)).first()
    return None if found is None else found[0] or {}

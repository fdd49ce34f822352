"""All disputes of a span counted once by everything a report asks for; reports only add up what stands here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, String, and_, case, cast, func, select

from desktop.domain.mediation import State
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.preventions import Prevention

ELSEWHERE = (State.REFUSED.value, State.ROUTED.value)
"""Came to the counter, but were not for mediation: counted apart."""

MANY = 3  # people: the ministry's own line for disputes of several
KEYS = ("type", "result", "form", "performance", "confirmed")
APART = ("event", "source")
"""Fields that are counted alone: with them the cells would be as many as the cases."""


class Cell(NamedTuple):
    """Cases that are alike in all of KEYS (codes, None where nothing was entered)."""

    type: str | None
    result: str | None
    form: str | None
    performance: str | None
    confirmed: str | None
    cases: int
    complex: int
    many: int
    people: int
    amount: Decimal  # yuan


@dataclass(frozen=True, slots=True)
class Cube:
    """`apart`: field of APART -> code -> cases; `elsewhere`: cases by state that were sent on or refused; `days`: (day,
    cases, agreed ones); `prevented`: code of `prevented` -> (cases, people); `rounds`: code of `prevention` -> (times,
    cases). `total` and `amount` were counted apart from the cells, to prove them by.
    """

    cells: Sequence[Cell]
    apart: dict[str, dict[str | None, int]]
    total: int
    amount: Decimal
    elsewhere: dict[str, int]
    days: Sequence[tuple[date, int, int]]
    prevented: dict[str, tuple[int, int]]
    rounds: dict[str, tuple[int, int]]


def read_cube(connection: Connection, first: date, last: date) -> Cube:
    """Disputes registered from `first` to `last`, both included."""
    inside, mediated = Dispute.date.between(first, last), mediated_in(first, last)
    total, amount = connection.execute(select(func.count(), func.sum(Dispute.amount)).where(mediated)).one()
    agreed = func.sum(case((Dispute.result == "1", 1), else_=0))
    days = select(Dispute.date, func.count(), agreed).where(mediated).group_by(Dispute.date).order_by(Dispute.date)
    return Cube(
        cells=_cells(connection, mediated),
        apart={name: _alone(connection, name, mediated) for name in APART},
        total=total,
        amount=amount or Decimal(0),
        elsewhere=_elsewhere(connection, inside),
        days=[(day, cases, good) for day, cases, good in connection.execute(days)],
        prevented=_prevented(connection, mediated),
        rounds=_rounds(connection, Prevention.date.between(first, last)),
    )


def mediated_in(first: date, last: date) -> ColumnElement[bool]:
    """Which disputes count as cases of the committee in these days."""
    here = Dispute.state.is_(None) | Dispute.state.not_in(ELSEWHERE)
    return and_(Dispute.date.between(first, last), here)


def _cells(connection: Connection, wanted: ColumnElement[bool]) -> list[Cell]:
    keys = [getattr(Dispute, name) for name in KEYS]
    hard = func.sum(case((Dispute.complex.is_(True), 1), else_=0))
    many = func.sum(case((Dispute.people_count >= MANY, 1), else_=0))
    sums = (func.count(), hard, many, func.sum(Dispute.people_count), func.sum(Dispute.amount))
    found = connection.execute(select(*keys, *sums).where(wanted).group_by(*keys))
    return [Cell(*row[:8], row[8] or 0, row[9] or Decimal(0)) for row in found]


def _alone(connection: Connection, field: str, wanted: ColumnElement[bool]) -> dict[str | None, int]:
    column = getattr(Dispute, field)
    return {row[0]: row[1] for row in connection.execute(select(column, func.count()).where(wanted).group_by(column))}


def _elsewhere(connection: Connection, inside: ColumnElement[bool]) -> dict[str, int]:
    wanted = select(Dispute.state, func.count()).where(inside, Dispute.state.in_(ELSEWHERE))
    return {row[0]: row[1] for row in connection.execute(wanted.group_by(Dispute.state))}


def _prevented(connection: Connection, wanted: ColumnElement[bool]) -> dict[str, tuple[int, int]]:
    marked = cast(Dispute.prevented, String).like('%"%')
    rows = connection.execute(select(Dispute.prevented, Dispute.prevented_people).where(wanted, marked))
    return _summed((code, people) for codes_, people in rows for code in codes_ or ())


def _rounds(connection: Connection, inside: ColumnElement[bool]) -> dict[str, tuple[int, int]]:
    return _summed(tuple(row) for row in connection.execute(select(Prevention.kind, Prevention.cases).where(inside)))


def _summed(pairs: Iterable[tuple[Any, ...]]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for code, number in pairs:
        times, whole = found.get(code, (0, 0))
        found[code] = (times + 1, whole + (number or 0))
    return found

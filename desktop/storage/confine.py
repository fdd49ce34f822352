"""Reads of somebody who is confined to units (R6): every ledger stands behind a view of what is within them.

The views are temporary, one set a connection, and bear the tables' names: a question that nobody thought of is
narrowed like all others, and whoever sees everything asks the tables themselves. (PostgreSQL: row level security.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Engine, event

from desktop.domain.scope import UNIT, above
from desktop.ledgers import Record, catalogue, fields

CONFINED = "confined"


def confined(engine: Engine, units: tuple[str, ...]) -> Engine:
    """An engine of its own, none of whose connections is used yet, narrowed to these units."""

    @event.listens_for(engine, "connect")
    def narrow(connection: Any, _record: object) -> None:
        for statement in views(units):
            connection.execute(statement)

    return engine.execution_options(**{CONFINED: True})


def views(units: tuple[str, ...]) -> Iterator[str]:
    """The statements that narrow a connection. Division codes are digits, or nothing is shown."""
    inside = _inside(_codes(units))
    by_ledger = {name: _shown(model, inside, units) for name, model in catalogue().items()}
    for name, shown in by_ledger.items():
        if shown:
            yield f'CREATE TEMP VIEW "{name}" AS SELECT * FROM main."{name}" WHERE {shown}'
    found = " OR ".join([inside, *_found(by_ledger, units)])
    yield f"CREATE TEMP VIEW lookup_row AS SELECT * FROM main.lookup_row AS found WHERE {found}"


def _found(by_ledger: Mapping[str, str], units: tuple[str, ...]) -> Iterator[str]:
    """Which rows of the look-up are seen besides those inside: the same records as in the ledgers themselves."""
    everybodys = ", ".join(f"'{name}'" for name, shown in by_ledger.items() if not shown)
    yield f"ledger IN ({everybodys})"
    upward = ", ".join(f"'{name}'" for name, model in catalogue().items() if model.ledger.upward)
    yield f"(ledger IN ({upward}) AND unit IN ({_over(units)}))"
    for name, model in catalogue().items():
        if by_ledger[name] and model.ledger.kept_by:  # asked of the few that matched: by the person, not by the unit
            here = " OR ".join(f"+unit >= '{unit}' AND +unit < '{unit}:'" for unit in _codes(units)) or "0"
            kept = f'"{_link(model)}" = found.record AND ({here})'
            yield f"(ledger = '{name}' AND EXISTS (SELECT 1 FROM main.\"{model.ledger.kept_by}\" WHERE {kept}))"


def _shown(model: type[Record], inside: str, units: tuple[str, ...]) -> str:
    """Which rows of a ledger are seen, as SQL; "" for all."""
    ledger = model.ledger
    if ledger.whose != UNIT:
        return ""
    if ledger.upward:
        return f"({inside} OR unit IN ({_over(units)}))"
    if ledger.kept_by:
        return f'({inside} OR id IN (SELECT "{_link(model)}" FROM main."{ledger.kept_by}" WHERE {inside}))'
    return inside


def _link(model: type[Record]) -> str:
    """The field by which what keeps a record names it."""
    keeper = catalogue()[model.ledger.kept_by]
    return next(name for name, field in fields(keeper).items() if field.target == model.ledger.name)


def _codes(units: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(unit for unit in units if unit.isascii() and unit.isdecimal())


def _over(units: tuple[str, ...]) -> str:
    return ", ".join(f"'{unit}'" for unit in _codes(tuple(above(units))))


def _inside(units: tuple[str, ...]) -> str:
    """A code and what begins with it. The index of units is to answer before those of a day: a village's stays are few
    among a county's, which SQLite cannot know.
    """
    few = "(likelihood(unit >= '{0}', 0.0001) AND likelihood(unit < '{0}:', 0.0001))"
    ranges = " OR ".join(few.format(unit) for unit in units)
    return f"({ranges or '0'})"

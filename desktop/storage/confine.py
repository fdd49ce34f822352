"""Reads of somebody who is confined to units (R6): every ledger stands behind a view of what is within them.

The views are temporary, one set a connection, and bear the tables' names: a question that nobody thought of is
narrowed like all others, and whoever sees everything asks the tables themselves. (PostgreSQL: row level security.)
"""

from __future__ import annotations

from collections.abc import Iterator
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
    inside = _inside(tuple(unit for unit in units if unit.isascii() and unit.isdecimal()))
    by_ledger = {name: _shown(model, inside, units) for name, model in catalogue().items()}
    for name, shown in by_ledger.items():
        if shown:
            yield f'CREATE TEMP VIEW "{name}" AS SELECT * FROM main."{name}" WHERE {shown}'
    everybodys = ", ".join(f"'{name}'" for name, shown in by_ledger.items() if not shown)
    yield f"CREATE TEMP VIEW lookup_row AS SELECT * FROM main.lookup_row WHERE {inside} OR ledger IN ({everybodys})"


def _shown(model: type[Record], inside: str, units: tuple[str, ...]) -> str:
    """Which rows of a ledger are seen, as SQL; "" for all."""
    ledger = model.ledger
    if ledger.whose != UNIT:
        return ""
    if ledger.upward:
        over = ", ".join(f"'{unit}'" for unit in above(units) if unit.isdecimal())
        return f"({inside} OR unit IN ({over}))"
    if ledger.kept_by:
        keeper = catalogue()[ledger.kept_by]
        link = next(name for name, field in fields(keeper).items() if field.target == ledger.name)
        return f'({inside} OR id IN (SELECT "{link}" FROM main."{ledger.kept_by}" WHERE {inside}))'
    return inside


def _inside(units: tuple[str, ...]) -> str:
    """A code and what begins with it. The index of units is to answer before those of a day: a village's stays are few
    among a county's, which SQLite cannot know.
    """
    few = "(likelihood(unit >= '{0}', 0.0001) AND likelihood(unit < '{0}:', 0.0001))"
    ranges = " OR ".join(few.format(unit) for unit in units)
    return f"({ranges or '0'})"

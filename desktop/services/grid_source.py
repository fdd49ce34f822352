"""The tree of responsibility as stored: units, people and the houses' places, ready for the pure rules."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Text, or_, select, type_coerce

from desktop.domain import responsibility as rules
from desktop.domain.responsibility import Former, Person, Tree, Unit
from desktop.ledgers.answerables import Answerable
from desktop.ledgers.grid_units import GridUnit
from desktop.ledgers.houses import House


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything the rules ask of one day."""

    units: Mapping[str, Unit]  # ended ones too
    tree: Tree
    people: Mapping[str, Sequence[Person]]

    def home(self, unit: str | None, former: Any) -> str:
        """The day's unit of a thing with this place and these former ones."""
        if not unit and not former:
            return ""
        held = rules.held_on(unit or "", former_of(former), self.tree.day) if former else unit or ""
        return held if held in self.tree.units else rules.home_of(self.units, self.tree.units, held)


def ground_of(connection: Connection, day: date) -> Ground:
    units = units_of(connection)
    return Ground(units, rules.tree_on(units, day), people_of(connection, day))


def units_of(connection: Connection) -> dict[str, Unit]:
    """All units, ended ones too, by name within a parent as lists show them."""
    wanted = select(
        GridUnit.id, GridUnit.unit_name, GridUnit.kind, GridUnit.parent_id, raw(GridUnit.start), raw(GridUnit.until),
        raw(GridUnit.former_parents), raw(GridUnit.followed_by), GridUnit.code,
    ).order_by(GridUnit.code.is_(None), GridUnit.code, GridUnit.row)  # fmt: skip
    day = cache(date.fromisoformat)
    return {
        id_: Unit(id_, name, kind, parent or "", day(start) if start else None, day(until) if until else None,
                  former_of(listed(former)), tuple(listed(after)), code or "")
        for id_, name, kind, parent, start, until, former, after, code in connection.execute(wanted).all()
    }  # fmt: skip


def raw(column: Any) -> Any:
    """As it stands in the database: reading thousands, nearly all of them alike, is done here and not row by row."""
    return type_coerce(column, Text)


def listed(stored: str | None) -> Any:
    """A list as stored; most have none."""
    return json.loads(stored) or () if stored and stored != "null" else ()


def people_of(connection: Connection, day: date) -> dict[str, list[Person]]:
    """Those in office on the day, by unit."""
    wanted = select(*PERSON).where(
        Answerable.start <= day, or_(Answerable.until.is_(None), Answerable.until > day)
    ).order_by(Answerable.row)  # fmt: skip
    return rules.by_unit((person_of(row) for row in connection.execute(wanted)), day)


PERSON = (Answerable.id, Answerable.unit_id, Answerable.name, Answerable.role, Answerable.phone, Answerable.start,
          Answerable.until, Answerable.staff_id)  # fmt: skip


def person_of(row: Any) -> Person:
    return Person(row[0], row[1], row[2], row[3], row[4] or "", row[5], row[6], row[7] or "")


def former_of(stored: Any) -> Former:
    return tuple((unit, date.fromisoformat(until)) for unit, until in stored or ())


def homes_of(connection: Connection, ground: Ground) -> dict[str, str]:
    """Every house's unit of the day; "" for none."""
    wanted = select(House.id, House.unit_id, raw(House.former_units))
    return {id_: ground.home(unit, listed(former)) for id_, unit, former in connection.execute(wanted).all()}

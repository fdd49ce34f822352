"""R6 in one place: whose records somebody sees and touches. Reads are narrowed by the store itself
(`storage.confine`); the guard here stands before every write, so that no service can forget it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, false, or_, select, true

from desktop.domain import scope as rule
from desktop.domain.scope import Units
from desktop.ledgers import Kind, Record, fields, find
from desktop.ledgers.settings import Setting
from desktop.ledgers.units import Unit
from desktop.storage.guard import UnitOf
from desktop.storage.store import Store

LAST_BACKUP, SECOND_BACKUP = "last_backup", "second_backup"
"""When a backup was made, whoever made it: settings that everybody's backup writes."""
OWN_SETTINGS = ("columns/{login}/", "filters/{login}/", "import_columns.")
OWN_SETTING = "pins/{login}"
"""What everybody keeps for themselves among the centre's settings (beginnings of keys, and a whole one), and what heads
of sheets mean.
"""


class Actor(Protocol):
    """Who looks: login, and the units they see."""

    @property
    def login(self) -> str: ...
    @property
    def units(self) -> Units: ...


class Viewer(Protocol):
    """What is asked of an office here; it stands below the office, which puts the guard before its writes."""

    @property
    def actor(self) -> Actor: ...
    @property
    def store(self) -> Store: ...


def within(viewer: Viewer, column: Any) -> ColumnElement[bool]:
    """That a unit's column lies within what the actor sees, as SQL: where a work reads past the narrowed store."""
    units = viewer.actor.units
    if units is None:
        return true()
    return or_(false(), *((column >= unit) & (column < f"{unit}:") for unit in units))


def require_whole(viewer: Viewer, label: str) -> None:
    """Refused (whole_centre) for what concerns the centre as a whole: its log, its samples, its accounts."""
    if viewer.actor.units is not None:
        raise rule.whole_centre(label)


def refuse_outside(viewer: Viewer, ledger: str, record: str) -> None:
    """Refused (other_unit), saying whose it is, when the record is there but kept from the actor."""
    units, model = viewer.actor.units, find(ledger)
    if units is None or model.ledger.whose != rule.UNIT:
        return
    with viewer.store.read(units) as connection:
        if connection.scalar(select(model.id).where(model.id == record)) is not None:
            return
    with viewer.store.read() as connection:
        unit = connection.scalar(select(model.unit).where(model.id == record))
        if unit is not None:
            raise rule.other_unit(unit_name(connection, unit))


def unit_name(connection: Connection, code: str) -> str:
    """`良宅村`; the code where the unit is not known any longer."""
    return connection.scalar(select(Unit.name).where(Unit.code == code)) or code


class UnitGuard:
    """Stands before every write of a unit of work: what lies in another unit is not touched, nor pointed to anew."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer, self._units = viewer, viewer.actor.units

    def watches(self, model: type[Record]) -> bool:
        """Whoever sees the whole centre is asked nothing."""
        return self._units is not None and model.ledger.whose != rule.ALL

    def found(self, record: Record) -> None:
        """A new record passes by like any other."""

    def pass_by(self, connection: Connection, model: type[Record], values: Mapping[str, Any]) -> None:
        """Refused (other_unit, whole_centre) unless a record with these values may be written."""
        if self._units is None or model.ledger.whose == rule.ALL:
            return
        if model.ledger.whose == rule.CENTRE:
            self._refuse_centre(model, values)
        elif not rule.sees(self._units, values.get("unit")):
            raise rule.other_unit(unit_name(connection, str(values.get("unit") or "")))

    def pass_links(self, model: type[Record], values: Mapping[str, Any], unit_of: UnitOf) -> None:
        """Refused (other_unit) when a link leads to what the actor does not see."""
        if self._units is None:
            return
        for name, field in fields(model).items():
            if field.kind is Kind.LINK and values.get(name):
                self._refuse_link(find(field.target), str(values[name]), unit_of)

    def _refuse_link(self, target: type[Record], record: str, unit_of: UnitOf) -> None:
        if target.ledger.whose != rule.UNIT:
            return
        unit = unit_of(target, record)
        over = target.ledger.upward and unit in set(rule.above(self._units))
        if not over and not rule.sees(self._units, unit):
            raise rule.other_unit("")

    def _refuse_centre(self, model: type[Record], values: Mapping[str, Any]) -> None:
        own = tuple(one.format(login=self._viewer.actor.login) for one in OWN_SETTINGS)
        key, whole = str(values.get("key") or ""), OWN_SETTING.format(login=self._viewer.actor.login)
        if not (model is Setting and (key.startswith(own) or key in (whole, LAST_BACKUP, SECOND_BACKUP))):
            raise rule.whole_centre(model.ledger.label)

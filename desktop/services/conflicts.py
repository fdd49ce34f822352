"""Somebody else saved first: what stands in a record now beside what was typed, field by field (nothing is merged)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import fields
from desktop.ledgers.values import shown
from desktop.services.case_access import refuse_record
from desktop.services.office import Office
from desktop.services.records import offered
from desktop.storage.unit_of_work import clean


@dataclass(frozen=True, slots=True)
class Differing:
    """One field of which both sides have another value, as shown (sensitive ones masked)."""

    name: str
    label: str
    stored: str
    typed: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """`version` is what stands now: who has seen `lines` may save over it with that."""

    version: int
    lines: tuple[Differing, ...]


def compare_typed(office: Office, *, ledger: str, record: str, values: Mapping[str, Any]) -> Conflict:
    """For who was refused (stale): the fields in which the record as it stands differs from what was typed."""
    model = offered(ledger)
    office.require(model.ledger.area, Action.CHANGE)
    with office.read(ledger, record) as connection:
        refuse_record(connection, office, ledger, record)
        found = connection.execute(select(model.__table__).where(model.id == record)).mappings().first()
    if found is None:
        raise Refused(f"这条{model.ledger.label}记录已被别人删除", "要留的，重新登记", code="no_record")
    known, typed = fields(model), clean(model, values)
    lines = (Differing(name, known[name].label, shown(known[name], found[name]), shown(known[name], value))
             for name, value in typed.items() if value != found[name])  # fmt: skip
    return Conflict(found["version"], tuple(lines))

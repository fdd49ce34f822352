"""Who may lead a mediation: the mediators of the centre, those on duty today first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from desktop.domain.access import Action
from desktop.domain.codes import label
from desktop.ledgers.duty import Duty
from desktop.ledgers.staff import Staff
from desktop.services.office import Office

MEDIATOR, MEDIATORS, DRAFT = "05", "mediator", "draft"  # codes.staff_role, codes.duty_group, codes.rota_state


@dataclass(frozen=True, slots=True)
class Mediator:
    name: str
    on_duty: bool


def mediators(office: Office) -> tuple[Mediator, ...]:
    """People at work whose role is mediation or who are on duty today; on duty first, then by the ledger."""
    office.require("mediation", Action.SEE)
    today = office.today
    here = select(Staff.name, Staff.post, Staff.duty_group).where(Staff.end.is_(None) | (Staff.end > today))
    serving = select(Staff.name).join(Duty, Duty.staff_id == Staff.id).where(Duty.date == today)
    with office.read() as connection:
        staff = connection.execute(here.order_by(Staff.row)).all()
        on_duty = set(connection.scalars(serving.where(Duty.state.is_distinct_from(DRAFT))))
    wanted = [row.name for row in staff if _mediates(row) or row.name in on_duty]
    found = [Mediator(name, name in on_duty) for name in dict.fromkeys(wanted)]
    return tuple(sorted(found, key=lambda one: not one.on_duty))


def _mediates(row: Any) -> bool:
    return row.post in (MEDIATOR, label("staff_role", MEDIATOR)) or row.duty_group == MEDIATORS

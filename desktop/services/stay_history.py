"""Where somebody was and who was there too: stays never vanish; a wrong one is corrected with a trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from desktop.domain import identity, tenancy
from desktop.domain.access import Action
from desktop.domain.tenancy import Span
from desktop.errors import Refused
from desktop.ledgers.people import Person
from desktop.ledgers.stays import Stay
from desktop.services.office import Office
from desktop.services.staying import Resident, sharing, spans_of, stays_of_person
from desktop.storage.unit_of_work import Changed

MOST = 50
CORRECTED = ("checkin", "checkout", "until", "relation", "guardian", "exempt", "elsewhere", "note")
"""What a correction may put right; who it was and which room are never changed, that is another stay."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person found by name or number, whole (mask before showing)."""

    id: str
    name: str
    birth: date | None
    id_number: str | None
    origin: str


def find_persons(office: Office, *, text: str) -> list[PersonLine]:
    """Persons by the beginning of the name or by the whole ID number, noted as a look-up by whoever shows one."""
    office.require("rental", Action.SEE)
    plain = "".join(text.split())
    if not plain:
        return []
    condition: ColumnElement[bool] = (Person.name >= plain) & (Person.name < plain + "\U0010ffff")
    if identity.is_valid(plain):
        condition = or_(condition, Person.id_number == identity.parse(plain).number)
    statement = select(Person.id, Person.name, Person.birth, Person.id_number, func.coalesce(Person.origin, "")).where(
        condition
    )
    with office.read() as connection:
        found = connection.execute(statement.order_by(Person.name, Person.birth).limit(MOST)).all()
    return [PersonLine(*row) for row in found]


def stays_shared(office: Office, *, person: str) -> list[tuple[Resident, list[Resident]]]:
    """All stays of a person, newest first, each with who lived in that room at the same time."""
    office.require("rental", Action.SEE)
    with office.read("people", person) as connection:
        others = sharing(connection, person)
        return [(stay, others.get(stay.stay, [])) for stay in stays_of_person(connection, person)]


def place_on(stays: Sequence[Resident], day: date) -> Resident | None:
    """Where the person of these stays slept on a day."""
    return next((one for one in stays if Span(one.checkin, one.checkout).covers(day)), None)


def correct_stay(office: Office, *, stay: str, values: Mapping[str, Any], reason: str) -> Changed:
    """Put a stay right. The log gets a new entry with what stood before, what stands now, who, when and why.

    Refused codes: no_reason, no_field, future_date, room_twice, end_before_start.
    """
    office.require("rental", Action.CHANGE)
    if not reason.strip():
        raise Refused("没有写更正原因", "写明原来错在哪里", field="why", code="no_reason")
    if unknown := set(values) - set(CORRECTED):
        raise Refused("住的人和房间不能更正", "先办理离开，再另办入住", field=min(unknown), code="no_field")
    for name, label in (("checkin", "入住日期"), ("checkout", "离开日期")):
        if values.get(name):
            tenancy.check_not_ahead(values[name], office.today, label=label, field=name)
    with office.work("correct_stay", "更正租住登记", reason=reason.strip()) as work:
        record = work.get(Stay, stay)
        work.change(record, values)
        if not record.elsewhere:
            others = spans_of(work, office, record.person_id, but=record.id)
            tenancy.check_overlap(Span(record.checkin, record.checkout), others)
        return work.commit()

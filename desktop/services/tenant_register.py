"""租住人员登记表: who stays in a house on a day, as the paper asks it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop import forms
from desktop.domain import codes
from desktop.domain.access import Action
from desktop.domain.masking import mask_id, mask_phone
from desktop.errors import Refused
from desktop.forms import Paper
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.services.office import Office
from desktop.services.sign_in import note
from desktop.services.staying import Resident, residents_on

FORM = "tenants"


def register_data(office: Office, *, house: str, on: date, full: bool = False) -> dict[str, Any]:
    """The data of the form; numbers masked unless `full` and allowed."""
    office.require("rental", Action.REVEAL if full else Action.SEE)
    with office.read("houses", house) as connection:
        record = connection.execute(select(House.__table__).where(House.id == house)).mappings().first()
        if record is None:
            raise Refused("没有这户出租房", "它可能已被删除，请刷新", code="no_record")
        residents = residents_on(connection, house, on)
        ids = [resident.person for resident in residents]
        more = {row.id: row for row in connection.execute(select(Person.__table__).where(Person.id.in_(ids)))}
    return {
        "address": record["house_address"],
        "owner": record["house_owner"] or "",
        "phone": _masked(record["owner_phone"], mask_phone, full=full),
        "use": codes.label("rent_use", record["rent_use"]) if record["rent_use"] else "",
        "unit": office.centre,
        "officer": record["grid_worker"] or "",
        "day": on,
        "people": [_line(resident, more[resident.person]._mapping, full=full) for resident in residents],
    }


def tenant_register(office: Office, *, house: str, on: date, full: bool = False) -> Paper:
    """The printed register; noted in the log as a print."""
    office.require("rental", Action.PRINT)
    paper = forms.render(FORM, register_data(office, house=house, on=on, full=full))
    note(office, "print", "打印租住人员登记表", ledger="houses", record=house, form=FORM, full=full)
    return paper


def _masked(value: str | None, mask: Any, *, full: bool) -> str:
    return "" if not value else value if full else str(mask(value))


def _line(resident: Resident, person: Mapping[Any, Any], *, full: bool) -> dict[str, Any]:
    return {
        "room": resident.room,
        "name": resident.name,
        "sex": codes.label("sex", resident.sex) if resident.sex else "",
        "nation": codes.label("nation", person["nation"]) if person["nation"] else "",
        "id_number": _masked(resident.id_number, mask_id, full=full),
        "origin": resident.origin or "",
        "work": person["work"] or "",
        "phone": _masked(resident.phone, mask_phone, full=full),
        "checkin": resident.checkin,
        "checkout": resident.checkout,
    }

"""The papers of one house: 出租房屋登记表, 治安责任保证书, 历次租住登记, and 房屋档案 as one PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from desktop import forms
from desktop.domain import codes
from desktop.domain.access import Action
from desktop.domain.masking import mask_id, mask_phone
from desktop.errors import Refused
from desktop.forms import Laid, Paper
from desktop.ledgers.houses import House
from desktop.ledgers.inspections import Inspection
from desktop.services import house_photos, house_scans, tenant_register
from desktop.services.grading import grade_history
from desktop.services.house_page import GONE, RoomLine, rooms_of, stays_of_house
from desktop.services.inspection_list import InspectionView, view_of
from desktop.services.office import Office
from desktop.services.papers_inspection import record_data
from desktop.services.rental_wording import rental_wording
from desktop.services.sign_in import note
from desktop.services.staying import Resident, residents_on

TITLE = "房屋档案"


@dataclass(frozen=True, slots=True)
class OfHouse:
    """What the sections of a dossier read: the house, where to read more, whether numbers are whole, and how many
    scans may still come in.
    """

    office: Office
    connection: Connection
    house: RowMapping
    full: bool
    scans: house_scans.Allowance = field(default_factory=house_scans.Allowance)

    @property
    def id(self) -> str:
        return str(self.house["id"])


Data = Callable[[OfHouse], Mapping[str, Any]]


def cover_data(of: OfHouse) -> dict[str, Any]:
    return _named(of, ("village", "grid_worker")) | _head(of) | {"unit": of.office.centre, "date": of.office.today}


def facts_data(of: OfHouse) -> dict[str, Any]:
    given = of.house
    plain = _named(of, ("village", "pledge_date", "pledge_expiry", "grid_worker", "note", "cap"))
    coded = {name: _label(name, given[name]) for name in ("lease_kind", "building_use", "rent_use", "hazard", "grade")}
    rooms = rooms_of(of.connection, of.id, residents_on(of.connection, of.id, of.office.today))
    return plain | coded | _head(of) | {
        "owner_id": secret(given["owner_id"], mask_id, full=of.full), "room_count": given["rooms"] or len(rooms) or "",
        "area": f"{given['area']:g}㎡" if given["area"] else "", "rooms": [_room(one) for one in rooms],
        "unit": of.office.centre, "date": of.office.today,
    }  # fmt: skip


def stays_data(of: OfHouse) -> dict[str, Any]:
    found = stays_of_house(of.connection, of.id)
    rows = [stay_row(one, full=of.full) for one in found]
    return _head(of) | {"day": of.office.today, "rows": rows, "counts": f"{len(rows)}人次"}


def grades_data(of: OfHouse) -> dict[str, Any]:
    """Every grade so far, the oldest first."""
    steps = reversed(grade_history(of.office, ledger="houses", record=of.id))
    rows = [{"day": one.on, "former": one.former, "grade": one.grade, "reason": one.reason, "by": one.by,
             "review_by": one.review_by} for one in steps]  # fmt: skip
    return _head(of) | {"day": of.office.today, "rows": rows}


def pledge_data(of: OfHouse) -> dict[str, Any]:
    signed, until = of.house["pledge_date"], of.house["pledge_expiry"]
    return _head(of) | {"wording": rental_wording()["pledge"], "until": until, "date": signed}


def tenants_data(of: OfHouse) -> dict[str, Any]:
    return tenant_register.register_data(of.office, house=of.id, on=of.office.today, full=of.full)


MAKERS: Mapping[str, Data] = {
    "house_cover": cover_data, "house_form": facts_data, "tenants": tenants_data, "house_stays": stays_data,
    "house_grades": grades_data, "pledge": pledge_data,
}  # fmt: skip

SECTIONS: list[Callable[[OfHouse], Iterable[Laid]]] = [
    lambda of: [forms.lay("house_cover", cover_data(of), numbered=False)],
    lambda of: [forms.lay("house_form", facts_data(of))],
    lambda of: [forms.lay("tenants", tenants_data(of))],
    lambda of: [forms.lay("house_stays", stays_data(of))],
    lambda of: [
        forms.lay("house_photos", data)
        for data in house_photos.of_house(of.connection, of.id, of.house["house_address"])
    ],
    lambda of: [
        forms.lay("house_scans", data)
        for data in house_scans.of_house(of.connection, of.id, of.house["house_address"], of.scans)
    ],
    lambda of: [paper for view in _rounds(of) for paper in _round(of, view)],
    lambda of: [forms.lay("house_grades", data) for data in [grades_data(of)] if data["rows"]],
]
"""What stands in a dossier, in this order; a section may give no paper."""


def _round(of: OfHouse, view: InspectionView) -> list[Laid]:
    """The record and, behind it, its photographs and scans."""
    photos, scans = house_photos.of_round(of.connection, view), house_scans.of_round(of.connection, view, of.scans)
    return [forms.lay("inspection", record_data(view, of.office.centre)),
            *(forms.lay("house_photos", data) for data in photos),
            *(forms.lay("house_scans", data) for data in scans)]  # fmt: skip


def _rounds(of: OfHouse) -> list[InspectionView]:
    """Every round of inspection, the oldest first."""
    found = select(Inspection.id).where(Inspection.house_id == of.id).order_by(Inspection.day, Inspection.row)
    return [view_of(of.connection, one, of.office.today) for one in of.connection.scalars(found).all()]


def house_data(office: Office, *, house: str, form: str, full: bool = False) -> dict[str, Any]:
    """What the form takes; numbers masked unless `full`. Refused codes: no_record, form_without_house."""
    office.require("rental", Action.REVEAL if full else Action.SEE)
    if form not in MAKERS:
        raise Refused(f"{forms.form(form).label}不是一户的表", "给出这份表自己的资料", code="form_without_house")
    with office.read("houses", house) as connection:
        return dict(MAKERS[form](_of(office, connection, house, full=full)))


def house_paper(office: Office, *, house: str, form: str, full: bool = False) -> Paper:
    """One paper of a house; with `full` it goes out, and is noted as printed."""
    office.require("rental", Action.PRINT)
    whole = full and office.may("rental", Action.REVEAL)
    paper = forms.render(form, house_data(office, house=house, form=form, full=whole))
    if full:
        note(office, "print", f"打印{forms.form(form).label}", ledger="houses", record=house, form=form, full=whole)
    return paper


def house_file(office: Office, *, house: str, full: bool = False) -> Paper:
    """房屋档案 as one PDF; numbers masked, or with `full` whole, and then noted as printed."""
    office.require("rental", Action.PRINT)
    whole = full and office.may("rental", Action.REVEAL)
    with office.read("houses", house) as connection:
        of = _of(office, connection, house, full=whole)
        laid = [paper for section in SECTIONS for paper in section(of)]
    if full:
        note(office, "print", "打印房屋档案", ledger="houses", record=house, form="house_file", full=whole)
    return forms.bind(laid, TITLE)


def _of(office: Office, connection: Connection, house: str, *, full: bool) -> OfHouse:
    row = connection.execute(select(House.__table__).where(House.id == house)).mappings().first()
    if row is None:
        raise GONE
    return OfHouse(office, connection, row, full)


def secret(value: Any, mask: Callable[[str], str], *, full: bool) -> str:
    """A number, masked unless `full`."""
    return "" if not value else str(value) if full else mask(str(value))


def stay_row(one: Resident, *, full: bool) -> dict[str, Any]:
    return {
        "room": one.room, "name": one.name, "sex": _label("sex", one.sex), "origin": one.origin or "",
        "id_number": secret(one.id_number, mask_id, full=full), "phone": secret(one.phone, mask_phone, full=full),
        "checkin": one.checkin, "until": one.until, "checkout": one.checkout,
    }  # fmt: skip


def _head(of: OfHouse) -> dict[str, Any]:
    return {"address": of.house["house_address"], "owner": of.house["house_owner"] or "",
            "owner_phone": secret(of.house["owner_phone"], mask_phone, full=of.full)}  # fmt: skip


def _named(of: OfHouse, names: Iterable[str]) -> dict[str, Any]:
    return {name: of.house[name] if of.house[name] is not None else "" for name in names}


def _label(table: str, key: str | None) -> str:
    return codes.label(table, key) if key else ""


def _room(one: RoomLine) -> dict[str, Any]:
    plain = ("room", "floor", "area", "beds", "cap", "people", "note")
    return {name: getattr(one, name) for name in plain} | {"status": one.status_words}

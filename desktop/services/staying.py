"""Who is, or was, where: residents of a house on a day, a person's stays, and a returning person recalled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select
from sqlalchemy.orm import aliased

from desktop.domain import identity
from desktop.domain.access import Action
from desktop.domain.scope import sees
from desktop.domain.tenancy import Span
from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.office import Office
from desktop.services.scope import unit_name
from desktop.services.sign_in import note
from desktop.storage.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Resident:
    """One stay with its person and place, as plain values; `id_number` and `phone` are whole (mask before showing)."""

    stay: str
    room_id: str
    room: str
    house_id: str
    house: str
    person: str
    name: str
    sex: str | None
    birth: date | None
    id_number: str | None
    phone: str | None
    origin: str | None
    checkin: date
    until: date | None
    checkout: date | None
    reported_in: date | None
    reported_out: date | None
    version: int
    exempt: str | None = None

    @property
    def place(self) -> str:
        return f"{self.house} {self.room}"


@cache
def _residents() -> Select[Any]:
    """Made once: to put the question together takes longer than its answer."""
    return (
        select(
            Stay.id, Room.id, Room.room, House.id, House.house_address, Person.id, Person.name, Person.sex,
            Person.birth, Person.id_number, Person.phone, Person.origin, Stay.checkin, Stay.until, Stay.checkout,
            Stay.reported_in, Stay.reported_out, Stay.version, Stay.exempt,
        )
        .join(Person, Person.id == Stay.person_id)
        .join(Room, Room.id == Stay.room_id)
        .join(House, House.id == Room.house_id)
    )  # fmt: skip


def _on(statement: Select[Any], day: date) -> Select[Any]:
    """A stay holds from the day of check-in to the day before check-out."""
    return statement.where(Stay.checkin <= day, or_(Stay.checkout.is_(None), Stay.checkout > day))


def staying(office: Office, *, house: str, on: date) -> list[Resident]:
    """Who stayed in this house on that day, by room. Refused code: no_record."""
    office.require("rental", Action.SEE)
    with office.read("houses", house) as connection:
        if connection.scalar(select(House.id).where(House.id == house)) is None:
            raise Refused("没有这户出租房", "它可能已被删除，请刷新", code="no_record")
        return residents_on(connection, house, on)


def residents_on(connection: Connection, house: str, on: date) -> list[Resident]:
    return residents_where(connection, Room.house_id == house, on)


def residents_where(connection: Connection, rooms: ColumnElement[bool], on: date) -> list[Resident]:
    """Who stays on that day in the rooms for which a condition on `Room` holds, by room."""
    return _read(connection, _on(_residents().where(rooms), on).order_by(Room.room, Stay.checkin))


def residents_of_room(connection: Connection, room: str, on: date) -> list[Resident]:
    return _read(connection, _on(_residents().where(Stay.room_id == room), on).order_by(Stay.checkin))


def stays_where(connection: Connection, rooms: ColumnElement[bool], stays: ColumnElement[bool]) -> list[Resident]:
    """The stays, of any time, for which a condition on `Room` and one on `Stay` hold."""
    return _read(connection, _residents().where(rooms, stays))


def sharing(connection: Connection, person: str) -> dict[str, list[Resident]]:
    """{stay: who else lived in that room at some time during it, by when they came} of a person's stays."""
    mine = aliased(Stay)
    others = _residents().add_columns(mine.id).join(mine, mine.room_id == Stay.room_id).where(
        mine.person_id == person, Stay.person_id != person,
        or_(Stay.checkout.is_(None), Stay.checkout > mine.checkin),
        or_(mine.checkout.is_(None), mine.checkout > Stay.checkin))  # fmt: skip
    found: dict[str, list[Resident]] = {}
    for *other, stay in connection.execute(others.order_by(Stay.checkin)):
        found.setdefault(stay, []).append(Resident(*other))
    return found


def spans_of(work: Work, office: Office, person: str, but: str = "") -> list[tuple[Span, str]]:
    """When a person stayed, and where: what a new stay must not overlap; `but` one stay. Of a house in another unit
    the unit alone is told.
    """
    connection = work.connection()
    wanted = _residents().add_columns(Stay.unit).where(Stay.person_id == person, Stay.id != but)
    return [(Span(stay.checkin, stay.checkout), stay.place if sees(office.actor.units, unit)
             else unit_name(connection, unit)) for *row, unit in connection.execute(wanted)
            for stay in [Resident(*row)]]  # fmt: skip


def _read(connection: Connection, statement: Select[Any]) -> list[Resident]:
    return [Resident(*row) for row in connection.execute(statement)]


def stays_of(office: Office, *, person: str) -> list[Resident]:
    """All stays of a person, newest first."""
    office.require("rental", Action.SEE)
    with office.read("people", person) as connection:
        return stays_of_person(connection, person)


def stays_of_person(connection: Connection, person: str) -> list[Resident]:
    return _read(connection, _residents().where(Stay.person_id == person).order_by(Stay.checkin.desc()))


def recall(office: Office, *, id_number: str) -> tuple[dict[str, Any], Resident | None] | None:
    """A person known by this ID number, in whatever unit: (values for the check-in form, whole; the last stay within
    the actor's units), or None.
    """
    office.require("rental", Action.ADD)
    number = identity.parse(id_number).number
    with office.store.read() as everywhere:  # (s)he stands at the desk: the whole number is known in every unit
        known = everywhere.execute(select(Person.__table__).where(Person.id_number == number)).mappings().first()
    if known is None:
        return None
    with office.read() as connection:
        last = connection.execute(
            _residents().where(Stay.person_id == known["id"]).order_by(Stay.checkin.desc()).limit(1)
        ).first()
    note(office, "look_up", "按证件号码带出", ledger="people", record=known["id"])
    return dict(known), Resident(*last) if last else None


def place_of(office: Office, *, ledger: str, record: str) -> tuple[str, str]:
    """(house, room) to show for a house, a room, or a person's last stay; empty where there is none."""
    office.require("rental", Action.SEE)
    if ledger == "houses":
        return record, ""
    wanted = select(Room.house_id, Room.id)
    if ledger == "people":
        stayed = wanted.join(Stay, Stay.room_id == Room.id).where(Stay.person_id == record)
        wanted = stayed.order_by(Stay.checkin.desc())
    else:
        wanted = wanted.where(Room.id == record)
    with office.read(ledger, record) as connection:
        found = connection.execute(wanted.limit(1)).first()
    return (found[0], found[1]) if found else ("", "")

"""办理入住、办理离开、换房、报送: the front desk of a rented house. The rules themselves stand in `domain.tenancy`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.domain import identity, tenancy
from desktop.domain.access import Action
from desktop.domain.tenancy import Caution, Span
from desktop.errors import Refused
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.office import Office
from desktop.services.staying import residents_of_room, spans_of
from desktop.storage.unit_of_work import Changed, Work

STOPPED = "2"  # codes.room_status


@dataclass(frozen=True, slots=True)
class Guest:
    """One person of a party: values of `people` by field name (with `id` when recalled), and of the stay."""

    person: Mapping[str, Any]
    stay: Mapping[str, Any] = field(default_factory=dict)


def as_rule(room: Room) -> tenancy.Room:
    """What the rules look at in a room."""
    return tenancy.Room(f"{room.room}室", room.cap, room.area, room.status == STOPPED, room.inspect_by)


def check_in(
    office: Office, *, room: str, guests: Sequence[Guest], checkin: date, until: date | None = None, reason: str = ""
) -> Changed:
    """A party moves into a room: persons added or brought up to date, one stay each, one deed.

    `room` is the room's id. Refused codes: room_stopped, room_not_for_living, room_twice, guardian_missing,
    no_document, end_before_start, and whatever a field refuses. Over the cap is no refusal: `cautions` tells it
    beforehand, and `reason` keeps why it was let pass.
    """
    office.require("rental", Action.ADD)
    with office.work("check_in", "办理入住", reason=reason) as work:
        place = work.get(Room, room)
        tenancy.check_room(as_rule(place), use=place.note or "")
        tenancy.check_span(checkin, until, label="租期至", field="until")
        for guest in guests:
            _move_in(work, place, guest, checkin, until)
        return work.commit()


def cautions(office: Office, *, room: str, coming: int, on: date) -> tuple[list[Caution], str]:
    """(warnings, foot line) of a room once so many more persons live there."""
    office.require("rental", Action.SEE)
    with office.store.read() as connection:
        place = connection.execute(select(Room.room, Room.cap, Room.area).where(Room.id == room)).first()
        if place is None:
            raise Refused("没有这个房间", "它可能已被删除，请刷新", code="no_record")
        persons = len(residents_of_room(connection, room, on)) + coming
    rule = tenancy.Room(f"{place.room}室", place.cap, place.area)
    return tenancy.capacity_warnings(rule, persons), tenancy.capacity_words(rule, persons)


def _move_in(work: Work, place: Room, guest: Guest, checkin: date, until: date | None) -> None:
    person = _known_or_new(work, guest.person)
    connection = work.connection()
    tenancy.check_overlap(Span(checkin), spans_of(connection, person.id), person=person.name)
    tenancy.check_guardian(person.birth, checkin, str(guest.stay.get("guardian") or ""))
    shared = {"checkin": checkin, "until": until, "reason": person.reason}
    work.add(Stay, {"room_id": place.id, "person_id": person.id, **shared, **guest.stay})


def _known_or_new(work: Work, values: Mapping[str, Any]) -> Person:
    """The person recalled by id or ID number, brought up to date; otherwise a new one with a valid document."""
    given = {name: value for name, value in values.items() if name != "id" and value not in (None, "")}
    number = given.get("id_number")
    known = work.get(Person, values["id"]) if values.get("id") else None
    if known is None and number:
        known = work.first(Person, id_number=identity.parse(str(number)).number)
    if known is not None:
        work.change(known, given)
        return known
    if not number:
        raise Refused("没有证件号码", "请查验证件；拒不出示证件的不得出租", field="id_number", code="no_document")
    return work.add(Person, given)


def check_out(office: Office, *, stay: str, checkout: date, reason: str = "") -> Changed:
    """A stay ends; the stay itself remains for ever."""
    office.require("rental", Action.CHANGE)
    with office.work("check_out", "办理离开", reason=reason) as work:
        record = _open(work, stay)
        work.change(record, {"checkout": checkout})
        return work.commit()


def change_room(office: Office, *, stay: str, room: str, day: date) -> Changed:
    """The stay ends in one room and goes on in another on the same day, as one deed."""
    office.require("rental", Action.CHANGE)
    with office.work("change_room", "换房") as work:
        record, place = _open(work, stay), work.get(Room, room)
        tenancy.check_room(as_rule(place), use=place.note or "")
        if place.id == record.room_id:
            raise Refused(f"现在就住{place.room}室", "请选另一间", field="room", code="same_room")
        work.change(record, {"checkout": day})
        kept = {name: getattr(record, name) for name in ("until", "relation", "reason", "guardian")}
        work.add(Stay, {"room_id": place.id, "person_id": record.person_id, "checkin": day, **kept})
        return work.commit()


def report(office: Office, *, stays: Sequence[str], day: date) -> Changed:
    """Mark stays as reported to the police on `day`: the start, or the end when they have ended."""
    office.require("rental", Action.CHANGE)
    with office.work("report", "登记报送") as work:
        for record in work.session.scalars(select(Stay).where(Stay.id.in_(stays))).all():
            work.change(record, {"reported_out" if record.checkout else "reported_in": day})
        return work.commit()


def _open(work: Work, stay: str) -> Stay:
    record = work.get(Stay, stay)
    if record.checkout:
        raise Refused(f"已在{record.checkout.isoformat()}办过离开", "日期有误请在登记里修改", code="already_out")
    return record

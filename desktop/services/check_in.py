"""办理入住、办理离开、换房: the front desk of a rented house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.domain import identity
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.office import Office
from desktop.services.staying import open_stay_of
from desktop.storage.unit_of_work import Changed, Work

STOPPED = "2"  # codes.room_status
GUARDIAN_UNDER = 16  # 浙江省流动人口居住登记条例: under 16 declared by the guardian


@dataclass(frozen=True, slots=True)
class Guest:
    """One person of a party: values of `people` by field name (with `id` when recalled), and of the stay."""

    person: Mapping[str, Any]
    stay: Mapping[str, Any] = field(default_factory=dict)


def check_in(office: Office, *, room: str, guests: Sequence[Guest], checkin: date, until: date | None = None,
             reason: str = "") -> Changed:  # fmt: skip
    """A party moves into a room: persons added or brought up to date, one stay each, one deed.

    `room` is the room's id. Refused: room_stopped, in_two_places, guardian_missing, no_document, and whatever
    the fields refuse. Being over the cap is a warning that the form shows (`domain.tenancy`), not a refusal; `reason`
    keeps why it was let pass.
    """
    office.require("rental", Action.ADD)
    with office.work("check_in", "办理入住", reason=reason) as work:
        place = work.get(Room, room)
        if place.status == STOPPED:
            raise Refused(f"{place.room}室已停租", "换一间，或先把状态改为可租", field="room", code="room_stopped")
        for guest in guests:
            _move_in(office, work, place, guest, checkin, until)
        return work.commit()


def _move_in(office: Office, work: Work, place: Room, guest: Guest, checkin: date, until: date | None) -> None:
    person = _known_or_new(work, guest.person)
    if stay := open_stay_of(work.connection(), person.id, on=checkin):
        raise Refused(
            f"{person.name}还住在{stay.place}（{stay.checkin}入住）", "先办理离开，或改为换房", code="in_two_places"
        )
    if person.birth and identity.age_on(person.birth, checkin) < GUARDIAN_UNDER and not guest.stay.get("guardian"):
        raise Refused(f"{person.name}未满16岁", "请填监护人，由监护人申报", field="guardian", code="guardian_missing")
    times = {"checkin": checkin, "until": until, "reason": person.reason}
    work.add(Stay, {"room_id": place.id, "person_id": person.id, **times, **guest.stay})


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
        record = work.get(Stay, stay)
        if record.checkout:
            raise Refused(f"已在{record.checkout}办过离开", "日期有误请在登记里修改", code="already_out")
        work.change(record, {"checkout": checkout})
        return work.commit()


def change_room(office: Office, *, stay: str, room: str, day: date) -> Changed:
    """The stay ends in one room and goes on in another on the same day, as one deed."""
    office.require("rental", Action.CHANGE)
    with office.work("change_room", "换房") as work:
        record, place = work.get(Stay, stay), work.get(Room, room)
        if record.checkout:
            raise Refused(f"已在{record.checkout}离开", "请重新办理入住", code="already_out")
        if place.status == STOPPED:
            raise Refused(f"{place.room}室已停租", "换一间，或先把状态改为可租", field="room", code="room_stopped")
        work.change(record, {"checkout": day})
        kept = {name: getattr(record, name) for name in ("until", "relation", "reason", "guardian")}
        work.add(Stay, {"room_id": place.id, "person_id": record.person_id, "checkin": day, **kept})
        return work.commit()


def report(office: Office, *, stays: Sequence[str], day: date) -> Changed:
    """Mark stays as reported to the police on `day`: the start, or the end when they have ended."""
    office.require("rental", Action.CHANGE)
    with office.work("report", "登记报送") as work:
        for record in work.session.scalars(select(Stay).where(Stay.id.in_(stays))):
            work.change(record, {"reported_out" if record.checkout else "reported_in": day})
        return work.commit()



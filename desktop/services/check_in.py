"""办理入住、办理离开、换房: the front desk of a rented house. The rules themselves stand in `domain.tenancy`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop.domain import identity, tenancy
from desktop.domain.access import Action
from desktop.domain.tenancy import Span
from desktop.errors import Refused
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.alike import refuse_alike
from desktop.services.letting import letting_of
from desktop.services.office import Office
from desktop.services.staying import spans_of
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
    office: Office,
    *,
    room: str,
    guests: Sequence[Guest],
    checkin: date,
    until: date | None = None,
    reason: str = "",
    distinct: bool = False,
) -> Changed:
    """A party moves into a room: persons added or brought up to date, one stay each, one deed.

    `room` is the room's id. Refused codes: room_stopped, room_not_for_living, room_twice, guardian_missing,
    no_document, name_against_known, end_before_start, future_date, and whatever a field refuses. Without a `reason`
    also over_cap, area_each, let_already (`letting` tells them beforehand); the log keeps the reason. A new person
    who may be a known one (R19) is refused as alike, unless somebody says that they are `distinct`.
    """
    office.require("rental", Action.ADD)
    tenancy.check_not_ahead(checkin, office.today, label="入住日期", field="checkin")
    tenancy.check_span(checkin, until, label="租期至", field="until")
    with office.work("check_in", "办理入住", reason=reason.strip()) as work:
        place = work.get(Room, room)
        tenancy.check_room(as_rule(place), use=place.note or "")
        related = tenancy.joins(guest.stay.get("relation") for guest in guests)
        told = letting_of(work.connection(), room, len(guests), checkin, related=related)
        for guest in guests:
            _move_in(office, work, place, guest, checkin, until, distinct=distinct)
        tenancy.check_reason(told.cautions, reason)  # last: what a reason cannot help is told first
        return work.commit()


def _move_in(
    office: Office, work: Work, place: Room, guest: Guest, checkin: date, until: date | None, *, distinct: bool
) -> None:
    person = _known_or_new(office, work, place, guest, distinct=distinct)
    if not str(guest.stay.get("elsewhere") or "").strip():
        tenancy.check_overlap(Span(checkin), spans_of(work, office, person.id), person=person.name)
    tenancy.check_guardian(person.birth, checkin, str(guest.stay.get("guardian") or ""))
    shared = {"checkin": checkin, "until": until, "reason": person.reason}
    work.add(Stay, {"room_id": place.id, "person_id": person.id, **shared, **guest.stay})


def _known_or_new(office: Office, work: Work, place: Room, guest: Guest, *, distinct: bool) -> Person:
    """The person recalled by ID number or id, brought up to date; otherwise a new one with a valid document.

    The whole number brings a person along from any other unit (R6): (s)he stands at the desk.
    """
    given = {name: value for name, value in guest.person.items() if name != "id" and value not in (None, "")}
    number = given.get("id_number")
    known = work.first(Person, id_number=identity.parse(str(number)).number) if number else None
    if known is None and guest.person.get("id"):
        recalled = work.get(Person, guest.person["id"])
        known = recalled if not number or recalled.id_number is None else None
    if known is not None:
        _check_name(known, str(given.get("name") or ""))
        work.move(known, place.unit)
        work.change(known, given)
        return known
    if not number and not guest.stay.get("exempt"):
        raise Refused("没有证件号码", "请查验证件；拒不出示证件的不得出租", field="id_number", code="no_document")
    new = work.add(Person, given)
    refuse_alike(work, office, new, None, distinct=distinct)
    return new


def _check_name(known: Person, name: str) -> None:
    """An ID number belongs to one name; a person is never renamed by the way."""
    if name and "".join(name.split()) != "".join(known.name.split()):
        cause = f"这个证件号码登记的是{known.name}，不是{name}"
        raise Refused(cause, "对照证件核对；确已改名的先在名录里改姓名", field="name", code="name_against_known")


def check_out(office: Office, *, stay: str, checkout: date, reason: str = "") -> Changed:
    """A stay ends; the stay itself remains for ever. Refused codes: future_date, end_before_start, already_out."""
    office.require("rental", Action.CHANGE)
    tenancy.check_not_ahead(checkout, office.today, label="离开日期", field="checkout")
    with office.work("check_out", "办理离开", reason=reason.strip()) as work:
        record = _open(work, stay)
        work.change(record, {"checkout": checkout})
        return work.commit()


def change_room(office: Office, *, stay: str, room: str, day: date, reason: str = "") -> Changed:
    """The stay ends in one room and goes on in another on the same day, as one deed.

    Refused codes: same_room, future_date, end_before_start, room_stopped, room_not_for_living; without a `reason`
    over_cap and area_each. Whom one moves in with is not asked.
    """
    office.require("rental", Action.CHANGE)
    tenancy.check_not_ahead(day, office.today, label="换房日期", field="day")
    with office.work("change_room", "换房", reason=reason.strip()) as work:
        record, place = _open(work, stay), work.get(Room, room)
        tenancy.check_room(as_rule(place), use=place.note or "")
        if place.id == record.room_id:
            raise Refused(f"现在就住{place.room}室", "请选另一间", field="room", code="same_room")
        tenancy.check_span(record.checkin, day, label="换房日期", field="day")
        told = letting_of(work.connection(), room, 1, day, related=True)
        tenancy.check_reason(told.cautions, reason)
        work.change(record, {"checkout": day})
        kept = {name: getattr(record, name) for name in KEPT}
        work.add(Stay, {"room_id": place.id, "person_id": record.person_id, "checkin": day, **kept})
        return work.commit()


KEPT = ("until", "relation", "reason", "guardian", "exempt", "elsewhere")
"""What goes along to the next room."""


def _open(work: Work, stay: str) -> Stay:
    record = work.get(Stay, stay)
    if record.checkout:
        raise Refused(f"已在{record.checkout.isoformat()}办过离开", "日期有误的请更正", code="already_out")
    return record

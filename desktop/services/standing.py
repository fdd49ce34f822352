"""How what a look-up found stands today: who lives here now, how far a case is, the grade of a house."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, or_, select

from desktop.domain import codes
from desktop.domain.access import Action
from desktop.ledgers import find
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.houses import House
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.office import Office
from desktop.storage.lookup import Hit


@dataclass(frozen=True, slots=True)
class Standing:
    """`kind` (living, left, case, grade) tells how it is drawn, `word` what it says; `place`: where somebody lives."""

    kind: str
    word: str
    place: str = ""


Standings = Mapping[str, Standing]


def standings(office: Office, hits: Iterable[Hit]) -> Standings:
    """By record id; records without a standing, and ledgers that the person may not see, are left out."""
    by_ledger: dict[str, list[str]] = {}
    for hit in hits:
        by_ledger.setdefault(hit.ledger, []).append(hit.record)
    found: dict[str, Standing] = {}
    with office.read() as connection:
        for ledger, ids in by_ledger.items():
            if ledger in READERS and office.may(find(ledger).ledger.area, Action.SEE):
                found |= READERS[ledger](connection, ids, office.today)
    return found


def _people(connection: Connection, ids: list[str], today: date) -> dict[str, Standing]:
    here = (Stay.checkin <= today) & or_(Stay.checkout.is_(None), Stay.checkout > today)
    wanted = select(Stay.person_id, here, Stay.room_id).where(Stay.person_id.in_(ids)).order_by(here, Stay.checkin)
    last = {person: room if now else "" for person, now, room in connection.execute(wanted)}  # one index tells it
    places = _places(connection, [room for room in last.values() if room])
    return {person: Standing("living", "在住", places.get(room, "")) if room else Standing("left", "已离开")
            for person, room in last.items()}  # fmt: skip


def _places(connection: Connection, rooms: list[str]) -> dict[str, str]:
    wanted = select(Room.id, House.house_address, Room.room).join(House, House.id == Room.house_id)
    found = connection.execute(wanted.where(Room.id.in_(rooms)))
    return {room: f"{address} {number}" for room, address, number in found}


def _disputes(connection: Connection, ids: list[str], today: date) -> dict[str, Standing]:
    found = connection.execute(select(Dispute.id, Dispute.state).where(Dispute.id.in_(ids), Dispute.state.is_not(None)))
    return {case: Standing("case", codes.label("case_state", state)) for case, state in found}


def _houses(connection: Connection, ids: list[str], today: date) -> dict[str, Standing]:
    found = connection.execute(select(House.id, House.grade).where(House.id.in_(ids), House.grade.is_not(None)))
    return {house: Standing("grade", codes.label("grade", grade)) for house, grade in found}


READERS: Mapping[str, Callable[[Connection, list[str], date], dict[str, Standing]]] = {
    "people": _people,
    "disputes": _disputes,
    "houses": _houses,
}

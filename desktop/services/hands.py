"""用工匹配: incomers who live here and suit an enterprise's need (issue 5). Search and every person shown are logged.

The list names nobody. A person's name and telephone are shown one at a time, for the need's purpose; the ID number
is not needed for it and never shown here (PIPL: no more than the purpose asks).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, or_, select

from desktop.domain import codes, hands
from desktop.domain.access import Action
from desktop.domain.hands import Need
from desktop.domain.identity import age_on
from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.ledgers.labour_needs import LabourNeed
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.office import Office
from desktop.services.records import get_record
from desktop.services.sign_in import note

MOST = 300  # people in the list; the best come first
CARD = (Person.id, Person.sex, Person.birth, Person.education, Person.skill, Person.employment, Person.work,
        Person.name)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """A need that is not filled: id, and what stands in the list."""

    id: str
    enterprise: str
    job: str
    wanted: int | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who suits, covered: `name` is the surname only."""

    id: str
    name: str
    sex: str
    age: int | None
    education: str
    skill: str
    employment: str
    work: str
    village: str


@dataclass(frozen=True, slots=True)
class Hands:
    """`total` suit; the best `MOST` of them are `hands`."""

    purpose: str
    total: int
    hands: tuple[Hand, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One person as shown for a need."""

    id: str
    name: str
    phone: str
    address: str


def open_needs(office: Office) -> list[OpenNeed]:
    """Those not filled and not run out, the soonest to end first."""
    office.require("rental", Action.SEE)
    still = or_(LabourNeed.until.is_(None), LabourNeed.until >= office.today)
    wanted = select(LabourNeed.id, LabourNeed.enterprise, LabourNeed.job, LabourNeed.wanted, LabourNeed.until)
    with office.read() as connection:
        found = connection.execute(
            wanted.where(still, LabourNeed.filled.is_not(True)).order_by(
                LabourNeed.until.is_(None), LabourNeed.until, LabourNeed.row
            )
        )
        return [OpenNeed(*row) for row in found]


def read_need(office: Office, *, need: str) -> dict[str, Any]:
    """A need for its form: values by field name, numbers masked."""
    return get_record(office, ledger=LabourNeed.ledger.name, record=need)


def find_hands(office: Office, *, need: str, seeking: bool = False) -> Hands:
    """Who lives here today and suits the need (its id); `seeking`: only who looks for work."""
    office.require("rental", Action.REVEAL)
    with office.read("labour_needs", need) as connection:
        asked = _need(connection, need)
        found = list(connection.execute(_suiting(office, asked, seeking=seeking)))
        best = sorted(found, key=lambda row: (-_score(asked, row), row.id))[:MOST]
        villages = _villages(connection, [row.id for row in best], office.today)
    note(office, "match", "用工匹配", reason=asked.purpose, ledger="labour_needs", record=need, found=len(found))
    lines = (_hand(row, villages.get(row.id, ""), office.today) for row in best)
    return Hands(asked.purpose, len(found), tuple(lines))


def show_hand(office: Office, *, need: str, person: str) -> Shown:
    """One person's name, telephone and address, for this need; the log has it before anybody sees it."""
    office.require("rental", Action.REVEAL)
    with office.read("people", person) as connection:
        purpose = _need(connection, need).purpose
        row = connection.execute(select(Person.id, Person.name, Person.phone, Person.address)
                                 .where(Person.id == person)).first()  # fmt: skip
    if row is None:
        raise Refused("没有这个人", "他可能已被删除，请刷新", code="no_record")
    note(office, "reveal", "查看联系方式", reason=purpose, ledger="people", record=person)
    return Shown(row.id, row.name, row.phone or "", row.address or "")


def _need(connection: Connection, need: str) -> Need:
    row = connection.execute(select(LabourNeed.__table__).where(LabourNeed.id == need)).first()
    if row is None:
        raise Refused("没有这条用工需求", "它可能已被删除，请刷新", code="no_record")
    return Need(row.enterprise, row.job, hands.words_of(row.skills or ""), row.sex or "",
                row.youngest or hands.LEAST_AGE, row.oldest, row.education or "")  # fmt: skip


def _suiting(office: Office, need: Need, *, seeking: bool) -> Any:
    earliest, latest = hands.births(need, office.today)
    here: list[ColumnElement[bool]] = [_lives_here(office.today), Person.birth <= latest]
    if earliest is not None:
        here.append(Person.birth > earliest)
    if need.sex:
        here.append(Person.sex == need.sex)
    if schooling := hands.enough_schooling(need.education):
        here.append(Person.education.in_(schooling))
    if seeking:
        here.append(Person.employment.in_(hands.SEEKING))
    if patterns := hands.any_of(need.skills):
        told = [column.like(one, escape="\\") for one in patterns for column in (Person.skill, Person.work)]
        here.append(or_(*told))
    return select(*CARD).where(*here)


def _lives_here(today: date) -> ColumnElement[bool]:
    now = or_(Stay.checkout.is_(None), Stay.checkout > today)
    return exists().where(Stay.person_id == Person.id, Stay.checkin <= today, now)


def _score(need: Need, row: Row[Any]) -> int:
    return hands.score(need, skill=row.skill or "", work=row.work or "", employment=row.employment or "")


def _villages(connection: Connection, people: list[str], today: date) -> dict[str, str]:
    now = or_(Stay.checkout.is_(None), Stay.checkout > today)
    lived = (
        select(Stay.person_id, House.village).join(Room, Room.id == Stay.room_id).join(House, House.id == Room.house_id)
    )
    here = lived.where(Stay.person_id.in_(people), Stay.checkin <= today, now)
    return {person: village or "" for person, village in connection.execute(here)}


def _hand(row: Row[Any], village: str, today: date) -> Hand:
    def label(table: str, code: str | None) -> str:
        return codes.label(table, code) if code else ""

    age = None if row.birth is None else age_on(row.birth, today)
    return Hand(row.id, hands.covered_name(row.name), label("sex", row.sex), age,
                label("education", row.education), row.skill or "", label("employment", row.employment),
                row.work or "", village)  # fmt: skip

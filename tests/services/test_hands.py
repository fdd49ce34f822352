"""用工匹配: who suits, covered until shown for the purpose, everything in the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services import hands, house_rooms, records
from desktop.services.office import Actor, Office
from desktop.storage.changes import Change

NEED = {"enterprise": "王宅针织厂", "job": "缝纫工", "skills": "缝纫、平车", "youngest": 18, "oldest": 50, "wanted": 3}
PEOPLE = (
    {"name": "汤月娥", "sex": "2", "birth": "1980-05-02", "skill": "缝纫", "phone": "13900002206", "employment": "1"},
    {"name": "朱成林", "sex": "1", "birth": "1990-05-02", "skill": "缝纫、平车", "employment": "2"},
    {"name": "潘德明", "sex": "1", "birth": "1990-05-02", "skill": "焊工", "employment": "2"},
    {"name": "王小虎", "sex": "1", "birth": "2009-05-02", "skill": "缝纫", "employment": "2"},
    {"name": "陈远方", "sex": "1", "birth": "1990-05-02", "skill": "缝纫", "employment": "2"},
)


@pytest.fixture
def people(office: Office) -> dict[str, str]:
    """All of them live in one house, but 陈远方 has left."""
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明", "village": "良宅村"}
    house_rooms.add_house(office, values=values, floors=1, rooms_each=len(PEOPLE), room={})
    with office.store.read() as connection:
        rooms = list(connection.scalars(select(Room.id)))
    with office.work("test", "准备") as work:
        made = {str(values["name"]): work.add(Person, values).id for values in PEOPLE}
        for room, (name, person) in zip(rooms, made.items(), strict=True):
            left = date(2026, 8, 1) if name == "陈远方" else None
            work.add(Stay, {"room_id": room, "person_id": person, "checkin": date(2026, 5, 4), "checkout": left})
        work.commit()
    return made


@pytest.fixture
def need(office: Office) -> str:
    return str(records.add_record(office, ledger="labour_needs", values=NEED).ids("labour_needs")[0])


def logged(office: Office) -> list[tuple[str, str, str]]:
    with office.store.read() as connection:
        return [(row.command, row.reason, row.record) for row in connection.execute(
            select(Change.command, Change.reason, Change.record).order_by(Change.seq))][-2:]  # fmt: skip


def test_who_lives_here_and_suits_is_found_best_first_and_covered(
    office: Office, people: dict[str, str], need: str
) -> None:
    found = hands.find_hands(office, need=need)
    assert [one.id for one in found.hands] == [people["朱成林"], people["汤月娥"]]
    assert [one.name for one in found.hands] == ["朱**", "汤**"]
    assert found.hands[0].village == "良宅村"
    assert [one.id for one in hands.find_hands(office, need=need, seeking=True).hands] == [people["朱成林"]]


def test_a_person_is_shown_for_the_purpose_which_the_log_keeps(
    office: Office, people: dict[str, str], need: str
) -> None:
    hands.find_hands(office, need=need)
    shown = hands.show_hand(office, need=need, person=people["汤月娥"])
    assert (shown.name, shown.phone) == ("汤月娥", "13900002206")
    purpose = "用工匹配：王宅针织厂招缝纫工"
    assert logged(office) == [("match", purpose, need), ("reveal", purpose, people["汤月娥"])]


def test_who_may_not_see_numbers_may_not_match(office: Office, need: str) -> None:
    grid = replace(office, actor=Actor("wg", "沈静", ("grid",), office.actor.unit))
    with pytest.raises(Refused) as refused:
        hands.find_hands(grid, need=need)
    assert refused.value.code == "not_allowed"


def test_a_child_is_not_sought(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        records.add_record(office, ledger="labour_needs", values=NEED | {"youngest": 15})
    assert (refused.value.code, refused.value.field) == ("child_labour", "youngest")


def test_needs_that_are_filled_or_ran_out_are_not_listed(office: Office, need: str) -> None:
    for more in ({"filled": True}, {"until": "2026-9-1"}):
        records.add_record(office, ledger="labour_needs", values=NEED | more)
    assert [one.id for one in hands.open_needs(office)] == [need]

"""R19: the same ID stops, same name and birth asks, "not the same" is remembered, a merge is reversible."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.ledgers.gradings import Grading
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services import duplicates, grading, merging, records, undo
from desktop.services.office import Office

MAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)
ONE = {"name": "汤月娥", "birth": date(1978, 5, 2), "phone": "13900002206", "work": "针织厂"}
TWIN = {"name": "汤月娥", "birth": date(1978, 5, 2), "origin": "湖南省怀化市溆浦县"}


def person(office: Office, values: dict[str, Any], **options: Any) -> str:
    return str(records.add_record(office, ledger="people", values=values, **options).ids("people")[0])


def code(run: Any) -> str:
    with pytest.raises(Refused) as refused:
        run()
    return refused.value.code


@pytest.fixture
def twins(office: Office) -> tuple[str, str]:
    return person(office, ONE), _past_the_question(office, TWIN)


def _past_the_question(office: Office, values: dict[str, Any]) -> str:
    """A second record as it comes in with an old ledger, where nobody is asked."""
    with office.work("import", "导入") as work:
        made = work.add(Person, values)
        work.commit()
    return made.id


def stored(office: Office, record: str) -> dict[str, Any]:
    return records.get_record(office, ledger="people", record=record, full=True)


def test_R19_the_same_id_stops(office: Office) -> None:
    person(office, {"name": "汤月娥", "id_number": "330723197805022209"} | {"birth": None})
    assert code(lambda: person(office, {"name": "汤月"} | {"id_number": "330723197805022209"})) == "already_there"


def test_R19_the_same_name_and_birth_asks(office: Office) -> None:
    person(office, ONE)
    with pytest.raises(Refused, match="已有姓名、出生日期相同的租住人员：汤月娥 1978-05-02") as refused:
        person(office, TWIN)
    assert refused.value.code == "alike"
    assert code(lambda: person(office, {"name": "汤月娥", "phone": "139 0000 2206"})) == "alike"
    person(office, {"name": "汤月娥", "birth": date(1979, 5, 2)})


def test_R19_only_what_is_really_the_same_is_said(office: Office) -> None:
    person(office, ONE | {"phone": "13912342206"})
    with pytest.raises(Refused, match="已有姓名、出生日期相同的租住人员：") as refused:
        person(office, TWIN | {"phone": "15800007730"})
    assert "电话" not in refused.value.cause


def test_R19_a_change_that_makes_two_alike_asks_and_another_change_does_not(office: Office) -> None:
    person(office, ONE)
    other = person(office, {"name": "汤月", "birth": date(1978, 5, 2)})
    wrong = {"ledger": "people", "record": other, "values": {"name": "汤月娥"}, "version": 1}
    assert code(lambda: records.change_record(office, **wrong)) == "alike"
    records.change_record(office, **wrong, distinct=True)
    records.change_record(office, ledger="people", record=other, values={"work": "砖厂"}, version=2)


def test_R19_not_the_same_person_is_remembered(office: Office, twins: tuple[str, str]) -> None:
    (pair,) = duplicates.find_pairs(office, ledger="people")
    assert {pair.first, pair.second} == set(twins)
    assert pair.by == ("姓名", "出生日期")
    duplicates.set_distinct(office, ledger="people", first=twins[1], second=twins[0], reason="两人都来过窗口")
    assert duplicates.find_pairs(office, ledger="people") == []
    records.change_record(office, ledger="people", record=twins[0], values={"birth": None}, version=1)
    records.change_record(office, ledger="people", record=twins[0], values={"birth": ONE["birth"]}, version=2)
    for _ in range(3):
        undo.undo(office)
    assert len(duplicates.find_pairs(office, ledger="people")) == 1


def test_R19_said_to_be_different_while_saving_is_remembered_too(office: Office) -> None:
    person(office, ONE)
    person(office, TWIN, distinct=True)
    assert duplicates.find_pairs(office, ledger="people") == []


def living(office: Office, person: str, start: date, end: date | None) -> str:
    with office.work("test", "准备") as work:
        room = a_room(office)
        made = work.add(Stay, {"room_id": room, "person_id": person, "checkin": start, "checkout": end})
        work.commit()
    return made.id


def a_room(office: Office) -> str:
    with office.store.read() as connection:
        found = connection.scalar(select(Room.id))
    if found:
        return str(found)
    house = records.add_record(office, ledger="houses", values={"house_address": "良宅村1号", "house_owner": "朱成林"})
    rooms = records.add_record(office, ledger="rooms", values={"house_id": house.ids("houses")[0], "room": "101"})
    return str(rooms.ids("rooms")[0])


def test_R19_a_merge_moves_every_link_and_is_undone_as_one(office: Office, twins: tuple[str, str]) -> None:
    keep, drop = twins
    first, second = living(office, keep, MAY, JUNE), living(office, drop, JUNE, None)
    sides = merging.compare(office, ledger="people", first=keep, second=drop)
    assert sides.uses == ((("租住登记", 1),), (("租住登记", 1),))
    advised = [line.name for line in sides.lines if line.differs and not line.first]
    assert advised == ["origin"]
    merging.merge_records(office, ledger="people", keep=keep, drop=drop, take=advised)
    assert stored(office, keep)["origin"] == TWIN["origin"]
    assert owners(office) == {first: keep, second: keep}
    assert code(lambda: stored(office, drop)) == "no_record"
    undo.undo(office)
    assert owners(office) == {first: keep, second: drop}
    assert stored(office, keep)["origin"] is None
    assert stored(office, drop)["name"] == "汤月娥"


def owners(office: Office) -> dict[str, str]:
    with office.store.read() as connection:
        return {row.id: row.person_id for row in connection.execute(select(Stay.id, Stay.person_id))}


def test_R19_two_who_lived_somewhere_at_once_are_not_one(office: Office, twins: tuple[str, str]) -> None:
    keep, drop = twins
    living(office, keep, MAY, JULY)
    living(office, drop, JUNE, None)
    assert code(lambda: merging.merge_records(office, ledger="people", keep=keep, drop=drop)) == "overlap"
    assert set(owners(office).values()) == {keep, drop}


def test_R19_the_id_number_of_the_second_is_taken_over(office: Office) -> None:
    keep = person(office, ONE)
    drop = _past_the_question(office, {"name": "汤月娥", "id_number": "330723197805022209"})
    merging.merge_records(office, ledger="people", keep=keep, drop=drop, take=["id_number"])
    assert stored(office, keep)["id_number"] == "330723197805022209"
    with office.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Person)) == 1


def test_a_record_is_not_merged_with_itself_nor_a_ledger_without_likeness(office: Office) -> None:
    one = person(office, ONE)
    assert code(lambda: merging.merge_records(office, ledger="people", keep=one, drop=one)) == "same_record"
    assert code(lambda: merging.compare(office, ledger="stays", first=one, second=one)) == "no_merge"


def test_R19_houses_become_one_with_their_rooms_stays_and_grades(office: Office) -> None:
    address = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明"}
    houses, rooms = [], []
    for number, start in enumerate((MAY, JUNE)):
        with office.work("import", "导入") as work:
            house = work.add(House, address)
            room = work.add(Room, {"house_id": house.id, "room": "101"})
            more = work.add(Room, {"house_id": house.id, "room": f"20{number}"})
            who = work.add(Person, {"name": f"朱成{'林森'[number]}"})
            work.add(Stay, {"room_id": room.id, "person_id": who.id, "checkin": start})
            work.commit()
        houses.append(house.id)
        rooms.append((room.id, more.id))
        grading.regrade(office, targets=[("houses", house.id)], grade=str(3 - number), reason="用电线路老化")
    merging.merge_records(office, ledger="houses", keep=houses[0], drop=houses[1])
    with office.store.read() as connection:
        assert set(connection.scalars(select(Stay.room_id))) == {rooms[0][0]}
        assert set(connection.scalars(select(Room.id))) == {*rooms[0], rooms[1][1]}
        latest = connection.execute(select(Grading.house_id, Grading.grade).where(Grading.latest.is_(True))).all()
        assert [tuple(one) for one in latest] == [(houses[0], "2")]
        assert connection.scalar(select(House.grade)) == "2"
    undo.undo(office)
    with office.store.read() as connection:
        assert set(connection.scalars(select(Stay.room_id))) == {rooms[0][0], rooms[1][0]}
        assert len(connection.scalars(select(Grading.id).where(Grading.latest.is_(True))).all()) == 2

"""Which unit a record bears (R6), whatever was new, removed or undone meanwhile."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from desktop.ledgers import Record
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.ledgers.units import Unit
from desktop.services import audit, records, undo
from desktop.services.office import Office
from desktop.storage.unit_of_work import Work

LIANG, TAO = "330723105201", "330723105202"
CODES = {"良宅村": LIANG, "陶宅村": TAO}


@pytest.fixture
def house(office: Office) -> str:
    """In 良宅村, with the room 101."""
    with office.work("test", "准备") as work:
        for name, code in CODES.items():
            work.add(Unit, {"code": code, "name": f"{name}民委员会", "level": "06"}, unit=code)
        work.commit()
    with office.work("test", "准备") as work:
        house = work.add(House, {"village": "良宅村", "house_address": "溪东路1号"})
        work.add(Room, {"house_id": house.id, "room": "101"})
        work.commit()
    return house.id


def relocate(office: Office, house: str, village: str) -> str:
    with office.work("change", "改村") as work:
        work.change(work.get(House, house), {"village": village})
        return work.commit().batch


def room(office: Office, house: str, name: str) -> str:
    return records.add_record(office, ledger="rooms", values={"house_id": house, "room": name}).ids("rooms")[0]


def units(office: Office, model: type[Record]) -> set[str]:
    with office.store.read() as connection:
        return set(connection.scalars(select(model.unit)))


def let(work: Work, house: str, name: str) -> None:
    place, person = work.add(Room, {"house_id": house, "room": name}), work.add(Person, {"name": "汤月娥"})
    work.add(Stay, {"room_id": place.id, "person_id": person.id, "checkin": date(2026, 5, 1)})


ALL = (House, Room, Stay, Person)


def test_what_is_new_in_a_work_moves_along_in_it(office: Office, house: str) -> None:
    with office.work("test", "新房") as work:
        fresh = work.add(House, {"village": "良宅村", "house_address": "溪东路2号"})
        for one in (fresh, work.get(House, house)):
            let(work, one.id, "201")
            work.change(one, {"village": "陶宅村"})
        work.commit()
    assert [units(office, model) for model in ALL] == [{TAO}] * 4


def test_what_was_hung_under_another_in_a_work_goes_where_that_goes(office: Office, house: str) -> None:
    with office.work("test", "改挂") as work:
        old = work.get(House, house)
        fresh = work.add(House, {"village": "良宅村", "house_address": "溪东路2号"})
        place = work.first(Room, room="101")
        assert place is not None
        work.change(place, {"house_id": fresh.id})
        work.change(old, {"village": "陶宅村"})
        assert place.unit == LIANG
        work.change(fresh, {"village": "陶宅村"})
        work.commit()
    assert units(office, Room) == {TAO}


def test_an_undone_move_takes_back_what_came_meanwhile(office: Office, house: str) -> None:
    moved = relocate(office, house, "陶宅村")
    with office.work("test", "出租") as work:
        let(work, house, "201")
        work.commit()
    undo.undo(office, batch=moved)
    assert [units(office, model) for model in ALL] == [{LIANG}] * 4
    undo.redo(office)
    assert [units(office, model) for model in ALL] == [{TAO}] * 4
    assert audit.verify_log(office).ok


def test_what_comes_back_is_where_its_house_is_by_now(office: Office, house: str) -> None:
    gone = room(office, house, "201")
    records.remove_record(office, ledger="rooms", record=gone)
    removed = undo.last_undoable(office)
    assert removed is not None
    relocate(office, house, "陶宅村")
    undo.undo(office, batch=removed[0])
    assert units(office, Room) == {TAO}


def test_a_house_and_its_room_come_back_together(office: Office, house: str) -> None:
    with office.work("remove", "删除") as work:
        work.remove(work.first(Room, room="101") or pytest.fail("no room"))
        work.remove(work.get(House, house))
        batch = work.commit().batch
    undo.undo(office, batch=batch)
    assert (units(office, House), units(office, Room)) == ({LIANG}, {LIANG})

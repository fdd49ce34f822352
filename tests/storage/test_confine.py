"""Reads narrowed by the store itself, and an old centre whose records bore the clerk's unit."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection, select, text

from desktop.ledgers import catalogue
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.ledgers.units import Unit
from desktop.services.office import Office
from desktop.storage.confine import views
from desktop.storage.migrations import m0003_units
from desktop.storage.store import Store

VILLAGE, OTHER = "330723105201", "330723105202"


@pytest.fixture
def old(office: Office) -> dict[str, str]:
    """Everything under the clerk's unit, as it was before records bore that of what they belong to."""
    with office.work("test", "准备") as work:
        work.add(Unit, {"code": VILLAGE, "name": "良宅村委会", "level": "06"}, unit=VILLAGE)
        house = work.add(House, {"village": "良宅村", "house_address": "良宅村溪东路1号"})
        room = work.add(Room, {"house_id": house.id, "room": "101"})
        here, left = (work.add(Person, {"name": name}) for name in ("汤月娥", "朱成林"))
        for person, end in ((here, None), (left, date(2026, 8, 1))):
            values = {"room_id": room.id, "person_id": person.id, "checkin": date(2026, 5, 1), "checkout": end}
            work.add(Stay, values)
        work.commit()
    with office.store.engine.begin() as connection:
        for table in ("houses", "rooms", "people", "stays"):
            connection.execute(text(f"UPDATE {table} SET unit = '330723105'"))
    return {"houses": house.id, "rooms": room.id, "here": here.id, "left": left.id}


def units(connection: Connection, table: str) -> set[str]:
    return set(connection.scalars(text(f"SELECT unit FROM {table}")))


def test_an_old_centre_s_records_go_to_the_unit_of_what_they_belong_to(office: Office, old: dict[str, str]) -> None:
    with office.store.engine.begin() as connection:
        m0003_units.upgrade(connection)
    with office.store.read() as connection:
        assert [units(connection, table) for table in ("houses", "rooms", "stays")] == [{VILLAGE}] * 3
        people = dict(connection.execute(select(Person.id, Person.unit)).all())  # type: ignore[arg-type]
    assert people == {old["here"]: VILLAGE, old["left"]: "330723105"}


def test_the_look_up_is_made_anew_with_the_new_units(office: Office, old: dict[str, str]) -> None:
    with office.store.engine.begin() as connection:
        m0003_units.upgrade(connection)
    again = Store.open(office.store.home, office.store.key)
    with again.read((VILLAGE,)) as connection:
        found = set(connection.scalars(text("SELECT record FROM lookup_row")))
    again.close()
    assert {old["houses"], old["rooms"], old["here"]} <= found


def test_no_ledger_of_a_unit_is_read_past_its_view(office: Office) -> None:
    narrowed = {statement.split('"')[1] for statement in views((VILLAGE,)) if '"' in statement}
    assert narrowed == {name for name, model in catalogue().items() if model.ledger.whose == "unit"}


def test_what_is_narrowed_stays_so_on_every_connection(office: Office, old: dict[str, str]) -> None:
    for seen in ((VILLAGE,), (OTHER,), ()):
        with office.store.read(seen) as one, office.store.read(seen) as two:
            assert [len(one.execute(select(House.id)).all()), len(two.execute(select(House.id)).all())] == [0, 0]
    with office.store.read(("330723105",)) as connection:
        assert len(connection.execute(select(House.id)).all()) == 1
    with office.store.read() as connection:
        assert len(connection.execute(select(House.id)).all()) == 1

"""What goes along with a record that is destroyed, what keeps it, and that no word of it stays in the look-up."""

from __future__ import annotations

from sqlalchemy import text

from desktop.ledgers import find
from desktop.services.office import Office
from desktop.storage import expiry, lookup
from desktop.storage.purge import purge_records


def house(office: Office) -> tuple[str, str, str]:
    with office.work("add", "登记") as work:
        made = work.add(find("houses"), {"house_address": "溪东路18号", "house_owner": "潘德明"})
        room = work.add(find("rooms"), {"house_id": made.id, "room": "201"})
        person = work.add(find("people"), {"name": "郑国群"})
        work.commit()
    return made.id, room.id, person.id


def test_rooms_go_along_with_their_house(office: Office) -> None:
    made, room, _ = house(office)
    with office.store.read() as connection:
        assert expiry.whole(connection, "houses", [made]) == {("houses", made): made, ("rooms", room): made}


def test_whatever_points_in_from_outside_keeps_a_root(office: Office) -> None:
    made, room, person = house(office)
    with office.work("add", "登记") as work:
        work.add(find("stays"), {"room_id": room, "person_id": person, "checkin": "2026-09-01"})
        work.commit()
    with office.store.read() as connection:
        assert expiry.kept(connection, {("people", person): person}) == {person}
        assert expiry.kept(connection, expiry.whole(connection, "houses", [made])) == set()
        assert expiry.left_alone(connection, "people", [person], ()) == []


def test_the_look_up_forgets_the_words_of_what_was_destroyed(office: Office) -> None:
    *_, person = house(office)
    with office.store.engine.begin() as connection:
        purge_records(connection, "people", [person])
        lookup.forget_dropped(connection)
        blocks = connection.execute(text("SELECT block FROM lookup_token_data")).scalars().all()
    assert not any("国群".encode() in block for block in blocks)
    assert any("溪东".encode() in block for block in blocks)

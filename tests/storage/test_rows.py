"""Plain rows: ordered, narrowed, paged by row numbers; the same by page as in one read."""

from __future__ import annotations

import pytest

from desktop.domain import identity
from desktop.ledgers.people import Person
from desktop.ledgers.stays import Stay
from desktop.services import check_in, house_rooms, records, room_board
from desktop.services.office import Office
from desktop.storage import rows
from desktop.storage.rows import Condition, View

BODY = "52260119900101021"
NUMBER = BODY + identity.check_digit(BODY)
NAMES = ("汤月娥", "朱成林", "谭秀英", "罗成")


@pytest.fixture
def four(office: Office) -> Office:
    for number, name in enumerate(NAMES):
        records.add_record(office, ledger="people", values={"name": name, "work": "木工" if number % 2 else None})
    return office


def names(office: Office, **view: object) -> list[str]:
    with office.store.read() as connection:
        return [row[0] for row in rows.select_rows(connection, Person, View(**view), ("name",))]  # type: ignore[arg-type]


def test_the_order_is_the_one_asked_for(four: Office) -> None:
    assert names(four, sort="name") == sorted(NAMES)
    assert names(four, sort="name", descending=True) == sorted(NAMES, reverse=True)
    assert names(four, sort="row") == list(NAMES)


def test_pages_give_the_same_as_one_read(four: Office) -> None:
    with four.store.read() as connection:
        order = rows.ids(connection, Person, View())
        paged = [row for at in range(0, len(order), 2) for row in rows.page(connection, Person, order[at : at + 2],
                                                                            ("name",))]  # fmt: skip
        assert [row[0] for row in paged] == names(four)
        assert rows.count(connection, Person, View()) == len(order) == 4


@pytest.mark.parametrize(("operator", "value", "found"), [
    ("is", "木工", {"朱成林", "罗成"}), ("empty", None, {"汤月娥", "谭秀英"}), ("has", "木", {"朱成林", "罗成"}),
])  # fmt: skip
def test_a_condition_narrows(four: Office, operator: str, value: object, found: set[str]) -> None:
    assert set(names(four, where=(Condition("work", operator, value),))) == found


def test_signs_of_patterns_are_plain_signs(four: Office) -> None:
    assert names(four, where=(Condition("name", "has", "%"),)) == []
    assert names(four, where=(Condition("name", "has", "_"),)) == []


def test_what_a_link_brings_can_be_read_and_sorted(office: Office) -> None:
    house = house_rooms.add_house(
        office, values={"house_address": "溪东路18号", "house_owner": "潘德明"}, floors=1, rooms_each=1
    ).ids("houses")
    (tile,) = room_board.read_board(office, house=house[0]).tiles
    guest = check_in.Guest({"name": "谭秀英", "id_number": NUMBER})
    check_in.check_in(office, room=tile.id, guests=[guest], checkin=office.today)
    with office.store.read() as connection:
        (stay,) = rows.as_dicts(connection, Stay, View(), ("name", "room", "house_address"))
    assert (stay["name"], stay["room"], stay["house_address"]) == ("谭秀英", tile.room, "溪东路18号")


def test_the_beginning_is_the_first_of_the_whole_order(four: Office) -> None:
    with four.store.read() as connection:
        view = View(sort="name", descending=True)
        assert rows.ids(connection, Person, view, 2) == rows.ids(connection, Person, view)[:2]
        among = View(sort="name", among=frozenset({1, 3, 4}))
        assert rows.ids(connection, Person, among, 2) == rows.ids(connection, Person, among)[:2]


def test_more_row_numbers_than_a_question_holds_narrow_just_the_same(
    four: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = View(where=(Condition("work", "filled"),), sort="name", among=(2, 3, 4, 99))
    with four.store.read() as connection:
        asked, counted = rows.ids(connection, Person, view), rows.count(connection, Person, view)
        monkeypatch.setattr(rows, "AT_ONCE", 2)
        assert rows.ids(connection, Person, view) == asked
        assert rows.count(connection, Person, view) == counted == len(asked) == 2


def test_links_are_joined_only_where_one_is_asked_of() -> None:
    from sqlalchemy import select

    origin = rows.source(Stay)
    own = rows._narrowed(origin, View(where=(Condition("checkin", "filled"),)), select(origin.table.c.row), "checkin")
    assert "JOIN" not in str(own)
    assert "JOIN" in str(rows._narrowed(origin, View(), select(origin.table.c.row), "name"))
    assert "JOIN" in str(
        rows._narrowed(origin, View(where=(Condition("name", "has", "王"),)), select(origin.table.c.row))
    )

"""One person, one case number, one room: the second is refused at the door, whichever way it comes in."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.errors import Refused
from desktop.services import records, undo
from desktop.services.office import Office

NUMBER, OTHER = "430626197508122243", "330723199001010015"


def person(office: Office, name: str, number: str | None) -> Any:
    changed = records.add_record(office, ledger="people", values={"name": name, "id_number": number})
    return changed.touched[0][1]


def refused(*, by: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        by()
    return caught.value


def test_the_same_id_number_is_refused_and_the_number_is_masked(office: Office) -> None:
    person(office, "谭秀英", NUMBER)
    wrong = refused(by=lambda: person(office, "谭小英", NUMBER))
    assert (wrong.code, wrong.field) == ("already_there", "id_number")
    assert NUMBER not in wrong.cause
    assert "2243" in wrong.cause


def test_people_without_a_number_may_be_many(office: Office) -> None:
    assert person(office, "谭秀英", None) != person(office, "谭秀英", None)


def test_a_change_to_somebody_elses_number_is_refused(office: Office) -> None:
    person(office, "谭秀英", NUMBER)
    other = person(office, "罗成", None)
    values = {"id_number": NUMBER}
    wrong = refused(by=lambda: records.change_record(office, ledger="people", record=other, values=values, version=1))
    assert wrong.code == "already_there"


def test_changing_something_else_asks_nothing(office: Office) -> None:
    one = person(office, "谭秀英", NUMBER)
    records.change_record(office, ledger="people", record=one, values={"note": "已核对"}, version=1)


def test_what_was_taken_out_does_not_come_back_beside_its_successor(office: Office) -> None:
    one = person(office, "谭秀英", NUMBER)
    removed = records.remove_record(office, ledger="people", record=one)
    person(office, "谭秀英", NUMBER)
    assert refused(by=lambda: undo.undo(office, batch=removed.batch)).code in ("already_there", "stale")


def test_two_in_one_deed_are_refused_too(office: Office) -> None:
    def both() -> None:
        with office.work("add", "新增") as work:
            for name in ("谭秀英", "谭小英"):
                work.add(records.find("people"), {"name": name, "id_number": NUMBER})
            work.commit()

    assert refused(by=both).code == "already_there"


def test_a_room_of_another_house_may_have_the_same_number(office: Office) -> None:
    def house(address: str) -> str:
        values = {"house_address": address, "house_owner": "潘德明"}
        return records.add_record(office, ledger="houses", values=values).touched[0][1]

    first, second = house("解放街6号"), house("解放街8号")
    for one in (first, second):
        records.add_record(office, ledger="rooms", values={"house_id": one, "room": "101"})
    again = {"house_id": first, "room": "101"}
    assert refused(by=lambda: records.add_record(office, ledger="rooms", values=again)).field == "room"

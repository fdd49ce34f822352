"""Adding, changing, taking out, reading back: by one door, with versions, masks and history."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop.domain import identity
from desktop.errors import Refused
from desktop.services import records
from desktop.services.office import Actor, Office

BODY = "52260119900101021"
NUMBER = BODY + identity.check_digit(BODY)


@pytest.fixture
def tan(office: Office) -> str:
    values = {"name": "谭秀英", "id_number": NUMBER, "phone": "139 1234 2206"}
    return records.add_record(office, ledger="people", values=values).ids("people")[0]


def read(office: Office, record: str, **how: Any) -> dict[str, Any]:
    return records.get_record(office, ledger="people", record=record, **how)


def test_what_follows_from_the_id_number_is_filled_in(office: Office, tan: str) -> None:
    found = read(office, tan)
    assert (found["birth"], found["sex"]) == ("1990-01-01", "1")


def test_numbers_are_masked_unless_the_whole_is_asked_for(office: Office, tan: str) -> None:
    assert read(office, tan)["phone"] == "139****2206"
    assert read(office, tan, full=True)["id_number"] == NUMBER


def test_the_whole_is_for_those_who_may_reveal(office: Office, tan: str) -> None:
    reader = replace(office, actor=Actor("ld", "周佳雨", ("leader",), office.actor.unit))
    assert read(reader, tan)["name"] == "谭秀英"
    with pytest.raises(Refused, match="查看全号"):
        read(reader, tan, full=True)


def test_an_id_with_a_wrong_digit_is_refused_at_its_field(office: Office) -> None:
    wrong = BODY + ("1" if NUMBER[-1] != "1" else "2")
    with pytest.raises(Refused) as caught:
        records.add_record(office, ledger="people", values={"name": "谭秀英", "id_number": wrong})
    assert caught.value.field == "id_number"


def test_an_unknown_field_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="没有“shoe”这一项"):
        records.add_record(office, ledger="people", values={"name": "谭秀英", "shoe": "37"})


def test_who_saw_an_older_version_is_told_so(office: Office, tan: str) -> None:
    version = read(office, tan)["version"]
    records.change_record(office, ledger="people", record=tan, values={"work": "木工"}, version=version)
    with pytest.raises(Refused) as caught:
        records.change_record(office, ledger="people", record=tan, values={"work": "瓦工"}, version=version)
    assert caught.value.code == "stale"
    assert read(office, tan)["work"] == "木工"


def test_history_tells_before_and_after_with_numbers_masked(office: Office, tan: str) -> None:
    version = read(office, tan)["version"]
    values = {"phone": "13700008815"}
    records.change_record(office, ledger="people", record=tan, values=values, version=version, reason="换号")
    latest, first = records.history(office, ledger="people", record=tan)
    assert (latest["user"], latest["reason"]) == ("hy", "换号")
    assert ("联系电话", "139****2206", "137****8815") in latest["changes"]
    assert ("姓名", None, "谭秀英") in first["changes"]


def test_a_record_that_others_point_to_stays(office: Office) -> None:
    house = records.add_record(
        office, ledger="houses", values={"house_address": "溪东路18号", "house_owner": "潘德明"}
    ).ids("houses")[0]
    records.add_record(office, ledger="rooms", values={"house_id": house, "room": "302"})
    with pytest.raises(Refused):
        records.remove_record(office, ledger="houses", record=house)


def test_a_stay_is_ended_and_never_taken_out(office: Office) -> None:
    with pytest.raises(Refused, match="不能删除"):
        records.remove_record(office, ledger="stays", record="x")


def test_a_stay_is_entered_and_changed_only_where_its_rules_are_asked(office: Office) -> None:
    """`letting` and `correct_stay` ask for reasons that the general editor knows nothing of."""
    for run in (
        lambda: records.add_record(office, ledger="stays", values={"checkin": "2026-09-01"}),
        lambda: records.change_record(office, ledger="stays", record="x", values={"checkin": "2026-9-1"}, version=1),
    ):
        with pytest.raises(Refused, match="人员住处") as caught:
            run()
        assert caught.value.code == "by_command"


def test_what_is_not_there_is_said(office: Office) -> None:
    with pytest.raises(Refused, match="没有这条"):
        read(office, "none")

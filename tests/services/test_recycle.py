"""回收站: who may see what was removed, how long, and bring it back (R6, R13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from desktop.errors import Refused
from desktop.ledgers import find
from desktop.services import audit, destruction, look_up, records, recycle, retention, undo
from desktop.services.office import Actor, Office

NAME = "郑国群"


@pytest.fixture
def here(office: Office) -> Office:
    """The same office by the real clock, as the log stamps entries."""
    return replace(office, now=datetime.now)


@pytest.fixture
def person(here: Office) -> str:
    found = records.add_record(here, ledger="people", values={"name": NAME, "phone": "13857946721"}).ids("people")[0]
    records.remove_record(here, ledger="people", record=found, reason="重复登记")
    return found


def code(call: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.step
    return caught.value.code


def later(office: Office, days: int) -> Office:
    return replace(office, now=lambda: datetime.now() + timedelta(days=days))


def test_what_was_removed_is_listed_with_its_last_day(here: Office, person: str) -> None:
    (line,) = recycle.removed(here)
    assert (line.ledger_words, line.title.split()[0], line.user, line.reason) == (
        "租住人员", NAME, "hy", "重复登记")  # fmt: skip
    assert line.left == 30
    assert line.until == here.today + timedelta(days=30)
    assert "13857946721" not in repr(line)
    assert recycle.removed(here, text="没有的人") == []


def test_however_much_was_removed_since_it_is_still_found(
    here: Office, person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recycle, "PAGE", 2)
    for name in ("谭秀英", "钟小妹", "潘德明", "罗成", "闻国平"):
        other = records.add_record(here, ledger="people", values={"name": name}).ids("people")[0]
        records.remove_record(here, ledger="people", record=other, reason="重复登记")
    assert [line.title.split()[0] for line in recycle.removed(here, text=NAME)] == [NAME]
    assert [line.title.split()[0] for line in recycle.removed(here)] == [
        "闻国平", "罗成", "潘德明", "钟小妹", "谭秀英", NAME]  # fmt: skip


def test_it_comes_back_as_it_was_and_is_found_again(here: Office, person: str) -> None:
    (line,) = recycle.removed(here)
    assert look_up.look_up(here, NAME).total == 0
    recycle.bring_back(here, entry=line.entry)
    stored = records.get_record(here, ledger="people", record=person, full=True)
    assert (stored["name"], stored["phone"]) == (NAME, "13857946721")
    assert look_up.look_up(here, NAME).total == 1
    assert recycle.removed(here) == []
    assert code(lambda: recycle.bring_back(here, entry=line.entry)) == "back_already"
    assert audit.verify_log(here).ok


def test_undo_after_the_bin_brings_nothing_twice(here: Office, person: str) -> None:
    removal = str(records.history(here, ledger="people", record=person)[0]["batch"])
    recycle.bring_back(here, entry=recycle.removed(here)[0].entry)
    assert code(lambda: undo.undo(here, batch=removal)) == "stale"
    undo.undo(here)
    assert [line.title.split()[0] for line in recycle.removed(here)] == [NAME]


def test_after_its_days_it_is_gone_from_the_bin_and_due(here: Office, person: str) -> None:
    (line,) = recycle.removed(here)
    assert recycle.removed(later(here, 30)) != []
    over = later(here, 31)
    assert recycle.removed(over) == []
    assert code(lambda: recycle.bring_back(over, entry=line.entry)) == "no_record"
    (due,) = [one for one in retention.read_due(over) if one.key == "bin"]
    assert due.count == 1


def test_the_days_are_a_setting(here: Office, person: str) -> None:
    retention.set_years(here, values={"bin": 7}, reason="镇里规定")
    assert recycle.removed(here)[0].left == 7
    assert recycle.removed(later(here, 8)) == []


def test_what_came_back_is_not_due(here: Office, person: str) -> None:
    recycle.bring_back(here, entry=recycle.removed(here)[0].entry)
    assert [one.key for one in retention.read_due(later(here, 31))] == []


def test_what_was_destroyed_does_not_come_back(here: Office, person: str) -> None:
    entry, over = recycle.removed(here)[0].entry, later(here, 31)
    proposal = destruction.propose(over, keys=["bin"], reason="过期").ids("destructions")[0]
    destruction.approve(replace(over, actor=Actor("zlq", "章立群", ("admin",), "")), proposal=proposal)
    assert code(lambda: recycle.bring_back(here, entry=entry)) == "no_record"


@pytest.mark.parametrize(("role", "sees"), [("centre", True), ("leader", True), ("auditor", False), ("x", False)])
def test_only_who_sees_the_ledger_sees_its_bin(here: Office, person: str, role: str, sees: bool) -> None:
    other = replace(here, actor=Actor("x", "某人", (role,), here.actor.unit))
    assert bool(recycle.removed(other)) is sees
    if role != "centre":
        entry = recycle.removed(here)[0].entry
        assert code(lambda: recycle.bring_back(other, entry=entry)) == "not_allowed"


def test_R6_another_village_s_record_is_neither_seen_nor_brought_back(here: Office) -> None:
    with here.work("add", "登记") as work:
        made = work.add(find("people"), {"name": NAME}, unit="330723105201")
        work.commit()
    records.remove_record(here, ledger="people", record=made.id)
    (line,) = recycle.removed(here)
    other = replace(here, actor=Actor("x", "某人", ("centre",), "330723105202", ("330723105202",)))
    assert recycle.removed(other) == []
    assert code(lambda: recycle.bring_back(other, entry=line.entry)) == "other_unit"
    own = replace(here, actor=Actor("y", "钟某", ("centre",), "330723105201", ("330723105201",)))
    assert [one.entry for one in recycle.removed(own)] == [line.entry]
    recycle.bring_back(own, entry=line.entry)


def test_R13_another_team_s_case_is_neither_seen_nor_brought_back(here: Office) -> None:
    case = records.add_record(here, ledger="disputes", values={"date": "2026-09-01", "title": f"{NAME}借款纠纷"})
    records.remove_record(here, ledger="disputes", record=case.ids("disputes")[0])
    (line,) = recycle.removed(here)
    other = replace(here, actor=Actor("x", "某人", ("centre",), here.actor.unit))
    assert recycle.removed(other) == []
    assert code(lambda: recycle.bring_back(other, entry=line.entry)) == "not_in_team"
    assert NAME in line.title


def test_R13_a_party_of_a_removed_case_is_not_shown_to_others(here: Office) -> None:
    case = records.add_record(here, ledger="disputes", values={"date": "2026-09-01", "title": "借款纠纷"})
    id = case.ids("disputes")[0]
    with here.work("add_party", "登记当事人") as work:
        party = work.add(find("parties"), {"dispute_id": id, "role": "1", "name": NAME})
        work.commit()
    with here.work("remove_party", "去掉当事人") as work:
        work.remove(work.get(find("parties"), party.id))
        work.commit()
    records.remove_record(here, ledger="disputes", record=id)
    other = replace(here, actor=Actor("x", "某人", ("centre",), here.actor.unit))
    assert recycle.removed(other) == []
    assert len(recycle.removed(here)) == 2
    entry = recycle.removed(here, text="当事人")[0].entry
    assert code(lambda: recycle.bring_back(here, entry=entry)) == "no_link"


def test_cells_that_planning_took_out_are_no_loss(here: Office) -> None:
    from desktop.ledgers.duty import Duty

    with here.work("plan", "排班") as work:
        post = work.add(find("posts"), {"post": "值班员", "shift": "日", "key": "day", "order": 1})
        staff = work.add(find("staff"), {"name": "王海燕"})
        cell = work.add(Duty, {"date": "2026-10-01", "post_id": post.id, "staff_id": staff.id})
        work.commit()
    with here.work("rota_clear", "清除") as work:
        work.remove(work.get(Duty, cell.id))
        work.commit()
    assert recycle.removed(here) == []


def test_a_room_is_told_by_its_house_as_long_as_that_is_there(here: Office) -> None:
    """Three rooms called 104 cannot be told from one another."""
    house = records.add_record(here, ledger="houses", values={"house_address": "溪东路18号", "house_owner": "潘德明"})
    room = records.add_record(here, ledger="rooms", values={"house_id": house.ids("houses")[0], "room": "104"})
    records.remove_record(here, ledger="rooms", record=room.ids("rooms")[0])
    assert [line.title for line in recycle.removed(here)] == ["104（溪东路18号）"]
    assert len(recycle.removed(here, text="溪东路")) == 1
    records.remove_record(here, ledger="houses", record=house.ids("houses")[0])
    assert [line.title for line in recycle.removed(here)][1] == "104"

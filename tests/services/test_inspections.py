"""检查 of rented houses: rounds, hazards and their loop, the next round, undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from desktop.domain.deadlines import Urgency
from desktop.domain.inspections import HazardState
from desktop.domain.tenancy import RoomState
from desktop.errors import Refused
from desktop.ledgers.duty import Duty
from desktop.ledgers.posts import Post
from desktop.ledgers.staff import Staff
from desktop.services import (
    attachments,
    due,
    hazards,
    house_rooms,
    inspection_plan,
    records,
    rental_checklist,
    room_board,
    undo,
)
from desktop.services import inspection_list as lists
from desktop.services import inspections as rounds
from desktop.services.office import Office

TODAY = date(2026, 9, 23)


@pytest.fixture
def house(office: Office) -> str:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明", "grade": "1", "rent_use": "02"}
    return house_rooms.add_house(office, values=values, floors=1, rooms_each=2, room={"cap": 2}).ids("houses")[0]


def answers(office: Office, **failed: str) -> dict[str, dict[str, str]]:
    items = rental_checklist.read_rules(office).checklist.items
    return {one.key: {"answer": "2" if one.key in failed else "1", "words": failed.get(one.key, "")} for one in items}


def inspect(office: Office, house: str, **failed: str) -> str:
    values = {"day": TODAY, "inspectors": "吴晓玲、朱永康"}
    return rounds.record_inspection(office, house=house, values=values, answers=answers(office, **failed)).ids(
        "inspections")[0]  # fmt: skip


def only(office: Office) -> Any:
    [found] = lists.list_hazards(office)
    return found


def test_what_fails_becomes_a_hazard_with_a_deadline_of_its_item(office: Office, house: str) -> None:
    inspect(office, house, exits="二楼楼梯口堆放纸箱", wiring="")
    first, second = lists.list_hazards(office)
    assert (first.words, first.due, first.state) == ("二楼楼梯口堆放纸箱", date(2026, 9, 26), HazardState.OPEN)
    assert (second.words, second.due) == ("不合格：电线穿管敷设，未私拉乱接，装有漏电保护", date(2026, 9, 30))
    [line] = lists.list_rounds(office)
    assert (line.failed, line.open, line.next_on) == (2, 2, date(2026, 10, 23))


def test_an_item_without_an_answer_is_refused_by_its_key(office: Office, house: str) -> None:
    given = answers(office)
    del given["gas"]
    with pytest.raises(Refused) as caught:
        rounds.record_inspection(office, house=house, values={"inspectors": "吴晓玲"}, answers=given)
    assert (caught.value.code, caught.value.field) == ("unanswered", "gas")
    assert lists.list_rounds(office) == []


def test_a_round_of_a_day_to_come_is_refused(office: Office, house: str) -> None:
    values = {"day": date(2026, 9, 24), "inspectors": "吴晓玲"}
    with pytest.raises(Refused) as caught:
        rounds.record_inspection(office, house=house, values=values, answers=answers(office))
    assert caught.value.code == "future_day"


def test_the_loop_goes_round_until_the_hazard_is_mended(office: Office, house: str) -> None:
    inspect(office, house, exits="堆放纸箱")
    one = only(office).id
    hazards.serve_hazards(office, hazards=[one])
    hazards.recheck_hazard(office, hazard=one, passed=False, words="还有一半", due=date(2026, 9, 28))
    again = only(office)
    assert (again.state, again.due, again.progress) == (HazardState.FIXING, date(2026, 9, 28), "整改中，复查1次")
    hazards.recheck_hazard(office, hazard=one, passed=True)
    hazards.close_hazard(office, hazard=one)
    assert lists.list_hazards(office) == []
    [closed] = lists.list_hazards(office, closed=True)
    assert [passed for _, passed, _, _ in closed.rechecks] == [False, True]


@pytest.mark.parametrize(
    ("before", "deed", "step"),
    [
        ((), "recheck", "先“下达整改”"), ((), "close", "先“下达整改”"), (("serve",), "close", "到期先“复查”"),
        (("serve",), "serve", "到期先“复查”"), (("serve", "recheck"), "recheck", "可以“销案”"),
        (("serve", "recheck", "close"), "serve", "又出现的，在下次检查里记为不合格"),
    ],
)  # fmt: skip
def test_a_move_out_of_turn_is_refused_with_what_comes_next(
    office: Office, house: str, before: tuple[str, ...], deed: str, step: str
) -> None:
    inspect(office, house, exits="堆放纸箱")
    one = only(office).id
    run = {
        "serve": lambda: hazards.serve_hazards(office, hazards=[one]),
        "recheck": lambda: hazards.recheck_hazard(office, hazard=one, passed=True),
        "close": lambda: hazards.close_hazard(office, hazard=one),
    }
    for name in before:
        run[name]()
    with pytest.raises(Refused) as caught:
        run[deed]()
    assert (caught.value.code, caught.value.step) == ("hazard_move", step)


@pytest.mark.parametrize(
    ("more", "code"),
    [({}, "due_missing"), ({"due": TODAY}, "due_early"), ({"day": date(2026, 9, 1)}, "recheck_early"),
     ({"day": date(2026, 10, 1)}, "future_day")],
)  # fmt: skip
def test_a_recheck_that_cannot_be_is_refused_and_changes_nothing(
    office: Office, house: str, more: dict[str, Any], code: str
) -> None:
    inspect(office, house, exits="堆放纸箱")
    hazards.serve_hazards(office, hazards=[only(office).id])
    with pytest.raises(Refused) as caught:
        hazards.recheck_hazard(office, hazard=only(office).id, passed=False, **more)
    assert caught.value.code == code
    assert only(office).progress == "整改中"


def test_a_correction_keeps_the_hazards_in_step(office: Office, house: str) -> None:
    made = inspect(office, house, exits="堆放纸箱", gas="")
    view = lists.read_inspection(office, inspection=made)
    rounds.change_inspection(office, inspection=made, values={}, answers=answers(office, exits="堆放木板"),
                             version=view.version)  # fmt: skip
    assert only(office).words == "堆放木板"


def test_a_hazard_that_is_being_dealt_with_cannot_be_answered_away(office: Office, house: str) -> None:
    made = inspect(office, house, exits="堆放纸箱")
    hazards.serve_hazards(office, hazards=[only(office).id])
    for deed in (
        lambda: rounds.change_inspection(office, inspection=made, values={}, answers=answers(office)),
        lambda: rounds.remove_inspection(office, inspection=made),
    ):
        with pytest.raises(Refused) as caught:
            deed()
        assert caught.value.code == "hazard_moved"


def test_undo_takes_back_the_round_with_all_that_followed(office: Office, house: str) -> None:
    inspect(office, house, exits="堆放纸箱")
    undo.undo(office)
    assert lists.list_rounds(office) == lists.list_hazards(office) == []
    assert records.get_record(office, ledger="houses", record=house)["inspect_by"] is None
    undo.redo(office)
    assert only(office).words == "堆放纸箱"


def test_rooms_show_that_their_house_is_due_and_a_round_ends_it(office: Office, house: str) -> None:
    records.change_record(office, ledger="houses", record=house, values={"inspect_by": TODAY}, version=1)
    room = room_board.read_board(office, house=house).tiles[0]
    records.change_record(office, ledger="rooms", record=room.id, values={"inspect_by": TODAY}, version=1)
    assert room_board.read_board(office, house=house).count(RoomState.TO_INSPECT) == 2
    inspect(office, house)
    assert room_board.read_board(office, house=house).count(RoomState.TO_INSPECT) == 0
    assert {one.inspect_by for one in room_board.read_board(office, house=house).tiles} == {date(2026, 10, 23)}


def test_an_older_round_entered_later_does_not_move_the_next_one(office: Office, house: str) -> None:
    inspect(office, house)
    rounds.record_inspection(office, house=house, values={"day": date(2026, 6, 1), "inspectors": "吴晓玲"},
                             answers=answers(office))  # fmt: skip
    assert records.get_record(office, ledger="houses", record=house)["inspect_by"] == "2026-10-23"


def test_a_new_edition_of_the_checklist_leaves_old_rounds_as_they_were(office: Office, house: str) -> None:
    made = inspect(office, house)
    items = [{"kind": "1", "text": "灭火器在有效期内", "days": 5}, {"kind": "2", "text": "人房相符", "days": 3}]
    rental_checklist.set_checklist(office, items=items)
    assert rental_checklist.read_rules(office).checklist.edition == 1
    assert len(lists.read_inspection(office, inspection=made).lines) > 2
    assert [one["text"] for one in lists.new_inspection(office, house=house).lines] == ["灭火器在有效期内", "人房相符"]


@pytest.mark.parametrize(
    ("items", "code"),
    [([], "list_empty"), ([{"kind": "1", "text": " ", "days": 1}], "item_empty"),
     ([{"kind": "3", "text": "门", "days": 1}], "item_kind"), ([{"kind": "1", "text": "门", "days": 0}], "item_days"),
     ([{"kind": "1", "text": "门", "days": 1}] * 2, "item_twice")],
)  # fmt: skip
def test_a_checklist_that_makes_no_sense_is_refused(office: Office, items: list[dict[str, Any]], code: str) -> None:
    with pytest.raises(Refused) as caught:
        rental_checklist.set_checklist(office, items=items)
    assert caught.value.code == code


def test_the_interval_is_the_shortest_that_holds(office: Office) -> None:
    rental_checklist.set_rounds(office, values={"usual": 100, "grade": {"1": 50}, "use": {"01": 20}})
    found = rental_checklist.read_rules(office).rounds
    assert [found.interval(*one) for one in ((None, None), ("1", "02"), ("1", "01"))] == [100, 50, 20]


def test_overdue_rounds_and_hazards_stand_on_the_due_list(office: Office, house: str) -> None:
    inspect(office, house, charging="一楼楼道充电")
    later = replace(office, now=lambda: datetime(2026, 10, 25, 9))
    found = {one.deed: one for one in due.read_due(later)}
    assert found["下达整改"].target == ("inspect", ("hazards", only(office).id))
    assert (found["下达整改"].due, found["下达整改"].urgency) == (date(2026, 9, 24), Urgency.OVERDUE)
    assert (found["出租房检查"].due, found["出租房检查"].mark) == (date(2026, 10, 23), "橙")


def test_a_hazard_that_passed_is_no_longer_on_the_due_list(office: Office, house: str) -> None:
    inspect(office, house, charging="一楼楼道充电")
    hazards.serve_hazards(office, hazards=[only(office).id])
    assert "隐患复查" in {one.deed for one in due.read_due(office)}
    hazards.recheck_hazard(office, hazard=only(office).id, passed=True)
    assert "隐患复查" not in {one.deed for one in due.read_due(office)}


def on_duty(office: Office, **days: int) -> None:
    """Made-up people, each on duty on a day of September."""
    with office.work("test", "值班") as work:
        post = work.add(Post, {"key": "day", "post": "值班员", "order": 1})
        for name, day in days.items():
            person = work.add(Staff, {"name": name})
            work.add(Duty, {"date": date(2026, 9, day), "post_id": post.id, "staff_id": person.id,
                            "state": "published"})  # fmt: skip
        work.commit()


def test_the_plan_deals_due_houses_to_those_on_duty(office: Office, house: str) -> None:
    rental_checklist.set_rounds(office, values={"a_shift": 1})
    records.change_record(office, ledger="houses", record=house, values={"inspect_by": TODAY}, version=1)
    for number in (20, 22):
        values = {"house_address": f"良宅村溪东路{number}号", "house_owner": "潘德明"}
        house_rooms.add_house(office, values=values, floors=1, rooms_each=1, room={})
    on_duty(office, 郑伟=23, 吴敏=25)
    plan = inspection_plan.read_plan(office)
    told = [(day.day.day, list(day.people), one.address) for day, one in plan.lines()]
    assert told == [(23, ["郑伟"], "良宅村溪东路18号"), (25, ["吴敏"], "良宅村溪东路20号")]
    assert plan.waiting == 1


def test_without_a_rota_the_houses_are_offered_today(office: Office, house: str) -> None:
    [day] = inspection_plan.read_plan(office).days
    assert (day.day, day.people, day.houses[0].due) == (TODAY, [], None)


def test_a_room_that_is_due_on_its_own_brings_its_house_into_the_plan(office: Office, house: str) -> None:
    inspect(office, house)
    assert inspection_plan.read_plan(office).days == []
    room = room_board.read_board(office, house=house).tiles[0]
    records.change_record(office, ledger="rooms", record=room.id, values={"inspect_by": TODAY}, version=1)
    [(_, one)] = inspection_plan.read_plan(office).lines()
    assert (one.due, one.last) == (TODAY, TODAY)


def test_photographs_belong_to_the_round_and_to_its_hazards(office: Office, house: str) -> None:
    made = inspect(office, house, exits="堆放纸箱")
    for ledger, record, mark in (("inspections", made, b"1"), ("hazards", only(office).id, b"2")):
        file = attachments.Incoming("照片.pdf", b"%PDF-1.7\n" + mark)
        attachments.attach(office, ledger=ledger, record=record, files=[file])
    view = lists.read_inspection(office, inspection=made)
    assert [one.owner.words for one in view.photos] == ["本次检查", "隐患：堆放纸箱"]


def due_of(office: Office, house: str) -> Any:
    return records.get_record(office, ledger="houses", record=house)["inspect_by"]


def inspect_on(office: Office, house: str, day: date, **failed: str) -> str:
    values = {"day": day, "inspectors": "吴晓玲"}
    return rounds.record_inspection(office, house=house, values=values, answers=answers(office, **failed)).ids(
        "inspections")[0]  # fmt: skip


def test_removing_the_latest_round_leaves_the_house_due_by_the_one_before(office: Office, house: str) -> None:
    first = inspect_on(office, house, date(2026, 6, 1))
    latest = inspect_on(office, house, TODAY)
    rounds.remove_inspection(office, inspection=latest)
    assert due_of(office, house) == "2026-07-01"
    rounds.remove_inspection(office, inspection=first)
    assert due_of(office, house) is None
    undo.undo(office)
    assert due_of(office, house) == "2026-07-01"


def test_removing_an_older_round_leaves_the_day_that_was_set_by_hand(office: Office, house: str) -> None:
    older = inspect_on(office, house, date(2026, 6, 1))
    inspect_on(office, house, TODAY)
    version = records.get_record(office, ledger="houses", record=house)["version"]
    records.change_record(office, ledger="houses", record=house, values={"inspect_by": TODAY}, version=version)
    rounds.remove_inspection(office, inspection=older)
    assert due_of(office, house) == TODAY.isoformat()


def test_a_latest_round_corrected_to_an_earlier_day_gives_way_to_the_one_now_latest(office: Office, house: str) -> None:
    inspect_on(office, house, date(2026, 6, 1))
    made = inspect_on(office, house, TODAY)
    values = dict(lists.read_inspection(office, inspection=made).values)
    rounds.change_inspection(office, inspection=made, values={**values, "day": date(2026, 8, 1)},
                             answers=answers(office))  # fmt: skip
    assert due_of(office, house) == "2026-08-31"  # reckoned anew, although the form sent the old day
    rounds.change_inspection(office, inspection=made, values={"day": date(2026, 5, 1)}, answers=answers(office))
    assert due_of(office, house) == "2026-07-01"


def test_a_next_day_that_somebody_chose_stays_when_the_round_is_corrected(office: Office, house: str) -> None:
    values = {"day": TODAY, "inspectors": "吴晓玲", "next_on": date(2026, 12, 1)}
    made = rounds.record_inspection(office, house=house, values=values, answers=answers(office)).ids("inspections")[0]
    rounds.change_inspection(office, inspection=made, values={**values, "day": date(2026, 9, 1)},
                             answers=answers(office))  # fmt: skip
    assert due_of(office, house) == "2026-12-01"


def shown(lines: Any, **failed: str) -> dict[str, dict[str, str]]:
    """The answers to what is on screen."""
    return {one["key"]: {"answer": "2" if one["key"] in failed else "1", "words": failed.get(one["key"], "")}
            for one in lines}  # fmt: skip


NEW_LIST = [{"kind": "1", "text": "灭火器在有效期内", "days": 5}, {"kind": "2", "text": "人房相符", "days": 3}]


def test_a_back_dated_round_is_asked_what_its_day_asked(office: Office, house: str) -> None:
    rental_checklist.set_checklist(office, items=NEW_LIST)
    day = date(2026, 9, 1)
    view = lists.new_inspection(office, house=house, day=day)
    assert len(view.lines) > 2
    assert [one["key"] for one in lists.lines_on(office, day=day)] == [one["key"] for one in view.lines]
    rounds.record_inspection(office, house=house, values=view.values, answers=shown(view.lines))
    [line] = lists.list_rounds(office)
    assert line.day == day


def test_a_round_is_corrected_by_its_own_items_after_the_list_changed_the_same_day(office: Office, house: str) -> None:
    made = inspect(office, house, exits="堆放纸箱")
    rental_checklist.set_checklist(office, items=NEW_LIST)
    view = lists.read_inspection(office, inspection=made)
    assert lists.lines_on(office, day=TODAY, inspection=made) == view.lines
    rounds.change_inspection(office, inspection=made, values=view.values, answers=shown(view.lines, exits="堆放木板"))
    assert (only(office).words, only(office).due) == ("堆放木板", date(2026, 9, 26))
    assert len(lists.read_inspection(office, inspection=made).lines) == len(view.lines)


def test_a_round_moved_to_another_day_takes_the_items_of_that_day(office: Office, house: str) -> None:
    rental_checklist.set_checklist(office, items=NEW_LIST)
    made = inspect(office, house)
    lines = lists.lines_on(office, day=date(2026, 9, 1), inspection=made)
    rounds.change_inspection(office, inspection=made, values={"day": date(2026, 9, 1)}, answers=shown(lines))
    assert len(lists.read_inspection(office, inspection=made).lines) == len(lines) > 2


def test_a_hazard_past_its_deadline_is_not_served_without_another(office: Office, house: str) -> None:
    inspect_on(office, house, date(2026, 9, 1), exits="堆放纸箱")
    one = only(office).id
    with pytest.raises(Refused) as caught:
        hazards.serve_hazards(office, hazards=[one])
    assert (caught.value.code, caught.value.field) == ("due_early", "due")
    assert only(office).state is HazardState.OPEN
    hazards.serve_hazards(office, hazards=[one], due=date(2026, 9, 30))
    assert (only(office).state, only(office).due) == (HazardState.FIXING, date(2026, 9, 30))


def test_a_recheck_is_not_before_the_serving_nor_before_the_recheck_before(office: Office, house: str) -> None:
    inspect_on(office, house, date(2026, 9, 1), exits="堆放纸箱")
    one = only(office).id
    hazards.serve_hazards(office, hazards=[one], due=date(2026, 9, 30))
    later = replace(office, now=lambda: datetime(2026, 9, 28, 9))
    with pytest.raises(Refused) as caught:
        hazards.recheck_hazard(later, hazard=one, passed=True, day=date(2026, 9, 22))
    assert (caught.value.code, caught.value.cause) == ("recheck_early", "复查日期早于下达日期2026-09-23")
    hazards.recheck_hazard(later, hazard=one, passed=False, day=date(2026, 9, 27), due=date(2026, 10, 8))
    with pytest.raises(Refused) as caught:
        hazards.recheck_hazard(later, hazard=one, passed=True, day=date(2026, 9, 26))
    assert (caught.value.code, caught.value.cause) == ("recheck_early", "复查日期早于上次复查日期2026-09-27")
    hazards.recheck_hazard(later, hazard=one, passed=True, day=date(2026, 9, 27))

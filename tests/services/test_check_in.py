"""The front desk: each rule of the rental ledger, and what it must never lose."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from desktop.domain import identity
from desktop.domain.tenancy import RoomState
from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.services import (
    check_in,
    due,
    house_rooms,
    letting,
    records,
    reporting,
    room_board,
    stay_history,
    staying,
    tenant_register,
    undo,
)
from desktop.services.check_in import Guest
from desktop.services.duplicates import find_pairs
from desktop.services.office import Office

DAY = date(2026, 9, 23)


def number(birth: str, order: str = "011") -> str:
    body = f"522601{birth}{order}"
    return body + identity.check_digit(body)


@pytest.fixture
def house(office: Office) -> str:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明", "owner_phone": "13712341188"}
    changed = house_rooms.add_house(office, values=values, floors=3, rooms_each=2, room={"cap": 2, "area": "22"})
    return changed.ids("houses")[0]


def room_named(office: Office, house: str, name: str) -> str:
    return next(tile.id for tile in room_board.read_board(office, house=house).tiles if tile.room == name)


def guest(name: str, birth: str = "19900101", **stay: object) -> Guest:
    order = f"{sum(map(ord, name)) % 1000:03d}"
    return Guest({"name": name, "id_number": number(birth, order), "phone": "13912342206"}, stay)


def move_in(office: Office, house: str, room: str, *guests: Guest, day: date = DAY, reason: str = "") -> None:
    check_in.check_in(office, room=room_named(office, house, room), guests=guests, checkin=day, reason=reason)


def names(office: Office, house: str, on: date) -> list[str]:
    return [resident.name for resident in staying.staying(office, house=house, on=on)]


def test_a_party_moves_in_as_one_deed_and_is_undone_as_one(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"), guest("谭秀英"))
    assert sorted(names(office, house, DAY)) == ["罗成", "谭秀英"]
    undo.undo(office)
    assert names(office, house, DAY) == []


def test_who_stayed_here_on_a_day(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"), day=date(2026, 9, 1))
    stay = staying.staying(office, house=house, on=DAY)[0].stay
    check_in.check_out(office, stay=stay, checkout=date(2026, 9, 20))
    assert names(office, house, date(2026, 8, 31)) == []
    assert names(office, house, date(2026, 9, 1)) == ["罗成"]
    assert names(office, house, date(2026, 9, 19)) == ["罗成"]
    assert names(office, house, date(2026, 9, 20)) == []


def test_nobody_stays_in_two_rooms(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"))
    with pytest.raises(Refused, match="罗成从2026-09-23至今住在良宅村溪东路18号 101"):
        move_in(office, house, "102", guest("罗成"))


def test_the_same_person_twice_in_one_party_is_refused_and_nobody_moved_in(office: Office, house: str) -> None:
    with pytest.raises(Refused) as refused:
        move_in(office, house, "101", guest("罗成"), guest("罗成"))
    assert refused.value.code == "room_twice"
    assert names(office, house, DAY) == []


def test_without_an_id_there_is_no_letting(office: Office, house: str) -> None:
    with pytest.raises(Refused, match="没有证件号码") as refused:
        move_in(office, house, "101", Guest({"name": "罗成"}))
    assert refused.value.field == "id_number"


def test_under_sixteen_the_guardian_declares(office: Office, house: str) -> None:
    with pytest.raises(Refused, match="未满16周岁"):
        move_in(office, house, "101", guest("罗小宝", "20150101"))
    move_in(office, house, "101", guest("罗小宝", "20150101", guardian="罗成"))
    assert names(office, house, DAY) == ["罗小宝"]


def test_a_stopped_room_is_not_let(office: Office, house: str) -> None:
    room = room_named(office, house, "101")
    records.change_record(office, ledger="rooms", record=room, values={"status": "停租"}, version=1)
    with pytest.raises(Refused, match="101室已停租"):
        move_in(office, house, "101", guest("罗成"))


def test_an_end_before_the_start_is_refused(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"))
    stay = staying.staying(office, house=house, on=DAY)[0].stay
    with pytest.raises(Refused, match="离开日期早于入住日期"):
        check_in.check_out(office, stay=stay, checkout=date(2026, 9, 1))


def test_changing_rooms_ends_one_stay_and_begins_another(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"), day=date(2026, 9, 1))
    stay = staying.staying(office, house=house, on=DAY)[0].stay
    check_in.change_room(office, stay=stay, room=room_named(office, house, "302"), day=DAY)
    assert [r.room for r in staying.staying(office, house=house, on=DAY)] == ["302"]
    assert [r.room for r in staying.staying(office, house=house, on=date(2026, 9, 22))] == ["101"]


def test_a_returning_person_is_recalled_with_the_last_stay(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"), day=date(2026, 9, 1))
    recalled = staying.recall(office, id_number=str(guest("罗成").person["id_number"]))
    assert recalled is not None
    values, last = recalled
    assert (values["name"], last.room if last else "") == ("罗成", "101")


def test_a_stay_is_never_deleted(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"))
    stay = staying.staying(office, house=house, on=DAY)[0].stay
    with pytest.raises(Refused, match="租住登记不能删除"):
        records.remove_record(office, ledger="stays", record=stay)


def test_the_board_shows_what_is_due(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"), day=date(2026, 9, 14))
    move_in(office, house, "102", guest("谭秀英"), guest("闻国平"), guest("安小燕"), reason="亲属暂住一周")
    board = room_board.read_board(office, house=house)
    states = {tile.room: tile.state for tile in board.tiles}
    assert states["101"] is RoomState.OVERDUE
    assert states["102"] is RoomState.OVERFULL
    assert states["301"] is RoomState.EMPTY
    assert [floor.label for floor in board.floors] == ["3层", "2层", "1层"]


def test_over_the_cap_is_a_warning_with_numbers(office: Office, house: str) -> None:
    told = letting.read_letting(office, room=room_named(office, house, "101"), coming=3, on=DAY)
    assert [one.code for one in told.cautions] == ["over_cap"]
    assert told.words == "办理后3人，限住2人"
    with pytest.raises(Refused, match="101室限住2人，办理后3人，换一间，或写明仍要办理的原因"):
        move_in(office, house, "101", guest("罗成"), guest("谭秀英"), guest("闻国平"))
    move_in(office, house, "101", guest("罗成"), guest("谭秀英"), guest("闻国平"), reason="亲属暂住一周")
    stay = staying.staying(office, house=house, on=DAY)[0].stay
    assert records.history(office, ledger="stays", record=stay)[0]["reason"] == "亲属暂住一周"


def test_reported_stays_are_no_longer_due(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"))
    stay = staying.staying(office, house=house, on=DAY)[0].stay
    reporting.report(office, stays=[stay], day=DAY)
    tile = next(tile for tile in room_board.read_board(office, house=house).tiles if tile.room == "101")
    assert tile.states == (RoomState.OCCUPIED,)


def test_the_printed_register_masks_unless_allowed(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"))
    data = tenant_register.register_data(office, house=house, on=DAY)
    assert data["people"][0]["id_number"].startswith("522601****")
    assert tenant_register.tenant_register(office, house=house, on=DAY).pages == 1


def test_a_village_shows_all_its_houses_a_house_a_line(office: Office, house: str) -> None:
    values = {"house_address": "良宅村溪东路20号", "village": "良宅村", "house_owner": "潘德明"}
    other = house_rooms.add_house(office, values=values, floors=1, rooms_each=12).ids("houses")[0]
    records.change_record(office, ledger="houses", record=house, values={"village": "良宅村"}, version=1)
    move_in(office, house, "101", guest("罗成"))
    board = room_board.read_village(office, village="良宅村")
    assert [(floor.label, floor.house, len(floor.tiles)) for floor in board.floors] == [
        ("良宅村溪东路18号", house, 6), ("良宅村溪东路20号", other, 12)]  # fmt: skip
    alone = room_board.read_board(office, house=house)
    by_id = {tile.id: tile for tile in board.tiles}
    assert all(by_id[tile.id] == tile for tile in alone.tiles)
    assert room_board.villages(office) == ["良宅村"]


# what comes in wrong: refused or warned, with the cause and the next step


def refused_code(run: Any) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        run()
    assert caught.value.step
    return caught.value.code, caught.value.field


def test_a_room_let_twice_is_asked_about(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"))
    other = guest("谭秀英")
    assert refused_code(lambda: move_in(office, house, "101", other)) == ("let_already", "relation")
    tenant = guest("谭秀英", relation="01")  # another tenant is nobody's relative
    assert refused_code(lambda: move_in(office, house, "101", tenant)) == ("let_already", "relation")
    move_in(office, house, "101", guest("谭秀英", relation="02"))
    move_in(office, house, "102", guest("闻国平"))
    move_in(office, house, "102", guest("安小燕"), reason="与原租客合租")
    assert len(names(office, house, DAY)) == 4


def test_a_dormitory_is_let_by_the_bed(office: Office, house: str) -> None:
    records.change_record(office, ledger="houses", record=house, values={"rent_use": "宿舍"}, version=1)
    move_in(office, house, "101", guest("罗成"))
    move_in(office, house, "101", guest("谭秀英"))
    assert len(names(office, house, DAY)) == 2


def test_too_little_room_a_head_asks_for_a_reason(office: Office, house: str) -> None:
    room = room_named(office, house, "101")
    records.change_record(office, ledger="rooms", record=room, values={"area": "7", "cap": "6"}, version=1)
    party = guest("罗成"), guest("谭秀英")
    assert refused_code(lambda: move_in(office, house, "101", *party)) == ("area_each", "why")


def test_out_before_in_is_refused_for_the_lease_too(office: Office, house: str) -> None:
    room, ends = room_named(office, house, "101"), date(2026, 9, 10)
    run = partial(check_in.check_in, office, room=room, guests=[guest("罗成")], checkin=DAY, until=ends)
    assert refused_code(run) == ("end_before_start", "until")


def test_a_person_is_in_two_places_only_with_a_written_reason(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"))
    assert refused_code(lambda: move_in(office, house, "102", guest("罗成"))) == ("room_twice", "checkin")
    move_in(office, house, "102", guest("罗成", elsewhere="值夜班另住值班室"))
    assert [one.room for one in staying.staying(office, house=house, on=DAY)] == ["101", "102"]


@pytest.mark.parametrize(
    ("wrong", "code"), [({"sex": "女"}, "sex_against_id"), ({"birth": "1990-01-02"}, "birth_against_id")]
)
def test_an_id_of_another_sex_or_birth_date_is_refused(office: Office, house: str, wrong: Any, code: str) -> None:
    body = "52260119900101011"
    entered = Guest({"name": "罗成", "id_number": body + identity.check_digit(body), **wrong})
    assert refused_code(lambda: move_in(office, house, "101", entered))[0] == code
    assert names(office, house, DAY) == []


def test_a_known_number_with_another_name_renames_nobody(office: Office, house: str) -> None:
    known = guest("罗成")
    move_in(office, house, "101", known, day=date(2026, 9, 1))
    stay = staying.staying(office, house=house, on=DAY)[0].stay
    check_in.check_out(office, stay=stay, checkout=DAY)
    other = Guest({**known.person, "name": "谭秀英"})
    assert refused_code(lambda: move_in(office, house, "101", other)) == ("name_against_known", "name")


@pytest.mark.parametrize("cap", [0, -2])
def test_a_cap_of_nobody_is_refused(office: Office, house: str, cap: int) -> None:
    values = {"house_address": "良宅村1号", "house_owner": "潘德明"}
    add = partial(house_rooms.add_house, office, values=values, floors=1, rooms_each=1, room={"cap": cap})
    assert refused_code(add) == ("cap_zero", "cap")
    room = room_named(office, house, "101")
    change = partial(records.change_record, office, ledger="rooms", record=room, values={"cap": cap}, version=1)
    assert refused_code(change) == ("cap_zero", "cap")


def test_a_house_without_owner_is_warned_about(office: Office) -> None:
    values = {"house_address": "良宅村1号", "house_owner": "潘德明"}
    lone = house_rooms.add_house(office, values=values, floors=1, rooms_each=1).ids("houses")[0]
    with office.work("import", "导入") as work:  # as an old workbook may have it
        work.change(work.get(House, lone), {"house_owner": None})
        work.commit()
    told = letting.read_letting(office, room=room_named(office, lone, "101"), coming=1, on=DAY)
    assert [(one.code, one.words) for one in told.cautions] == [("no_owner", "这户没有房东，在名录里补上房东和电话")]
    move_in(office, lone, "101", guest("罗成"))


def test_what_has_not_happened_yet_is_not_entered(office: Office, house: str) -> None:
    ahead = date(2026, 9, 24)
    assert refused_code(lambda: move_in(office, house, "101", guest("罗成"), day=ahead)) == ("future_date", "checkin")
    move_in(office, house, "101", guest("罗成"))
    stay, to = staying.staying(office, house=house, on=DAY)[0].stay, room_named(office, house, "102")
    assert refused_code(lambda: check_in.check_out(office, stay=stay, checkout=ahead))[0] == "future_date"
    assert refused_code(lambda: check_in.change_room(office, stay=stay, room=to, day=ahead))[0] == "future_date"
    assert refused_code(lambda: reporting.report(office, stays=[stay], day=ahead))[0] == "future_date"


def test_moving_into_a_full_room_asks_for_a_reason(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"), guest("谭秀英", relation="02"))
    move_in(office, house, "102", guest("闻国平"))
    stay = next(one.stay for one in staying.staying(office, house=house, on=DAY) if one.room == "102")
    to = room_named(office, house, "101")
    assert refused_code(lambda: check_in.change_room(office, stay=stay, room=to, day=DAY)) == ("over_cap", "why")
    check_in.change_room(office, stay=stay, room=to, day=DAY, reason="原房漏水，暂住三天")
    assert {one.room for one in staying.staying(office, house=house, on=DAY)} == {"101"}


# stays never vanish


def test_who_shared_a_room_and_where_somebody_was(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"), day=date(2026, 9, 1))
    first = staying.staying(office, house=house, on=DAY)[0]
    move_in(office, house, "101", guest("谭秀英", relation="02"), day=date(2026, 9, 10))
    check_in.change_room(office, stay=first.stay, room=room_named(office, house, "302"), day=date(2026, 9, 12))
    move_in(office, house, "101", guest("闻国平", relation="08"), day=date(2026, 9, 12), reason="合租")
    (later, alone), (earlier, shared) = stay_history.stays_shared(office, person=first.person)
    assert (later.room, alone) == ("302", [])
    assert (earlier.room, [one.name for one in shared]) == ("101", ["谭秀英"])
    stays = [later, earlier]
    wanted = {date(2026, 8, 31): None, date(2026, 9, 11): "101", date(2026, 9, 12): "302", DAY: "302"}
    found = {day: stay_history.place_on(stays, day) for day in wanted}
    assert {day: one.room if one else None for day, one in found.items()} == wanted


def test_a_correction_leaves_a_trace(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"))
    stay = staying.staying(office, house=house, on=DAY)[0].stay

    def correct(reason: str = "抄错日期", **values: Any) -> None:
        stay_history.correct_stay(office, stay=stay, values=values, reason=reason)

    assert refused_code(lambda: correct(" "))[0] == "no_reason"
    assert refused_code(lambda: correct(person_id="x"))[0] == "no_field"
    assert refused_code(lambda: correct(checkout=date(2026, 9, 24)))[0] == "future_date"
    correct(checkin=date(2026, 9, 20))
    told, made = records.history(office, ledger="stays", record=stay)
    assert told["changes"] == [("入住日期", "2026-09-23", "2026-09-20")]
    assert (told["reason"], made["kind"]) == ("抄错日期", "added")
    assert names(office, house, date(2026, 9, 21)) == ["罗成"]


def test_a_correction_puts_nobody_in_two_places(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"), day=date(2026, 9, 1))
    first = staying.staying(office, house=house, on=DAY)[0]
    check_in.change_room(office, stay=first.stay, room=room_named(office, house, "102"), day=date(2026, 9, 10))
    wrong = {"checkout": date(2026, 9, 15)}
    run = partial(stay_history.correct_stay, office, stay=first.stay, values=wrong, reason="抄错日期")
    assert refused_code(run)[0] == "room_twice"


def test_somebody_is_found_by_name_or_whole_number(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"))
    number = str(guest("罗成").person["id_number"])
    for text in ("罗成", "罗", f" {number} "):
        assert [one.name for one in stay_history.find_persons(office, text=text)] == ["罗成"]
    assert stay_history.find_persons(office, text=number[:10]) == []
    assert stay_history.find_persons(office, text=" ") == []


# the reporting clock


def test_the_start_and_the_end_are_both_reported(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"), day=date(2026, 9, 14))
    stay = staying.staying(office, house=house, on=DAY)[0].stay
    check_in.check_out(office, stay=stay, checkout=date(2026, 9, 21))
    told = [(one.duty.deed, one.duty.due, one.state.label) for one in reporting.read_reports(office)]
    assert told == [("入住报送", date(2026, 9, 17), "逾期"), ("离开报送", date(2026, 9, 24), "待报")]
    reporting.report_duties(office, duties=[(stay, True)], day=DAY)
    found = [(one.duty.start, one.state.label) for one in reporting.read_reports(office)]
    assert found == [(False, "待报"), (True, "已报")]
    early = partial(reporting.report, office, stays=[stay], day=date(2026, 9, 20))
    assert refused_code(early) == ("report_before", "day")
    reporting.report(office, stays=[stay], day=DAY)
    assert {one.state.label for one in reporting.read_reports(office)} == {"已报"}


@pytest.mark.parametrize("kind", ["01", "02", "03", "04"])
def test_who_is_exempt_is_not_reported_and_needs_no_number(office: Office, house: str, kind: str) -> None:
    lodger = Guest({"name": "罗成", "birth": "1990-01-01"}, {"exempt": kind})
    move_in(office, house, "101", lodger, day=date(2026, 9, 1))
    assert reporting.read_reports(office) == []
    tile = next(tile for tile in room_board.read_board(office, house=house).tiles if tile.room == "101")
    assert tile.states == (RoomState.OCCUPIED,)
    assert due.read_due(office) == []


def test_with_local_relatives_the_clock_starts_after_thirty_days(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成", exempt="05"), day=date(2026, 9, 1))
    move_in(office, house, "102", guest("谭秀英", exempt="05"), day=date(2026, 8, 20))
    assert [(one.name, one.duty.due) for one in reporting.read_reports(office)] == [("谭秀英", date(2026, 9, 22))]


def test_the_thirty_days_with_relatives_go_on_over_a_change_of_room(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成", exempt="05"), day=date(2026, 8, 10))
    (stay,) = staying.staying(office, house=house, on=DAY)
    assert reporting.read_reports(office)[0].duty.since == date(2026, 9, 9)
    check_in.change_room(office, stay=stay.stay, room=room_named(office, house, "102"), day=date(2026, 9, 1))
    (told,) = reporting.read_reports(office)
    assert (told.room, told.duty.since, told.duty.due) == ("102", date(2026, 9, 9), date(2026, 9, 14))
    tile = next(tile for tile in room_board.read_board(office, house=house).tiles if tile.room == "102")
    assert [due for _, due in tile.reports] == [date(2026, 9, 14)]


def test_after_thirty_days_with_relatives_a_new_room_is_reported_as_any(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成", exempt="05"), day=date(2026, 8, 10))
    (stay,) = staying.staying(office, house=house, on=DAY)
    reporting.report(office, stays=[stay.stay], day=date(2026, 9, 10))
    check_in.change_room(office, stay=stay.stay, room=room_named(office, house, "102"), day=date(2026, 9, 20))
    told = {(one.room, one.duty.deed, one.duty.since) for one in reporting.read_reports(office, state=None)
            if one.duty.done is None}  # fmt: skip
    assert told == {("101", "离开报送", date(2026, 9, 20)), ("102", "入住报送", date(2026, 9, 20))}


def test_a_night_elsewhere_begins_the_thirty_days_anew(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成", exempt="05"), day=date(2026, 8, 10))
    (stay,) = staying.staying(office, house=house, on=DAY)
    check_in.check_out(office, stay=stay.stay, checkout=date(2026, 8, 30))
    move_in(office, house, "102", guest("罗成", exempt="05"), day=date(2026, 8, 31))
    assert reporting.read_reports(office) == []


def test_the_board_the_due_list_and_the_reports_say_the_same(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"), day=date(2026, 9, 14))
    move_in(office, house, "102", guest("谭秀英"))
    tiles = room_board.read_board(office, house=house).tiles
    owed = [(tile.room, words, day) for tile in tiles for words, day in tile.reports]
    assert owed == [(one.room, one.duty.deed, one.duty.due) for one in reporting.read_reports(office)]
    assert [(one.deed, one.words) for one in due.read_due(office)] == [("入住报送", "良宅村溪东路18号 2间")]


def test_a_residence_permit_is_due_for_endorsement_in_the_month_before_its_expiry(office: Office, house: str) -> None:
    expiries = (("101", "罗成", "2026-10-24"), ("102", "谭秀英", "2026-10-23"), ("201", "闻国平", "2026-09-20"))
    for room, name, expiry in expiries:
        move_in(office, house, room, Guest({**guest(name).person, "permit_expiry": expiry}))
    told = [(one.deed, one.words) for one in due.read_due(office) if one.deed.startswith("居住证")]
    assert told == [("居住证到期", "闻国平 证件9月到期"), ("居住证签注", "谭秀英 证件10月到期")]


def test_R19_a_new_person_of_a_known_name_and_birth_is_asked_about(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("朱成林"))
    twin = Guest({"name": "朱成林", "id_number": number("19900101", "033")})
    with pytest.raises(Refused) as refused:
        move_in(office, house, "102", twin)
    assert refused.value.code == "alike"
    check_in.check_in(office, room=room_named(office, house, "102"), guests=[twin], checkin=DAY, distinct=True)
    assert names(office, house, DAY) == ["朱成林", "朱成林"]
    assert find_pairs(office, ledger="people") == []

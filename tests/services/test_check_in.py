"""The front desk: each rule of the rental ledger, and what it must never lose."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain import identity
from desktop.domain.tenancy import RoomState
from desktop.errors import Refused
from desktop.services import check_in, house_rooms, records, room_board, staying, tenant_register, undo
from desktop.services.check_in import Guest
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


def move_in(office: Office, house: str, room: str, *guests: Guest, day: date = DAY) -> None:
    check_in.check_in(office, room=room_named(office, house, room), guests=guests, checkin=day)


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
    move_in(office, house, "102", guest("谭秀英"), guest("闻国平"), guest("安小燕"))
    board = room_board.read_board(office, house=house)
    states = {tile.room: tile.state for tile in board.tiles}
    assert states["101"] is RoomState.OVERDUE
    assert states["102"] is RoomState.OVERFULL
    assert states["301"] is RoomState.EMPTY
    assert [floor.label for floor in board.floors] == ["3层", "2层", "1层"]


def test_over_the_cap_is_a_warning_with_numbers(office: Office, house: str) -> None:
    warnings, foot = check_in.cautions(office, room=room_named(office, house, "101"), coming=3, on=DAY)
    assert [one.code for one in warnings] == ["over_cap"]
    assert foot == "办理后3人，限住2人"


def test_reported_stays_are_no_longer_due(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"))
    stay = staying.staying(office, house=house, on=DAY)[0].stay
    check_in.report(office, stays=[stay], day=DAY)
    tile = next(tile for tile in room_board.read_board(office, house=house).tiles if tile.room == "101")
    assert tile.states == (RoomState.OCCUPIED,)


def test_the_printed_register_masks_unless_allowed(office: Office, house: str) -> None:
    move_in(office, house, "101", guest("罗成"))
    data = tenant_register.register_data(office, house=house, on=DAY)
    assert data["people"][0]["id_number"].startswith("522601****")
    assert tenant_register.tenant_register(office, house=house, on=DAY).pages == 1


def test_a_village_shows_all_its_houses_a_house_a_line(office: Office, house: str) -> None:
    values = {"house_address": "良宅村溪东路20号", "village": "良宅村"}
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

"""The rented house of the pictures: five floors, rooms in every state, made-up people in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktop.domain import identity
from desktop.services import check_in, house_rooms, records, reporting, room_board, staying
from desktop.services.office import Office

HOUSE = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明", "owner_phone": "13912345678", "grade": "2",
         "village": "良宅村", "grid_worker": "朱永康"}  # fmt: skip
LET = """
502 唐玉、唐小军 2025-12-15 2026-12-31
505 祝小军 2026-03-01 2026-11-15
401 龚丽萍、龚根荣 2026-01-06 2026-12-31
402 闻国平 2026-04-20 2026-10-20
403 卢志强、卢燕 2026-02-01 2026-12-31
404 罗成 2026-09-18 2027-03-31
405 安小燕 2026-01-10 2027-01-10
301 杜建国、杜伟、杜芳 2025-12-20 2026-12-31
302 田志军 2026-02-03 2026-12-31
303 瞿文、瞿敏、瞿强、瞿静、瞿波 2026-05-06 2026-12-31
304 柯小兰 2026-06-01 2026-11-30
305 范强、范红 2026-03-15 2026-12-15
306 项美华、项明 2026-05-01 2026-10-31
201 莫大伟 2026-01-01 2026-12-31
202 牛春花、牛金水 2026-01-01 2026-12-31
204 殷志明 2026-05-20 2026-11-20
205 季红 2026-02-28 2026-12-31
206 丘阿妹、丘春生、丘小红 2026-01-01 2026-12-31
103 霍永福、霍秀英 2026-01-01 2026-12-31
"""
"""Room, who moved in together, since when, until when the lease runs."""
LEFT = {"302": date(2026, 9, 16)}
REASON = "一家人，暂住到孩子放假"
REPORTED_BEFORE = date(2026, 9, 18)
NOT_THERE = ("104", "105", "106")
ODD: dict[str, dict[str, object]] = {
    "504": {"status": "2", "note": "屋面维修"}, "102": {"status": "2", "note": "杂物间"}, "301": {"cap": 3},
    "303": {"cap": 3}, "206": {"cap": 3}, "403": {"inspect_by": "2026-09-22"}, "205": {"inspect_by": "2026-09-23"},
}  # fmt: skip
BIRTHDAYS = ((3, 12, 44), (7, 5, 21), (11, 20, 13))  # month, day, order number


def add_house(office: Office, today: date) -> str:
    """The house with everybody in it; gives its id."""
    room = {"cap": 2, "beds": 2, "area": 22, "inspect_by": today + timedelta(days=40)}
    house = house_rooms.add_house(office, values=HOUSE, floors=5, rooms_each=6, room=room).ids("houses")[0]
    rooms = {tile.room: tile.id for tile in room_board.read_board(office, house=house).tiles}
    for number in NOT_THERE:
        records.remove_record(office, ledger="rooms", record=rooms[number])
    for number, more in ODD.items():
        records.change_record(office, ledger="rooms", record=rooms[number], values=more, version=1)
    numbers = id_numbers()
    for line in LET.split("\n")[1:-1]:
        number, names, first, until = line.split()
        guests = [guest(name, next(numbers)) for name in names.split("、")]
        let(office, house, number, rooms[number], guests, date.fromisoformat(first), date.fromisoformat(until))
    return house


def let(office: Office, house: str, number: str, room: str, guests: list[check_in.Guest], first: date,
        until: date) -> None:  # fmt: skip
    check_in.check_in(office, room=room, guests=guests, checkin=first, until=until, reason=REASON)
    stays = [one.stay for one in staying.staying(office, house=house, on=first) if one.room == number]
    if first < REPORTED_BEFORE:
        reporting.report(office, stays=stays, day=first)
    if number in LEFT:
        check_in.check_out(office, stay=stays[0], checkout=LEFT[number])


def id_numbers() -> Iterator[str]:
    for year in range(1964, 2004):
        for month, day, order in BIRTHDAYS:
            body = f"360428{year}{month:02}{day:02}0{order}"
            yield body + identity.check_digit(body)


def guest(name: str, number: str) -> check_in.Guest:
    person = {"name": name, "id_number": number, "phone": "13800002206", "origin": "江西省上饶市", "nation": "01"}
    return check_in.Guest(person, {"reason": "01"})

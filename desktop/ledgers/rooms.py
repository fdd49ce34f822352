"""房间: a room of a rented house."""

from __future__ import annotations

from sqlalchemy import Index

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.houses import cap_above_zero
from desktop.ledgers.record import Ledger, Record


class Room(Record):
    ledger = Ledger(
        "rooms",
        "房间",
        "间",
        "rental",
        title=("house_id", "room"),
        sort="room",
        check=cap_above_zero,
        key=(("house_id", "room"),),
        unique=(("house_id", "room"),),
        home=("house_id",),
    )
    house_id = link("houses", "出租房", ("house_address", "house_owner", "owner_phone"), required=True)
    room = column("房间号", required=True, index=True, search=True, synonyms=("房间", "房号", "室号"), width=6)
    floor = column("楼层", Kind.NUMBER, width=5)
    beds = column("床位", Kind.NUMBER, width=5)
    area = column("面积", Kind.AREA, width=7)
    cap = column("限住人数", Kind.NUMBER, width=7, help="按当地规定；不填按人均面积算")
    status = column("状态", Kind.CODE, codes="room_status", help="停租的房间不办入住")
    inspect_by = column("下次检查", Kind.DATE)
    note = column("备注", Kind.LONG_TEXT, listed=False)

    __table_args__ = (Index("rooms_of_house", "house_id", "id", "cap"),)  # occupancy by village, without the rows

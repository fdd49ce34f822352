"""租住登记: one person in one room from a day to a day. Stays end; they are never deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Index, text

from desktop.errors import Refused
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


def ends_after_start(values: Mapping[str, Any]) -> Iterable[Refused]:
    start = values.get("checkin")
    for name, label in (("checkout", "离开日期"), ("until", "租期至")):
        if start and values.get(name) and values[name] < start:
            yield Refused(f"{label}早于入住日期", "请改后面的日期", field=name, code="end_before_start")


class Stay(Record):
    ledger = Ledger(
        "stays", "租住登记", "人次", "rental", title=("person_id",), subtitle=("room_id", "checkin"), sort="checkin",
        check=ends_after_start, orders=(("checkin", "checkout"), ("checkin", "until")),
        key=(("room_id", "person_id", "checkin"),), looked_up=False, apart=("person_id", "checkin", "checkout"),
        apart_unless="elsewhere",
        by_desk="在“出租房 ・ 房态图”里办入住、换房、离开，在“人员住处”里更正",
        permanent="请办理离开；登记有误请修改，原来的内容留在历史里", home=("room_id",), follow=True)  # fmt: skip
    room_id = link("rooms", "房间", ("house_address", "house_owner", "owner_phone", "room"), required=True)
    person_id = link("people", "租住人员", ("name", "sex", "nation", "birth", "id_number", "phone", "origin", "work",
                                            "plate"), required=True, indexed=False)  # fmt: skip
    checkin = column("入住日期", Kind.DATE, required=True, index=True, synonyms=("起租日期", "入住时间"))
    until = column("租期至", Kind.DATE)
    checkout = column("离开日期", Kind.DATE, index=True, synonyms=("搬离时间", "退租日期", "离开时间"))
    relation = column("与承租人关系", Kind.CODE, codes="relation", synonyms=("关系",))
    reason = column("流入原因", Kind.CODE, codes="reason", listed=False)
    guardian = column("监护人", Kind.NAME, listed=False)
    exempt = column("免报情形", Kind.CODE, codes="exempt", listed=False, help="免报的不计报送期限")
    elsewhere = column("同时另住原因", listed=False, help="一人同时住两处时写明")
    reported_in = column("入住报送", Kind.DATE, help="向公安机关报送的日期")
    reported_out = column("离开报送", Kind.DATE)
    note = column("备注", Kind.LONG_TEXT, listed=False)

    __table_args__ = (
        Index(
            "stays_in_room", "room_id", "checkin", "checkout", "reported_in", "reported_out", "person_id"
        ),  # on any day
        Index("stays_of_person", "person_id", "checkin", "checkout", "room_id"),  # where somebody lives
        Index("stays_by_start", "checkin", "room_id"),  # the report counts in these two
        Index("stays_by_end", "checkout", "checkin", "reported_in", "reported_out", "room_id", "person_id"),
        Index("stays_exempt", "exempt", "checkout", "checkin", "reported_in", "reported_out", "room_id",
              sqlite_where=text("exempt IS NOT NULL")),  # the few that need not be reported
    )  # fmt: skip

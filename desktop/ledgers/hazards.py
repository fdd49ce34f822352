"""隐患: what an inspection found wrong, with its deadline and its way to the closing."""

from __future__ import annotations

from sqlalchemy import Index

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Hazard(Record):
    ledger = Ledger(
        "hazards", "隐患", "处", "rental", title=("words",), subtitle=("due",), sort="due",
        looked_up=False, by_command="在“出租房 ・ 检查”里办理", home=("inspection_id", "house_id"),
    )  # fmt: skip
    inspection_id = link("inspections", "检查记录", ("day",), required=True)
    house_id = link("houses", "出租房", ("house_address", "house_owner"), required=True)
    item = column("检查项目", given=True, listed=False)
    kind = column("类别", Kind.CODE, codes="inspection_kind", given=True)
    words = column("隐患", Kind.LONG_TEXT, required=True)
    standard = column("依据", given=True)
    found_on = column("发现日期", Kind.DATE, given=True)
    due = column("整改期限", Kind.DATE, required=True)
    state = column("状态", Kind.CODE, codes="hazard_state", given=True, default="open")
    served_on = column("下达日期", Kind.DATE, given=True)
    closed_on = column("销案日期", Kind.DATE, given=True)

    __table_args__ = (Index("hazards_by_state", "state", "due"),)

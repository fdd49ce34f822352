"""检查记录: one round of 消防/治安 inspection of a rented house, with every answer of its check-list."""

from __future__ import annotations

from sqlalchemy import Index

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Inspection(Record):
    ledger = Ledger(
        "inspections", "检查记录", "次", "rental", title=("house_id",), subtitle=("day",), sort="day",
        looked_up=False, by_command="在“出租房 ・ 检查”里登记和修改", home=("house_id",),
    )  # fmt: skip
    house_id = link("houses", "出租房", ("house_address", "house_owner"), required=True)
    day = column("检查日期", Kind.DATE, required=True, index=True)
    inspectors = column("检查人", required=True)
    present = column("在场人", help="房主或其委托的人")
    edition = column("检查项目版次", Kind.NUMBER, given=True, listed=False)
    answers = column("检查项目", Kind.LIST, given=True, listed=False)  # {key, kind, text, standard, answer, words}
    failed = column("不合格项", Kind.NUMBER, given=True)
    opinion = column("检查意见", Kind.LONG_TEXT, listed=False)
    next_on = column("下次检查", Kind.DATE, help="不填按分级和用途的间隔算")

    __table_args__ = (Index("inspections_of_house", "house_id", "day"),)

"""调查记录: what somebody told, asked before or between the sessions (司法部令第75号 第31条)."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Inquiry(Record):
    ledger = Ledger(
        "inquiries", "调查记录", "次", "mediation", title=("asked",), subtitle=("start",), sort="start",
        looked_up=False, hidden=True, home=("dispute_id",),
    )  # fmt: skip
    dispute_id = link("disputes", "纠纷案件", ("number",), required=True)
    start = column("时间", Kind.MOMENT, required=True)
    place = column("地点", required=True)
    asked = column("被调查人", Kind.NAME, required=True)
    asked_about = column("被调查人情况", help="性别、年龄、住址")
    participants = column("参加人")
    investigators = column("调查人", Kind.NAME)
    recorder = column("记录人", Kind.NAME)
    record = column("记录", Kind.LONG_TEXT)

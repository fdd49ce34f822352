"""回访记录: whether what was agreed is done, and how the parties are (人民调解法 第31条)."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Visit(Record):
    ledger = Ledger(
        "visits", "回访记录", "次", "mediation", title=("visited",), subtitle=("start",), sort="start",
        looked_up=False, hidden=True, home=("dispute_id",),
    )  # fmt: skip
    dispute_id = link("disputes", "纠纷案件", ("number",), required=True)
    start = column("回访时间", Kind.MOMENT, required=True)
    way = column("回访方式", Kind.CODE, codes="visit_way")
    visited = column("被回访人", Kind.NAME, required=True)
    reason = column("回访事由")
    performance = column("履行情况", Kind.CODE, codes="performance", required=True)
    satisfaction = column("满意程度", Kind.CODE, codes="satisfaction")
    record = column("回访情况", Kind.LONG_TEXT, help="履行、满意、有无激化苗头")
    visitors = column("回访人", Kind.NAME)
    next_on = column("下次回访", Kind.DATE, help="到时在工作台提醒")

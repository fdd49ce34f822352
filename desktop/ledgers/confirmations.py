"""司法确认申请: both parties ask the court within thirty days (人民调解法 第33条; 民事诉讼法 第205条)."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Confirmation(Record):
    ledger = Ledger(
        "confirmations", "司法确认申请", "份", "mediation",
        title=("court",), subtitle=("applied_on",), sort="applied_on",
        looked_up=False, hidden=True, home=("dispute_id",),
    )  # fmt: skip
    dispute_id = link("disputes", "纠纷案件", ("number",), required=True)
    court = column("人民法院", required=True)
    status_only = column("只涉及身份关系", Kind.YES_NO, help="婚姻、收养等；同时有财产内容的填否")
    requests = column("请求事项", Kind.LONG_TEXT, help="每行一项；不填就用通行的写法")
    facts = column("事实和理由", Kind.LONG_TEXT)
    attachments = column("附件", Kind.LONG_TEXT, help="每行一件")
    applied_on = column("申请日期", Kind.DATE, required=True)
    decided_on = column("裁定日期", Kind.DATE)
    decision = column("裁定结果", Kind.CODE, codes="court_decision")

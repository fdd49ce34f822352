"""调解记录: one session of a mediation, with place, people and the running record."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Session(Record):
    ledger = Ledger(
        "sessions",
        "调解记录",
        "次",
        "mediation",
        title=("dispute_id",),
        subtitle=("start",),
        sort="start",
        looked_up=False,
        home=("dispute_id",),
    )
    dispute_id = link("disputes", "纠纷案件", ("number",), required=True)
    start = column("时间", Kind.MOMENT, required=True)
    place = column("地点", required=True)
    subject = column("事由")
    invited = column("参加人", help="亲属、邻居、专业人员等；须经当事人同意（人民调解法第20条）")
    consent = column("当事人同意参加人到场", Kind.YES_NO)
    mediators = column("调解员", Kind.NAME)
    recorder = column("记录人", Kind.NAME)
    told = column("已告知权利义务", Kind.YES_NO)
    record = column("记录", Kind.LONG_TEXT)
    result = column("结果", Kind.CODE, codes="dispute_result")

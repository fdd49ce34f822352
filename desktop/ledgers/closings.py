"""结案和归档: the closing report, and how the file is bound and kept."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Closing(Record):
    ledger = Ledger(
        "closings", "结案归档", "份", "mediation", title=("closed_on",), subtitle=("retention",), sort="closed_on",
        looked_up=False, hidden=True, home=("dispute_id",),
    )  # fmt: skip
    dispute_id = link("disputes", "纠纷案件", ("number",), required=True)
    closed_on = column("结案日期", Kind.DATE, required=True)
    course = column("调解过程", Kind.LONG_TEXT)
    opinion = column("承办人意见", Kind.LONG_TEXT)
    approval = column("负责人意见", Kind.LONG_TEXT)
    binder = column("立卷人", Kind.NAME)
    checker = column("检查人", Kind.NAME)
    bound_on = column("立卷日期", Kind.DATE)
    retention = column("保管期限", Kind.CODE, codes="retention")
    box = column("存放位置", help="档案盒、柜号")
    attached = column("附卷材料", Kind.LONG_TEXT)
    remarks = column("卷宗情况说明", Kind.LONG_TEXT)

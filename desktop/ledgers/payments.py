"""履行登记: what was paid or done of an agreement, with its voucher (人民调解法 第31条)."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Payment(Record):
    ledger = Ledger(
        "payments", "履行登记", "笔", "mediation", title=("done_on",), subtitle=("amount",), sort="done_on",
        looked_up=False, hidden=True, home=("dispute_id",),
    )  # fmt: skip
    dispute_id = link("disputes", "纠纷案件", ("number",), required=True)
    agreement_id = link("agreements", "调解协议", ("edition",), required=True)
    number = column("第几期", Kind.NUMBER, required=True, width=5)
    done_on = column("履行日期", Kind.DATE, required=True)
    amount = column("金额", Kind.MONEY)
    voucher = column("凭证", help="收条、转账单号等")
    note = column("说明", Kind.LONG_TEXT)

"""证据材料: what a party handed in or the committee collected, a line each; the scan lies beside it."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Evidence(Record):
    ledger = Ledger(
        "evidence", "证据材料", "件", "mediation", title=("name",), subtitle=("giver",), sort="received_on",
        looked_up=False, hidden=True, home=("dispute_id",),
    )  # fmt: skip
    dispute_id = link("disputes", "纠纷案件", ("number",), required=True)
    name = column("证据名称", required=True)
    kind = column("证据种类", Kind.CODE, codes="evidence_kind")
    giver = column("提供人", Kind.NAME)
    pages = column("页数", Kind.NUMBER, width=5)
    copy = column("原件或复印件", Kind.CODE, codes="evidence_copy")
    received_on = column("接收日期", Kind.DATE)
    receiver = column("接收人", Kind.NAME)
    note = column("说明", Kind.LONG_TEXT)

"""附件: scans and photos of a case; the body lies encrypted in the database under its digest."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Attachment(Record):
    ledger = Ledger(
        "attachments", "附件", "件", "mediation", title=("name",), subtitle=("document",), sort="row",
        looked_up=False, hidden=True,
    )  # fmt: skip
    dispute_id = link("disputes", "纠纷案件", ("number",), required=True)
    document = column("属于哪种文书", help="文书种类的代号")
    name = column("名称", required=True)
    media = column("格式", given=True)
    size = column("大小", Kind.NUMBER, given=True)
    digest = column("摘要", given=True, help="SHA-256")
    added_on = column("日期", Kind.DATE, given=True)

"""卷宗文书: papers of a case that were written by hand or came from elsewhere, as they are put into the file."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class CaseDocument(Record):
    ledger = Ledger(
        "case_documents", "卷宗文书", "份", "mediation", title=("dispute_id",), subtitle=("filed_on",), sort="filed_on",
        looked_up=False, hidden=True, home=("dispute_id",),
    )  # fmt: skip
    dispute_id = link("disputes", "纠纷案件", ("number",), required=True)
    document = column("文书", required=True, help="文书种类的代号，见 domain.mediation.documents")
    filed_on = column("入卷日期", Kind.DATE, required=True)
    pages = column("件数", Kind.NUMBER, width=5)
    note = column("说明", Kind.LONG_TEXT)

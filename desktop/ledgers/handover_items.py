"""交接未结: what a shift leaves for the next, carried on until somebody closes it and says how."""

from __future__ import annotations

from desktop.domain.scope import ALL
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class HandoverItem(Record):
    ledger = Ledger("handover_items", "交接事项", "件", "duty", title=("words",), subtitle=("due",), sort="due",
                    by_command="在“值班”的“交接班”里办", looked_up=False, whose=ALL)  # fmt: skip
    handover_id = link("handovers", "哪一班交下来", ("date",), required=True)
    words = column("事项", required=True, width=20)
    due = column("办结期限", Kind.DATE, index=True)
    closed_at = column("办结时间", Kind.MOMENT, index=True)
    closed_by = column("办结人", Kind.NAME, search=False)
    how = column("怎么办的", width=20)

"""放假安排: days whose kind is not what the weekday says, as announced or as the centre corrected them."""

from __future__ import annotations

from desktop.domain.scope import CENTRE
from desktop.ledgers.fields import Kind, column
from desktop.ledgers.record import Ledger, Record


class Holiday(Record):
    ledger = Ledger("holidays", "放假安排", "天", "duty", title=("date",), subtitle=("kind", "label"), sort="date",
                    key=(("date",),), unique=(("date",),), looked_up=False, whose=CENTRE)  # fmt: skip
    date = column("日期", Kind.DATE, required=True, index=True)
    kind = column("日期种类", Kind.CODE, codes="day_kind", required=True)
    label = column("名称", help="如 中秋节")

"""复查: one look at a hazard after its deadline."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Recheck(Record):
    ledger = Ledger(
        "rechecks", "复查", "次", "rental", title=("hazard_id",), subtitle=("day",), sort="day", looked_up=False,
        hidden=True, home=("hazard_id",),
    )  # fmt: skip
    hazard_id = link("hazards", "隐患", ("words",), required=True)
    day = column("复查日期", Kind.DATE, required=True)
    inspectors = column("复查人")
    passed = column("合格", Kind.YES_NO, required=True)
    words = column("复查情况", Kind.LONG_TEXT)
    due = column("新的期限", Kind.DATE)

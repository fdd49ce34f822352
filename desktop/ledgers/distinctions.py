"""核对过不是同一个: two records that look alike and were found to be different (R19); not asked about again."""

from __future__ import annotations

from desktop.domain.scope import ALL
from desktop.ledgers.fields import column
from desktop.ledgers.record import Ledger, Record


class Distinction(Record):
    ledger = Ledger("distinctions", "核对为不同", "对", "directory", title=("of",), hidden=True, looked_up=False,
                    unique=(("first", "second"),), whose=ALL)  # fmt: skip
    of = column("台账", required=True)
    first = column("一条", required=True, index=True, help="两条里编号小的")
    second = column("另一条", required=True, index=True)
    reason = column("依据")

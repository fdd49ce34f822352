"""设置: what the centre decided."""

from __future__ import annotations

from desktop.domain.scope import CENTRE
from desktop.ledgers.fields import Kind, column
from desktop.ledgers.record import Ledger, Record


class Setting(Record):
    """One thing the centre decided: key and JSON value; its history is in the change log like everything else."""

    ledger = Ledger(
        "settings",
        "设置",
        "项",
        "system",
        title=("key",),
        sort="key",
        key=(("key",),),
        hidden=True,
        looked_up=False,
        whose=CENTRE,
    )
    key = column("项目", required=True, index=True)
    value = column("内容", Kind.LIST)

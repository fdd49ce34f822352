"""单位: the centre's unit tree, from the national division list."""

from __future__ import annotations

from desktop.domain.scope import CENTRE
from desktop.ledgers.fields import Kind, column
from desktop.ledgers.record import Ledger, Record


class Unit(Record):
    ledger = Ledger("units", "单位", "个", "directory", title=("name",), subtitle=("code",), sort="code",
                    key=(("code",),), whose=CENTRE)  # fmt: skip
    code = column("区划代码", Kind.UNIT, required=True, index=True, width=12, search=True)
    name = column("名称", required=True, search=True, width=14)
    parent = column("上级代码", Kind.UNIT)
    level = column("层级", Kind.CODE, codes="level", width=6)

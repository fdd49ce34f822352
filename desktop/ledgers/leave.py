"""请假: days on which a person cannot be on duty, both ends included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.domain.scope import ALL
from desktop.errors import Refused
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


def leave_in_order(values: Mapping[str, Any]) -> Iterable[Refused]:
    first, last = values.get("first"), values.get("last")
    if first and last and last < first:
        yield Refused("请假结束早于开始", "请改结束日期", field="last", code="end_before_start")


class Leave(Record):
    ledger = Ledger("leave", "请假", "次", "duty", title=("staff_id",), subtitle=("first", "last"), sort="first",
                    check=leave_in_order, key=(("staff_id", "first"),), looked_up=False, whose=ALL)  # fmt: skip
    staff_id = link("staff", "工作人员", ("name",), required=True)
    first = column("开始", Kind.DATE, required=True, index=True)
    last = column("结束", Kind.DATE, required=True)
    why = column("事由")

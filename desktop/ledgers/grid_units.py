"""责任单元: the tree of responsibility, from the county down to the corridor; an ended unit stays, and tells what
followed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.errors import Refused
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


def ends_after_start(values: Mapping[str, Any]) -> Iterable[Refused]:
    """Both records of the tree end on the first day on which they hold no longer."""
    start, until = values.get("start"), values.get("until")
    if start and until and until < start:
        yield Refused("结束日期早于开始日期", "请改后面的日期", field="until", code="end_before_start")


class GridUnit(Record):
    ledger = Ledger(
        "grid_units", "责任单元", "个", "rental", title=("unit_name",), subtitle=("kind", "code"), sort="row",
        check=ends_after_start, orders=(("start", "until"),), key=(("code",), ("unit_name",)), looked_up=True,
        by_command="在“出租房”的“责任网格”里办", permanent="请结束这个单元；它管过的事留在历史里",
        home=("parent_id",), place="code", upward=True,
    )  # fmt: skip
    unit_name = column("单元名称", required=True, search=True, width=14)
    kind = column("层级", Kind.CODE, codes="unit_kind", required=True, width=8)
    parent_id = link("grid_units", "上级单元", listed=False)
    code = column("单元编号", index=True, search=True, width=12)
    start = column("设立日期", Kind.DATE)
    until = column("结束日期", Kind.DATE, help="从这一天起不再是一个单元")
    followed_by = column("由谁接续", Kind.LIST, given=True, listed=False)  # ids
    former_parents = column("以前的上级", Kind.LIST, given=True, listed=False)  # [[unit, first day no longer], …]
    note = column("备注", Kind.LONG_TEXT, listed=False)

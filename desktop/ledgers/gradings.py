"""分级记录: each grading of a house or a smallest unit: what it was, what it is, why, by whom, when to look again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.errors import Refused
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


def of_one_thing(values: Mapping[str, Any]) -> Iterable[Refused]:
    if bool(values.get("unit_id")) == bool(values.get("house_id")):
        yield Refused("要选一户出租房或一个责任单元", "只选其中一样", field="house_id", code="grading_of")


class Grading(Record):
    ledger = Ledger(
        "gradings", "分级记录", "次", "rental", title=("grade",), subtitle=("graded_on", "reason"), sort="graded_on",
        check=of_one_thing, looked_up=False, by_command="在“出租房”的“分级”里调整",
        permanent="请再调整一次分级；原来的留在历史里", home=("house_id", "unit_id"),
    )  # fmt: skip
    house_id = link("houses", "出租房", ("house_address",))
    unit_id = link("grid_units", "责任单元", ("unit_name",))
    former = column("原分级", Kind.CODE, codes="grade", width=6)
    grade = column("分级", Kind.CODE, codes="grade", required=True, width=6)
    reason = column("理由", Kind.LONG_TEXT, required=True, width=20)
    graded_by = column("谁定的", Kind.NAME, given=True, search=False)
    graded_on = column("分级日期", Kind.DATE, required=True, index=True)
    review_by = column("下次复核", Kind.DATE, index=True)
    latest = column("现行", Kind.YES_NO, given=True, index=True, listed=False)

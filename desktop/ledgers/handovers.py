"""交接班: the log of one shift, signed by who hands over and by who takes over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.domain.scope import ALL
from desktop.errors import Refused
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


def signed_by_both(values: Mapping[str, Any]) -> Refused | None:
    if values.get("taken_at"):
        return Refused("这一班已经双方签字", "后来的情况写进下一班的交接", code="frozen")
    return None


class Handover(Record):
    ledger = Ledger("handovers", "交接班", "班", "duty", title=("date",), subtitle=("post_id",), sort="date",
                    key=(("date", "post_id"),), unique=(("date", "post_id"),), frozen=signed_by_both, looked_up=False,
                    by_command="在“值班”的“交接班”里写", permanent="交接班记录要留存备查", whose=ALL)  # fmt: skip
    date = column("日期", Kind.DATE, required=True, index=True)
    post_id = link("posts", "岗位", ("post", "shift"), required=True)
    matters = column("值班情况", Kind.LONG_TEXT)
    things = column("钥匙印章设备", Kind.LONG_TEXT)
    handed_by_id = link("staff", "交班人", ("name",))
    handed_at = column("交班时间", Kind.MOMENT)
    taken_by_id = link("staff", "接班人", ("name",))
    taken_at = column("接班时间", Kind.MOMENT)

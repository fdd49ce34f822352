"""值班意愿: a day on which somebody would like to serve, or would rather not; met as far as fairness allows."""

from __future__ import annotations

from desktop.domain.scope import ALL
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class DutyWish(Record):
    ledger = Ledger("wishes", "值班意愿", "条", "duty", title=("staff_id",), subtitle=("date", "want"), sort="date",
                    key=(("staff_id", "date", "post_id"),), looked_up=False, whose=ALL)  # fmt: skip
    staff_id = link("staff", "工作人员", ("name",), required=True)
    date = column("日期", Kind.DATE, required=True, index=True)
    want = column("意愿", Kind.CODE, codes="wish", required=True)
    post_id = link("posts", "岗位", ("post", "shift"), help="不填就是哪个岗位都算")
    weight = column("分量", Kind.NUMBER, listed=False, help="1到9，不填是3")

"""公平结转: turns that people bring along from the time before the program, so that the first year is fair too."""

from __future__ import annotations

from desktop.domain.scope import CENTRE
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class DutyOpening(Record):
    """`counter` is a fairness counter by its Chinese label (值班夜班); `days`: how many days at work the turns took."""

    ledger = Ledger("duty_openings", "公平结转", "条", "duty", title=("staff_id",), subtitle=("counter", "turns"),
                    sort="until", key=(("staff_id", "counter"),), unique=(("staff_id", "counter"),),
                    looked_up=False, whose=CENTRE)  # fmt: skip
    staff_id = link("staff", "工作人员", ("name",), required=True)
    counter = column("公平项目", required=True, help="如 值班夜班、带班节假日")
    turns = column("已值次数", Kind.NUMBER, required=True)
    days = column("在岗天数", Kind.NUMBER, required=True, help="这些次数是在多少天里值的，一年填365")
    until = column("截止日期", Kind.DATE, required=True, index=True, help="次数算到哪一天")

"""值班: the cells of the rota."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Duty(Record):
    """One person at one post on one day. `charged` is who had the turn when somebody else sat for them."""

    ledger = Ledger("duty", "值班", "班", "duty", title=("date",), subtitle=("post", "name"), sort="date",
                    key=(("date", "post", "name"),), looked_up=False)  # fmt: skip
    date = column("日期", Kind.DATE, required=True, index=True)
    post = column("岗位", required=True)
    shift = column("班次")
    name = column("姓名", Kind.NAME, required=True, search=False)
    staff_id = link("staff", "工作人员", listed=False)
    charged_id = link("staff", "应轮到", listed=False)
    locked = column("锁定", Kind.YES_NO, listed=False)
    by_hand = column("手工改动", Kind.YES_NO, listed=False)
    state = column("状态", Kind.CODE, codes="rota_state", given=True)

"""值班: the cells of the rota."""

from __future__ import annotations

from desktop.domain.scope import CENTRE
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Duty(Record):
    """One person at one post on one day. `charged_id` is who had the turn when somebody else sat for them."""

    ledger = Ledger("duty", "值班", "班", "duty", title=("date",), subtitle=("post_id", "staff_id"), sort="date",
                    key=(("date", "post_id", "staff_id"),), looked_up=False, by_day=True, whose=CENTRE)  # fmt: skip
    date = column("日期", Kind.DATE, required=True, index=True)
    post_id = link("posts", "岗位", ("post", "shift"), required=True)
    staff_id = link("staff", "工作人员", ("name",), required=True)
    charged_id = link("staff", "应轮到", listed=False)
    locked = column("锁定", Kind.YES_NO, listed=False)
    by_hand = column("手工改动", Kind.YES_NO, listed=False)
    state = column("状态", Kind.CODE, codes="rota_state", given=True)

"""销毁: what was proposed to be destroyed and why, who approved it, and what was destroyed then; no personal data."""

from __future__ import annotations

from desktop.domain.scope import CENTRE
from desktop.ledgers.fields import Kind, column
from desktop.ledgers.record import Ledger, Record

PROPOSED, DESTROYED, REFUSED = "proposed", "destroyed", "refused"


class Destruction(Record):
    """`classes` are lines of what is meant (label, counts, days); `records` ids by ledger, emptied once decided."""

    ledger = Ledger(
        "destructions", "销毁", "次", "retention", title=("proposed_on",), subtitle=("state",), sort="proposed_on",
        hidden=True, looked_up=False, whose=CENTRE, permanent="销毁的依据要留着",
    )  # fmt: skip
    proposed_by = column("提出账号", required=True, given=True)
    proposed_name = column("提出人", Kind.NAME, required=True, given=True, search=False)
    proposed_on = column("提出日期", Kind.DATE, required=True, given=True)
    reason = column("销毁理由", required=True)
    state = column("状态", required=True, given=True, index=True)
    classes = column("类别", Kind.LIST, required=True, given=True)
    records = column("记录", Kind.LIST, given=True)
    decided_by = column("批准账号", given=True)
    decided_name = column("批准人", Kind.NAME, given=True, search=False)
    decided_on = column("批准日期", Kind.DATE, given=True)
    answer = column("不批准的理由", given=True)
    destroyed = column("已销毁", Kind.LIST, given=True)

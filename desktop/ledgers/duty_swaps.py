"""调班替班: a published duty changes hands. A swap is two-way, a substitution one-way; the turn stays charged."""

from __future__ import annotations

from desktop.domain.scope import ALL
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class DutySwap(Record):
    """`duty_id` is the asker's duty, `other_id` the partner's that comes back for it (swaps only)."""

    ledger = Ledger("duty_swaps", "调班替班", "件", "duty", title=("kind",), subtitle=("asker_id", "partner_id"),
                    sort="asked_at", by_command="在“值班”的“调班”里办", looked_up=False,
                    permanent="请撤回；办过的留在这里备查", whose=ALL)  # fmt: skip
    kind = column("方式", Kind.CODE, codes="swap_kind", required=True)
    duty_id = link("duty", "要换的班", ("date",), required=True)
    other_id = link("duty", "换来的班", ("date",))
    asker_id = link("staff", "提出人", ("name",), required=True)
    partner_id = link("staff", "对方", ("name",), required=True)
    reason = column("事由")
    state = column("状态", Kind.CODE, codes="swap_state", given=True)
    asked_at = column("提出时间", Kind.MOMENT, index=True)
    answered_at = column("答复时间", Kind.MOMENT)
    decided_at = column("办理时间", Kind.MOMENT)
    decided_by = column("办理人", Kind.NAME, search=False)

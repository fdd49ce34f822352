"""What the case itself keeps of how it came out, so that lists, sheets and reports need not look further."""

from __future__ import annotations

from desktop.domain.mediation.performance import performance_of
from desktop.ledgers.disputes import Dispute
from desktop.services.case_state import Facts, facts_of
from desktop.storage.unit_of_work import Work


def keep_outcome(work: Work, dispute: Dispute) -> None:
    """Brings 履行情况 and 司法确认 of the case in step with its payments, visits and court paper."""
    facts = facts_of(work.connection(), dispute.id)
    decisions = [paper["decision"] for paper in facts.items["confirmation"]]
    work.change(dispute, {"performance": _performance(facts), "confirmed": decisions[-1] if decisions else None})


def _performance(facts: Facts) -> str | None:
    signed = facts.in_force
    if signed is None:
        return None
    paid = [one["number"] for one in facts.payments if one["agreement_id"] == signed["id"]]
    visits = sorted(facts.items["visit"], key=lambda one: one["start"])
    return performance_of(len(signed["plan"] or ()), paid, visits[-1]["performance"] if visits else None)

"""调解记录: sessions of a case, each with place, people, what was told, the running record and its result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.domain.access import Action
from desktop.domain.mediation import State
from desktop.errors import Refused
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.sessions import Session
from desktop.services import case_state
from desktop.services.office import Office
from desktop.storage.unit_of_work import Changed, Work

BEFORE = frozenset({State.ACCEPTED.value, State.INVESTIGATING.value})
OVER = frozenset({State.FAILED.value, State.TERMINATED.value, State.REFUSED.value, State.ARCHIVED.value})


def add_session(office: Office, *, case: str, values: Mapping[str, Any]) -> Changed:
    """A session was held; the first one takes the case into mediation. `values` are fields of `sessions`.

    Refused codes: not_accepted, session_before_acceptance, no_consent, untold, case_over,
    party_refuses.
    """
    office.require("mediation", Action.CHANGE)
    with office.work("add_session", "登记调解记录") as work:
        dispute = case_state.case_of(work, case)
        _refuse_out_of_time(dispute)
        filled = {"subject": dispute.title, "mediators": dispute.mediator, "recorder": office.actor.name}
        given = {name: value for name, value in values.items() if value not in (None, "")}
        session = work.add(Session, {**filled, **given, "dispute_id": dispute.id})
        _check(dispute, session)
        case_state.refuse_against_will(dispute, session.start.date())
        if dispute.state in BEFORE:
            case_state.move(work, dispute, State.MEDIATING)
        _take_result(work, dispute, session)
        return work.commit()


def change_session(office: Office, *, session: str, values: Mapping[str, Any], version: int | None = None) -> Changed:
    """A record corrected or carried on."""
    office.require("mediation", Action.CHANGE)
    with office.work("change_session", "修改调解记录") as work:
        record = work.get(Session, session)
        dispute = work.get(Dispute, record.dispute_id)
        _refuse_out_of_time(dispute)
        work.change(record, values, version=version)
        _check(dispute, record)
        _take_result(work, dispute, record)
        return work.commit()


def _refuse_out_of_time(dispute: Dispute) -> None:
    if dispute.state == State.REGISTERED.value:
        raise Refused("这件纠纷还没有受理", "先受理，再登记调解记录", field="state", code="not_accepted")
    if dispute.state in OVER:
        raise Refused("这件纠纷的调解已经结束", "看历史记录", field="state", code="case_over")


def _check(dispute: Dispute, session: Session) -> None:
    """人民调解法 第20条: others take part with the parties' consent; nothing is mediated before acceptance."""
    if session.invited and not session.consent:
        step = "征得各方当事人同意后打勾，或去掉参加人"
        raise Refused(f"{session.invited}参加调解须经当事人同意（第20条）", step, field="consent", code="no_consent")
    accepted = dispute.accepted_on
    if accepted and session.start.date() < accepted:
        cause = f"调解时间早于受理日期{accepted.isoformat()}"
        raise Refused(cause, "请核对时间", field="start", code="session_before_acceptance")


def _take_result(work: Work, dispute: Dispute, session: Session) -> None:
    """The case carries the result of its latest session for the statistics."""
    if session.result and dispute.state == State.MEDIATING.value:
        work.change(dispute, {"result": session.result})

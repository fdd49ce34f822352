"""Ways of a case besides mediation itself: routed elsewhere, its limit extended, what was paid, the archive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.domain import codes
from desktop.domain.access import Action
from desktop.domain.mediation import State
from desktop.errors import Refused
from desktop.ledgers.agreements import Agreement
from desktop.ledgers.closings import Closing
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.payments import Payment
from desktop.services import case_state
from desktop.services.case_outcome import keep_outcome
from desktop.services.office import Office
from desktop.storage.unit_of_work import Changed

MEDIATION, PETITION = "1", "2"  # codes.intake_route
OPEN = frozenset({State.ACCEPTED.value, State.INVESTIGATING.value, State.MEDIATING.value})
LONGEST = 30  # days that one extension may add: as long again as the law's usual limit


def route_case(office: Office, *, case: str, route: str, to: str, reason: str = "") -> Changed:
    """Not for mediation: to the petition office (with its clocks) or another one. Refused codes: no_route, required."""
    office.require("mediation", Action.CHANGE)
    if route not in codes.TABLES["intake_route"] or route == MEDIATION:
        raise Refused("没有选转往哪里", "选信访或其他部门", field="route", code="no_route")
    if not to.strip():
        raise Refused("没有写转办单位", "写接收的单位名称", field="routed_to", code="required")
    why = reason.strip() or f"转{codes.label('intake_route', route)}"
    with office.work("route", "转办", reason=why) as work:
        values = {"route": route, "routed_to": to.strip(), "routed_on": office.today}
        case_state.move(work, case_state.case_of(work, case), State.ROUTED, reason=why, **values)
        return work.commit()


def answer_route(office: Office, *, case: str, on: date | None = None) -> Changed:
    """The other office has answered the parties: its clock stops."""
    office.require("mediation", Action.CHANGE)
    with office.work("answer_route", "登记转办答复") as work:
        dispute = case_state.case_of(work, case)
        if dispute.state != State.ROUTED.value:
            raise Refused("这件没有转办", "只有转办的才登记答复", field="state", code="not_routed")
        work.change(dispute, {"answered_on": on or office.today})
        return work.commit()


def extend_limit(office: Office, *, case: str, days: int, agreed_on: date | None = None) -> Changed:
    """Both parties agree to go on (司法部令第75号 第33条). Refused codes: case_over, days_range,
    party_refuses."""
    office.require("mediation", Action.CHANGE)
    if not 1 <= days <= LONGEST:
        raise Refused(f"延长{days}天不对", f"写1到{LONGEST}天", field="extended_days", code="days_range")
    with office.work("extend", f"延长调解期限{days}天") as work:
        dispute = case_state.case_of(work, case)
        if dispute.state not in OPEN:
            raise Refused("这件不在调解期间", "受理之后、结束之前才能延长", field="state", code="case_over")
        case_state.refuse_against_will(dispute)
        whole = (dispute.extended_days or 0) + days
        work.change(dispute, {"extended_days": whole, "extended_on": agreed_on or office.today})
        return work.commit()


def record_payment(office: Office, *, agreement: str, values: Mapping[str, Any]) -> Changed:
    """One instalment ticked, with its voucher; `values` are fields of `payments`.

    Refused codes: not_in_force, no_instalment, paid_before_agreement.
    """
    office.require("mediation", Action.CHANGE)
    with office.work("record_payment", "登记履行") as work:
        signed = work.get(Agreement, agreement)
        if not signed.effective_on:
            raise Refused("协议还没有生效", "生效后再登记履行", code="not_in_force")
        dispute = work.get(Dispute, signed.dispute_id)
        case_state.refuse_archived(dispute)
        payment = work.add(Payment, {**values, "agreement_id": signed.id, "dispute_id": signed.dispute_id})
        if not 1 <= payment.number <= max(1, len(signed.plan or [])):
            raise Refused(f"协议里没有第{payment.number}期", "核对期数", field="number", code="no_instalment")
        if payment.done_on < signed.effective_on:
            raise Refused("履行日期早于协议生效日期", "请核对日期", field="done_on", code="paid_before_agreement")
        keep_outcome(work, dispute)
        return work.commit()


def archive_case(office: Office, *, case: str, values: Mapping[str, Any]) -> Changed:
    """归档: the closing's fields (binder, retention, box …) and the step, as one deed; Refused documents_missing."""
    office.require("mediation", Action.CHANGE)
    with office.work("archive", "归档") as work:
        dispute = case_state.case_of(work, case)
        case_state.move(work, dispute, State.ARCHIVED)
        stored = work.first(Closing, dispute_id=dispute.id)
        if stored is None:
            work.add(Closing, {"closed_on": office.today, "bound_on": office.today, **values, "dispute_id": dispute.id})
        else:
            work.change(stored, {"bound_on": office.today, **values})
        return work.commit()


def reopen_case(office: Office, *, case: str, reason: str) -> Changed:
    """What was agreed is broken after all: the file is taken out again (人民调解法 第31条)."""
    office.require("mediation", Action.CHANGE)
    with office.work("reopen", "重新督促履行", reason=reason) as work:
        case_state.move(work, case_state.case_of(work, case), State.PERFORMING, reason=reason)
        return work.commit()

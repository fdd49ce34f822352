"""The papers of a case that have a record of their own: inquiries, evidence, proxies, visits, confirmation, closing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desktop.domain import deadlines, mediation
from desktop.domain.access import Action
from desktop.domain.mediation import State
from desktop.errors import Refused
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.record import Record
from desktop.services import case_state
from desktop.services.case_outcome import keep_outcome
from desktop.services.case_records import ITEMS
from desktop.services.office import Office
from desktop.storage.unit_of_work import Changed, Work

ONE_ONLY = frozenset({"closing", "confirmation"})
BROKEN = "3"  # codes.performance


def add_item(office: Office, *, case: str, document: str, values: Mapping[str, Any]) -> Changed:
    """One more record of that kind; `values` are fields of its ledger.

    Refused codes: no_document, not_accepted, one_only, and what the document's own rule refuses.
    """
    office.require("mediation", Action.CHANGE)
    model = _model(document)
    with office.work(f"add_{document}", f"登记{model.ledger.label}") as work:
        dispute = case_state.case_of(work, case)
        _refuse_too_early(dispute, document)
        if document in ONE_ONLY and work.first(model, dispute_id=dispute.id) is not None:
            raise Refused(f"这件已有{model.ledger.label}", "直接修改那一份", code="one_only")
        record = work.add(model, {**values, "dispute_id": dispute.id})
        _RULES.get(document, _no_rule)(work, dispute, record)
        keep_outcome(work, dispute)
        return work.commit()


def change_item(
    office: Office, *, document: str, item: str, values: Mapping[str, Any], version: int | None = None
) -> Changed:
    office.require("mediation", Action.CHANGE)
    model = _model(document)
    with office.work(f"change_{document}", f"修改{model.ledger.label}") as work:
        record: Any = work.get(model, item)
        dispute = work.get(Dispute, record.dispute_id)
        work.change(record, values, version=version)
        _RULES.get(document, _no_rule)(work, dispute, record)
        keep_outcome(work, dispute)
        return work.commit()


def remove_item(office: Office, *, document: str, item: str) -> Changed:
    """Entered by mistake; it can be brought back by undo."""
    office.require("mediation", Action.CHANGE)
    model = _model(document)
    with office.work(f"remove_{document}", f"去掉{model.ledger.label}") as work:
        record: Any = work.get(model, item)
        dispute = work.get(Dispute, record.dispute_id)
        case_state.refuse_archived(dispute)
        work.remove(record)
        keep_outcome(work, dispute)
        return work.commit()


def _model(document: str) -> type[Record]:
    if document not in ITEMS:
        raise Refused(f"没有“{document}”这种文书", "从文书列表里选", field="document", code="no_document")
    return ITEMS[document]


def _refuse_too_early(dispute: Dispute, document: str) -> None:
    case_state.refuse_archived(dispute)
    if dispute.state == State.REGISTERED.value and document not in ("evidence", "proxy"):
        raise Refused("这件纠纷还没有受理", "先受理，再登记", field="state", code="not_accepted")


def _no_rule(work: Work, dispute: Dispute, record: Any) -> None:
    """Most papers may be kept as they are."""


def _visited(work: Work, dispute: Dispute, visit: Any) -> None:
    """人民调解法 第31条: a visit ends the performing; a broken agreement is pressed for again."""
    signed = case_state.facts_of(work.connection(), dispute.id).in_force
    if signed is None:
        raise Refused("还没有生效的协议，不用回访", "协议生效后再登记回访", field="start", code="not_in_force")
    if visit.start.date() < signed["effective_on"]:
        raise Refused("回访时间早于协议生效日期", "请核对时间", field="start", code="visit_before_agreement")
    if dispute.state == State.PERFORMING.value and visit.performance != BROKEN:
        case_state.move(work, dispute, State.VISITED)
    elif dispute.state == State.VISITED.value and visit.performance == BROKEN:
        case_state.move(work, dispute, State.PERFORMING)


def _confirmed(work: Work, dispute: Dispute, paper: Any) -> None:
    """人民调解法 第33条, 民事诉讼法 第205条: in force, within thirty days, and not of status."""
    signed = case_state.facts_of(work.connection(), dispute.id).in_force
    if signed is None:
        raise Refused("还没有生效的协议，不能申请司法确认", "协议生效后再申请", code="not_in_force")
    if not mediation.confirmable(dispute.event or "", status_only=paper.status_only):
        raise Refused("婚姻、收养等身份关系的协议不能申请司法确认（民事诉讼法司法解释第355条）",
                      "告知当事人可以起诉；确有财产内容的，“只涉及身份关系”填否", field="status_only",
                      code="not_confirmable")  # fmt: skip
    if paper.applied_on > deadlines.court_confirmation_due(signed["effective_on"]):
        raise Refused("协议生效已过30天，不能再申请司法确认（人民调解法第33条）", "告知当事人可以起诉",
                      field="applied_on", code="confirmation_late")  # fmt: skip
    if paper.applied_on < signed["effective_on"]:
        raise Refused("申请日期早于协议生效日期", "请核对日期", field="applied_on", code="confirmation_early")


_RULES: Mapping[str, Callable[[Work, Dispute, Any], None]] = {"visit": _visited, "confirmation": _confirmed}

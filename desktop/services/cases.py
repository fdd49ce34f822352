"""纠纷案件: registered at the counter, accepted or declined, led from step to step, its papers put into the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from desktop.domain import codes
from desktop.domain.access import Action
from desktop.domain.codes.disputes import proposed_event
from desktop.domain.mediation import DOCUMENTS, State
from desktop.errors import Refused
from desktop.ledgers.case_documents import CaseDocument
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.parties import Party
from desktop.services import case_state
from desktop.services.case_numbers import give_number
from desktop.services.case_parties import (
    APPLICANT,
    RESPONDENT,
    add_party,
    compose_title,
    is_composed,
    keep_in_step,
    named,
    read_roles,
    refuse_lopsided,
    refuse_unfit,
)
from desktop.services.case_refusing import forget_refusals
from desktop.services.office import Office
from desktop.services.records import refuse_given
from desktop.storage.unit_of_work import Changed

DEEDS = {
    State.ROUTED: ("route", "转办"),
    State.ACCEPTED: ("accept", "受理纠纷"),
    State.REFUSED: ("decline", "不予受理"),
    State.INVESTIGATING: ("investigate", "转入调查"),
    State.MEDIATING: ("mediate", "转入调解"),
    State.AGREED: ("agree", "达成协议"),
    State.FAILED: ("fail", "调解不成"),
    State.TERMINATED: ("terminate", "终止调解"),
    State.PERFORMING: ("perform", "转入履行"),
    State.VISITED: ("visit", "登记回访"),
    State.ARCHIVED: ("archive", "归档"),
}
RESULTS = {State.FAILED: "2", State.AGREED: "1"}  # codes.dispute_result


def register_dispute(
    office: Office, *, parties: Sequence[Mapping[str, Any]], values: Mapping[str, Any], accept: bool = False
) -> Changed:
    """A dispute comes in: its parties once (typed, or `known`), its number for ever; `accept` takes it on at once.

    `values` are fields of `disputes`; the day is today, the title composed, unless given. Refused codes:
    party_missing, birth_after_case, guardian_missing, and whatever a field refuses.
    """
    office.require("mediation", Action.ADD)
    given = read_roles(parties)
    refuse_given(Dispute, values)
    with office.work("register_dispute", "登记纠纷") as work:
        filled = _filled(office, values)
        year = (filled["date"] if isinstance(filled["date"], date) else office.today).year
        dispute = work.add(Dispute, {"people_count": len(given), **filled, "number": give_number(office, work, year)})
        added = [add_party(work, office, dispute.id, each) for each in given]
        for party in added:
            refuse_unfit(dispute, party)
        people = [{"name": party.name, "role": party.role} for party in added]
        refuse_lopsided(people)
        names = {"party1": "、".join(named(people, APPLICANT)), "party2": "、".join(named(people, RESPONDENT))}
        title = dispute.title or compose_title(people, dispute.type)
        work.change(dispute, {**names, "title": title})
        if accept:
            case_state.move(work, dispute, State.ACCEPTED, accepted_on=office.today)
        return work.commit()


def _filled(office: Office, values: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in values.items() if value not in (None, "")}
    kind = codes.code("dispute_type", str(given["type"])) if given.get("type") else ""
    proposed = {"event": proposed_event(kind)} if kind else {}
    usual = {"date": office.today, "registrar": office.actor.name, "state": State.REGISTERED.value}
    return usual | proposed | given


def accept(office: Office, *, case: str, on: date | None = None) -> Changed:
    """受理 (人民调解法 第17条); the limit of mediation runs from this day."""
    return move_case(office, case=case, target=State.ACCEPTED, accepted_on=on or office.today)


def decline(office: Office, *, case: str, reason: str, ways_told: bool = False) -> Changed:
    """不予受理, with the reason; `ways_told`: the parties know of arbitration, administration and the courts."""
    return end_case(office, case=case, target=State.REFUSED, reason=reason, ways_told=ways_told)


def end_case(office: Office, *, case: str, target: State, reason: str, ways_told: bool = False) -> Changed:
    """不予受理, 调解不成 or 终止 (人民调解法 第26条). Refused codes: ways_untold, reason_missing, move_forbidden."""
    return move_case(office, case=case, target=target, reason=reason, end_reason=reason or None,
                     ways_told=ways_told, ended_on=office.today)  # fmt: skip


def move_case(office: Office, *, case: str, target: State, reason: str = "", **values: Any) -> Changed:
    """Any step of the case's life; Refused with the article when the law forbids it."""
    office.require("mediation", Action.CHANGE)
    command, label = DEEDS[target]
    with office.work(command, label, reason=reason) as work:
        result = {"result": RESULTS[target]} if target in RESULTS else {}
        case_state.move(work, case_state.case_of(work, case), target, reason=reason, **result, **values)
        return work.commit()


def change_case(office: Office, *, case: str, values: Mapping[str, Any], version: int | None = None) -> Changed:
    """What the registration form says, corrected; the title follows the type unless it is given."""
    office.require("mediation", Action.CHANGE)
    with office.work("change", "修改受理登记") as work:
        dispute = case_state.case_of(work, case)
        refuse_given(Dispute, values)
        composed = is_composed(dispute) and "title" not in values
        work.change(dispute, values, version=version)
        keep_in_step(work, dispute, composed=composed)
        return work.commit()


def add_to_case(office: Office, *, case: str, party: Mapping[str, Any]) -> Changed:
    """One more party."""
    office.require("mediation", Action.CHANGE)
    with office.work("add_party", "添加当事人") as work:
        dispute = case_state.case_of(work, case)
        composed = is_composed(dispute)
        refuse_unfit(dispute, add_party(work, office, dispute.id, read_roles([party])[0]))
        keep_in_step(work, dispute, composed=composed)
        return work.commit()


def change_party(office: Office, *, party: str, values: Mapping[str, Any], version: int | None = None) -> Changed:
    """A party's particulars corrected; a signed agreement keeps those it was signed with."""
    office.require("mediation", Action.CHANGE)
    with office.work("change_party", "修改当事人") as work:
        record = work.get(Party, party)
        dispute = work.get(Dispute, record.dispute_id)
        composed = is_composed(dispute)
        work.change(record, values, version=version)
        refuse_unfit(dispute, record)
        keep_in_step(work, dispute, composed=composed)
        return work.commit()


def remove_party(office: Office, *, party: str) -> Changed:
    """A party entered by mistake; each side must keep one."""
    office.require("mediation", Action.CHANGE)
    with office.work("remove_party", "去掉当事人") as work:
        record = work.get(Party, party)
        dispute = work.get(Dispute, record.dispute_id)
        composed = is_composed(dispute)
        forget_refusals(work, dispute, record.id)
        work.remove(record)
        keep_in_step(work, dispute, composed=composed)
        refuse_lopsided([{"name": dispute.party1, "role": APPLICANT if dispute.party1 else ""},
                         {"name": dispute.party2, "role": RESPONDENT if dispute.party2 else ""}])  # fmt: skip
        return work.commit()


def file_document(
    office: Office, *, case: str, document: str, on: date | None = None, pages: int | None = None, note: str = ""
) -> Changed:
    """A paper made by hand or elsewhere is put into the file; `document` is a key of `mediation.DOCUMENTS`."""
    office.require("mediation", Action.CHANGE)
    kind = next((one for one in DOCUMENTS if one.key == document), None)
    if kind is None:
        raise Refused(f"没有“{document}”这种文书", "从文书列表里选", field="document", code="no_document")
    with office.work("file_document", f"{kind.label}入卷") as work:
        dispute = case_state.case_of(work, case)
        values = {"document": kind.key, "filed_on": on or office.today, "pages": pages, "note": note}
        work.add(CaseDocument, {"dispute_id": dispute.id, **values})
        return work.commit()

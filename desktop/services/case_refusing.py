"""A party that clearly refuses mediation: recorded on the case, and taken back when it agrees (人民调解法 第17条)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.access import Action
from desktop.domain.mediation import State
from desktop.domain.mediation.willing import Refusing, read_refusals
from desktop.errors import Refused
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.parties import Party
from desktop.ledgers.values import read_words
from desktop.services import case_state
from desktop.services.office import Office
from desktop.storage.unit_of_work import Changed, Work

OPEN = frozenset({State.REGISTERED.value, State.ACCEPTED.value, State.INVESTIGATING.value, State.MEDIATING.value})


def record_refusal(office: Office, *, case: str, party: str, words: str, on: date | None = None) -> Changed:
    """A party does not want to be mediated, in its own words. From now on the law allows only to end the case.

    Refused codes: mediation_over, no_party, refuses_already, required, too_long, bad_character,
    refused_in_future, refused_before_case.
    """
    office.require("mediation", Action.CHANGE)
    day = on or office.today
    with office.work("record_refusal", "登记拒绝调解") as work:
        dispute = case_state.case_of(work, case)
        said = _read_words(words)
        known = read_refusals(dispute.refusals)
        _refuse_wrong(office, dispute, day)
        name = _name_of(work, dispute, party)
        if any(one.party == party and one.stands for one in known):
            raise Refused(f"已经登记{name}拒绝调解", "改为同意的，登记同意", field="party", code="refuses_already")
        _keep(work, dispute, (*known, Refusing(party, name, day, said)))
        return work.commit()


def take_back_refusal(office: Office, *, case: str, party: str, on: date | None = None) -> Changed:
    """The party agrees after all: mediation may begin or go on. Refused codes: not_refusing, refused_in_future,
    agreed_before_refusal.
    """
    office.require("mediation", Action.CHANGE)
    day = on or office.today
    with office.work("take_back_refusal", "登记同意调解") as work:
        dispute = case_state.case_of(work, case)
        _refuse_wrong(office, dispute, day)
        known = read_refusals(dispute.refusals)
        standing = next((one for one in known if one.party == party and one.stands), None)
        if standing is None:
            raise Refused("没有登记这个人拒绝调解", "不用登记同意", field="party", code="not_refusing")
        if day < standing.on:
            cause = f"同意日期早于拒绝日期{standing.on.isoformat()}"
            raise Refused(cause, "请核对日期", field="on", code="agreed_before_refusal")
        _keep(work, dispute, [replace(one, agreed_on=day) if one is standing else one for one in known])
        return work.commit()


def forget_refusals(work: Work, dispute: Dispute, party: str) -> None:
    """A party entered by mistake takes its refusal along."""
    kept = [one for one in read_refusals(dispute.refusals) if one.party != party]
    if len(kept) != len(dispute.refusals or ()):
        _keep(work, dispute, kept)


def _keep(work: Work, dispute: Dispute, refusals: tuple[Refusing, ...] | list[Refusing]) -> None:
    work.change(dispute, {"refusals": [one.stored() for one in refusals]})


def _read_words(words: str) -> str:
    if not words.strip():
        raise Refused("没有写当事人怎么说的", "写明本人拒绝的原话或意思", field="words", code="required")
    return read_words("原话", words)


def _refuse_wrong(office: Office, dispute: Dispute, day: date) -> None:
    if dispute.state not in OPEN:
        raise Refused("这件不在受理或调解期间", "只有达成协议之前才登记", field="state", code="mediation_over")
    if day > office.today:
        raise Refused("日期在今天以后", "请核对日期", field="on", code="refused_in_future")
    if dispute.date and day < dispute.date:
        cause = f"日期早于登记日期{dispute.date.isoformat()}"
        raise Refused(cause, "请核对日期", field="on", code="refused_before_case")


def _name_of(work: Work, dispute: Dispute, party: str) -> str:
    found = work.first(Party, id=party, dispute_id=dispute.id)
    if found is None:
        raise Refused("这件里没有这个当事人", "从当事人里选", field="party", code="no_party")
    return str(found.name)

"""Where a case stands and what the rules of `domain.mediation` look at; every move goes through here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, or_, select

from desktop.domain import mediation
from desktop.domain.mediation import State
from desktop.domain.mediation.willing import read_refusals, refuse_unwilling, refusing
from desktop.errors import Refused
from desktop.ledgers.agreements import Agreement
from desktop.ledgers.case_documents import CaseDocument
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.payments import Payment
from desktop.ledgers.sessions import Session
from desktop.services.case_access import refuse_outsider
from desktop.services.case_records import DAY_OF, items_of
from desktop.services.case_set import needs_of
from desktop.services.office import Office
from desktop.services.scope import refuse_outside
from desktop.storage.unit_of_work import Work

NO_CASE = Refused("没有这件纠纷", "核对案号，或从列表里选", field="case", code="no_case")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a case has, oldest first: sessions, agreements, hand-made papers with the day of filing, the records of
    `case_records.ITEMS` by document, and what was paid.
    """

    sessions: tuple[RowMapping, ...]
    agreements: tuple[RowMapping, ...]
    filed: dict[str, date]
    items: Mapping[str, tuple[RowMapping, ...]] = field(default_factory=dict)
    payments: tuple[RowMapping, ...] = ()

    @property
    def told(self) -> bool:
        """司法部令第75号 第30条: rights and duties told, in a session or by a signed notice."""
        return "notice" in self.filed or any(session["told"] for session in self.sessions)

    @property
    def in_force(self) -> RowMapping | None:
        return next((one for one in reversed(self.agreements) if one["effective_on"]), None)


def case_row(connection: Connection, office: Office, case: str) -> RowMapping:
    """The case by its id or number, to be read; Refused if there is none (no_case), it is another team's (not_in_team)
    or another unit's (other_unit).
    """
    refuse_outside(office, "disputes", case)
    found = _stored(connection, case)
    refuse_outsider(connection, office, found["id"])
    return found


def _stored(connection: Connection, case: str) -> RowMapping:
    wanted = select(Dispute.__table__).where(or_(Dispute.id == case, Dispute.number == case)).limit(1)
    found = connection.execute(wanted).mappings().first()
    if found is None:
        raise NO_CASE
    return found


def facts_of(connection: Connection, dispute: str) -> Facts:
    def of(model: Any, order: Any) -> tuple[RowMapping, ...]:
        wanted = select(model.__table__).where(model.dispute_id == dispute).order_by(order)
        return tuple(connection.execute(wanted).mappings())

    filed = {row["document"]: row["filed_on"] for row in of(CaseDocument, CaseDocument.row)}
    return Facts(of(Session, Session.start), of(Agreement, Agreement.edition), filed,
                 items_of(connection, dispute), of(Payment, Payment.done_on))  # fmt: skip


def present(case: Mapping[Any, Any], facts: Facts) -> dict[str, date | None]:
    """The documents that the case has, by key, with their day."""
    found: dict[str, date | None] = dict(facts.filed)
    if case["state"] not in (None, State.REGISTERED):
        found.setdefault("intake", case["accepted_on"] or case["date"])
    if facts.told:
        found.setdefault("notice", next((one["start"].date() for one in facts.sessions if one["told"]), None))
    if case["requests"]:
        found.setdefault("application", case["date"])
    if case["state"] in (State.FAILED, State.TERMINATED) and case["ended_on"]:
        found.setdefault("termination", case["ended_on"])
    for document, records in facts.items.items():
        if records:
            day = records[-1][DAY_OF[document]]
            found[document] = day.date() if isinstance(day, datetime) else day
    if facts.sessions:
        found["session"] = facts.sessions[-1]["start"].date()
    if signed := facts.in_force:
        found["oral" if signed["form"] == "2" else "agreement"] = signed["effective_on"]
    return found


def as_rule(
    case: Mapping[Any, Any], facts: Facts, *, reason: str = "", needs: Collection[str] | None = None
) -> mediation.Case:
    """`needs` are the committee's own must-documents, None for the usual ones."""
    signed = facts.in_force
    return mediation.Case(
        State(case["state"] or State.REGISTERED), refusing(read_refusals(case["refusals"])), facts.told,
        signed is not None, str(signed["form"] if signed else case["form"] or "1"), tuple(present(case, facts)), needs,
        reason, bool(case["ways_told"]),
    )  # fmt: skip


def move(work: Work, dispute: Dispute, target: State, *, reason: str = "", **values: Any) -> None:
    """Take the step if the law allows it, `values` counted in; Refused with the article otherwise."""
    connection = work.connection()
    row = {**_stored(connection, dispute.id), **values}
    facts, needs = facts_of(connection, dispute.id), needs_of(connection)
    mediation.move(as_rule(row, facts, reason=reason, needs=needs), target)
    work.change(dispute, {"state": target.value, **values})


def refuse_against_will(dispute: Dispute, day: date | None = None) -> None:
    """人民调解法 第17条: no session, extension or signing against a party's will.

    `day`: what happened by the day of the refusal may still be written down.
    """
    refuse_unwilling(refusing(read_refusals(dispute.refusals), day), "终止调解")


def refuse_archived(dispute: Dispute) -> None:
    if dispute.state == State.ARCHIVED.value:
        raise Refused("这件已经归档", "要再督促履行，先“重新督促履行”", field="state", code="case_archived")


def case_of(work: Work, case: str) -> Dispute:
    """The case as a record to change, by id or number; the guard of the work says whether it may be."""
    return work.get(Dispute, _stored(work.connection(), case)["id"])

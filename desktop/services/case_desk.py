"""The case desk in one read: everything its screen shows of a case, numbers masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping

from desktop.domain import codes, deadlines, identity, mediation
from desktop.domain.access import Action
from desktop.domain.masking import mask_id, mask_phone
from desktop.domain.mediation import Move, State
from desktop.domain.mediation.willing import Refusing, read_refusals
from desktop.services.attachment_lines import AttachmentLine, Owner, lines_of
from desktop.services.case_attachments import owners_of
from desktop.services.case_counter import DutyOf, duty_of_days, learners_on
from desktop.services.case_documents import DocumentRow, Gate, documents_of, gate_of
from desktop.services.case_limit import Limit, limit_of
from desktop.services.case_parties import masked, parties_of
from desktop.services.case_performance import Instalment, instalments_of
from desktop.services.case_phrases import Book, phrases_of
from desktop.services.case_set import document_set, needs_of
from desktop.services.case_state import Facts, case_row, facts_of
from desktop.services.case_timeline import Deed, timeline
from desktop.services.office import Office

PETITION = "2"  # codes.intake_route
OPEN = frozenset({State.ACCEPTED, State.INVESTIGATING, State.MEDIATING})


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party as the table shows it: words only, numbers masked; `values` for its form."""

    id: str
    version: int
    role: str
    name: str
    sex: str
    age: str
    job: str
    phone: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deadline:
    label: str
    due: date
    urgency: deadlines.Urgency
    words: str


@dataclass(frozen=True, slots=True)
class SessionLine:
    id: str
    version: int
    start: datetime
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One version; `frozen` once it is in force."""

    id: str
    version: int
    edition: int
    form: str
    effective_on: date | None
    values: Mapping[str, Any]

    @property
    def frozen(self) -> bool:
        return self.effective_on is not None


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A record of `case_records.ITEMS`; numbers of an agent are covered."""

    id: str
    version: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseDesk:
    """All of one case. `values` are the fields of `disputes`; `steps` (label, done|now|later).

    `duty`: who was on duty on its days; `learners`: who stands at 学习岗 today; `phrases`: 常用语 by document.
    """

    id: str
    version: int
    number: str
    title: str
    type: str
    state: State
    values: Mapping[str, Any]
    told: bool
    steps: tuple[tuple[str, str], ...]
    moves: tuple[Move, ...]
    parties: tuple[PartyLine, ...]
    refusals: tuple[Refusing, ...]
    sessions: tuple[SessionLine, ...]
    agreements: tuple[AgreementLine, ...]
    instalments: tuple[Instalment, ...]
    items: Mapping[str, tuple[ItemLine, ...]]
    documents: tuple[DocumentRow, ...]
    gate: Gate
    deadlines: tuple[Deadline, ...]
    deeds: tuple[Deed, ...]
    duty: tuple[DutyOf, ...]
    learners: tuple[str, ...]
    phrases: Book
    owners: tuple[Owner, ...]
    attachments: tuple[AttachmentLine, ...]
    may_change: bool
    may_print: bool
    may_export: bool
    may_let_in: bool

    @property
    def refusing(self) -> tuple[Refusing, ...]:
        """The refusals that stand (人民调解法 第17条)."""
        return tuple(one for one in self.refusals if one.stands)

    @property
    def agreement(self) -> AgreementLine | None:
        return self.agreements[-1] if self.agreements else None


STEP_WORDS = {State.AGREED: "协议", State.FAILED: "不成", State.REFUSED: "不受理"}


def read_case(office: Office, *, case: str) -> CaseDesk:
    """The case by id or number."""
    office.require("mediation", Action.SEE)
    with office.read("disputes", case) as connection:
        row = case_row(connection, office, case)
        facts = facts_of(connection, row["id"])
        parties = parties_of(connection, row["id"])
        items = (one for found in facts.items.values() for one in found)
        kept: tuple[Mapping[Any, Any], ...] = (row, *facts.sessions, *facts.agreements, *parties, *items,
                                               *facts.payments)  # fmt: skip
        owners = owners_of(row, parties, facts, office.today)
        found = lines_of(connection, owners)
        records = [*(str(one["id"]) for one in kept), *(one.id for one in found)]
        return _desk(office, connection, row, facts, parties, records, owners, found)


def _desk(
    office: Office, connection: Connection, row: RowMapping, facts: Facts, parties: list[dict[str, Any]],
    records: list[str], owners: tuple[Owner, ...], attachments: tuple[AttachmentLine, ...],
) -> CaseDesk:  # fmt: skip
    state = State(row["state"] or State.REGISTERED)
    deeds = timeline(connection, records)
    days = [*(deed.at.date() for deed in deeds), *(session["start"].date() for session in facts.sessions)]
    may_change, needs, limit = office.may("mediation", Action.CHANGE), needs_of(connection), limit_of(connection)
    return CaseDesk(
        id=row["id"], version=row["version"], number=row["number"] or "", title=row["title"] or "",
        type=codes.label("dispute_type", row["type"]) if row["type"] else "", state=state, values=dict(row),
        told=facts.told, steps=tuple((STEP_WORDS.get(s, s.label), when) for s, when in mediation.steps(state)),
        moves=mediation.moves_from(state) if may_change else (),
        parties=tuple(_party(party, office.today) for party in parties), refusals=read_refusals(row["refusals"]),
        sessions=tuple(SessionLine(s["id"], s["version"], s["start"], dict(s)) for s in facts.sessions),
        agreements=tuple(_agreement(one) for one in facts.agreements),
        instalments=instalments_of(facts, office.today),
        items={document: tuple(_item(one) for one in found) for document, found in facts.items.items()},
        documents=documents_of(row, facts, document_set(connection)), gate=gate_of(row, facts, needs),
        deadlines=tuple(sorted(_deadlines(row, facts, state, limit, office.today), key=lambda one: one.due)),
        deeds=deeds, duty=duty_of_days(connection, days), learners=learners_on(connection, office.today),
        phrases=phrases_of(connection), owners=owners, attachments=attachments, may_change=may_change,
        may_print=office.may("mediation", Action.PRINT), may_export=office.may("mediation", Action.EXPORT),
        may_let_in=office.may("mediation", Action.EVERY_FILE),
    )  # fmt: skip


def _party(party: Mapping[str, Any], today: date) -> PartyLine:
    covered = masked(party)
    return PartyLine(
        party["id"], party["version"], codes.label("party_role", party["role"]), party["name"],
        codes.label("sex", party["sex"]) if party["sex"] else "", age_of(party, today), party["job"] or "",
        covered["phone"] or "", covered,
    )  # fmt: skip


def age_of(party: Mapping[str, Any], today: date) -> str:
    return str(identity.age_on(party["birth"], today)) if party["birth"] else ""


def _agreement(row: RowMapping) -> AgreementLine:
    values = {name: value for name, value in row.items() if name != "parties"}
    return AgreementLine(row["id"], row["version"], row["edition"] or 1, row["form"], row["effective_on"], values)


def _item(row: RowMapping) -> ItemLine:
    covers = {"agent_id_number": mask_id, "agent_phone": mask_phone}
    values = {name: covers[name](value) if value and name in covers else value for name, value in row.items()}
    return ItemLine(row["id"], row["version"], values)


def _deadlines(row: RowMapping, facts: Facts, state: State, limit: Limit, today: date) -> Iterator[Deadline]:
    if state in OPEN and row["accepted_on"]:
        yield _deadline("调解期限", limit.due(row), today)
    if state is State.ROUTED and row["route"] == PETITION and not row["answered_on"]:
        yield _deadline("信访登记转送", deadlines.petition_register_due(row["routed_on"]), today)
        yield _deadline("信访办结", deadlines.petition_finish_due(row["routed_on"]), today)
    visits = facts.items.get("visit", ())
    if visits and visits[-1]["next_on"] and state is not State.ARCHIVED:
        yield _deadline("下次回访", visits[-1]["next_on"], today)
    signed = facts.in_force
    latest = signed or (facts.agreements[-1] if facts.agreements else None)
    plan = (latest["plan"] if latest else None) or []
    if state in (*OPEN, State.AGREED, State.PERFORMING):
        paid = {one["number"] for one in facts.payments if latest and one["agreement_id"] == latest["id"]}
        for number, instalment in enumerate(plan, 1):
            if instalment.get("due") and number not in paid:
                yield _deadline(f"第{number}期付款", date.fromisoformat(instalment["due"]), today)
    if signed and mediation.confirmable(row["event"] or ""):
        due = deadlines.court_confirmation_due(signed["effective_on"])
        if due >= today and state is not State.ARCHIVED:
            yield _deadline("申请司法确认", due, today)


def _deadline(label: str, due: date, today: date) -> Deadline:
    return Deadline(label, due, deadlines.urgency(due, today), deadlines.words(due, today))

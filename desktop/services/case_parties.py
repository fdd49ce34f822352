"""当事人: given once, by look-up of who is known already or typed; the case's title is made from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain import codes, identity
from desktop.domain.access import Action
from desktop.domain.masking import mask_id, mask_phone
from desktop.errors import Refused
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.parties import Party
from desktop.ledgers.people import Person
from desktop.services.case_access import refuse_record
from desktop.services.look_up import look_up, note_look_up
from desktop.services.office import Office
from desktop.services.scope import refuse_outside
from desktop.storage.unit_of_work import Work

ADULT, EARNING = 18, 16
APPLICANT, RESPONDENT = "1", "2"  # codes.party_role
KNOWN_IN = ("people", "parties")
OWN = ("name", "sex", "nation", "birth", "id_number", "job", "phone", "address", "representative")
TAKEN_OVER = "登记纠纷当事人"  # the purpose with which known particulars come into a case


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom a ledger knows: where, and two lines to tell who it is (masked)."""

    ledger: str
    id: str
    name: str
    words: str


def find_known(office: Office, *, text: str, limit: int = 6) -> list[Known]:
    """Who may be meant by a name, initials, or part of a number; nobody twice."""
    office.require("mediation", Action.SEE)
    hits = look_up(office, text, limit=4 * limit, ledgers=KNOWN_IN).hits if text.strip() else []
    with office.read() as connection:
        found: dict[str, Known] = {}
        for hit in hits:
            values = _stored(connection, hit.ledger, hit.record)
            same = values["id_number"] or f"{values['name']} {values['phone']}"
            found.setdefault(same, Known(hit.ledger, hit.record, values["name"], _words(values)))
    return list(found.values())[:limit]


def _words(values: Mapping[str, Any]) -> str:
    number = values["id_number"]
    parts = (codes.label("sex", values["sex"]) if values["sex"] else "", mask_id(number) if number else "",
             values["address"] or "")  # fmt: skip
    return " · ".join(part for part in parts if part)


def known_values(office: Office, *, ledger: str, record: str) -> dict[str, Any]:
    """What is known of somebody, for the form, numbers masked; opening it from the look-up is logged."""
    office.require("mediation", Action.ADD)
    with office.read(ledger, record) as connection:
        _refuse_strange(connection, office, ledger, record)
    note_look_up(office, "", ledger=ledger, record=record, purpose=TAKEN_OVER)
    with office.read() as connection:
        return masked(_stored(connection, ledger, record))


def _refuse_strange(connection: Connection, office: Office, ledger: str, record: str) -> None:
    """A party of another team's case is nobody known (R13)."""
    if ledger in KNOWN_IN:
        refuse_record(connection, office, ledger, record)


def masked(values: Mapping[str, Any]) -> dict[str, Any]:
    covers = {"id_number": mask_id, "phone": mask_phone}
    return {name: covers[name](value) if value and name in covers else value for name, value in values.items()}


def _stored(connection: Connection, ledger: str, record: str) -> dict[str, Any]:
    """The fields of a party, whole, from the ledger that knows the person."""
    if ledger not in KNOWN_IN:
        raise Refused("这里找不到当事人的资料", "从租住人员或当事人里选", code="no_record")
    model = Person if ledger == "people" else Party
    found = connection.execute(select(model.__table__).where(model.id == record)).mappings().first()
    if found is None:
        raise Refused("没有这个人的记录", "它可能已被删除，请重新查找", code="no_record")
    if ledger == "parties":
        return {name: found[name] for name in OWN}
    values = {name: found[name] for name in OWN if name in found}
    return values | {"job": found["work"], "address": found["address"] or found["origin"], "representative": None}


def add_party(work: Work, office: Office, dispute: str, given: Mapping[str, Any]) -> Party:
    """One party of a case. `known` = (ledger, id) takes over what is known there; what was typed goes before it."""
    typed = {name: value for name, value in given.items() if name != "known" and value not in (None, "")}
    known = given.get("known")
    if known:
        _refuse_strange(work.connection(), office, *known)
        refuse_outside(office, *known)
    stored = _stored(work.connection(), *known) if known else {}
    values = {name: value for name, value in stored.items() if value is not None} | typed
    person = {"person_id": known[1]} if known and known[0] == "people" else {}
    return work.add(Party, {**values, **person, "dispute_id": dispute})


def refuse_unfit(dispute: Dispute, party: Party) -> None:
    """Nobody is born after the day of the case; who is under eighteen acts through a guardian (民法典 第19、23条),
    unless sixteen and living on work of their own (第18条). Refused codes: birth_after_case, guardian_missing.
    """
    if not party.birth or not dispute.date or party.representative:
        return
    if party.birth > dispute.date:
        cause = f"{party.name}的出生日期晚于登记日期{dispute.date.isoformat()}"
        raise Refused(cause, "请核对两个日期", field="birth", code="birth_after_case")
    age = identity.age_on(party.birth, dispute.date)
    if age < ADULT and not party.agent and not (age >= EARNING and party.job):
        cause = f"{party.name}{age}周岁，未成年，须由监护人作法定代理人（民法典第23条）"
        step = "在“代理人”里填监护人；满16周岁、靠自己劳动收入生活的，填职业"
        raise Refused(cause, step, field="agent", code="guardian_missing")


def parties_of(connection: Connection, dispute: str) -> list[dict[str, Any]]:
    """The parties as stored, applicants first; numbers whole."""
    wanted = select(Party.__table__).where(Party.dispute_id == dispute).order_by(Party.role, Party.row)
    return [dict(row) for row in connection.execute(wanted).mappings()]


def named(parties: Sequence[Mapping[str, Any]], role: str) -> list[str]:
    return [party["name"] for party in parties if str(party["role"]) == role]


def compose_title(parties: Sequence[Mapping[str, Any]], type_: str | None) -> str:
    """`汤月娥与朱成林损害赔偿纠纷`; several on a side: `汤月娥等2人与…`."""
    sides = [_side(named(parties, role)) for role in (APPLICANT, RESPONDENT)]
    kind = codes.label("dispute_type", type_) if type_ else ""
    return f"{'与'.join(side for side in sides if side)}{'' if kind == '其他' else kind}纠纷"


def _side(names: Sequence[str]) -> str:
    return f"{names[0]}等{len(names)}人" if len(names) > 1 else "".join(names)


def refuse_lopsided(parties: Sequence[Mapping[str, Any]]) -> None:
    """A dispute has two sides at least (人民调解法 第17条 speaks of 当事人各方)."""
    for role in (APPLICANT, RESPONDENT):
        if not named(parties, role):
            label = codes.label("party_role", role)
            raise Refused(f"没有{label}", f"请添加{label}", field="parties", code="party_missing")


def is_composed(dispute: Dispute) -> bool:
    """Whether the title is the one that parties and type give, not one that somebody wrote."""
    sides = ((APPLICANT, dispute.party1), (RESPONDENT, dispute.party2))
    parties = [{"role": role, "name": name} for role, names in sides for name in (names or "").split("、") if name]
    return bool(dispute.title == compose_title(parties, dispute.type))


def keep_in_step(work: Work, dispute: Dispute, *, composed: bool) -> None:
    """The names that the case carries for lists follow its parties; so does a title that was composed."""
    parties = parties_of(work.connection(), dispute.id)
    values = {"party1": "、".join(named(parties, APPLICANT)), "party2": "、".join(named(parties, RESPONDENT))}
    title = {"title": compose_title(parties, dispute.type)} if composed else {}
    work.change(dispute, {**values, **title})


def _roles(given: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from (codes.code("party_role", str(party.get("role") or "")) for party in given)


def read_roles(given: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The parties with their role as a code, whichever way it was given."""
    return [{**party, "role": role} for party, role in zip(given, _roles(given), strict=True)]

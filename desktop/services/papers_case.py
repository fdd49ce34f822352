"""The mediation papers' data from a case: one function a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping

from desktop.domain import identity
from desktop.domain.masking import mask_id, mask_phone
from desktop.domain.names import listed
from desktop.services.case_numbers import naming
from desktop.services.case_parties import masked, parties_of
from desktop.services.case_state import Facts, case_row, facts_of
from desktop.services.office import Office
from desktop.services.papers_file import FILE_MAKERS, Source, label, moment_words

INITIATIVE = "02"  # codes.dispute_source: the committee's own move
AGREED = frozenset({"agreement", "oral"})


def case_data(
    office: Office, connection: Connection, *, form: str, case: str, item: str, changes: Mapping[str, Any],
    full: bool,
) -> dict[str, Any]:  # fmt: skip
    """What form `form` takes from a case; `item` is the record meant, `changes` what is typed and not saved."""
    row = case_row(connection, office, case)
    facts = facts_of(connection, row["id"])
    record = {**_record(form, row, facts, item), **changes}
    kept = record.get("parties") if form in AGREED and record.get("effective_on") else None
    people = [_revived(party) for party in kept] if kept else parties_of(connection, row["id"])
    day = record.get("effective_on") or office.today
    shown = people if full else [masked(party) for party in people]
    source = Source(connection, dict(row), facts, record if full else _covered(record), shown,
                    naming(connection, office).committee, office.today)  # fmt: skip
    return {**MAKERS[form](source), "number": row["number"], "parties": [_party(one, day) for one in shown]}


def _covered(record: Mapping[str, Any]) -> dict[str, Any]:
    """An agent's numbers are covered like a party's."""
    covers = {"agent_id_number": mask_id, "agent_phone": mask_phone}
    return {name: covers[name](str(value)) if value and name in covers else value for name, value in record.items()}


def _record(form: str, row: RowMapping, facts: Facts, item: str) -> dict[str, Any]:
    """The record that the form is about: the case itself, or a session, agreement or other paper of it."""
    kept = {"session": facts.sessions, "agreement": facts.agreements, "oral": facts.agreements, **facts.items}.get(form)
    if kept is None:
        return dict(row)
    wanted = [one for one in kept if one["id"] == item] if item and item != "new" else kept[-1:]
    return dict(wanted[0]) if wanted and item != "new" else {}


def _revived(party: Mapping[str, Any]) -> dict[str, Any]:
    """A party as kept with a signed agreement (JSON), its dates as dates again."""
    birth = party.get("birth")
    return {**party, "birth": date.fromisoformat(birth) if birth else None}


def _party(party: Mapping[str, Any], day: date) -> dict[str, Any]:
    unit = bool(party.get("representative"))
    common = {"role": label("party_role", party["role"]), "name": party["name"], "phone": party["phone"] or "",
              "address": party["address"] or ""}  # fmt: skip
    if unit:
        return {**common, "kind": "单位", "representative": party["representative"], "post": party["job"] or ""}
    birth = party.get("birth")
    return {
        **common, "kind": "个人", "sex": label("sex", party["sex"]), "nation": label("nation", party["nation"]),
        "age": str(identity.age_on(birth, day)) if birth else "", "work": party["job"] or "",
    }  # fmt: skip


def _intake(of: Source) -> dict[str, Any]:
    record = of.record
    own = record.get("source") == INITIATIVE
    return {
        "date": record.get("accepted_on") or record.get("date"),
        "way": "人民调解委员会主动调解" if own else "依当事人申请",
        "type": label("dispute_type", record.get("type")),
        "source": label("dispute_source", record.get("source")),
        "summary": record.get("summary"),
        "recorder": record.get("registrar"),
    }


def _session(of: Source) -> dict[str, Any]:
    record = of.record
    return {
        "time": moment_words(record.get("start")),
        "place": record.get("place"),
        "subject": record.get("subject") or of.case["title"],
        "participants": record.get("invited"),
        "mediators": listed(record.get("mediators") or of.case["mediator"]),
        "recorder": record.get("recorder"),
        "record": record.get("record"),
        "result": label("dispute_result", record.get("result")),
    }


def _agreement(of: Source) -> dict[str, Any]:
    same = ("facts", "clauses", "performance", "plan", "copies")
    return {name: of.record.get(name) for name in same} | {
        "mediators": listed(of.case["mediator"]),
        "date": of.record.get("effective_on") or "",
    }


MAKERS: Mapping[str, Callable[[Source], dict[str, Any]]] = {
    "intake": _intake, "session": _session, "agreement": _agreement, **FILE_MAKERS,
}  # fmt: skip

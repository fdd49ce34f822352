"""The mediation papers' data from a case: one function a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping

from desktop.domain import codes, identity
from desktop.services.case_parties import masked, parties_of
from desktop.services.case_state import Facts, case_row, facts_of
from desktop.services.office import Office

INITIATIVE = "02"  # codes.dispute_source: the committee's own move
Maker = Callable[[Mapping[str, Any], Mapping[str, Any]], dict[str, Any]]


def case_data(
    office: Office, connection: Connection, *, form: str, case: str, item: str, changes: Mapping[str, Any],
    full: bool,
) -> dict[str, Any]:  # fmt: skip
    row = case_row(connection, case)
    facts = facts_of(connection, row["id"])
    record = {**_record(form, row, facts, item), **changes}
    parties = record.get("parties") if form == "agreement" and record.get("effective_on") else None
    people = [_revived(party) for party in parties] if parties else parties_of(connection, row["id"])
    day = record.get("effective_on") or office.today
    shown = people if full else [masked(party) for party in people]
    return {**MAKERS[form](dict(row), record), "number": row["number"], "parties": [_party(one, day) for one in shown]}


def _record(form: str, row: RowMapping, facts: Facts, item: str) -> dict[str, Any]:
    """The record that the form is about: the case itself, or a session or agreement of it."""
    kept = {"session": facts.sessions, "agreement": facts.agreements}.get(form)
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
    common = {"role": _label("party_role", party["role"]), "name": party["name"], "phone": party["phone"] or "",
              "address": party["address"] or ""}  # fmt: skip
    if unit:
        return {**common, "kind": "单位", "representative": party["representative"], "post": party["job"] or ""}
    birth = party.get("birth")
    return {
        **common, "kind": "个人", "sex": _label("sex", party["sex"]), "nation": _label("nation", party["nation"]),
        "age": str(identity.age_on(birth, day)) if birth else "", "work": party["job"] or "",
    }  # fmt: skip


def _label(table: str, code: str | None) -> str:
    return codes.label(table, code) if code else ""


def _intake(case: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    own = record.get("source") == INITIATIVE
    return {
        "date": record.get("accepted_on") or record.get("date"),
        "way": "人民调解委员会主动调解" if own else "依当事人申请",
        "type": _label("dispute_type", record.get("type")),
        "source": _label("dispute_source", record.get("source")),
        "summary": record.get("summary"),
        "recorder": record.get("registrar"),
    }


def _session(case: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "time": moment_words(record.get("start")),
        "place": record.get("place"),
        "subject": record.get("subject") or case["title"],
        "participants": record.get("invited"),
        "mediators": _names(record.get("mediators") or case["mediator"]),
        "recorder": record.get("recorder"),
        "record": record.get("record"),
        "result": _label("dispute_result", record.get("result")),
    }


def _agreement(case: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    same = ("facts", "clauses", "performance", "plan", "copies")
    return {name: record.get(name) for name in same} | {
        "mediators": _names(case["mediator"]),
        "date": record.get("effective_on") or "",
    }


def moment_words(moment: datetime | None) -> str:
    """`2026年9月21日9时30分`."""
    if moment is None:
        return ""
    minute = f"{moment.minute}分" if moment.minute else ""
    return f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}时{minute}"


def _names(text: str | None) -> Sequence[str]:
    return [name for name in (text or "").replace("，", "、").split("、") if name.strip()]


MAKERS: Mapping[str, Maker] = {"intake": _intake, "session": _session, "agreement": _agreement}

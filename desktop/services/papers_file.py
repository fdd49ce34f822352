"""The data of the papers that frame a file: notice, application, cover, contents, visits, court, closing, back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from desktop.domain import codes
from desktop.domain.names import listed
from desktop.services.case_set import wording_of
from desktop.services.case_state import Facts

APPLICANT = "1"  # codes.party_role
RESULTS = {"agreed": "调解成功", "performing": "调解成功", "visited": "调解成功", "archived": "调解成功",
           "failed": "调解不成", "terminated": "终止调解"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """What a paper is made from: the case as stored, its facts, the record meant with what is typed, the parties."""

    connection: Connection
    case: Mapping[str, Any]
    facts: Facts
    record: Mapping[str, Any]
    parties: Sequence[Mapping[str, Any]]
    committee: str
    today: date

    def wording(self, document: str, on: date | None = None) -> list[str]:
        return wording_of(self.connection, document, on or self.case["accepted_on"] or self.case["date"] or self.today)

    @property
    def signed(self) -> Mapping[Any, Any]:
        return self.facts.in_force or {}

    @property
    def closing(self) -> Mapping[Any, Any]:
        found = self.facts.items.get("closing", ())
        return found[-1] if found else {}


def label(table: str, code: str | None) -> str:
    return codes.label(table, code) if code else ""


def lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def moment_words(moment: datetime | None) -> str:
    """`2026年9月21日9时30分`."""
    if moment is None:
        return ""
    minute = f"{moment.minute}分" if moment.minute else ""
    return f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}时{minute}"


def _notice(of: Source) -> dict[str, Any]:
    return {"wording": of.wording("notice"), "date": ""}


def _application(of: Source) -> dict[str, Any]:
    return {"summary": of.record.get("summary"), "requests": lines(of.record.get("requests")),
            "wording": of.wording("application"), "date": of.record.get("date")}  # fmt: skip


def _slip(of: Source) -> dict[str, Any]:
    applicants = [str(party["name"]) for party in of.parties if party["role"] == APPLICANT]
    return {"committee": of.committee, "title": of.case["title"], "applicant": "、".join(applicants),
            "accepted_on": of.case["accepted_on"] or of.case["date"], "steps": of.wording("slip"),
            "code": of.case["number"]}  # fmt: skip


def _inquiry(of: Source) -> dict[str, Any]:
    same = ("place", "participants", "asked", "asked_about", "recorder", "record")
    return {name: of.record.get(name) for name in same} | {
        "time": moment_words(of.record.get("start")),
        "investigators": listed(of.record.get("investigators"))}  # fmt: skip


def _evidence(of: Source) -> dict[str, Any]:
    rows = of.facts.items.get("evidence", ())
    entries = [{"name": row["name"], "kind": label("evidence_kind", row["kind"]), "giver": row["giver"],
                "pages": row["pages"], "copy": label("evidence_copy", row["copy"]), "note": row["note"]}
               for row in rows]  # fmt: skip
    last = rows[-1] if rows else {}
    return {"entries": entries, "receiver": last.get("receiver"), "date": last.get("received_on")}


def _proxy(of: Source) -> dict[str, Any]:
    same = ("principal", "principal_about", "agent", "agent_id_number", "agent_phone", "agent_address", "relation",
            "until")  # fmt: skip
    powers = [label("proxy_power", code) for code in of.record.get("powers") or ()]
    return {name: of.record.get(name) for name in same} | {
        "agent_sex": label("sex", of.record.get("agent_sex")), "subject": of.case["title"], "powers": powers,
        "date": of.record.get("signed_on")}  # fmt: skip


def _oral(of: Source) -> dict[str, Any]:
    same = ("facts", "clauses", "performance")
    return {name: of.record.get(name) for name in same} | {
        "mediators": listed(of.case["mediator"]), "recorder": of.case["registrar"],
        "date": of.record.get("effective_on") or ""}  # fmt: skip


def _visit(of: Source) -> dict[str, Any]:
    record = of.record
    start = record.get("start")
    return {
        "agreement_number": of.case["number"] if of.signed else "",
        "reason": record.get("reason") or "了解调解协议履行情况", "time": moment_words(start),
        "way": label("visit_way", record.get("way")), "visited": record.get("visited"),
        "performance": label("performance", record.get("performance")),
        "satisfaction": label("satisfaction", record.get("satisfaction")), "record": record.get("record"),
        "visitors": listed(record.get("visitors")), "date": start.date() if isinstance(start, datetime) else "",
    }  # fmt: skip


def _confirmation(of: Source) -> dict[str, Any]:
    on = of.signed.get("effective_on")
    usual = f"请求人民法院依法确认申请人于{on.year}年{on.month}月{on.day}日达成的人民调解协议有效" if on else ""
    facts = of.record.get("facts") or of.signed.get("facts")
    agents = [
        {"name": party["agent"], "about": f"{party['name']}的代理人"} for party in of.parties if party.get("agent")
    ]
    return {
        "court": of.record.get("court"), "agents": agents, "requests": lines(of.record.get("requests")) or [usual],
        "facts": facts, "wording": of.wording("confirmation"),
        "attachments": lines(of.record.get("attachments")) or ["人民调解协议书", "申请人身份证明"],
        "date": of.record.get("applied_on") or "",
    }  # fmt: skip


def _termination(of: Source) -> dict[str, Any]:
    return {"subject": of.case["title"], "accepted_on": of.case["accepted_on"], "reason": of.case["end_reason"],
            "wording": of.wording("termination", of.case["ended_on"]), "date": of.case["ended_on"] or ""}  # fmt: skip


def _refusal(of: Source) -> dict[str, Any]:
    applicants = [str(party["name"]) for party in of.parties if party["role"] == APPLICANT]
    return {"to": applicants, "subject": of.case["title"], "applied_on": of.case["date"],
            "reason": of.case["end_reason"], "wording": of.wording("refusal", of.case["ended_on"]),
            "date": of.case["ended_on"] or ""}  # fmt: skip


def _closing(of: Source) -> dict[str, Any]:
    paid = {row["number"] for row in of.facts.payments}
    plan = len(of.signed.get("plan") or ())
    performed = f"共{plan}期，已履行{len(paid)}期" if plan else ""
    same = ("closed_on", "course", "opinion", "approval")
    return {name: of.record.get(name) for name in same} | {
        "title": of.case["title"], "type": label("dispute_type", of.case["type"]),
        "source": label("dispute_source", of.case["source"]), "accepted_on": of.case["accepted_on"],
        "mediators": listed(of.case["mediator"]), "summary": of.case["summary"],
        "result": "调解成功" if of.signed else RESULTS.get(str(of.case["state"]), ""),
        "agreement_on": of.signed.get("effective_on") or "", "performance": performed,
    }  # fmt: skip


def _cover(of: Source) -> dict[str, Any]:
    ends = [session["start"].date() for session in of.facts.sessions]
    last = of.closing.get("closed_on") or of.signed.get("effective_on") or of.case["ended_on"]
    return {
        "committee": of.committee, "title": of.case["title"], "mediators": listed(of.case["mediator"]),
        "first": of.case["accepted_on"] or of.case["date"], "last": last or (ends[-1] if ends else ""),
        "binder": of.closing.get("binder"), "bound_on": of.closing.get("bound_on") or "",
        "retention": label("retention", of.closing.get("retention")), "note": of.closing.get("box"),
    }  # fmt: skip


def _contents(of: Source) -> dict[str, Any]:
    return {"entries": of.record.get("entries") or []}


def _statement(of: Source) -> dict[str, Any]:
    return {"pages": of.record.get("pages"), "documents": of.record.get("documents"),
            "attachments": of.closing.get("attached"), "remarks": of.closing.get("remarks"),
            "binder": of.closing.get("binder"), "checker": of.closing.get("checker"),
            "date": of.closing.get("bound_on") or ""}  # fmt: skip


def _back(of: Source) -> dict[str, Any]:
    return {"committee": of.committee, "pages": of.record.get("pages"), "binder": of.closing.get("binder"),
            "checker": of.closing.get("checker"), "retention": label("retention", of.closing.get("retention")),
            "archived_on": of.closing.get("bound_on") or ""}  # fmt: skip


FILE_MAKERS: Mapping[str, Callable[[Source], dict[str, Any]]] = {
    "notice": _notice, "application": _application, "slip": _slip, "inquiry": _inquiry, "evidence": _evidence,
    "proxy": _proxy, "oral": _oral, "visit": _visit, "confirmation": _confirmation, "termination": _termination,
    "refusal": _refusal, "closing": _closing, "cover": _cover, "contents": _contents, "statement": _statement,
    "back": _back,
}  # fmt: skip

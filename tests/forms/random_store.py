"""A random case led through the services from the counter to the archive, and what was typed on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from desktop.domain import codes
from desktop.services import case_agreements, case_items, case_sessions, case_ways, cases
from desktop.services.office import Office
from tests.forms.random_papers import PLACES, UNITS, RandomPapers

NATIONS = ("汉族", "畲族", "维吾尔族", "哈萨克族")
PAPERS = ("application", "intake", "notice", "inquiry", "evidence", "proxy", "session", "agreement", "visit",
          "confirmation", "closing", "cover", "slip", "statement", "back")  # fmt: skip
"""Of a case that was led to its end."""


@dataclass(frozen=True, slots=True)
class Led:
    """The id of the case, and by form the texts that were typed for it, as typed."""

    case: str
    typed: Mapping[str, list[str]]


def lead(office: Office, made: RandomPapers) -> Led:
    """Registered, investigated, mediated, agreed, signed, visited, confirmed, archived."""
    parties, values = _parties(made), _matter(made)
    case = cases.register_dispute(office, parties=parties, values=values, accept=True).ids("disputes")[0]
    names = [party["name"] for party in parties]
    inquiry, session = _inquiry(made), _session(made)
    case_items.add_item(office, case=case, document="inquiry", values=inquiry)
    for _ in range(made.count(12)):
        case_items.add_item(office, case=case, document="evidence", values=_evidence(made))
    proxy = _proxy(made)
    case_items.add_item(office, case=case, document="proxy", values=proxy)
    case_sessions.add_session(office, case=case, values=session)
    terms = _agree(office, made, case)
    closing = _end(office, made, case)
    return Led(case, {
        "intake": [*names, values["summary"]], "agreement": [*names, terms["facts"], *terms["clauses"]],
        "session": [*names, session["record"], session["place"]], "inquiry": [inquiry["record"], inquiry["asked"]],
        "proxy": [proxy["agent"], proxy["agent_address"]], "closing": [*names, closing["course"]],
        "statement": [closing["remarks"]], "notice": names,
    })  # fmt: skip


def _parties(made: RandomPapers) -> list[dict[str, Any]]:
    roles = ["申请人", "被申请人", *(made.dice.choice(("申请人", "被申请人")) for _ in range(made.count(7) - 1))]
    return [
        {
            name: value
            for name, value in _party(made, role).items()
            if value and (name in ("role", "name", "representative") or made.dice.random() < 0.8)
        }
        for role in roles
    ]


def _party(made: RandomPapers, role: str) -> dict[str, Any]:
    shared = {"role": role, "phone": f"139{made.dice.randint(10**7, 10**8 - 1)}", "address": made.place()}
    if made.dice.random() < 0.3:
        return shared | {"name": made.dice.choice(UNITS), "representative": made.name(), "job": "总经理"}
    return shared | {"name": made.name(), "sex": made.sex(), "nation": made.dice.choice(NATIONS), "job": "务农"}


def _matter(made: RandomPapers) -> dict[str, Any]:
    kinds = [code for code in codes.TABLES["dispute_type"] if code != "01"]
    return {"type": made.dice.choice(kinds), "summary": made.text(1500), "mediator": "、".join(made.people()),
            "source": made.dice.choice(("01", "02")), "place": made.place()}  # fmt: skip


def _inquiry(made: RandomPapers) -> dict[str, Any]:
    return {"start": "2026-09-23 09:00", "place": made.place(), "asked": made.name(), "record": made.text(2500),
            "investigators": "、".join(made.people())}  # fmt: skip


def _evidence(made: RandomPapers) -> dict[str, Any]:
    return {"name": made.words() or "收条", "kind": "1", "giver": made.name(), "pages": made.dice.randint(1, 99),
            "note": made.text(90)}  # fmt: skip


def _proxy(made: RandomPapers) -> dict[str, Any]:
    return {"principal": made.name(), "agent": made.name(), "agent_sex": made.sex(), "relation": "亲属",
            "agent_address": made.dice.choice(PLACES), "powers": ["1"]}  # fmt: skip


def _session(made: RandomPapers) -> dict[str, Any]:
    return {"start": datetime(2026, 9, 23, 9, 30), "place": made.place(), "told": True, "record": made.text(4000),
            "result": "1"}  # fmt: skip


def _agree(office: Office, made: RandomPapers, case: str) -> dict[str, Any]:
    due = office.today + timedelta(days=30)
    plan = [{"payer": made.name(), "payee": made.name(), "amount": str(made.dice.randint(1, 10**7)), "due": due,
             "way": "银行转账"} for _ in range(made.dice.randint(0, 6))]  # fmt: skip
    terms = {"facts": made.text(2600), "clauses": [made.text(200) for _ in range(made.count(9))],
             "performance": made.text(200), "plan": plan}  # fmt: skip
    agreement = case_agreements.draw_agreement(office, case=case, values=terms).ids("agreements")[0]
    days = dict.fromkeys(("parties_on", "mediator_on", "sealed_on"), office.today)
    case_agreements.sign_agreement(office, agreement=agreement, **days)
    return terms


def _end(office: Office, made: RandomPapers, case: str) -> dict[str, Any]:
    visit = {"start": "2026-10-08 10:00", "visited": made.name(), "performance": "1", "record": made.text(900)}
    case_items.add_item(office, case=case, document="visit", values=visit)
    court = {"court": "武义县人民法院", "applied_on": "2026-10-08", "facts": made.text(1200)}
    case_items.add_item(office, case=case, document="confirmation", values=court)
    closing = {"binder": made.name(), "retention": "1", "remarks": made.text(900), "course": made.text(900),
               "opinion": made.text(300)}  # fmt: skip
    later = replace(office, now=lambda: datetime(2026, 10, 9, 9))
    case_ways.archive_case(later, case=case, values=closing)
    return closing

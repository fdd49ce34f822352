"""The list of cases: newest first, by what was typed and how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from desktop.domain import codes, dates, deadlines
from desktop.domain.access import Action
from desktop.domain.case_access import closed_title
from desktop.domain.mediation import State
from desktop.ledgers.disputes import Dispute
from desktop.services.case_access import own_among, sees_all
from desktop.services.case_desk import OPEN
from desktop.services.case_limit import Limit, limit_of
from desktop.services.look_up import look_up
from desktop.services.office import Office

CLOSED = (State.ARCHIVED.value, State.REFUSED.value)
FILTERS = {"open": "在办", "all": "全部", "archived": "归档"}
MOST = 500  # of a list that is filtered, not scrolled


@dataclass(frozen=True, slots=True)
class CaseRow:
    """`open`: whether the person may look inside; otherwise the title is without names."""

    id: str
    number: str
    title: str
    state: str
    state_words: str
    type: str
    day: date
    day_words: str
    mediator: str
    due: date | None
    urgency: deadlines.Urgency | None
    due_words: str
    open: bool = True


def list_cases(office: Office, *, text: str = "", which: str = "open") -> list[CaseRow]:
    """At most 500 cases; `which` is a key of FILTERS; `text` finds as the look-up does."""
    office.require("mediation", Action.SEE)
    wanted = _narrowed(select(Dispute.__table__), which)
    if text.strip():
        hits = look_up(office, text, limit=200, ledgers=("disputes",)).hits
        wanted = wanted.where(Dispute.id.in_([hit.record for hit in hits]))
    with office.read() as connection:
        newest = wanted.order_by(Dispute.date.desc(), Dispute.row.desc()).limit(MOST)
        rows, limit = connection.execute(newest).mappings().all(), limit_of(connection)
        mine = None if sees_all(office) else own_among(connection, office, [row["id"] for row in rows])
        return [_row(row, limit, office.today, shut=mine is not None and row["id"] not in mine) for row in rows]


def _narrowed(wanted: Select[Any], which: str) -> Select[Any]:
    match which:
        case "open":
            return wanted.where(Dispute.state.is_(None) | Dispute.state.not_in(CLOSED))
        case "archived":
            return wanted.where(Dispute.state.in_(CLOSED))
    return wanted


def _row(row: Any, limit: Limit, today: date, *, shut: bool) -> CaseRow:
    state = State(row["state"] or State.REGISTERED)
    due = limit.due(row) if state in OPEN and row["accepted_on"] else None
    kind = codes.label("dispute_type", row["type"]) if row["type"] else ""
    title = row["title"] or f"{row['party1'] or ''}与{row['party2'] or ''}纠纷"
    return CaseRow(
        row["id"], row["number"] or "", closed_title(kind) if shut else title, state.value, state.label, kind,
        row["date"], dates.short(row["date"], today), row["mediator"] or "", due,
        deadlines.urgency(due, today) if due else None, deadlines.words(due, today) if due else "", not shut,
    )  # fmt: skip

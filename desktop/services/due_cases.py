"""The clocks of mediation cases for the due list: limit, court, instalments, visits, petitions sent on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from desktop.domain import codes, deadlines
from desktop.domain.mediation import State
from desktop.domain.mediation.numbers import serial_of
from desktop.ledgers.agreements import Agreement
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.payments import Payment
from desktop.ledgers.visits import Visit
from desktop.services.case_access import open_title
from desktop.services.case_limit import limit_of
from desktop.services.office import Office

MEDIATING = (State.ACCEPTED, State.INVESTIGATING, State.MEDIATING)
OWED = (State.PERFORMING, State.VISITED)
PETITION = "2"  # codes.intake_route
Clock = tuple[tuple[str, str, date], str, str]
"""(deed, words, due), the case's id, who."""

Columns = Sequence[Any]
"""What is read of a case; the title of another team's comes back empty (R13)."""


def case_clocks(connection: Connection, office: Office, until: date) -> Iterator[Clock]:
    """Every clock of a case that is due by `until`."""
    title = open_title(connection, office)
    case = (Dispute.id, Dispute.number, title, Dispute.type, Dispute.mediator)
    for clocks in (_limits, _confirmations, _instalments, _visits, _petitions):
        for row, deed, due in clocks(connection, office.today, case):
            if due <= until:
                yield (deed, _case_words(row), due), row.id, row.mediator or ""


def _limits(connection: Connection, today: date, case: Columns) -> Iterator[tuple[Row[Any], str, date]]:
    limit = limit_of(connection)
    wanted: Select[Any] = select(*case, Dispute.accepted_on, Dispute.extended_days)
    for row in connection.execute(wanted.where(Dispute.state.in_(MEDIATING), Dispute.accepted_on.is_not(None))):
        yield row, "调解期限", limit.due(row._mapping)


def _confirmations(connection: Connection, today: date, case: Columns) -> Iterator[tuple[Row[Any], str, date]]:
    """Asking the court is the parties' choice: once its thirty days are over it is no longer due."""
    wanted = _agreements(case, Agreement.effective_on).where(
        Agreement.effective_on > today - timedelta(days=30), Dispute.state != State.ARCHIVED)  # fmt: skip
    for row in connection.execute(wanted):
        due = deadlines.court_confirmation_due(row.effective_on)
        if due >= today:
            yield row, "申请司法确认", due


def _instalments(connection: Connection, today: date, case: Columns) -> Iterator[tuple[Row[Any], str, date]]:
    """What an agreement in force promises by a day and nobody has ticked yet."""
    ticked = connection.execute(select(Payment.agreement_id, Payment.number))
    paid = {(row.agreement_id, row.number) for row in ticked}
    wanted = _agreements(case, Agreement.id.label("agreement"), Agreement.plan).where(
        Agreement.effective_on.is_not(None), Dispute.state.in_(OWED))  # fmt: skip
    for row in connection.execute(wanted):
        for number, instalment in enumerate(row.plan or (), 1):
            if instalment.get("due") and (row.agreement, number) not in paid:
                yield row, f"第{number}期履行", date.fromisoformat(instalment["due"])


def _visits(connection: Connection, today: date, case: Columns) -> Iterator[tuple[Row[Any], str, date]]:
    """The day that the last visit set for the next."""
    wanted: Select[Any] = select(*case, Visit.next_on).select_from(Visit).join(Dispute, Dispute.id == Visit.dispute_id)
    latest: dict[str, Row[Any]] = {}
    for row in connection.execute(wanted.where(Dispute.state != State.ARCHIVED).order_by(Visit.start)):
        latest[row.id] = row
    yield from ((row, "回访", row.next_on) for row in latest.values() if row.next_on)


def _petitions(connection: Connection, today: date, case: Columns) -> Iterator[tuple[Row[Any], str, date]]:
    """信访工作条例: fifteen days to register and send on, sixty to finish."""
    wanted: Select[Any] = select(*case, Dispute.routed_on).where(
        Dispute.state == State.ROUTED, Dispute.route == PETITION, Dispute.answered_on.is_(None))  # fmt: skip
    for row in connection.execute(wanted):
        yield row, "信访办结", deadlines.petition_finish_due(row.routed_on)


def _agreements(case: Columns, *columns: Any) -> Select[Any]:
    return select(*case, *columns).select_from(Agreement).join(Dispute, Dispute.id == Agreement.dispute_id)


def short_number(number: str | None) -> str:
    """`（2026）武王宅人调字第52号` -> `2026-052`, as people say it; other spellings stay as they are."""
    found = re.match(r"[（(](\d{4})[）)]", number or "")
    serial = serial_of((number or "")[found.end() :]) if found else None
    return number or "" if found is None or serial is None else f"{found[1]}-{serial:03d}"


def _case_words(row: Row[Any]) -> str:
    type_ = codes.label("dispute_type", row.type) if row.type else ""
    return " ".join(part for part in (short_number(row.number), row.title or type_) if part)

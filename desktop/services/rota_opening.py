"""公平结转: what people bring along into the first year that the program plans."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from desktop.ledgers.duty_openings import DutyOpening
from desktop.roster.problem import Served
from desktop.roster.year_view import Office as RotaOffice


def opening_balances(connection: Connection, office: RotaOffice, since: date) -> dict[str, dict[str, Served]]:
    """Person, counter: turns and weight (days x share) of balances that reach up to `since` or later."""
    keys = {counter.label: counter.key for counter in office.counters}
    share = {person.key: person.share for person in office.people}
    found: dict[str, dict[str, Served]] = {}
    for row in connection.execute(select(DutyOpening.__table__).where(DutyOpening.until >= since)):
        if row.counter in keys and row.staff_id in share:
            found.setdefault(row.staff_id, {})[keys[row.counter]] = Served(row.turns, row.days * share[row.staff_id])
    return found

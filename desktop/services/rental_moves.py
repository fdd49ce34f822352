"""Comings and goings of the rental report: by room of a span of days, by month, and what of them is overdue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from desktop.domain import codes, deadlines
from desktop.domain.calendar import Calendar
from desktop.domain.months import month_ends
from desktop.domain.reporting import RELATIVES, duties
from desktop.domain.tenancy import Span
from desktop.ledgers.stays import Stay
from desktop.services.calendars import calendar_of
from desktop.services.kin_clock import kin_since
from desktop.services.reporting import BACK, duties_of, is_open, unreported_on
from desktop.storage.bare import GAP, cut, packed


def movements(connection: Connection, first: date, last: date) -> dict[str, list[str]]:
    """The room of every stay: begun and ended in the span, and those whose report is overdue on its last day."""
    late = last_reported_late(last, calendar_of(connection))
    lately = Stay.checkout > last - BACK
    begun = (Stay.checkin <= late, unreported_on(Stay.reported_in, last))
    ended = (lately, Stay.checkout <= late, unreported_on(Stay.reported_out, last))
    starts = [_rooms(connection, end, *begun) for end in (Stay.checkout.is_(None), lately)]
    ends = _rooms(connection, *ended)
    exempt = _exempt(connection, last)
    return {
        "arrived": _rooms(connection, Stay.checkin >= first, Stay.checkin <= last),
        "left": _rooms(connection, Stay.checkout >= first, Stay.checkout <= last),
        "overdue_in": _without([*starts[0], *starts[1]], exempt["starts"]),
        "overdue_out": _without(ends, exempt["ends"]),
        "overdue_kin": exempt["kin"],
    }


def _rooms(connection: Connection, *where: ColumnElement[bool]) -> list[str]:
    return cut(connection, Stay.__table__, Stay.__table__.c.room_id, where)


def _without(rooms: list[str], spared: list[str]) -> list[str]:
    return list((Counter(rooms) - Counter(spared)).elements()) if spared else rooms


def _exempt(connection: Connection, last: date) -> dict[str, list[str]]:
    """Rooms of exempt stays: what would be late without the exemption, and what relatives owe; few stays, so that
    the rule itself decides.
    """
    wanted = select(Stay.id, Stay.person_id, Stay.room_id, Stay.checkin, Stay.checkout, Stay.reported_in,
                    Stay.reported_out, Stay.exempt)  # fmt: skip
    calendar = calendar_of(connection)
    found: dict[str, list[str]] = {"starts": [], "ends": [], "kin": []}
    some = Stay.exempt.in_(list(codes.TABLES["exempt"]))  # any of them: named, so that their own small index answers
    rows = connection.execute(wanted.where(is_open(last), some)).all()
    since = kin_since(connection, {row.person_id for row in rows if row.exempt == RELATIVES})
    for row in rows:
        plain = duties(Span(row.checkin, row.checkout), calendar, reported_in=row.reported_in,
                       reported_out=row.reported_out)  # fmt: skip
        for duty in (one for one in plain if one.late_on(last)):
            found["starts" if duty.start else "ends"].append(row.room_id)
        found["kin"] += [row.room_id for duty in duties_of(row, calendar, since.get(row.id)) if duty.late_on(last)]
    return found


def last_reported_late(day: date, calendar: Calendar) -> date:
    """The latest start or end whose report was due before that day."""
    found = day - timedelta(1)
    while deadlines.report_due(found, calendar) >= day:
        found -= timedelta(1)
    return found


def months_whole(connection: Connection, since: date, last: date) -> Iterator[tuple[date, int, int]]:
    for first, end in month_ends(since, last):
        arrived, left = (connection.scalar(_number(column, first, end)) for column in MOVES)
        yield first, int(arrived or 0), int(left or 0)


MOVES: Sequence[Any] = (Stay.checkin, Stay.checkout)


def _number(column: Any, first: date, last: date) -> Select[Any]:
    return select(func.count()).select_from(Stay).where(column >= first, column <= last)


def months_of(
    connection: Connection, since: date, last: date, rooms: Collection[str]
) -> Iterator[tuple[date, int, int]]:
    """The same of some rooms only."""
    begin, counted = since.replace(day=1), []
    for column in MOVES:
        values = func.substr(column, 1, 7).concat(GAP).concat(Stay.room_id)
        found = (row.split(GAP) for row in packed(
            connection, Stay.__table__, values, (column >= begin, column <= last)))  # fmt: skip
        counted.append(Counter(month for month, room in found if room in rooms))
    arrived, left = counted
    for first, _ in month_ends(since, last):
        month = first.isoformat()[:7]
        yield first, arrived[month], left[month]

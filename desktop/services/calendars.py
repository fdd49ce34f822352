"""The centre's calendar: the packaged tables with the days that the centre corrected."""

from __future__ import annotations

from sqlalchemy import Connection, select

from desktop.domain.calendar import Calendar, DayKind
from desktop.ledgers.holidays import Holiday
from desktop.services.office import Office


def calendar_of(connection: Connection) -> Calendar:
    stored = connection.execute(select(Holiday.date, Holiday.kind, Holiday.label))
    return Calendar({row.date: (DayKind(row.kind), row.label or "") for row in stored})


def read_calendar(office: Office) -> Calendar:
    with office.read() as connection:
        return calendar_of(connection)

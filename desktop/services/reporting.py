"""报送: what the landlords have to report, start and end of every stay, with its clock; marking it reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from desktop.domain import reporting, tenancy
from desktop.domain.access import Action
from desktop.domain.calendar import Calendar
from desktop.domain.reporting import Duty, ReportState
from desktop.domain.tenancy import Span
from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.calendars import calendar_of
from desktop.services.kin_clock import kin_since
from desktop.services.office import Office
from desktop.storage.unit_of_work import Changed

BACK = timedelta(days=60)
"""How far back an unreported start or end of an ended stay still counts; an open stay counts for ever."""
MOST = 2000


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One duty of one stay; `state` as at the day that was read."""

    duty: Duty
    state: ReportState
    stay: str
    room_id: str
    person: str
    name: str
    village: str | None
    house_id: str
    house: str
    room: str
    grid_worker: str | None

    @property
    def place(self) -> str:
        return f"{self.house} {self.room}"


def read_reports(office: Office, *, state: ReportState | None = None) -> list[ReportLine]:
    """Duties still open, or done for stays of the last days, the most urgent first; of one state or of all."""
    office.require("rental", Action.SEE)
    today = office.today
    with office.read() as connection:
        found = lines_of(connection, today, done=state in (None, ReportState.DONE))
    wanted = [one for one in found if state is None or one.state is state]
    return sorted(wanted, key=lambda one: (list(ReportState).index(one.state), one.duty.due, one.place))[:MOST]


def lines_of(connection: Connection, today: date, *, done: bool = False) -> list[ReportLine]:
    """What is open; with `done` also what was reported for stays of the last days."""
    calendar = calendar_of(connection)
    wanted = _asked().where(or_(is_open(today), _lately(today)) if done else is_open(today))
    rows = connection.execute(wanted).all()
    since = kin_since(connection, {row[2] for row in rows if row.exempt == reporting.RELATIVES})
    return [ReportLine(duty, duty.state(today), *row[:9]) for row in rows
            for duty in duties_of(row, calendar, since.get(row[0]))
            if duty.since <= today and (done or duty.owed_on(today))]  # fmt: skip


def is_open(today: date) -> ColumnElement[bool]:
    """A stay with something unreported, of now or of the last days; each half is one stretch of an index."""
    unreported = or_(unreported_on(Stay.reported_in, today), unreported_on(Stay.reported_out, today))
    return or_(and_(Stay.checkout.is_(None), unreported_on(Stay.reported_in, today), Stay.checkin <= today),
               and_(Stay.checkout > today - BACK, Stay.checkin <= today, unreported))  # fmt: skip


def unreported_on(reported: Any, day: date) -> ColumnElement[bool]:
    """`Duty.owed_on` of a column: what was reported later was still owed on that day."""
    return or_(reported.is_(None), reported > day)


def _lately(today: date) -> ColumnElement[bool]:
    return or_(Stay.checkin > today - BACK, Stay.checkout > today - BACK)


def _asked() -> Select[Any]:
    return (
        select(Stay.id, Room.id, Person.id, Person.name, House.village, House.id, House.house_address, Room.room,
               House.grid_worker, Stay.checkin, Stay.checkout, Stay.reported_in, Stay.reported_out, Stay.exempt)
        .join(Person, Person.id == Stay.person_id)
        .join(Room, Room.id == Stay.room_id)
        .join(House, House.id == Room.house_id)
    )  # fmt: skip


def duties_of(row: Any, calendar: Calendar, since: date | None = None) -> Sequence[Duty]:
    """Of a row with the days of a stay and its exemption; `since` as `kin_since` tells it."""
    span = Span(row.checkin, row.checkout)
    return list(reporting.duties(span, calendar, reported_in=row.reported_in, reported_out=row.reported_out,
                                 exempt=row.exempt, since=since))  # fmt: skip


def report(office: Office, *, stays: Sequence[str], day: date) -> Changed:
    """Everything of these stays that is still open is marked as reported to the police on `day`."""
    office.require("rental", Action.CHANGE)
    return report_duties(office, duties=[(stay, start) for stay in stays for start in (True, False)], day=day)


def report_duties(office: Office, *, duties: Sequence[tuple[str, bool]], day: date) -> Changed:
    """Mark (stay, start?) as reported; what is reported already, or has not ended, is left as it is.

    Refused codes: future_date, report_before.
    """
    office.require("rental", Action.CHANGE)
    tenancy.check_not_ahead(day, office.today, label="报送日期", field="day")
    wanted = set(duties)
    with office.work("report", "登记报送") as work:
        for record in work.session.scalars(select(Stay).where(Stay.id.in_({stay for stay, _ in wanted}))).all():
            if values := _marked(record, wanted, day):
                work.change(record, values)
        return work.commit()


def _marked(record: Stay, wanted: set[tuple[str, bool]], day: date) -> dict[str, date]:
    values = {}
    for start, name, happened in ((True, "reported_in", record.checkin), (False, "reported_out", record.checkout)):
        if (record.id, start) not in wanted or happened is None or getattr(record, name) is not None:
            continue
        if day < happened:
            cause = f"报送日期{day.isoformat()}早于{'入住' if start else '离开'}日期{happened.isoformat()}"
            raise Refused(cause, "改为那天或以后", field="day", code="report_before")
        values[name] = day
    return values

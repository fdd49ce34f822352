"""调解期限: how many days, natural or working ones, is the committee's setting (令75 第33条: generally one month)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from desktop.domain import deadlines
from desktop.domain.access import Action
from desktop.domain.calendar import Calendar
from desktop.errors import Refused
from desktop.services.calendars import calendar_of
from desktop.services.office import Office
from desktop.services.settings import put_setting, setting
from desktop.storage.unit_of_work import Changed

LIMIT = "case_limit"
"""Key of the setting: {days, working}."""

USUAL, MOST = deadlines.CLOCKS["mediation"].days, 180


@dataclass(frozen=True, slots=True)
class Limit:
    """`working` days are counted on `calendar`, that of the rota; natural days need none."""

    days: int = USUAL
    working: bool = False
    calendar: Calendar | None = None

    def due(self, case: Mapping[Any, Any]) -> date:
        """The last day of a case that was accepted, with what both parties have added."""
        return deadlines.mediation_due(case["accepted_on"], days=self.days, working=self.calendar,
                                       extended=case["extended_days"] or 0)  # fmt: skip

    @property
    def words(self) -> str:
        return f"{self.days}个工作日" if self.working else f"{self.days}日"


def limit_of(connection: Connection) -> Limit:
    own = setting(connection, LIMIT)
    if own is None:
        return Limit()
    return Limit(own["days"], own["working"], calendar_of(connection) if own["working"] else None)


def read_limit(office: Office) -> Limit:
    office.require("mediation", Action.SEE)
    with office.read() as connection:
        return limit_of(connection)


def set_limit(office: Office, *, days: int, working: bool) -> Changed:
    """Holds for every open case from now on. Refused code days_range."""
    office.require("mediation", Action.CHANGE)
    if not 1 <= days <= MOST:
        raise Refused(f"期限{days}天不对", f"写1到{MOST}天", field="days", code="days_range")
    with office.work("set_limit", "改调解期限") as work:
        put_setting(work, LIMIT, {"days": days, "working": working})
        return work.commit()

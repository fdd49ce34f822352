"""The reporting clock of a stay: its start and its end, each within three working days, and who is exempt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain import deadlines
from desktop.domain.calendar import Calendar
from desktop.domain.tenancy import Span

RELATIVES = "05"  # codes.exempt: with local relatives, for so many days only
RELATIVES_DAYS = 30


class ReportState(StrEnum):
    """Of one duty; `label` has the words."""

    LATE = "late"
    OWED = "owed"
    DONE = "done"

    @property
    def label(self) -> str:
        return {"late": "逾期", "owed": "待报", "done": "已报"}[self.value]


@dataclass(frozen=True, slots=True)
class Duty:
    """To report the start (`start`) or the end of a stay, of the day `since`, by `due`; `done` on that day."""

    start: bool
    since: date
    due: date
    done: date | None = None

    @property
    def deed(self) -> str:
        return "入住报送" if self.start else "离开报送"

    def owed_on(self, day: date) -> bool:
        """What was reported later was still owed then."""
        return self.since <= day and (self.done is None or self.done > day)

    def late_on(self, day: date) -> bool:
        return self.owed_on(day) and self.due < day

    def state(self, today: date) -> ReportState:
        if self.done is not None and self.done <= today:
            return ReportState.DONE
        return ReportState.LATE if self.due < today else ReportState.OWED


def duties(span: Span, calendar: Calendar, *, reported_in: date | None = None, reported_out: date | None = None,
           exempt: str | None = None, since: date | None = None) -> Iterator[Duty]:  # fmt: skip
    """What the stay has to be reported for, and whether it was; nothing for one that is exempt.

    `since`: see `counted_from`.
    """
    begun = counted_from(span, exempt, since)
    if begun is None:
        return
    yield Duty(True, begun, deadlines.report_due(begun, calendar), reported_in)
    if span.checkout is not None:
        yield Duty(False, span.checkout, deadlines.report_due(span.checkout, calendar), reported_out)


def counted_from(span: Span, exempt: str | None, since: date | None = None) -> date | None:
    """The day that starts the clock: of arrival; with local relatives the day after thirty; None: never.

    `since`: when living with relatives began, if before this stay (`chained_since`); what is over the thirty days
    when somebody moves has to be reported from the day of moving on.
    """
    if not exempt:
        return span.checkin
    if exempt != RELATIVES:
        return None
    begun = max(span.checkin, (since or span.checkin) + timedelta(days=RELATIVES_DAYS))
    return begun if span.checkout is None or span.checkout > begun else None


def chained_since(span: Span, others: Iterable[Span]) -> date:
    """When living there began, over the others that lead to `span` without a night between."""
    since = span.checkin
    for other in sorted(others, key=lambda one: one.checkin, reverse=True):
        if other.checkin < since and (other.checkout is None or other.checkout >= since):
            since = other.checkin
    return since

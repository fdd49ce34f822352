"""Clocks of law and office: when a thing is due, how urgent that is, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.calendar import Calendar

SOON_DAYS, WEEK_DAYS = 3, 7


class Urgency(StrEnum):
    """How close a due day is; the order is that of lists, most urgent first."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    WEEK = "week"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Clock:
    """A period of law: so many natural (or working) days after the day that starts it (民法典 第201条)."""

    key: str
    label: str
    days: int
    working: bool
    law: str

    def due(self, start: date, calendar: Calendar, *, extended: int = 0) -> date:
        days = self.days + extended
        return calendar.add_working_days(start, days) if self.working else start + timedelta(days=days)


_CLOCKS = (
    Clock("report", "租住报送", 3, True, "浙江省流动人口居住登记条例"),
    Clock("change", "信息变更报送", 10, False, "浙江省流动人口居住登记条例"),
    Clock("mediation", "调解期限", 30, False, "人民调解工作若干规定（司法部令第75号）第33条"),
    Clock("court_confirmation", "申请司法确认", 30, False, "人民调解法第33条"),
    Clock("petition_register", "信访登记转送", 15, False, "信访工作条例"),
    Clock("petition_finish", "信访办结", 60, False, "信访工作条例"),
    Clock("petition_objection", "转送异议", 5, True, "信访工作条例"),
)
CLOCKS = {clock.key: clock for clock in _CLOCKS}
"""The periods of law that the program watches, by key."""

PETITION_EXTENSION_DAYS = 30
"""What an approval may add to `petition_finish`."""


def report_due(start_or_end: date, calendar: Calendar) -> date:
    """Landlord's, employer's, agency's report of a lease's start or end: the third working day after it."""
    return CLOCKS["report"].due(start_or_end, calendar)


def change_due(changed: date) -> date:
    """Report of changed particulars: ten days."""
    return changed + timedelta(days=CLOCKS["change"].days)


def mediation_due(accepted: date, *, days: int = 30, working: Calendar | None = None, extended: int = 0) -> date:
    """End of mediation, "generally one month" (令75 第33条); natural or working days is a setting of the centre.

    `extended` = days that both parties have agreed to add; with `working` a calendar, working days are counted.
    """
    return Clock("", "", days, working is not None, "").due(accepted, working or Calendar(), extended=extended)


def court_confirmation_due(effective: date) -> date:
    """Last day to ask for 司法确认: 30 days from the agreement's coming into force (人民调解法 第33条)."""
    return effective + timedelta(days=CLOCKS["court_confirmation"].days)


def petition_register_due(received: date) -> date:
    return received + timedelta(days=CLOCKS["petition_register"].days)


def petition_finish_due(accepted: date, *, approved_extension: bool = False) -> date:
    extra = PETITION_EXTENSION_DAYS if approved_extension else 0
    return accepted + timedelta(days=CLOCKS["petition_finish"].days + extra)


def petition_objection_due(received: date, calendar: Calendar) -> date:
    return CLOCKS["petition_objection"].due(received, calendar)


def permit_renewal(expiry: date) -> tuple[date, date]:
    """First and last day of the yearly 签注: the month before the residence permit's expiry."""
    year, month = (expiry.year, expiry.month - 1) if expiry.month > 1 else (expiry.year - 1, 12)
    return _same_day(year, month, expiry.day), expiry


def permit_from(arrived: date) -> date:
    """From this day on a residence permit may be asked for: half a year's stay (居住证暂行条例 第2条)."""
    return months_after(arrived, 6)


def months_after(day: date, months: int) -> date:
    """The same day so many months on; in a shorter month its last."""
    ahead = day.month + months - 1
    return _same_day(day.year + ahead // 12, ahead % 12 + 1, day.day)


def urgency(due: date, today: date) -> Urgency:
    days = (due - today).days
    if days <= 0:
        return Urgency.TODAY if days == 0 else Urgency.OVERDUE
    if days <= SOON_DAYS:
        return Urgency.SOON
    return Urgency.WEEK if days <= WEEK_DAYS else Urgency.LATER


def words(due: date, today: date) -> str:
    """`逾期2天`, `今天`, `余3天`."""
    days = (due - today).days
    if days == 0:
        return "今天"
    return f"余{days}天" if days > 0 else f"逾期{-days}天"


def _same_day(year: int, month: int, day: int) -> date:
    """That day of the month, or the month's last when it has no such day (民法典 第202条)."""
    next_month = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), next_month - timedelta(days=1))

"""Every clock of law, its urgency and its words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import deadlines
from desktop.domain.calendar import Calendar
from desktop.domain.deadlines import Urgency

CALENDAR = Calendar()
TODAY = date(2026, 9, 23)


@pytest.mark.parametrize(
    ("days", "urgency", "words"),
    [
        (-2, Urgency.OVERDUE, "逾期2天"),
        (0, Urgency.TODAY, "今天"),
        (1, Urgency.SOON, "余1天"),
        (3, Urgency.SOON, "余3天"),
        (4, Urgency.WEEK, "余4天"),
        (7, Urgency.WEEK, "余7天"),
        (8, Urgency.LATER, "余8天"),
    ],
)
def test_urgency_and_words(days: int, urgency: Urgency, words: str) -> None:
    due = TODAY + timedelta(days=days)
    assert (deadlines.urgency(due, TODAY), deadlines.words(due, TODAY)) == (urgency, words)


def test_residence_regulation_report_within_three_working_days() -> None:
    assert deadlines.report_due(date(2026, 9, 18), CALENDAR) == date(2026, 9, 22)  # 20 September is a make-up day
    assert deadlines.report_due(date(2026, 9, 30), CALENDAR) == date(2026, 10, 10)


def test_residence_regulation_changes_within_ten_days() -> None:
    assert deadlines.change_due(TODAY) == date(2026, 10, 3)


def test_order_75_article_33_mediation_in_a_month() -> None:
    assert deadlines.mediation_due(date(2026, 9, 1)) == date(2026, 10, 1)
    assert deadlines.mediation_due(date(2026, 9, 1), extended=15) == date(2026, 10, 16)
    assert deadlines.mediation_due(date(2026, 9, 30), days=3, working=CALENDAR) == date(2026, 10, 10)


def test_mediation_law_article_33_court_confirmation_within_thirty_days() -> None:
    assert deadlines.court_confirmation_due(date(2026, 9, 1)) == date(2026, 10, 1)


def test_petition_regulation_clocks() -> None:
    assert deadlines.petition_register_due(TODAY) == date(2026, 10, 8)
    assert deadlines.petition_finish_due(TODAY) == TODAY + timedelta(days=60)
    assert deadlines.petition_finish_due(TODAY, approved_extension=True) == TODAY + timedelta(days=90)
    assert deadlines.petition_objection_due(date(2026, 9, 30), CALENDAR) == date(2026, 10, 13)


def test_residence_permit_endorsed_in_the_month_before_expiry() -> None:
    assert deadlines.permit_renewal(date(2027, 3, 31)) == (date(2027, 2, 28), date(2027, 3, 31))
    assert deadlines.permit_renewal(date(2027, 1, 10)) == (date(2026, 12, 10), date(2027, 1, 10))


def test_residence_permit_from_half_a_year() -> None:
    assert deadlines.permit_from(date(2026, 8, 31)) == date(2027, 2, 28)
    assert deadlines.permit_from(date(2026, 3, 5)) == date(2026, 9, 5)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_every_clock_runs_forward_and_names_its_law(start: date) -> None:
    for clock in deadlines.CLOCKS.values():
        assert clock.due(start, CALENDAR) >= start + timedelta(days=clock.days)
        assert clock.law
    first, last = deadlines.permit_renewal(start)
    assert 28 <= (last - first).days <= 31

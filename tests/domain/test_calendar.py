"""Day kinds: announced years, provisional years, a centre's own days, working-day counting."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import statutory
from desktop.domain.calendar import FIRST_TABLE, LAST_TABLE, Calendar, DayKind, packaged

CALENDAR = Calendar()
any_day = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        (date(2026, 9, 23), DayKind.WORKDAY, ""),
        (date(2026, 9, 25), DayKind.HOLIDAY, "中秋"),
        (date(2026, 10, 1), DayKind.HOLIDAY, "国庆节"),
        (date(2026, 10, 7), DayKind.HOLIDAY, "国庆节"),
        (date(2026, 10, 10), DayKind.MAKEUP, "国庆节"),
        (date(2026, 10, 17), DayKind.RESTDAY, ""),
        (date(2026, 2, 16), DayKind.HOLIDAY, "春节"),
    ],
)
def test_2026_as_announced(day: date, kind: DayKind, name: str) -> None:
    assert (CALENDAR.kind(day), CALENDAR.name(day)) == (kind, name)


@given(any_day)
def test_no_year_is_an_exception(day: date) -> None:
    assert CALENDAR.kind(day) in DayKind
    assert CALENDAR.provisional(day.year) == (not FIRST_TABLE <= day.year <= LAST_TABLE)
    assert bool(CALENDAR.notice(day.year)) == CALENDAR.provisional(day.year)


@pytest.mark.parametrize("year", [1, 1899, 2100, 9998])
def test_years_far_away_are_plain_weeks(year: int) -> None:
    assert CALENDAR.kind(date(year, 3, 3)) in (DayKind.WORKDAY, DayKind.RESTDAY)


def test_a_provisional_year_has_statutory_days_and_no_makeup_days() -> None:
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    holidays = {day: CALENDAR.name(day) for day in days if CALENDAR.kind(day) is DayKind.HOLIDAY}
    assert holidays == statutory.holidays(2027)
    assert len(holidays) == 13
    assert not any(CALENDAR.kind(day) is DayKind.MAKEUP for day in days)


def test_rule_2025_spring_festival_has_four_days_from_the_eve() -> None:
    spring = [day for day, name in statutory.holidays(2027).items() if name == "春节"]
    assert spring == [date(2027, 2, 5) + timedelta(days=n) for n in range(4)]


def test_rule_2025_labour_day_has_two_days() -> None:
    assert [day for day, name in statutory.holidays(2027).items() if name == "劳动节"] == [
        date(2027, 5, 1),
        date(2027, 5, 2),
    ]


def test_earlier_versions_of_the_regulation() -> None:
    assert sum(name == "劳动节" for name in statutory.holidays(2006).values()) == 3
    assert sum(name == "春节" for name in statutory.holidays(2019).values()) == 3
    assert "端午" not in statutory.holidays(2007).values()
    assert statutory.holidays(1949) == {}


def test_every_announced_year_holds_the_days_of_the_rule() -> None:
    known_gap = {date(2012, 6, 23)}  # the Saturday of 端午 2012 is missing in the table; a rest day either way
    for year in range(FIRST_TABLE, LAST_TABLE + 1):
        announced = {day for day, (kind, _) in packaged([year]).items() if kind is DayKind.HOLIDAY}
        assert statutory.holidays(year).keys() - announced <= known_gap


@pytest.mark.parametrize(
    ("lunar", "solar"),
    [
        ((2026, 1, 1), date(2026, 2, 17)),
        ((2026, 8, 15), date(2026, 9, 25)),
        ((2025, 8, 15), date(2025, 10, 6)),
        ((2020, 5, 5), date(2020, 6, 25)),
        ((2033, 1, 1), date(2033, 1, 31)),
        ((1985, 1, 1), date(1985, 2, 20)),
    ],
)
def test_lunar_days_also_after_a_leap_month(lunar: tuple[int, int, int], solar: date) -> None:
    assert statutory.lunar_date(*lunar) == solar


def test_lunar_days_outside_the_table_are_none() -> None:
    assert statutory.lunar_date(1900, 1, 1) is None
    assert statutory.lunar_date(2150, 1, 1) is None
    assert statutory.qingming(2150) is None


def test_a_centres_own_day_wins_over_the_table() -> None:
    own = Calendar({date(2026, 10, 10): (DayKind.RESTDAY, "停电"), date(2026, 9, 23): (DayKind.HOLIDAY, "三月三")})
    assert (own.kind(date(2026, 10, 10)), own.name(date(2026, 10, 10))) == (DayKind.RESTDAY, "停电")
    assert own.kind(date(2026, 9, 23)) is DayKind.HOLIDAY
    assert not own.provisional(2026)


def test_an_imported_year_replaces_the_rule_and_is_no_longer_provisional() -> None:
    table = {date(2027, 10, 1) + timedelta(days=n): (DayKind.HOLIDAY, "国庆节") for n in range(7)}
    table[date(2027, 9, 26)] = (DayKind.MAKEUP, "国庆节")
    own = Calendar(table)
    assert not own.provisional(2027)
    assert own.kind(date(2027, 9, 26)) is DayKind.MAKEUP
    assert own.kind(date(2027, 5, 3)) is DayKind.WORKDAY
    assert Calendar({date(2027, 5, 3): (DayKind.HOLIDAY, "本地")}).provisional(2027)
    assert not Calendar(announced=[2027]).provisional(2027)


def test_three_working_days_over_the_national_holiday() -> None:
    assert CALENDAR.add_working_days(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert CALENDAR.add_working_days(date(2026, 10, 10), -3) == date(2026, 9, 30)
    assert CALENDAR.add_working_days(date(2026, 10, 4), 0) == date(2026, 10, 4)


@given(any_day, st.integers(1, 40))
def test_counting_days_and_adding_days_agree(day: date, n: int) -> None:
    later = CALENDAR.add_working_days(day, n)
    assert CALENDAR.works(later)
    assert CALENDAR.working_days_between(day, later) == n
    assert CALENDAR.working_days_between(later, day) == -n


def test_a_year_costs_once_and_then_nothing() -> None:
    calendar = Calendar()
    calendar.kind(date(2026, 1, 1))
    start = time.perf_counter()
    for n in range(10_000):
        calendar.kind(date(2026, 1, 1) + timedelta(days=n % 365))
    assert time.perf_counter() - start < 0.5


def test_labels() -> None:
    assert [kind.label for kind in DayKind] == ["工作日", "休息日", "法定节假日", "调休上班日"]

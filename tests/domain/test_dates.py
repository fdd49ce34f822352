"""Dates in every office spelling, and back on paper."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import dates
from desktop.errors import Refused

TODAY = date(2026, 9, 23)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
SPELLINGS = (
    "{d.year}-{d.month}-{d.day}",
    "{d.year}.{d.month}.{d.day}",
    "{d.year}/{d.month:02}/{d.day:02}",
    "{d:%Y%m%d}",
    "{d.year}年{d.month}月{d.day}日",
    "{d.year}年{d.month}月{d.day}号",
    "{d.year}、{d.month}、{d.day}",
    "{d.year}. {d.month}. {d.day}",
    " {d.year}-{d.month}-{d.day} 00:00:00",
    "{d:%Y-%m-%d}T10:24",
    "{d.year}.{d.month}.{d.day}（补登）",
    "{d.year}.{d.month}.{d.day}.",
    "{d.year}年{d.month}月{d.day}日 星期三",
    "'{d.year}-{d.month}-{d.day}",
)


@given(days, st.sampled_from(SPELLINGS))
def test_every_full_spelling(day: date, spelling: str) -> None:
    assert dates.parse(spelling.format(d=day)) == day


@given(days)
def test_what_is_written_is_read_again(day: date) -> None:
    for text in (dates.paper(day), dates.formal(day), dates.short(day, TODAY)):
        assert dates.parse(text, year=TODAY.year) == day


@given(days, st.sampled_from(["{d.month}月{d.day}日", "{d.month}.{d.day}", "{d.month}-{d.day}", "{d.month}/{d.day}"]))
def test_without_a_year_the_given_one_completes_it(day: date, spelling: str) -> None:
    text = spelling.format(d=day)
    assert dates.parse(text, year=day.year) == day
    with pytest.raises(Refused) as refused:
        dates.parse(text)
    assert refused.value.code == "date_incomplete"


@given(st.dates(date(1937, 1, 1), TODAY))
def test_two_digit_years_of_birth_never_lie_ahead(birth: date) -> None:
    assert dates.parse(f"{birth:%y}.{birth.month}.{birth.day}", latest=TODAY) == birth


@given(st.dates(date(1955, 1, 1), date(2099, 12, 31)))
def test_spreadsheet_serials_only_where_asked(day: date) -> None:
    serial = str((day - date(1899, 12, 30)).days)
    assert dates.parse(serial, serial=True) == dates.parse(f"{serial}.0", serial=True) == day
    with pytest.raises(Refused):
        dates.parse(serial)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二六年九月二十三日", date(2026, 9, 23)),
        ("二零二六年十月廿三日", date(2026, 10, 23)),
        ("26年9月3日", date(2026, 9, 3)),
        ("260923", date(2026, 9, 23)),
        ("９月２３日", date(2026, 9, 23)),
        ("9/23/2026", date(2026, 9, 23)),
        ("23/9/2026", date(2026, 9, 23)),
        ("5/5/2026", date(2026, 5, 5)),
        ("昨天", date(2026, 9, 22)),
    ],
)
def test_single_ways(text: str, day: date) -> None:
    assert dates.parse(text, year=2026, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date_missing"),
        ("至今", "date_missing"),
        ("—", "date_missing"),
        ("2024年9月", "date_incomplete"),
        ("2024.9", "date_incomplete"),
        ("202409", "date_incomplete"),
        ("9月", "date_incomplete"),
        ("2024", "date_incomplete"),
        ("2026-02-30", "date_impossible"),
        ("20260631", "date_impossible"),
        ("2027.4.31", "date_impossible"),
        ("2026年13月5日", "date_impossible"),
        ("2月30日", "date_impossible"),
        ("0001-01-01", "date_impossible"),
        ("农历八月十五", "date_lunar"),
        ("3/4/2026", "date_ambiguous"),
        ("上个月", "date_unreadable"),
    ],
)
def test_refused_with_its_own_code(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        dates.parse(text)
    assert refused.value.code == code
    assert refused.value.step


def test_impossible_days_say_which_month() -> None:
    with pytest.raises(Refused, match="2月没有30日"):
        dates.parse("2026-02-30")
    with pytest.raises(Refused, match="2026年2月没有29日"):
        dates.parse("2026.2.29")


def refusal(text: str) -> str:
    """The refusal's code, or `read` when a sound value came out."""
    try:
        return "read" if 1850 <= dates.parse(text, year=2026, serial=True).year <= 2199 else "wrong"
    except Refused as refused:
        return refused.code


@given(st.text(max_size=24))
def test_anything_typed_gives_a_day_or_a_refusal(text: str) -> None:
    assert refusal(text).startswith(("date_", "read"))


@pytest.mark.parametrize("text", ["2026-09-23 10:24", "2026年9月23日10时24分", "9月23日 10:24:59", "2026.9.23　10：24"])
def test_moments(text: str) -> None:
    assert dates.parse_moment(text, year=2026) == datetime(2026, 9, 23, 10, 24)


def test_a_moment_without_a_time_is_midnight() -> None:
    assert dates.parse_moment("2026-9-23") == datetime(2026, 9, 23)


def test_lists_show_the_year_only_when_it_is_another() -> None:
    assert dates.short(TODAY, TODAY) == "9-23"
    assert dates.short(date(2027, 1, 10), TODAY) == "2027-1-10"
    assert (dates.formal(date(2026, 10, 30)), dates.weekday(TODAY)) == ("二〇二六年十月三十日", "星期三")


@given(st.from_regex(r"[0-9]{4}([-./][0-9]{1,2}[-./][0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4})", fullmatch=True))
def test_a_day_in_its_plain_form_is_read_like_one_with_a_blank_before_it(text: str) -> None:
    assert told(text) == told(f" {text}").replace("“ ", "“")


def told(text: str) -> str:
    try:
        return str(dates.parse(text, latest=date(2026, 9, 23), serial=True))
    except Refused as refused:
        return f"{refused.code} {refused}"


@pytest.mark.parametrize(("text", "first", "last"), [
    ("2026-9-23", "2026-09-23", "2026-09-23"), ("２０２６．９", "2026-09-01", "2026-09-30"),
    ("2024年2月", "2024-02-01", "2024-02-29"), ("2026-12", "2026-12-01", "2026-12-31"),
])  # fmt: skip
def test_a_period_is_a_day_or_a_month_beyond_doubt(text: str, first: str, last: str) -> None:
    found = dates.period(text)
    assert found is not None
    assert [end.date().isoformat() for end in found] == [first, last]


@pytest.mark.parametrize("text", ["2026", "9-23", "1390", "张三", "2026-13", "", "2026-"])
def test_what_may_be_anything_is_no_period(text: str) -> None:
    assert dates.period(text) is None


def test_a_day_that_is_none_is_no_period() -> None:
    assert dates.period("2026-02-30") is None

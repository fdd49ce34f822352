"""One cell to one value: what is certain is mended and told, what is not becomes nothing with a reason."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import identity
from desktop.sheets.targets import TargetField
from desktop.sheets.values import Context, parse

ID = TargetField("id_number", "证件号码", "id_number")
DAY = TargetField("checkin", "入住日期", "date")
PHONE = TargetField("phone", "联系电话", "phone")
SEX = TargetField("sex", "性别", "code", codes="sex")
HERE = Context(year=2026, today=date(2026, 9, 23))
BODY = "52260119900101021"
NUMBER = BODY + identity.check_digit(BODY)


@pytest.mark.parametrize("typed", [NUMBER, f" {NUMBER} ", f"'{NUMBER}", NUMBER[:6] + " " + NUMBER[6:]])
def test_spaces_and_marks_round_an_id_do_not_matter(typed: str) -> None:
    assert parse(ID, typed, HERE).value == NUMBER


def test_an_id_stored_as_a_number_is_lost_and_said_so() -> None:
    found = parse(ID, float(NUMBER[:17] + "0"), HERE)
    assert (found.value, found.why) == (None, "id_lost_digits")
    assert "存成数字" in found.cause
    assert found.step


def test_a_wrong_check_digit_is_refused() -> None:
    wrong = BODY + ("1" if NUMBER[-1] != "1" else "2")
    found = parse(ID, wrong, HERE)
    assert found.value is None
    assert found.why


def test_fifteen_figures_become_eighteen_and_it_is_told() -> None:
    found = parse(ID, "522601900101021", HERE)
    assert found.value == NUMBER
    assert found.why == "id_15"


@pytest.mark.parametrize(
    "typed",
    [
        "2026-9-3",
        "2026/9/3",
        "2026.9.3",
        "2026年9月3日",
        "9月3日",
        "20260903",
        "２０２６年９月３日",
        "2026.9.3（补登）",
    ],
)
def test_a_day_in_any_spelling(typed: str) -> None:
    assert parse(DAY, typed, HERE).value == date(2026, 9, 3)


def test_a_day_of_the_spreadsheet_itself() -> None:
    assert parse(DAY, datetime(2026, 9, 3, 8, 30), HERE).value == date(2026, 9, 3)


def test_the_thirtieth_of_february_is_refused_with_the_cause() -> None:
    found = parse(DAY, "2026-2-30", HERE)
    assert found.value is None
    assert "2月没有30日" in found.cause


@pytest.mark.parametrize("nothing", ["—", "/", "无", "-", "", None, "至今", "未退"])
def test_a_word_for_nothing_is_nothing_to_look_at(nothing: str | None) -> None:
    found = parse(DAY, nothing, HERE)
    assert (found.value, found.why) == (None, "")


def test_several_telephones_in_one_cell() -> None:
    assert parse(PHONE, "13912342206、13700008815", HERE).value == "13912342206/13700008815"


@pytest.mark.parametrize(("typed", "code"), [("男", "1"), ("女性", "2"), ("1", "1"), ("1男", "1")])
def test_a_code_by_its_word_or_its_figure(typed: str, code: str) -> None:
    assert parse(SEX, typed, HERE).value == code


def test_an_unknown_word_for_a_code_is_pointed_out() -> None:
    found = parse(SEX, "不男不女", HERE)
    assert found.value is None
    assert found.why


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(allow_nan=True), st.dates(), st.none()))
def test_no_cell_whatever_makes_it_raise(value: object) -> None:
    for field in (ID, DAY, PHONE, SEX):
        found = parse(field, value, HERE)  # type: ignore[arg-type]
        assert found.value is None or not found.why or found.cause


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_a_written_day_reads_back(day: date) -> None:
    for words in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}"):
        assert parse(DAY, words, HERE).value == day

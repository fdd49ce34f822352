"""GB 11643-1999: shape, date, check digit; old forms and spreadsheet damage."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import identity
from desktop.errors import Refused

TODAY = date(2026, 9, 23)
births = st.dates(date(1900, 1, 1), TODAY)
regions = st.sampled_from(["330723", "522627", "653101", "110101", "999999"])


def number_of(region: str, birth: date, serial: int) -> str:
    body = f"{region}{birth:%Y%m%d}{serial:03d}"
    return body + identity.check_digit(body)


def code_of(text: str) -> str:
    with pytest.raises(Refused) as refused:
        identity.parse(text, today=TODAY)
    assert refused.value.step
    return refused.value.code


@given(regions, births, st.integers(0, 999))
def test_every_made_number_says_what_it_was_made_of(region: str, birth: date, serial: int) -> None:
    found = identity.parse(number_of(region, birth, serial), today=TODAY)
    assert (found.birth, found.male, found.region) == (birth, serial % 2 == 1, region)
    assert found.sex == ("1" if found.male else "2")


@given(births, st.integers(0, 999), st.integers(0, 17), st.integers(1, 9))
def test_every_single_wrong_digit_is_refused(birth: date, serial: int, place: int, shift: int) -> None:
    number = number_of("330723", birth, serial)
    digit = "0123456789"[(int(number[place].replace("X", "0")) + shift) % 10]
    if digit != number[place]:
        assert not identity.is_valid(number[:place] + digit + number[place + 1 :])


@given(births, st.integers(0, 999))
def test_two_neighbouring_digits_swapped_are_refused(birth: date, serial: int) -> None:
    number = number_of("330723", birth, serial)
    for place in range(16):
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert swapped == number or not identity.is_valid(swapped)


@given(births, st.integers(0, 999), st.sampled_from(["{}", " {} ", "'{}", "　{}\t", "\ufeff{}"]))
def test_spelling_of_old_ledgers_is_read(birth: date, serial: int, frame: str) -> None:
    number = number_of("330723", birth, serial)
    spread = f"{number[:6]} {number[6:14]}\n{number[14:]}".lower()
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in number)
    for text in (number, spread, wide):
        assert identity.parse(frame.format(text), today=TODAY).number == number


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(1, 995))
def test_15_digits_become_18_with_a_note(birth: date, serial: int) -> None:
    old = f"330723{birth:%y%m%d}{serial:03d}"
    found = identity.parse(old, today=TODAY)
    assert (found.number, found.notes) == (identity.from_15(old), ("id_15",))
    assert (found.birth, found.number[:6]) == (birth, "330723")


def test_known_pairs_of_old_and_new() -> None:
    assert identity.from_15("330702790826647") == "330702197908266474"
    assert identity.parse("513431690303013.0").number == "513431196903030136"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "id_missing"),
        ("/", "id_missing"),
        ("330723********1234", "id_masked"),
        ("3.30723E+17", "id_lost_digits"),
        ("653121198202214000", "id_lost_digits"),
        ("33072319900101123", "id_length"),
        ("3307231990010112345", "id_length"),
        ("33072319900101张23X", "id_characters"),
        ("330723199002301234", "id_date"),
        ("330723202710011234", "id_date"),
        ("522627200206056258", "id_check_digit"),
    ],
)
def test_refused_with_its_own_code(text: str, code: str) -> None:
    assert code_of(text) == code


def test_the_wrong_check_digit_names_the_right_one() -> None:
    with pytest.raises(Refused, match="末位是8，按前17位应为"):
        identity.parse("522627200206056258")


def test_a_number_truly_ending_in_000_is_no_lost_digits() -> None:
    body = next(
        body for serial in range(0, 1000, 10) for body in [f"33072319900101{serial:03d}"]
        if identity.check_digit(body) == "0" and body.endswith("00")
    )  # fmt: skip
    assert identity.is_valid(body + "0")


def test_unknown_region_is_a_note_and_never_a_gate() -> None:
    assert identity.parse(number_of("999999", date(1990, 1, 1), 1)).notes == ("permanent_resident",)
    assert identity.parse(number_of("490101", date(1990, 1, 1), 1)).notes == ("region_unknown",)
    assert identity.parse(number_of("810000", date(1990, 1, 1), 1)).notes == ("residence_card",)
    assert set(identity.NOTES) >= {"id_15", "permanent_resident", "region_unknown", "residence_card"}


@given(births, st.integers(0, 44000))
def test_age_is_full_years(birth: date, days: int) -> None:
    day = birth + timedelta(days=days)
    age = identity.age_on(birth, day)
    assert day.year - birth.year - 1 <= age <= day.year - birth.year
    assert identity.age_on(birth, day + timedelta(days=366)) > age


def test_born_on_29_february_is_sixteen_on_the_day_itself_in_a_leap_year() -> None:
    assert identity.age_on(date(2008, 2, 29), date(2024, 2, 28)) == 15
    assert identity.age_on(date(2008, 2, 29), date(2024, 2, 29)) == 16
    assert identity.age_on(date(2008, 2, 29), date(2025, 2, 28)) == 16
    assert identity.age_on(date(2008, 2, 29), date(2025, 3, 1)) == 17


@given(st.text("0123456789X", min_size=17, max_size=18))
def test_a_number_in_its_plain_form_is_judged_like_one_with_a_blank_before_it(text: str) -> None:
    assert told(text) == told(f" {text}")


def told(text: str) -> object:
    try:
        return identity.parse(text)
    except Refused as refused:
        return refused.code, str(refused)

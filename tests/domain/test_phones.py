"""Telephone numbers: one spelling, several joined, damage told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import phones
from desktop.errors import Refused

mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
landlines = st.from_regex(r"0579-8[0-9]{7}", fullmatch=True)


@given(
    mobiles,
    st.sampled_from(
        ["{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}", "+86 {0}{1}{2}", "86{0}{1}{2}", "{0}{1}{2}.0", "'{0}{1}{2}"]
    ),
)
def test_every_spelling_of_a_mobile(number: str, frame: str) -> None:
    assert phones.parse(frame.format(number[:3], number[3:7], number[7:])) == number


@given(st.lists(st.one_of(mobiles, landlines), min_size=1, max_size=3, unique=True), st.sampled_from("/、;；,，\n"))
def test_several_are_joined_in_their_order(numbers: list[str], between: str) -> None:
    assert phones.parse(between.join(numbers)) == "/".join(numbers)


@given(st.one_of(mobiles, landlines))
def test_the_canonical_spelling_stays(number: str) -> None:
    assert phones.parse(phones.parse(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("(0579)87581138", "0579-87581138"),
        ("057987581138", "0579-87581138"),
        ("010-62781234", "010-62781234"),
        ("0579-87581138转801", "0579-87581138-801"),
        ("0579-87581138-801", "0579-87581138-801"),
        ("87581138", "87581138"),
        ("400-123-4567", "4001234567"),
        ("13518930959 13518930958", "13518930959/13518930958"),
        ("135 1893 0959 135 1893 0958", "13518930959/13518930958"),
        ("13518930959 13518930959", "13518930959"),
        ("１３５１８９３０９５９", "13518930959"),
    ],
)
def test_offices_ways(text: str, number: str) -> None:
    assert phones.parse(text) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "phone_missing"),
        ("—", "phone_missing"),
        ("1.5181E+10", "phone_lost_digits"),
        ("1351893095", "phone_length"),
        ("135189309591", "phone_length"),
        ("13518930959/135", "phone_length"),
        ("13518930959(妻)", "phone_characters"),
        ("问他儿子", "phone_characters"),
    ],
)
def test_refused_with_its_own_code(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        phones.parse(text)
    assert refused.value.code == code
    assert refused.value.step


def refusal(text: str) -> str:
    """The refusal's code, or `read` when a sound value came out."""
    try:
        return "read" if bool(phones.parse(text)) else "wrong"
    except Refused as refused:
        return refused.code


@given(st.text(max_size=40))
def test_anything_typed_gives_a_number_or_a_refusal(text: str) -> None:
    assert refusal(text).startswith(("phone_", "read"))

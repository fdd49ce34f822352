"""Masks have a fixed width and never leak the middle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.masking import mask_id, mask_phone, mask_within


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("330723199001011234", "330723********1234"),
        ("330723900101123", "330723********1123"),
        ("E12345678", "E1********78"),
        ("A123", "********"),
        ("", ""),
    ],
)
def test_papers(text: str, masked: str) -> None:
    assert mask_id(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("13912342206", "139****2206"),
        ("0579-87581138", "0579-****1138"),
        ("0579-87581138-801", "0579-****1138"),
        ("13912342206/0579-87581138", "139****2206/0579-****1138"),
        ("87581138", "****1138"),
        ("4001234567", "400****4567"),
        ("110", "****"),
        ("", ""),
    ],
)
def test_phones(text: str, masked: str) -> None:
    assert mask_phone(text) == masked


@given(st.text("0123456789X", min_size=15, max_size=18))
def test_never_more_than_ten_characters_of_a_number(number: str) -> None:
    assert mask_id(number) == number[:6] + "*" * 8 + number[-4:]


@given(st.text(max_size=30))
def test_any_text_is_masked_without_an_error(text: str) -> None:
    assert len(mask_id(text)) <= 18
    mask_phone(text)


@pytest.mark.parametrize(("words", "masked"), [
    ("旧号“510723900101021”换成“51072319900101021X”", "旧号“510723********1021”换成“510723********021X”"),
    ("电话13912342206打不通，证号33072319880203002x", "电话139****2206打不通，证号330723********002x"),
    ("第12行没有姓名，2026-09-23，金额12345.60", "第12行没有姓名，2026-09-23，金额12345.60"),
])  # fmt: skip
def test_long_numbers_within_words_are_masked_and_nothing_else(words: str, masked: str) -> None:
    assert mask_within(words) == masked

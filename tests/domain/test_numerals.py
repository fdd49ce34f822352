"""Amounts in capitals (支付结算办法 附一), and amounts as typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import numerals
from desktop.errors import Refused

amounts = st.integers(0, 10**15).map(lambda cents: Decimal(cents) / 100)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.5", "伍角整"),
        ("10", "壹拾元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("18600", "壹万捌仟陆佰元整"),
        ("100005", "壹拾万零伍元整"),
        ("1000500", "壹佰万零伍佰元整"),
        ("10000000", "壹仟万元整"),
        ("1000000005", "壹拾亿零伍元整"),
        ("1000000000000", "壹万亿元整"),
    ],
)
def test_capitals(amount: str, words: str) -> None:
    assert numerals.amount_words(Decimal(amount)) == words


@given(amounts)
def test_capitals_are_read_back_as_the_same_amount(amount: Decimal) -> None:
    assert numerals.parse_amount(numerals.amount_words(amount)) == amount


@given(amounts)
def test_figures_are_read_back_as_the_same_amount(amount: Decimal) -> None:
    for text in (str(amount), f"{amount}元", numerals.amount_figures(amount), f"¥{amount:,}", f"{amount / 10000}万"):
        assert numerals.parse_amount(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3.5万", "35000"),
        ("3.5万元", "35000"),
        ("3万5千", "35000"),
        ("3万5", "35000"),
        ("三万五千元", "35000"),
        ("三万五", "35000"),
        ("3万零500元", "30500"),
        ("叁万伍仟元整", "35000"),
        ("35，000.00元", "35000"),
        ("３５０００", "35000"),
        ("1.2亿", "120000000"),
        ("一百零五", "105"),
        ("3元5角", "3.5"),
        ("人民币贰佰元正", "200"),
        ("500块", "500"),
    ],
)
def test_typed_amounts(text: str, amount: str) -> None:
    assert numerals.parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "amount_missing"),
        ("无", "amount_missing"),
        ("/", "amount_missing"),
        ("很多", "amount_unreadable"),
        ("1.2.3", "amount_unreadable"),
        ("-5", "amount_range"),
        ("0.001", "amount_fraction"),
    ],
)
def test_refused_with_its_own_code(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        numerals.parse_amount(text)
    assert refused.value.code == code


@given(st.integers(0, 10**15))
def test_whole_numbers_in_chinese(number: int) -> None:
    words = numerals.amount_words(Decimal(number)).removesuffix("元整")
    assert numerals.parse_chinese(words) == number


def refusal(text: str) -> str:
    """The refusal's code, or `read` when a sound value came out."""
    try:
        return "read" if numerals.parse_amount(text) >= 0 else "wrong"
    except Refused as refused:
        return refused.code


@given(st.text("零一二三四五六七八九十百千万亿元角分整.0123456789", max_size=12))
def test_any_numerals_give_an_amount_or_a_refusal(text: str) -> None:
    assert refusal(text).startswith(("amount_", "read"))


@pytest.mark.parametrize(
    ("text", "value"),
    [("120㎡", "120"), ("240.75 平方米", "240.75"), ("13间", "13"), ("十二户", "12"), ("1,200", "1200")],
)
def test_quantities_lose_their_unit(text: str, value: str) -> None:
    assert numerals.parse_number(text) == Decimal(value)


def test_a_word_is_no_quantity() -> None:
    with pytest.raises(Refused):
        numerals.parse_number("若干")

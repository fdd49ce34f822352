"""Values by kind: read from whatever people write, kept in one form, shown back; nothing is silently changed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.ledgers import catalogue, fields
from desktop.ledgers.fields import Field, Kind
from desktop.ledgers.values import mask, read, shown, to_json


def field(kind: Kind, **more: Any) -> Field:
    return Field("某项", kind, name="x", **more)


DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
AMOUNTS = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_nothing_is_nothing_in_every_kind(kind: Kind, nothing: str | None) -> None:
    assert read(field(kind, codes="sex"), nothing) is None
    assert shown(field(kind, codes="sex"), None) == ""


@given(DAYS)
def test_a_day_reads_back_from_json_and_from_paper(day: date) -> None:
    assert read(field(Kind.DATE), to_json(day)) == day
    assert read(field(Kind.DATE), f"{day.year}年{day.month}月{day.day}日") == day


def test_a_moment_given_for_a_day_keeps_the_day_only() -> None:
    assert read(field(Kind.DATE), datetime(2026, 9, 23, 10, 24)) == date(2026, 9, 23)


@given(st.datetimes(datetime(1950, 1, 1), datetime(2049, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0)))
def test_a_moment_reads_back_to_the_minute(at: datetime) -> None:
    assert read(field(Kind.MOMENT), to_json(at)) == at


def test_a_moment_as_people_write_it() -> None:
    assert read(field(Kind.MOMENT), "2026-9-23 9:05") == datetime(2026, 9, 23, 9, 5)


@given(AMOUNTS)
def test_an_amount_is_exact_and_reads_back(amount: Decimal) -> None:
    for kind in (Kind.MONEY, Kind.AREA):
        assert read(field(kind), to_json(amount)) == amount
    assert read(field(Kind.MONEY), shown(field(Kind.MONEY), amount)) == amount


@pytest.mark.parametrize(("kind", "typed"), [
    (Kind.MONEY, "abc"), (Kind.AREA, "-3"), (Kind.NUMBER, "三间"), (Kind.DATE, "2026-2-30"), (Kind.MOMENT, "昨夜"),
    (Kind.CODE, "不男不女"), (Kind.PHONE, "12"), (Kind.ID_NUMBER, "330723"), (Kind.AREA, "nan"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_at_its_field_with_the_next_step(kind: Kind, typed: str) -> None:
    with pytest.raises(Refused) as caught:
        read(field(kind, codes="sex"), typed)
    assert caught.value.field == "x"
    assert caught.value.step


@pytest.mark.parametrize(("typed", "kept"), [("男", "1"), ("1", "1"), ("女性", "2")])
def test_a_code_is_kept_as_its_code_and_shown_as_its_word(typed: str, kept: str) -> None:
    sex = field(Kind.CODE, codes="sex")
    assert read(sex, typed) == kept
    assert shown(sex, kept) in ("男", "女")


def test_sensitive_values_are_masked_by_their_kind() -> None:
    phone = field(Kind.PHONE, sensitive=True)
    assert shown(phone, "13912342206") == mask(phone, "13912342206") == "139****2206"
    assert shown(phone, "13912342206", masked=False) == "13912342206"


@pytest.mark.parametrize("model", catalogue().values(), ids=lambda model: model.ledger.name)
def test_every_ledger_speaks_chinese_and_points_to_ledgers_that_exist(model: Any) -> None:
    for name, one in fields(model).items():
        assert any("\u4e00" <= char <= "\u9fff" for char in one.label), name
        assert one.kind is not Kind.LINK or (one.target in catalogue() and name.endswith("_id"))
        assert one.kind is not Kind.CODE or one.codes

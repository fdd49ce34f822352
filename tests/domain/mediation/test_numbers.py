"""Case numbers by the committee's template."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.mediation import DEFAULT_TEMPLATE, case_number, check_template
from desktop.domain.mediation.numbers import serial_of
from desktop.errors import Refused


def test_the_default_style() -> None:
    assert case_number(year=2026, n=1, county="武", place="大田") == "（2026）武大田人调字第1号"


def test_a_committees_own_style() -> None:
    number = case_number(year=2026, n=7, committee="王宅镇人民调解委员会", template="{committee}〔{year}〕{n:03}号")
    assert number == "王宅镇人民调解委员会〔2026〕007号"


@given(st.integers(2000, 2099), st.integers(1, 9999), st.sampled_from([DEFAULT_TEMPLATE, "{year}-{n:04}"]))
def test_the_serial_is_read_back(year: int, n: int, template: str) -> None:
    assert serial_of(case_number(year=year, n=n, county="武", place="王宅", template=template)) == n


@pytest.mark.parametrize(
    "template",
    ["第{n}号", "（{year}）", "{year}{n}{who}", "{year}{n", "{year}{n:>9}", "{year}{n:x}", "{year!r}{n.real}"],
)
def test_templates_that_would_fail_or_repeat_are_refused(template: str) -> None:
    with pytest.raises(Refused, match="可用的有") as refused:
        check_template(template)
    assert refused.value.code == "template"


def test_serials_begin_with_one() -> None:
    with pytest.raises(Refused, match="序号从1起"):
        case_number(year=2026, n=0)
    assert serial_of("无号") is None

"""Ticks and crosses."""

from __future__ import annotations

import pytest

from desktop.domain import yes_no
from desktop.errors import Refused


@pytest.mark.parametrize("text", ["是", "√", "✓", "有", "已签", "Y", "1", " 是 ", "TRUE"])
def test_yes(text: str) -> None:
    assert yes_no.parse(text) is True


@pytest.mark.parametrize("text", ["否", "×", "无", "未签", "n", "0", "没有", "False", "x"])
def test_no(text: str) -> None:
    assert yes_no.parse(text) is False


@pytest.mark.parametrize(("text", "code"), [("", "yes_no_missing"), ("可能", "yes_no_unreadable")])
def test_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        yes_no.parse(text)
    assert refused.value.code == code

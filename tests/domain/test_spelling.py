"""Half-width, no blanks, no text marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.spelling import bare, half_width, is_scientific, says_nothing, squeeze


def test_full_width_and_invisible_characters() -> None:
    assert half_width("１２Ａ：") == "12A:"
    assert squeeze(" 1\u3000２\u200b3\n") == "123"
    assert bare("'330723") == "330723"


def test_what_a_spreadsheet_leaves_of_a_long_number() -> None:
    assert is_scientific("3.30723E+17")
    assert not is_scientific("330723")


def test_cells_that_say_nothing() -> None:
    assert all(says_nothing(text) for text in ("", " ", "/", "—", "无", "不详", "待补"))
    assert not says_nothing("0")


@given(st.text("0１Ａx：　 \t\u200b王宅㎡—'"))
def test_squeezing_twice_changes_nothing(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)

"""How what is typed and what is stored are made comparable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.storage.lookup.fold import fold, fold_shown, places, words
from desktop.storage.lookup.shapes import SEPARATOR


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＺＧＱ　１２３", "zgq123"),
        ("浙G·12345", "浙g12345"),
        ("（2026）武王宅人调字第38号", "2026武王宅人调字第38号"),
        ("古丽娜尔·艾力", "古丽娜尔艾力"),
        ("古丽娜尔•艾力", "古丽娜尔艾力"),
        ("王𬍛䶮㛃𫖮", "王𬍛䶮㛃𫖮"),
        ("葛\U000e0100", "葛"),
        ("\ue123", "\ue123"),
        ("''%_\"*-()", ""),
        ("33072319900101123X", "33072319900101123x"),
    ],
)
def test_folding_keeps_what_carries_meaning(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folded_text_stays_as_it_is_when_folded_again_and_never_holds_the_separator(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert SEPARATOR not in fold(text)


@given(st.text())
def test_every_folded_character_knows_its_place(text: str) -> None:
    assert len(places(text)) == len(fold_shown(text))


def test_words_are_cut_at_blanks_and_commas_and_said_once() -> None:
    assert words(" 张　溪东路，ZGQ、zgq；% ") == ("张", "溪东路", "zgq")

"""Words read as pinyin."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin.constants import PINYIN_DICT

from desktop.storage.lookup.spelling import LONGEST, SYLLABLES, spelt, splits, trace
from tests.storage.lookup.reference import spellings

ZHANG_GUO_QIANG = (("zhang",), ("guo",), ("qiang", "jiang"))
NOBODY_SPELLS = {"m", "n", "ng", "hm", "hng", "biang", "bong", "cei", "diang", "rua", "kei", "nia", ""}


def test_the_table_knows_every_syllable_that_characters_are_read_with() -> None:
    read = {_plain(reading) for readings in PINYIN_DICT.values() for reading in readings.split(",")}
    assert read - SYLLABLES <= NOBODY_SPELLS


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("z", (0, (1,))),
        ("zgq", (0, (1, 1, 1))),
        ("zhanggq", (0, (5, 1, 1))),
        ("zhangguoq", (0, (5, 3, 1))),
        ("zhangguoqiang", (0, (5, 3, 5))),
        ("zhangguojiang", (0, (5, 3, 5))),
        ("guoqi", (1, (3, 2))),
        ("gq", (1, (1, 1))),
        ("uo", None),
        ("zq", None),
        ("zhaguo", None),
        ("zgqx", None),
    ],
)
def test_a_word_spells_whole_syllables_then_first_letters_the_last_one_cut(word: str, place: object) -> None:
    assert trace(word, ZHANG_GUO_QIANG) == place


def test_a_character_without_a_reading_ends_what_can_be_spelt() -> None:
    name = (("wang",), (), ("ming",))

    assert trace("wang", name) == (0, (4,))
    assert trace("ming", name) == (2, (4,))
    assert trace("wm", name) is None


@pytest.mark.parametrize(("typed", "letters"), [("lü", "lv"), ("张", ""), ("a1", ""), ("a" * (LONGEST + 1), "")])
def test_only_letters_can_be_pinyin(typed: str, letters: str) -> None:
    assert spelt(typed) == letters


def test_ambiguous_letters_are_split_every_way() -> None:
    assert {("xian",), ("xi", "an")} <= splits("xian")


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=4))
def test_tracing_accepts_exactly_what_the_definition_writes_out(name: list[str]) -> None:
    syllables = tuple((syllable,) for syllable in name)
    for word in spellings(syllables):
        assert trace(word, syllables)
        assert splits(word)
        longer = word + "x"
        assert bool(trace(longer, syllables)) == (longer in spellings(syllables))


def _plain(reading: str) -> str:
    parted = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(char for char in parted if not unicodedata.combining(char))

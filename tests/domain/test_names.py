"""Names: spelling, surname readings, what they are looked up by."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import names, surnames
from desktop.errors import Refused

any_name = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("单国强", "shanguoqiang"),
        ("仇英", "qiuying"),
        ("查良", "zhaliang"),
        ("曾红", "zenghong"),
        ("解明", "xieming"),
        ("区平", "ouping"),
        ("任远", "renyuan"),
        ("朴英", "piaoying"),
        ("单于雄", "chanyuxiong"),
        ("尉迟恭", "yuchigong"),
        ("万俟红", "moqihong"),
        ("欧阳修", "ouyangxiu"),
        ("澹台明", "tantaiming"),
        ("长孙无忌", "zhangsunwuji"),
    ],
)
def test_surnames_are_read_as_surnames(name: str, reading: str) -> None:
    assert names.full(name)[0] == reading


def test_the_everyday_reading_of_a_surname_is_not_offered() -> None:
    assert not any(form.startswith("dan") for form in names.full("单国强"))
    assert not any(form.startswith("chou") for form in names.full("仇英"))


@pytest.mark.parametrize(
    ("name", "forms"), [("覃乐", {"qinle", "tanle", "qinyue", "tanyue"}), ("盖丽", {"geli", "gaili"})]
)
def test_doubtful_readings_are_all_found(name: str, forms: set[str]) -> None:
    assert forms <= set(names.full(name))


def test_u_umlaut_is_found_as_v_and_as_u() -> None:
    assert {"lvlv", "lulu", "lvlu", "lulv"} == set(names.full("吕绿"))
    assert "闾丘" in surnames.COMPOUND
    assert {"lvqiuming", "luqiuming"} <= set(names.full("闾丘明"))


def test_initials_come_from_all_readings() -> None:
    assert names.initials("张国强")[0] == "zgq"
    assert set(names.initials("覃乐")) == {"ql", "qy", "tl", "ty"}
    assert names.initials("欧阳修") == ("oyx",)


def test_rare_characters_are_read_or_stand_for_themselves() -> None:
    assert names.full("䶮𬍛")[0] == "yanli"
    assert names.read("王\U000310ff").syllables[1] == ("\U000310ff",)


def test_toned_for_display() -> None:
    assert names.toned("张国强") == "zhāng guó qiáng"
    assert names.toned("单于雄") == "chán yú xióng"
    assert names.toned("阿依古丽·买买提") == "ā yī gǔ lì mǎi mǎi tí"
    assert names.toned("闾丘明").startswith("lǘ")
    assert names.toned("John Smith") == "John Smith"


def test_dots_between_parts_are_not_read() -> None:
    assert names.clean("阿依古丽•买买提") == "阿依古丽·买买提"
    assert names.initials("阿依古丽·买买提")[0] == "ayglmmt"


@pytest.mark.parametrize("spread", ["张　三", " 张三 ", "张 三", "\u200b张三"])
def test_spread_and_padded_names_close_up(spread: str) -> None:
    assert names.parse(spread) == "张三"


def test_latin_names_keep_their_blanks() -> None:
    assert names.parse(" John Smith ") == "John Smith"


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "name_missing"), ("　", "name_missing"), ("梁?", "text_lost_characters"), ("?斌涛", "text_lost_characters")],
)
def test_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        names.parse(text)
    assert refused.value.code == code


@given(any_name)
def test_one_syllable_entry_per_character(name: str) -> None:
    assert len(names.read(name).syllables) == len(name)
    assert all(names.read(name).syllables)


@given(any_name)
def test_initials_are_the_first_letters_of_some_full_form(name: str) -> None:
    syllables = names.read(name).syllables
    for short in names.initials(name)[:8]:
        assert len(short) == len(name)
        assert all(
            any(word.startswith(letter) for word in options) for letter, options in zip(short, syllables, strict=True)
        )


@given(st.text(max_size=12))
def test_anything_typed_can_be_read(text: str) -> None:
    assert len(names.full(text)) <= names.MOST_READINGS
    names.initials(text)
    names.toned(text)


def test_words_are_read_without_surnames() -> None:
    assert names.full(names.read_words("单村"))[0].startswith("dan")


def test_every_table_entry_has_a_syllable_per_character() -> None:
    for name, readings in (surnames.SINGLE | surnames.COMPOUND).items():
        assert all(len(reading) == len(name) for reading in readings), name


def test_two_characters_read_apart_read_as_the_library_reads_them_together() -> None:
    from pypinyin import Style, pinyin
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    chance = Random(3)
    characters = [chr(code) for code in PINYIN_DICT]
    pairs = [chance.choice(characters) + chance.choice(characters) for _ in range(3000)]
    for pair in (*pairs, *[phrase for phrase in PHRASES_DICT if len(phrase) == 2][:3000]):
        usual = pinyin(pair, style=Style.NORMAL, errors=list)
        assert [options[0] for options in names.read(f"黎{pair}").syllables[1:]] == [one[0].lower() for one in usual]
        toned, heard = names.toned(f"黎{pair}").split(" ")[1:], [one[0] for one in pinyin(pair)]
        assert [mine for mine, theirs in zip(toned, heard, strict=True) if not theirs.isascii()] == [
            theirs for theirs in heard if not theirs.isascii()
        ], pair


@pytest.mark.parametrize(
    ("name", "toned"),
    [("李子清", "lǐ zǐ qīng"), ("王子若", "wáng zǐ ruò"), ("于思龙", "yú sī lóng"), ("高丽海", "gāo lì hǎi")],
)
def test_surname_and_given_name_make_no_word_and_no_character_is_neutral(name: str, toned: str) -> None:
    assert names.toned(name) == toned

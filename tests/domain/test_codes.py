"""Code tables: complete, and read by code, label, both, and other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import codes
from desktop.domain.codes.disputes import EVENT_OF_TYPE
from desktop.domain.codes.synonyms import ENDINGS, WORDS
from desktop.errors import Refused

entries = [(table, key, words) for table, labels in codes.TABLES.items() for key, words in labels.items()]
any_entry = st.sampled_from(entries)


def test_all_56_nations_by_gb_t_3304() -> None:
    nation = codes.TABLES["nation"]
    assert [key for key in nation if int(key) <= 56] == [f"{n:02d}" for n in range(1, 57)]
    known = {
        "01": "汉族",
        "09": "布依族",
        "12": "侗族",
        "15": "土家族",
        "22": "畲族",
        "43": "乌孜别克族",
        "56": "基诺族",
    }
    assert {key: nation[key] for key in known} == known


def test_dispute_types_in_the_ministrys_order() -> None:
    labels = list(codes.TABLES["dispute_type"].values())
    assert (labels[0], labels[9], labels[-2:], len(labels)) == ("婚姻家庭", "拖欠农民工工资", ["物业", "其他"], 18)


def test_every_dispute_type_has_event_codes_that_exist() -> None:
    assert EVENT_OF_TYPE.keys() == codes.TABLES["dispute_type"].keys()
    assert all(event in codes.TABLES["event_kind"] for events in EVENT_OF_TYPE.values() for event in events)


def test_event_kinds_are_a_tree() -> None:
    assert codes.label("event_kind", "0102") == "抚养赡养监护"
    assert codes.label("event_kind", "0199") == "婚恋家庭-其他"
    assert codes.parents("event_kind", "0102") == ("01",)
    assert sum(len(key) == 2 for key in codes.TABLES["event_kind"]) == 17


@pytest.mark.parametrize("table", codes.TABLES)
@pytest.mark.parametrize("frame", ["{0}", "{1}", "{0}-{1}", "{0} {1}", "{0}.{1}", "{1}({0})", " {1}　", "'{0}"])
def test_code_label_or_both(table: str, frame: str) -> None:
    for key, words in codes.TABLES[table].items():
        assert codes.code(table, frame.format(key, words)) == key


def test_labels_are_unique_within_a_table() -> None:
    for table, labels in codes.TABLES.items():
        assert len(set(labels.values())) == len(labels), table


@pytest.mark.parametrize("table", sorted(WORDS))
def test_every_other_word_leads_to_its_label(table: str) -> None:
    assert set(WORDS[table]) <= set(codes.TABLES[table].values())
    for name, line in WORDS[table].items():
        for word in line.split():
            assert codes.label(table, codes.code(table, word)) == name or word in codes.TABLES[table].values(), word


def test_no_word_is_claimed_by_two_labels() -> None:
    for table, lines in WORDS.items():
        words = [word.lower() for line in lines.values() for word in line.split()]
        doubled = {word for word in words if words.count(word) > 1}
        assert not doubled, (table, doubled)


@pytest.mark.parametrize(
    ("table", "text", "label"),
    [
        ("sex", "男性", "男"),
        ("sex", "F", "女"),
        ("sex", "1", "男"),
        ("nation", "布依", "布依族"),
        ("nation", "1", "汉族"),
        ("education", "初中毕业", "初中"),
        ("education", "小学文化", "小学"),
        ("education", "大学专科", "大专"),
        ("marriage", "离异", "离婚"),
        ("marriage", "已", "已婚"),
        ("politics", "党员", "中共党员"),
        ("reason", "进厂务工", "务工"),
        ("residence_kind", "厂宿舍", "单位宿舍"),
        ("permit_kind", "浙江省居住证", "居住证"),
        ("building_use", "04-工业", "工业"),
        ("building_use", "商住两用", "商住混用"),
        ("hazard", "消防", "火灾"),
        ("hazard", "火灾隐患", "火灾"),
        ("dispute_type", "欠薪", "拖欠农民工工资"),
        ("dispute_type", "相邻纠纷", "邻里"),
        ("dispute_type", "劳动争议", "其他劳动争议"),
        ("dispute_type", "消费纠纷", "其他消费"),
        ("dispute_type", "婚姻纠纷", "婚姻家庭"),
        ("dispute_result", "达成协议", "调解成功"),
        ("dispute_result", "正在调解", "有待继续调解"),
        ("staff_role", "网格员", "专职网格员"),
        ("staff_role", "值班人员", "值班员"),
        ("grade", "橙色", "橙"),
    ],
)
def test_words_of_old_ledgers(table: str, text: str, label: str) -> None:
    assert codes.label(table, codes.code(table, text)) == label


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "code_missing"), ("火星族", "code_unknown"), ("57", "code_unknown"), ("01-壮族", "code_unknown")],
)
def test_refused_with_the_choices(text: str, code: str) -> None:
    with pytest.raises(Refused, match="从汉族、蒙古族") as refused:
        codes.code("nation", text)
    assert refused.value.code == code


def test_an_unknown_code_stands_for_itself() -> None:
    assert codes.label("nation", "77") == "77"


def test_several_codes_in_one_cell() -> None:
    assert codes.codes_of("hazard", "火灾、治安 消防") == ("01", "02")
    with pytest.raises(Refused):
        codes.codes_of("hazard", "火灾、不知道")
    with pytest.raises(Refused):
        codes.codes_of("hazard", "不知道")


@given(st.sampled_from(sorted(codes.TABLES)), st.text(max_size=8))
def test_anything_typed_gives_a_code_or_a_refusal(table: str, text: str) -> None:
    try:
        found = codes.code(table, text)
    except Refused:
        return
    assert found in codes.TABLES[table]


def test_endings_belong_to_tables() -> None:
    assert set(ENDINGS) <= set(codes.TABLES)

from __future__ import annotations

import io

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import forms
from desktop.forms.agreement import chinese, figures, numbered, words
from desktop.forms.fields import Entry
from desktop.forms.fonts import Faces
from desktop.forms.parties import UNIT

FACES = Faces()


def pages_of(data):
    with pdfplumber.open(io.BytesIO(forms.render("agreement", data, faces=FACES).pdf)) as pdf:
        return ["".join(char["text"] for char in page.chars) for page in pdf.pages]


@given(facts=st.integers(0, 900), clauses=st.integers(0, 12), parties=st.integers(0, 8))
@settings(max_examples=40, deadline=None)
def test_signatures_never_stand_alone_on_a_page(facts, clauses, parties):
    data = forms.sample("agreement")
    data |= {"facts": "双方发生争议。" * (facts // 7), "clauses": ["各自承担费用。"] * clauses, "plan": []}
    data["parties"] = [{"name": f"当事人甲{n}"} for n in range(parties)]
    *_, last = pages_of(data)
    assert "人民调解委员会印章" in last
    assert "本协议一式" in last
    assert "按指印" in last
    before = last.split("本协议一式")[0].removeprefix(last[: last.index("页", last.index("共")) + 1])
    assert before.strip(), "one line of text more stands above it"


def test_clauses_are_numbered_in_chinese():
    assert numbered(["甲", "乙"]) == ["一、甲", "二、乙"]
    assert [chinese(n) for n in (1, 9, 10, 11, 20, 21, 99, 100)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "二十一",
        "九十九",
        "100",
    ]


def test_amounts_of_the_plan_in_figures_and_in_words():
    assert (figures(Entry({"amount": "10000"})), words(Entry({"amount": "10000"}))) == ("10,000.00", "壹万元整")
    assert (figures(Entry({"amount": "若干"})), words(Entry({"amount": "若干"}))) == ("若干", "")
    assert words(Entry({"amount": "-5"})) == ""


@pytest.mark.parametrize(("count", "copies"), [(2, "3"), (8, "9")])
def test_one_copy_for_each_party_and_one_for_the_committee_unless_said_otherwise(count, copies):
    data = forms.sample("agreement") | {"copies": "", "parties": [{"name": "甲"}] * count}
    assert f"本协议一式{copies}份" in "".join(pages_of(data))
    assert "本协议一式6份" in "".join(pages_of(data | {"copies": 6}))


def test_a_unit_seals_and_its_representative_signs():
    unit = {"kind": UNIT, "name": "郭浦五金厂", "representative": "朱成林", "post": "厂长"}
    text = "".join(pages_of({"parties": [unit, {"name": "汤月娥"}]}))
    for words_ in ("当事人（单位）郭浦五金厂", "代表人朱成林", "郭浦五金厂（盖章）：", "代表人（签名）：", "汤月娥："):
        assert words_ in text


def test_a_name_too_long_to_sign_beside_is_called_by_its_part():
    roles = ("被申请人", "", "申请人", "申请人")
    text = "".join(pages_of({"parties": [{"name": "很" * 25, "role": role} for role in roles]}))
    assert "被申请人：当事人2：当事人3：当事人4：" in "".join(text.split()).replace("人民调解员（签名）：", "").replace(
        "记录人（签名）：", ""
    )
    assert text.count("很" * 25) == 4


def test_a_heading_is_never_the_last_line_of_a_page():
    for length in range(0, 700, 13):
        data = forms.sample("agreement") | {"facts": "事" * length}
        for page in pages_of(data):
            assert not page.endswith(("争议事项：", "如下协议：", "时限："))


def short(**more):
    clauses = ["汤月娥同意排水沟沿东墙改道，费用由双方平均分担。", "朱成林一次付给汤月娥改道费用2,600元。"]
    return forms.sample("agreement") | {"clauses": clauses, "plan": forms.sample("agreement")["plan"][:1]} | more


def sizes(data):
    """The type sizes of the words, in pt, on each page."""
    with pdfplumber.open(io.BytesIO(forms.render("agreement", data, faces=FACES).pdf)) as pdf:
        return [{round(char["size"], 1) for char in page.chars if char["text"] in "同意改道"} for page in pdf.pages]


def test_a_second_sheet_for_little_more_than_the_signatures_is_spared():
    assert len(pages_of(short())) == 1


def test_a_long_agreement_is_set_as_custom_wants_it():
    [first, *others] = sizes(short(clauses=["汤月娥同意排水沟沿东墙改道，费用由双方平均分担。"] * 25))
    assert first == {15.8}
    assert others

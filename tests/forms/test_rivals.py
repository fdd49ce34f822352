"""What the rivals of `bench/rivals.py` are given is what our paper says, and a paper that says less is found out."""

from __future__ import annotations

import pytest

from bench._same_words import Char, absent, by_place, differing, in_order, read_twice
from bench.rivals import BARS, FILES, numbered_as, summary, values
from desktop import forms


@pytest.fixture(scope="module")
def readings(faces):
    return read_twice(forms.render("agreement", numbered_as(7), faces=faces).pdf)


def test_our_paper_says_every_value_of_the_rivals(readings):
    assert [absent([in_order(chars)], values(numbered_as(7))) for chars in readings] == [[], []]


def test_both_engines_read_the_same_in_the_file_and_by_place(readings):
    one, other = readings
    assert in_order(one) == in_order(other)
    assert differing(by_place(one), by_place(other)) == {}
    assert by_place(one) == by_place(other)


def test_a_value_that_a_paper_lacks_is_named(readings):
    other = values(numbered_as(8))
    assert absent([in_order(readings[0])], other) == ["（2026）武王宅人调字第8号"]
    assert absent([in_order(readings[0])], {"parties": [{"name": "张三"}]}) == ["张三"]


def test_a_character_more_or_less_is_counted():
    assert differing("当事人甲乙", "人甲当乙事") == {}
    assert differing("甲甲乙", "甲丙") == {"甲": 1, "乙": 1, "丙": -1}


def test_what_is_set_out_of_order_is_read_by_its_place():
    chars = [Char(0, 700, 10, "欧"), Char(0, 700.2, 40, "："), Char(0, 699.9, 25, "䶮"), Char(0, 670, 10, "甲")]
    assert in_order(chars) == "欧：䶮甲"
    assert by_place(chars) == "欧䶮：甲"


@pytest.mark.parametrize(
    ("libreoffice", "weasyprint", "passed"), [(160, 800, True), (159, 800, False), (160, 799, False)]
)
def test_both_bars_must_be_held(libreoffice, weasyprint, passed):
    one = {"ours": [20.0], "libreoffice": [libreoffice], "weasyprint": [300.0], "weasyprint_fonttools": [weasyprint],
           "docxtpl": [60.0], "alone": [2000.0]}  # fmt: skip
    found = summary([one])
    assert found["pass"] is passed
    assert found["bars"] == BARS
    assert found["of_libreoffice"]["ratio_less_its_start"] == round((FILES * libreoffice - 2000) / (FILES - 1) / 20, 1)

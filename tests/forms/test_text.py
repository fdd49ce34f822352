from __future__ import annotations

import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from desktop.forms.fonts import Faces, Role
from desktop.forms.text import BLANK, Span, Style, clean, draw, sized, wrap

FACES = Faces()
STYLE = Style(Role.BODY, 16, 28)
WIDTH = 448.0

NEVER_FIRST = [*"，。、；：！？”’）》】〉…—·％,.;:?!)]%"]
NEVER_LAST = [*"“‘（《【〈([￥"]
marks = "，。；：！？、》”）】…—·％（“《【,.!?;:()[]%"
chars = st.sampled_from("的一是不了人在有我他这中大来上国个到说们甲乙丙丁" * 3 + marks + "abcXYZ0123456789 ")
texts = st.lists(chars, max_size=400).map("".join)


def lines_of(text, width=WIDTH, style=STYLE):
    return [line.text for line in wrap(text, width, style, FACES)]


@given(texts, st.sampled_from([WIDTH, 200.0, 80.0]))
@settings(max_examples=300, deadline=None)
def test_no_line_begins_or_ends_with_a_forbidden_mark(text, width):
    lines = lines_of(text, width)
    for before, after in pairwise(lines):
        if all(char in NEVER_FIRST + NEVER_LAST for char in before[1:] + after[:1]):
            continue  # a run of marks longer than the line has no lawful place to be broken
        assert after[:1] not in NEVER_FIRST
        assert before[-1:] not in NEVER_LAST


@given(texts)
@settings(max_examples=200, deadline=None)
def test_breaking_loses_nothing_but_spaces_at_line_ends(text):
    assert "".join(lines_of(text)).replace(" ", "") == clean(text).replace(" ", "")


@given(texts, st.floats(30, 500))
@settings(max_examples=200, deadline=None)
def test_nothing_hangs_past_the_margin(text, width):
    for line in wrap(text, width, sized(STYLE, 16, indent=0), FACES):
        stretched = line.width + line.gap * max(len(line.text) - 1, 0)
        assert line.offset + stretched <= width + 0.1 or len(line.text) == 1


def test_full_lines_are_justified_to_the_margin_and_the_last_is_not():
    *full, last = wrap("当事人应当按照约定履行人民调解协议，" * 12, WIDTH - 5, STYLE, FACES)
    assert len(full) > 5
    for line in full:
        assert line.width + line.gap * (len(line.text) - 1) == pytest.approx(WIDTH - 5)
    assert last.gap == 0


def test_a_line_that_would_be_too_loose_stays_ragged():
    first, *_ = wrap("双方协商" + " " + "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 160, STYLE, FACES)
    assert first.gap <= 0.3 * STYLE.size


def test_numbers_and_words_are_kept_whole():
    text = "甲" * 23 + "330723197001011234" + "乙" * 10
    assert lines_of(text)[:2] == ["甲" * 23, "330723197001011234" + "乙" * 10]


def test_unbroken_latin_longer_than_a_line_is_broken_inside():
    lines = lines_of("A" * 500)
    assert "".join(lines) == "A" * 500
    assert len(lines) < 20


def test_two_phones_are_parted_at_the_stroke():
    assert lines_of("13700008815/0579-87000000", 130) == ["13700008815/", "0579-87000000"]


def test_double_dash_and_ellipsis_are_one_mark():
    for mark in ("——", "……"):
        for shift in range(4):
            lines = lines_of("字" * (26 + shift) + mark + "字" * 10)
            assert any(mark in line for line in lines)


def test_pasted_tabs_control_and_invisible_characters():
    assert clean("张\t三\x00\x07\u200b\ufeff\u202e李\ufe0f四\U000e0101\r\n王\u2028五\xa0六") == "张 三李四\n王\n五 六"
    assert clean("\ud800断") == "断"


def test_each_line_feed_opens_an_indented_paragraph():
    lines = wrap("第一段\n第二段", WIDTH, sized(STYLE, 16, indent=2), FACES)
    assert [(line.text, line.offset) for line in lines] == [("第一段", 32), ("第二段", 32)]


def test_spans_of_several_roles_share_lines_and_underlines_follow_them():
    [line] = wrap([Span("姓名"), Span("汤月娥", underline=True), Span("粗", Role.BOLD)], WIDTH, STYLE, FACES)
    assert [run.font for run in line.runs] == ["FandolFang-Regular", "NotoSerifSC-Bold"]
    assert line.underlines == ((32, 80),)


def test_an_underlined_blank_is_as_long_as_asked():
    [line] = wrap([Span("编号："), Span(BLANK * 10, underline=True)], WIDTH, STYLE, FACES)
    assert line.underlines == ((48, 208),)


def test_user_text_is_no_markup(two_texts):
    text = '<b>x</b>&amp;<imgsrc="/etc/passwd"/><para>&#20013;{}%s\\(\\)'
    out = io.BytesIO()
    wrap("A", 300, STYLE, FACES)  # loads the face that the canvas names
    canvas = Canvas(out, initialFontName="NotoSerifSC-Regular")
    for at, line in enumerate(wrap(text, 300, STYLE, FACES)):
        draw(canvas, line, 50, 800 - at * STYLE.leading, STYLE)
    canvas.save()
    assert two_texts(out.getvalue()) == (text, text)


def test_twenty_thousand_characters_in_one_paragraph():
    text = "甲方与乙方因宅基地边界发生争议，经调解达成如下协议。" * 800
    assert len(text) >= 20_000
    assert "".join(lines_of(text)) == text

from __future__ import annotations

import pytest

from desktop import forms
from desktop.forms.session import NOTICE, RESULTS


@pytest.mark.parametrize("result", RESULTS)
def test_the_result_is_ticked(result, faces, two_texts):
    text, _ = two_texts(forms.render("session", forms.sample("session") | {"result": result}, faces=faces).pdf)
    assert f"■{result}" in text
    assert text.count("□") == len(RESULTS) - 1


def test_the_record_says_that_the_parties_were_told_their_rights(faces, two_texts):
    """令75号 第30条: before mediating the parties are told its nature, principles, effect, rights and duties."""
    text, _ = two_texts(forms.render("session", forms.sample("session"), faces=faces).pdf)
    assert NOTICE in text


def test_every_turn_of_the_talk_is_a_paragraph(faces, two_texts):
    data = forms.sample("session") | {"record": "调解员：请坐。\n汤月娥：好。"}
    text, _ = two_texts(forms.render("session", data, faces=faces).pdf)
    assert "记录：调解员：请坐。汤月娥：好。调解结果" in text

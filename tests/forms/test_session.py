from __future__ import annotations

import io

import pdfplumber
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


@pytest.mark.parametrize("key", ["session", "confirmation", "inquiry", "agreement", "application"])
def test_an_empty_form_has_lines_for_the_pen_and_fits_its_page(key, faces):
    """Signatures on a second sheet of an empty form would only be lost."""
    paper = forms.render(key, {}, faces=faces)
    assert paper.pages == 1
    with pdfplumber.open(io.BytesIO(paper.pdf)) as pdf:
        page = pdf.pages[0]
        ruled = [line for line in page.lines if line["width"] > 0.6 * page.width]
    assert len(ruled) >= 3


def test_the_lines_of_a_longer_form_stay(faces):
    """Where fewer of them would not spare the sheet, all six are given."""
    counts = []
    for facts in ("", "排水沟走向不明。"):
        data = {"parties": [{"name": f"谭秀{n}"} for n in range(30)], "facts": facts}
        with pdfplumber.open(io.BytesIO(forms.render("confirmation", data, faces=faces).pdf)) as pdf:
            assert len(pdf.pages) > 2
            counts.append(sum(len(page.lines) for page in pdf.pages))
    assert counts[0] - counts[1] == 6


@pytest.mark.parametrize("key", ["refusal", "termination", "proxy", "confirmation"])
def test_whom_and_what_it_is_about_can_be_written_in(key, faces):
    """Places left open in the prose are underlined."""
    with pdfplumber.open(io.BytesIO(forms.render(key, {}, faces=faces).pdf)) as pdf:
        empty = sum(len(page.lines) for page in pdf.pages)
    given = {
        "to": ["汤月娥"],
        "subject": "汤月娥与朱成林邻里纠纷",
        "parties": [{"name": "汤月娥"}],
        "court": "武义县人民法院",
    }
    with pdfplumber.open(io.BytesIO(forms.render(key, given, faces=faces).pdf)) as pdf:
        assert sum(len(page.lines) for page in pdf.pages) < empty

from __future__ import annotations

import pytest

from desktop import forms
from desktop.forms.intake import WAYS


@pytest.mark.parametrize("way", WAYS)
def test_the_chosen_way_is_ticked_and_the_other_is_not(way, faces, two_texts):
    text, _ = two_texts(forms.render("intake", forms.sample("intake") | {"way": way}, faces=faces).pdf)
    [other] = set(WAYS) - {way}
    assert f"■{way}" in text
    assert f"□{other}" in text


def test_two_parties_fill_one_page(faces):
    assert forms.render("intake", forms.sample("intake"), faces=faces).pages == 1
    assert forms.render("intake", {}, faces=faces).pages == 1


def test_the_signing_places_and_the_note_are_never_apart(faces, two_texts):
    for length in (0, 300, 600, 900, 1200):
        paper = forms.render("intake", forms.sample("intake") | {"summary": "事" * length}, faces=faces)
        assert two_texts(paper.pdf)[0].endswith("备注：此表由人民调解委员会填写。")

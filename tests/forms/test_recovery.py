from __future__ import annotations

import io

import pdfplumber
import pytest

from desktop import forms


@pytest.mark.parametrize("code", ["7K3QM-X9D2A-0RTVN-4HJ8W-B6FZE-5C1PS", "7k3qm x9d2a", "ABCD"])
def test_the_code_stands_in_big_type_in_its_groups(code, faces):
    paper = forms.render("recovery", forms.sample("recovery") | {"code": code}, faces=faces)
    with pdfplumber.open(io.BytesIO(paper.pdf)) as pdf:
        big = [char for char in pdf.pages[0].chars if char["size"] > 20 and "Sans" in char["fontname"]]
    assert "".join(char["text"] for char in big) == code.replace("-", "").replace(" ", "")
    assert paper.pages == 1


def test_every_character_has_a_place_of_its_own(faces):
    with pdfplumber.open(io.BytesIO(forms.render("recovery", forms.sample("recovery"), faces=faces).pdf)) as pdf:
        big = [char for char in pdf.pages[0].chars if char["size"] > 20 and "Sans" in char["fontname"]]
    middles = [round((char["x0"] + char["x1"]) / 2) for char in big]
    assert middles[:15] == middles[15:]

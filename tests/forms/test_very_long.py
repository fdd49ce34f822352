"""A text of 20,000 characters goes through the paper whole: nothing lost, nothing twice, in order (issue 4)."""

from __future__ import annotations

import io
import re
from random import Random

import pypdfium2
import pytest

from desktop import forms
from desktop.forms.fonts import Faces

LENGTH = 20_000
FOOT = re.compile(r"第\d+页共\d+页")
LONG = (
    ("confirmation", "facts"),
    ("closing", "course"),
    ("visit", "record"),
    ("oral", "facts"),
    ("session", "record"),
    ("agreement", "facts"),
    ("inquiry", "record"),
    ("application", "summary"),
)


def made_up_text() -> str:
    """Numbered sentences, so that a lost or doubled line is seen at once."""
    dice, told, n = Random(20), list[str](), 0
    while sum(map(len, told)) < LENGTH:
        n += 1
        words = "".join(chr(dice.randint(0x4E00, 0x9FA5)) for _ in range(dice.randint(5, 40)))
        told.append(f"{n}、{words}，“{words[:3]}”；{'。' if n % 7 else '。' + chr(10)}")
    return "".join(told)


@pytest.mark.parametrize(("form", "name"), LONG)
def test_twenty_thousand_characters_are_on_the_paper_to_the_last(form: str, name: str, faces: Faces) -> None:
    words = made_up_text()
    data = {**forms.sample(form), name: words}
    paper = forms.render(form, data, faces=faces)
    with pypdfium2.PdfDocument(io.BytesIO(paper.pdf)) as document:
        told = "".join(FOOT.sub("", "".join(page.get_textpage().get_text_range().split())) for page in document)
    assert paper.pages > 15
    assert "".join(words.split()) in told

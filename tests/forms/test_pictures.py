"""The first page of every paper against a stored small picture: what positions and texts do not show.

After a wanted change of the look: `python tests/forms/test_pictures.py` draws the pictures anew; look at them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

PICTURES = Path(__file__).resolve().parent / "pictures"
SCALE = 0.6  # of 72 dpi
TOLERANCE, SHARE = 64, 0.002  # grey levels; part of the pixels


def first_page(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=SCALE, grayscale=True).to_pil()


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*.png")), ids=lambda path: path.stem)
def test_the_first_page_looks_as_it_did(path, faces):
    from desktop import forms

    drawn = first_page(forms.render(path.stem, forms.sample(path.stem), faces=faces).pdf)
    stored = Image.open(path)
    assert drawn.size == stored.size
    histogram = ImageChops.difference(drawn, stored).histogram()
    assert sum(histogram[TOLERANCE:]) <= SHARE * drawn.width * drawn.height


def test_every_paper_has_its_picture():
    from desktop import forms

    assert {path.stem for path in PICTURES.glob("*.png")} == {form.key for form in forms.catalogue()}


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from desktop import forms
    from desktop.forms.fonts import Faces

    for form in forms.catalogue():
        pdf = forms.render(form.key, forms.sample(form.key), faces=Faces()).pdf
        first_page(pdf).save(PICTURES / f"{form.key}.png", optimize=True)

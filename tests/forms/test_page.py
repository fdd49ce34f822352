from __future__ import annotations

import io

import pdfplumber
import pytest

from desktop.forms.fields import Entry
from desktop.forms.page import A3, A4, BODY, LETTER, MM, Document, to_pdf


class Letter(Document):
    title = "便函"

    def story(self):
        return self.set("字" * 28 * 23, BODY)

    def first_page(self, canvas, folio):
        canvas.rect(10, 10, 5, 5)


@pytest.fixture
def pages(faces):
    pdf, _ = to_pdf(Letter(Entry({}), faces), 1)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [(page.chars, page.rects) for page in document.pages]


def test_a_page_holds_22_lines_of_28_characters(pages):
    """GB/T 9704-2012 §5.2.1, §5.2.3."""
    (first, _), (second, _) = pages
    rows = sorted({round(char["top"]) for char in first})
    assert len(rows) == 22 - 1  # the last line goes over with its neighbour: none stands alone
    assert sum(round(char["top"]) == rows[0] for char in first) == 28
    assert "".join(char["text"] for char in second if char["text"] == "字") == "字" * 56


def test_the_type_area_is_that_of_the_standard(faces):
    """GB/T 9704-2012 §5.2.1: 156 x 225 mm, 37 mm from the top, 28 mm from the left."""
    letter = Letter(Entry({}), faces)
    assert (round(letter.width / MM), round(letter.room / MM)) == (156, 225)
    assert (LETTER.top, LETTER.left) == (37, 28)


def test_the_hooks_paint_the_first_page_and_the_others(pages):
    assert [len(rects) for _, rects in pages] == [1, 0]
    assert ["共" in "".join(char["text"] for char in chars) for chars, _ in pages] == [False, True]


def test_sizes_turn():
    assert A4.turned() == (297, 210)
    assert A3.turned() == (420, 297)

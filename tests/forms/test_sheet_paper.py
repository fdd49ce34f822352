"""A sheet as PDF: every word of the picture, where its cell is, inside the page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from desktop.domain.sheet_picture import BookPicture, Look, PicturedCell, PicturedPage, SheetPicture
from desktop.forms.sheet_paper import sheet_paper

BOX = Look(left="thin", top="thin", right="thin", bottom="thin", wrap=True)


def sheet(rows: int = 3, columns: int = 4, **more: Any) -> SheetPicture:
    cells = {(r, c): PicturedCell(f"格{r}之{c}", BOX) for r in range(1, rows + 1) for c in range(1, columns + 1)}
    return SheetPicture("表", (80.0,) * columns, (20.0,) * rows, cells=cells, **more)


def opened(picture: SheetPicture) -> Any:
    return pdfplumber.open(BytesIO(sheet_paper(BookPicture((picture,)), "表").pdf))


def test_every_word_is_there_for_two_readers() -> None:
    made = sheet_paper(BookPicture((sheet(),)), "表")
    first = pypdfium2.PdfDocument(made.pdf)[0].get_textpage().get_text_range()
    with opened(sheet()) as pdf:
        second = pdf.pages[0].extract_text()
    for text in (first, second):
        assert all(f"格{r}之{c}" in text for r in range(1, 4) for c in range(1, 5))
    assert made.pages == 1


def test_a_wide_sheet_is_shrunk_to_its_page() -> None:
    with opened(sheet(3, 20)) as pdf:
        page = pdf.pages[0]
        assert max(word["x1"] for word in page.extract_words()) <= page.width
        assert max(line["x1"] for line in page.lines) <= page.width


def test_a_long_list_has_its_head_on_each_page_and_page_numbers() -> None:
    made = sheet(200, 3, page=replace(PicturedPage(), head=(1, 1)))
    with opened(made) as pdf:
        texts = [page.extract_text() for page in pdf.pages]
    assert len(texts) > 3
    assert all("格1之1" in text for text in texts)
    assert "第2页 共" in texts[1].replace("　", " ")
    assert sum(text.count("格150之2") for text in texts) == 1


def test_a_row_grows_with_its_words() -> None:
    made = sheet()
    cells = {**made.cells, (2, 1): PicturedCell("很长的一段话" * 30, BOX)}
    with opened(replace(made, cells=cells)) as pdf:
        words = {word["text"]: word for word in pdf.pages[0].extract_words()}
    assert words["格3之1"]["top"] - words["格1之1"]["top"] > 200


def test_a_merge_is_one_cell() -> None:
    made = sheet(3, 3, merges=((1, 1, 2, 3),))
    with opened(made) as pdf:
        text = pdf.pages[0].extract_text()
    assert "格1之1" in text
    assert "格1之2" not in text
    assert "格2之3" not in text


def test_landscape_and_hidden_sheets() -> None:
    across = sheet(page=PicturedPage(297, 210))
    made = sheet_paper(BookPicture((across, replace(sheet(), hidden=True))), "表")
    assert made.pages == 1
    assert pypdfium2.PdfDocument(made.pdf)[0].get_size()[0] > 800


def test_rare_characters_are_printed_and_what_no_font_has_is_told() -> None:
    made = sheet_paper(
        BookPicture((SheetPicture("表", (80.0,), (20.0,), cells={(1, 1): PicturedCell("𫖮\ue000")}),)), "表"
    )
    assert [one.char for one in made.missing] == ["\ue000"]
    assert "𫖮" in pypdfium2.PdfDocument(made.pdf)[0].get_textpage().get_text_range()


@pytest.mark.parametrize("words", ["<b>x</b>", "{}%&", "http://example.com", "<img src='/etc/passwd'/>"])
def test_hostile_words_are_words(words: str) -> None:
    made = sheet_paper(BookPicture((SheetPicture("表", (400.0,), (20.0,), cells={(1, 1): PicturedCell(words)}),)), "表")
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert "/Annots" not in pdf.pages[0]
    assert words in pypdfium2.PdfDocument(made.pdf)[0].get_textpage().get_text_range()


def test_only_the_print_area_is_printed() -> None:
    with opened(sheet(5, 5, page=PicturedPage(area=(2, 2, 3, 3)))) as pdf:
        text = pdf.pages[0].extract_text()
    assert sorted(text.split()) == ["格2之2", "格2之3", "格3之2", "格3之3"]


def test_rows_are_set_closer_only_where_that_spares_a_last_page_with_little_on_it() -> None:
    assert [sheet_paper(BookPicture((sheet(rows, 3),)), "表").pages for rows in (36, 38, 45)] == [1, 1, 2]
    with opened(sheet(45, 3)) as pdf:
        words = {word["text"]: word for word in pdf.pages[0].extract_words()}
    assert words["格2之1"]["top"] - words["格1之1"]["top"] == pytest.approx(20, abs=0.1)

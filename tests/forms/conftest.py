"""A type case without the PC's own fonts, and the two engines that read a paper back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pdfplumber
import pypdfium2
import pytest

from desktop.forms.fonts import Faces

FOLIO = re.compile(r"第\d+页共\d+页")


@pytest.fixture(scope="session")
def faces() -> Faces:
    return Faces()


@pytest.fixture(scope="session")
def two_texts() -> Callable[[bytes], tuple[str, str]]:
    """What pdfium and pdfminer read, in the order of the page's content, without white space and page numbers."""

    def read(pdf: bytes) -> tuple[str, str]:
        return squeezed(by_pdfium(pdf)), squeezed(by_pdfminer(pdf))

    return read


def by_pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = []
        for page in document:
            text_page = page.get_textpage()
            pages.append(text_page.get_text_range())
            text_page.close()
            page.close()
    return "".join(pages).replace("\x02", "-").replace("￾", "-")  # its mark for a hyphen at a line's end


def by_pdfminer(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "".join(char["text"] for page in document.pages for char in page.chars)


def squeezed(text: str) -> str:
    return FOLIO.sub("", "".join(text.split()))

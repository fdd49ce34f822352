"""Pages of other PDFs within a paper: whether they can be read, and laying them over pages already painted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from io import BytesIO
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

PASSWORD = 4  # pdfium's FPDF_ERR_PASSWORD
LOCKED = "文件有密码，打不开；请去掉密码后重新添加这份附件"
BROKEN = "文件已损坏，读不出来；请重新扫描或另存后再添加"
_MARKS = re.compile(rb"([0-9A-Fa-f]{32})><[0-9A-Fa-f]{32}>\]")
EMPTY = "文件里没有页；请重新扫描后再添加"

Box = tuple[float, float, float, float]


class Look(NamedTuple):
    """What a PDF holds: for each page whether it can be laid; `fault` is cause and next step when none can."""

    pages: tuple[bool, ...] = ()
    fault: str = ""


class Enclosed(NamedTuple):
    """One page of another PDF: on which page (from 0) it is laid, in which box (x, y, width, height in pt).

    `turn` is in degrees clockwise, beyond what the page itself says.
    """

    on: int
    pdf: bytes
    page: int
    turn: int
    box: Box


def look(pdf: bytes) -> Look:
    try:
        with _opened(pdf) as document, closing(pdfium.PdfDocument.new()) as scratch:
            pages = tuple(_lays(document, at, scratch) for at in range(len(document)))
    except pdfium.PdfiumError as error:
        return Look(fault=LOCKED if getattr(error, "err_code", None) == PASSWORD else BROKEN)
    return Look(pages, "" if any(pages) else BROKEN if pages else EMPTY)


def enclose(host: bytes, parts: Sequence[Enclosed]) -> bytes:
    """The host with the parts laid on its pages: only what they show, no links, scripts or files they carry."""
    if not parts:
        return host
    out = BytesIO()
    with _opened(host) as document:
        for pdf, of_it in _by_file(parts):
            with _opened(pdf) as source:
                for part in of_it:
                    _lay(document, source, part)
        document.save(out)
    return _same_again(out.getvalue())


def _same_again(pdf: bytes) -> bytes:
    """The same parts give the same bytes: the file's second mark, which pdfium makes of the time, is as the first."""
    body, mark, tail = pdf.rpartition(b"/ID[<")
    return body + mark + _MARKS.sub(rb"\1><\1>]", tail, count=1)


def _by_file(parts: Sequence[Enclosed]) -> Iterator[tuple[bytes, list[Enclosed]]]:
    """Files in the order of their first page, each opened once."""
    files: dict[int, list[Enclosed]] = {}
    for part in parts:
        files.setdefault(id(part.pdf), []).append(part)
    return ((of_it[0].pdf, of_it) for of_it in files.values())


@contextmanager
def _opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    with closing(pdfium.PdfDocument(pdf)) as document:
        yield document


def _lays(document: pdfium.PdfDocument, at: int, scratch: pdfium.PdfDocument) -> bool:
    try:
        wide, high = document.get_page_size(at)
        document.page_as_xobject(at, scratch).close()
    except pdfium.PdfiumError:
        return False
    return bool(wide > 0 and high > 0)


def _lay(document: pdfium.PdfDocument, source: pdfium.PdfDocument, part: Enclosed) -> None:
    with closing(source[part.page]) as page:
        page.set_rotation((page.get_rotation() + part.turn) % 360)
        raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)  # stamps and filled-in fields become part of the page
    matrix = _within(part.box, *source.get_page_size(part.page))
    with closing(document[part.on]) as sheet, closing(source.page_as_xobject(part.page, document)) as captured:
        shown = captured.as_pageobject()
        shown.set_matrix(matrix)
        sheet.insert_obj(shown)
        sheet.gen_content()


def _within(box: Box, wide: float, high: float) -> pdfium.PdfMatrix:
    """As large as the box allows, in its middle."""
    x, y, width, height = box
    scale = min(width / wide, height / high)
    left, bottom = x + (width - wide * scale) / 2, y + (height - high * scale) / 2
    return pdfium.PdfMatrix(scale, 0, 0, scale, left, bottom)

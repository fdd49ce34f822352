"""Whether two papers made in different ways say the same, read by two engines."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_double
from typing import Any, NamedTuple

import pdfplumber
import pypdfium2

from bench.gb18030 import whole

LINE = 4.0  # pt between two baselines that are no longer one line
FOLIO = re.compile(r"第\d+页共\d+页")
HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})  # pdfium's marks for a hyphen at a line's end


def differing(one: str, other: str) -> dict[str, int]:
    """The characters that one has more often (or, negative, less often) than the other, wherever they stand."""
    counts = Counter(one)
    counts.subtract(Counter(other))
    return {char: count for char, count in counts.items() if count}


def absent(readings: Sequence[str], given: Any) -> list[str]:
    """The values, at any depth, that stand whole in no reading of a paper."""
    if isinstance(given, str):
        return [] if any(squeezed(given) in text for text in readings) else [given]
    inner = given.values() if isinstance(given, dict) else given
    return [words for one in inner for words in absent(readings, one)]


class Char(NamedTuple):
    page: int
    base: float
    x: float
    text: str


def read_twice(pdf: bytes) -> tuple[list[Char], list[Char]]:
    return list(by_pdfium(pdf)), list(by_pdfminer(pdf))


def by_pdfium(pdf: bytes) -> Iterator[Char]:
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            text, x, y = page.get_textpage(), c_double(), c_double()
            units = [pypdfium2.raw.FPDFText_GetUnicode(text, at) for at in range(text.count_chars())]
            for at, char in whole(units):
                pypdfium2.raw.FPDFText_GetCharOrigin(text, at, x, y)
                yield Char(number, y.value, x.value, char)


def by_pdfminer(pdf: bytes) -> Iterator[Char]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages):
            yield from (Char(number, char["matrix"][5], char["matrix"][4], char["text"]) for char in page.chars)


def in_order(chars: Iterable[Char]) -> str:
    """As the file has them; LibreOffice sets the rare ones of a line after all the others."""
    return squeezed("".join(char.text for char in chars))


def by_place(chars: Iterable[Char]) -> str:
    """As they are read: line by line, from the left."""
    lines, last = list[list[Char]](), Char(-1, 0, 0, "")
    for char in sorted(chars, key=lambda char: (char.page, -char.base)):
        if char.page != last.page or last.base - char.base > LINE:
            lines.append([])
        lines[-1].append(char)
        last = char
    return squeezed("".join(char.text for line in lines for char in sorted(line, key=lambda char: char.x)))


def squeezed(text: str) -> str:
    """Without white space and page numbers."""
    return FOLIO.sub("", "".join(text.translate(HYPHENS).split()))


def page_count(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)

"""Every Han character of GB 18030-2022 set by our own text engine and read back by two engines. One JSON line.

What counts as printed: a glyph that is neither .notdef nor empty, read back by both engines in the place where it was
set, with ink in its box on the rendered page. `--sabotage` takes one face away and must be found out.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pdfplumber
import pypdfium2
from reportlab.pdfbase import pdfmetrics

from desktop.forms.fields import Entry
from desktop.forms.fonts import RARE, Faces, Role
from desktop.forms.galley import Strip
from desktop.forms.page import Document, Folio, to_pdf
from desktop.forms.text import Style
from desktop.paths import RESOURCES

# The 汉字 of GB 18030-2022 as its tables list them; together 87,887, as its scope says.
RANGES = (
    (0x3400, 0x4DB5),  # extension A
    (0x4E00, 0x9FEF),  # CJK unified, with the 66 that the edition of 2022 added
    (0x20000, 0x2A6D6),  # extension B
    (0x2A700, 0x2B734),  # C
    (0x2B740, 0x2B81D),  # D
    (0x2B820, 0x2CEA1),  # E
    (0x2CEB0, 0x2EBE0),  # F
)
# Unified characters that stand in the block of compatibility ones (GBK's FE40-FE4F).
AMONG_COMPATIBLE = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"
STATED = 87_887
CHAINS = (Role.BODY, Role.TITLE, Role.HEI, Role.SONG)  # the other roles share their faces for Han with one of these
PLAIN = Style(Role.BODY, 12, 15)
SCALE = 1.0  # pixels a point
DARK = 200  # of 255: what counts as ink
SHOWN = 20


class Read(NamedTuple):
    """What stands on the pages: the characters in order by each engine, and those whose box has no ink."""

    pdfium: str
    pdfminer: str
    unpainted: str


class Chart(Document):
    """Characters and nothing else, set as any form sets its text."""

    title = "GB 18030"

    def __init__(self, text: str, role: Role, faces: Faces) -> None:
        super().__init__(Entry({}), faces)
        self._text, self._style = text, Style(role, PLAIN.size, PLAIN.leading)

    def story(self) -> Sequence[Strip]:
        return self.set(self._text, self._style)

    def other_pages(self, canvas: Any, folio: Folio) -> None:
        """No page number: only what is compared is drawn."""


def main() -> None:
    wanted, started = arguments(), time.perf_counter()
    text = every_han()
    assert len(text) == len(set(text)) == STATED, len(text)
    with tempfile.TemporaryDirectory() as folder:
        faces = Faces(without(RARE, Path(folder)) if wanted.sabotage else RESOURCES / "fonts")
        found = [checked(text, role, faces) for role in CHAINS]
    passed = all(one["pass"] for one in found)
    print(json.dumps({
        "load": round(os.getloadavg()[0], 1), "characters": len(text), "sabotage": wanted.sabotage,
        "drawn": min(one["drawn"] for one in found), "extracted": min(one["extracted"] for one in found),
        "missing": list(dict.fromkeys(char for one in found for char in one["missing"]))[:SHOWN],
        "roles": found, "seconds": round(time.perf_counter() - started, 1), "pass": passed,
    }, ensure_ascii=False))  # fmt: skip
    sys.exit(not passed)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sabotage", action="store_true", help="take the face of the rare characters away")
    return parser.parse_args()


def every_han() -> str:
    return "".join(chr(code) for first, last in RANGES for code in range(first, last + 1)) + AMONG_COMPATIBLE


def without(file: str, folder: Path) -> Path:
    """A copy of the folder of fonts that lacks one file."""
    for font in (RESOURCES / "fonts").iterdir():
        if font.name != file:
            (folder / font.name).symlink_to(font)
    return folder


def checked(text: str, role: Role, faces: Faces) -> dict[str, Any]:
    """One role's whole way there and back, and what was lost on it."""
    started = time.perf_counter()
    absent = set(undrawn(text, role, faces))
    pdf, pages = to_pdf(Chart(text, role, faces), 1)
    seconds = time.perf_counter() - started
    read = read_back(pdf)
    lost = [lacking(text, got) for got in (read.pdfium, read.pdfminer)]
    missing = [char for char in text if char in absent or char in lost[0] or char in lost[1]]
    exact = read.pdfium == read.pdfminer == text and not read.unpainted
    return {
        "role": role.value, "drawn": len(text) - len(absent), "extracted": len(text) - len(lost[0] | lost[1]),
        "in_order": exact, "unpainted": len(read.unpainted), "missing_count": len(missing), "missing": missing[:SHOWN],
        "faces": dict(faces_of(text, role, faces)), "pages": pages, "kb": len(pdf) // 1000,
        "draw_seconds": round(seconds, 1), "pass": exact and not missing,
    }  # fmt: skip


def undrawn(text: str, role: Role, faces: Faces) -> Iterator[str]:
    """Characters for which another sign, .notdef or an empty outline would be set."""
    case = faces.case(role)
    for char in text:
        glyph = case[char]
        face = pdfmetrics.getFont(glyph.font).face
        number = face.charToGlyph.get(ord(char), 0)
        if glyph.missing or glyph.drawn != char or not number or face.glyphPos[number + 1] == face.glyphPos[number]:
            yield char


def faces_of(text: str, role: Role, faces: Faces) -> Counter[str]:
    return Counter(faces.case(role)[char].font for char in text)


def lacking(text: str, got: str) -> set[str]:
    return set(text) - set(got)


def read_back(pdf: bytes) -> Read:
    by_page = [page_of_pdfium(page) for page in pages_of(pdf)]
    return Read("".join(text for text, _ in by_page), by_pdfminer(pdf), "".join(bare for _, bare in by_page))


def pages_of(pdf: bytes) -> Iterator[Any]:
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page
            page.close()


def page_of_pdfium(page: Any) -> tuple[str, str]:
    """The characters of a page and those of them that left no ink in their box."""
    image = page.render(scale=SCALE, grayscale=True).to_numpy().squeeze()
    text_page, height = page.get_textpage(), page.get_height()
    units = [pypdfium2.raw.FPDFText_GetUnicode(text_page, at) for at in range(text_page.count_chars())]
    chars, bare = list[str](), list[str]()
    for at, char in whole(units):
        chars.append(char)
        left, bottom, right, top = (SCALE * side for side in text_page.get_charbox(at, loose=True))
        box = image[int(height * SCALE - top) : int(height * SCALE - bottom), int(left) + 1 : int(right)]
        if box.size == 0 or box.min() > DARK:
            bare.append(char)
    text_page.close()
    return "".join(chars), "".join(bare)


def whole(units: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The characters of UTF-16 units, each with the place of its first; white space left out."""
    for at, unit in enumerate(units):
        if 0xD800 <= unit < 0xDC00 and at + 1 < len(units):
            yield at, chr(0x10000 + (unit - 0xD800 << 10) + units[at + 1] - 0xDC00)
        elif not 0xDC00 <= unit < 0xE000 and not chr(unit).isspace():
            yield at, chr(unit)


def by_pdfminer(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "".join(texts(document.pages))


def texts(pages: Iterable[Any]) -> Iterator[str]:
    for page in pages:
        yield "".join(char["text"] for char in page.chars)
        page.close()  # its objects are many


if __name__ == "__main__":
    main()

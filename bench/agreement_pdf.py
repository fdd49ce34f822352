"""A three-page mediation agreement, warm: our engine against reportlab's stock Paragraph of the same text.

Text read back by two engines is compared with the text given before anything is timed. One JSON line.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pdfplumber
import pypdfium2
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from desktop import forms
from desktop.forms.fields import texts
from desktop.forms.fonts import Faces, Role
from desktop.forms.text import NO_END, NO_START, Style, wrap

BAR_MS, ROUNDS = 40.0, 25
WIDTHS = range(100, 460, 4)  # pt
UNPRINTED = {"kind", "role", "amount", "due", "copies", "mediators"}  # in other words, or left for the pen
FACT = "双方因宅基地边界发生争议，经人民调解委员会现场勘验、走访邻居、查阅档案，查明下列事实：“东至水沟，西至村道”。"


def main() -> None:
    faces, data = Faces(), agreement()
    paper = forms.render("agreement", data, faces=faces)
    assert paper.pages == 3, paper.pages
    assert paper.missing == ()
    check_text(paper.pdf, data)
    ours, stock = timed(lambda: forms.render("agreement", data, faces=faces), lambda: stock_pdf(data, faces))
    print(
        json.dumps(
            {
                "figure": "agreement PDF, 3 pages, 2 parties, rare names, warm",
                "ours_ms": round(ours, 1),
                "stock_ms": round(stock, 1),
                "stock": "reportlab Paragraph wordWrap=CJK, same text, one face",
                "ratio": round(ours / stock, 2),
                "bar_ms": BAR_MS,
                "forbidden_line_ends": {"ours": forbidden(our_lines(faces)), "stock": forbidden(stock_lines(faces))},
                "kb": round(len(paper.pdf) / 1000),
                "text_equal": "pypdfium2, pdfplumber",
                "pass": ours <= BAR_MS,
            },
            ensure_ascii=False,
        )
    )


def agreement() -> dict[str, Any]:
    data = forms.sample("agreement")
    data["parties"][0]["name"] = "欧阳䶮𬍛"
    data["parties"][1]["representative"] = "𫖮㛃"
    data["parties"][0]["address"] = "<b>王宅镇</b> &amp; 汤处村"
    data["facts"] = (FACT + "\n") * 6 + '当事人提交的材料中写有<img src="/etc/passwd"/>字样。'
    data["clauses"] += ["欧阳䶮𬍛与𫖮㛃今后和睦相处，" + FACT] * 3
    return data


def check_text(pdf: bytes, data: dict[str, Any]) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        one = "".join(page.get_textpage().get_text_range() for page in document)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        other = "".join(char["text"] for page in document.pages for char in page.chars)
    for text in (squeezed(one), squeezed(other)):
        for written in texts(forms.form("agreement").fields, data):
            if UNPRINTED & set(written.place.split(".")):
                continue
            for part in written.text.split("\n"):
                assert squeezed(part) in text, written


def squeezed(text: str) -> str:
    plain = "".join(text.split())
    for number in (1, 2, 3):
        plain = plain.replace(f"第{number}页共3页", "")
    return plain


def stock_pdf(data: dict[str, Any], faces: Faces) -> bytes:
    font = faces.case(Role.SONG)["中"].font
    style = ParagraphStyle("body", fontName=font, fontSize=15.79, leading=28.95, wordWrap="CJK", firstLineIndent=31.6)
    words = [written.text for written in texts(forms.form("agreement").fields, data)]
    story = [Paragraph(escape(part), style) for text in words for part in text.split("\n") if part]
    out = io.BytesIO()
    SimpleDocTemplate(out, leftMargin=79, rightMargin=74, topMargin=85, bottomMargin=79, invariant=1).build(story)
    return out.getvalue()


def forbidden(paragraphs: list[list[str]]) -> int:
    """Breaks before a closing or after an opening mark (禁则), over all widths."""
    breaks = [pair for lines in paragraphs for pair in pairwise(lines)]
    return sum(after[:1] in NO_START or before[-1:] in NO_END for before, after in breaks)


def our_lines(faces: Faces) -> list[list[str]]:
    style = Style(Role.SONG, 16, 28)
    return [[line.text for line in wrap(FACT * 4, width, style, faces)] for width in WIDTHS]


def stock_lines(faces: Faces) -> list[list[str]]:
    font = faces.case(Role.SONG)["中"].font
    style = ParagraphStyle("plain", fontName=font, fontSize=16, leading=28, wordWrap="CJK")
    found = []
    for width in WIDTHS:
        paragraph = Paragraph(escape(FACT * 4), style)
        paragraph.wrap(width, 10_000)
        found.append([line[1][0] for line in paragraph.blPara.lines])
    return found


def timed(*sides: Any) -> list[float]:
    """The median of each side in ms, taken in turns."""
    taken: list[list[float]] = [[] for _ in sides]
    for _ in range(ROUNDS + 3):
        for side, times in zip(sides, taken, strict=True):
            start = time.perf_counter()
            side()
            times.append((time.perf_counter() - start) * 1000)
    return [statistics.median(times[3:]) for times in taken]


if __name__ == "__main__":
    main()

"""The rivals' warm process, run by an interpreter that has docxtpl and WeasyPrint: one job a line, JSON in and out.

`{"make": "docx", "values": […], "files": […]}` fills the Word template; `pdf` is WeasyPrint's turn, `pdf_fonttools`
the same without HarfBuzz-Subset, as it runs where only pip was used.
"""

from __future__ import annotations

import io
import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import weasyprint
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate
from jinja2 import Environment, FileSystemLoader
from weasyprint.pdf import fonts as cutting
from weasyprint.text.fonts import FontConfiguration

BODY, SERIF = "FandolFang", "Noto Serif SC"
CENTRE, RIGHT, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY


def main() -> None:
    if cutting.harfbuzz_subset is None:
        sys.exit(
            "HarfBuzz-Subset is missing (Debian: libharfbuzz-subset0): WeasyPrint asks for it and is slow without."
        )
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    makers = {"docx": word_maker(), "pdf": (web := web_maker()), "pdf_fonttools": with_fonttools(web)}
    for line in sys.stdin:
        job = json.loads(line)
        make, taken = makers[job["make"]], []
        for values, file in zip(job["values"], job["files"], strict=True):
            begun = time.perf_counter()
            make(values, file)
            taken.append((time.perf_counter() - begun) * 1000)
        print(json.dumps(taken), flush=True)


def word_maker() -> Callable[[dict[str, Any], str], None]:
    """A filled template holds its values, so each file begins with a fresh copy, read from memory."""
    template = word_template()

    def make(values: dict[str, Any], file: str) -> None:
        document = DocxTemplate(io.BytesIO(template))
        document.render(values, autoescape=True)
        document.save(file)

    return make


def web_maker() -> Callable[[dict[str, Any], str], None]:
    """The template compiled and the fonts listed once, for all files."""
    page = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template(
        "rival_agreement.html"
    )
    fonts = FontConfiguration()

    def make(values: dict[str, Any], file: str) -> None:
        weasyprint.HTML(string=page.render(values)).write_pdf(file, font_config=fonts)

    return make


def with_fonttools(make: Callable[[dict[str, Any], str], None]) -> Callable[[dict[str, Any], str], None]:
    def slower(values: dict[str, Any], file: str) -> None:
        library, cutting.harfbuzz_subset = cutting.harfbuzz_subset, None
        try:
            make(values, file)
        finally:
            cutting.harfbuzz_subset = library

    return slower


def word_template() -> bytes:
    """The form as somebody would draw it in Word, with docxtpl's marks where the values go."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(30),
        Mm(26),
        Mm(28),
        Mm(28),
    )
    folio(section.footer.paragraphs[0])
    add(document, "{{ title }}", 22, 36, CENTRE, SERIF, bold=True)
    add(document, "编号：{{ number }}", 14, 26, RIGHT)
    repeated(document, "party", "parties", lambda: repeated(document, "row", "party.rows", lambda: slots(document)))
    heading(document, "纠纷主要事实、争议事项：")
    repeated(document, "fact", "facts", lambda: clause(document, "{{ fact }}"))
    heading(document, "经调解，自愿达成如下协议：")
    repeated(document, "clause", "clauses", lambda: clause(document, "{{ clause }}"))
    heading(document, "履行方式、时限：")
    clause(document, "{{ performance }}")
    plan(document)
    clause(document, "{{ copies }}")
    signing(document)
    add(document, "{{ seal }}", 14, 26, RIGHT)
    add(document, "{{ date }}", 14, 26, RIGHT)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repeated(document: Any, name: str, of: str, body: Callable[[], object]) -> None:
    document.add_paragraph("{%p for " + name + " in " + of + " %}")
    body()
    document.add_paragraph("{%p endfor %}")


def heading(document: Any, words: str) -> None:
    add(document, words, font=SERIF, bold=True).paragraph_format.keep_with_next = True


def clause(document: Any, words: str) -> None:
    add(document, words).paragraph_format.first_line_indent = Pt(2 * 15.79)


def slots(document: Any) -> None:
    paragraph = add(document, "{% for slot in row %}{{ slot.label }}")
    run(paragraph, "{{ slot.value }}").underline = True
    run(paragraph, " {% endfor %}")


def plan(document: Any) -> None:
    table = document.add_table(rows=4, cols=6)
    table.style = "Table Grid"
    for at, cell in enumerate(table.rows[0].cells):
        add(cell, "{{ heads[" + str(at) + "] }}", 10.5, 16, CENTRE, SERIF, bold=True)
        add(table.rows[2].cells[at], "{{ line.cells[" + str(at) + "] }}", 10.5, 16, None, SERIF)
    table.rows[1].cells[0].text, table.rows[3].cells[0].text = "{%tr for line in plan %}", "{%tr endfor %}"


def signing(document: Any) -> None:
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, side in zip(cells, ("left", "right"), strict=True):
        cell.paragraphs[0].text = "{%p for words in " + side + " %}"
        add(cell, "{{ words }}", 14, 32, None)
        cell.add_paragraph("{%p endfor %}")


def add(parent: Any, words: str, size: float = 15.79, leading: float = 28.95, align: Any = BOTH,
        font: str = BODY, bold: bool = False) -> Any:  # fmt: skip
    """A paragraph of exact leading; the first of a table's cell takes the empty one that is there."""
    first = parent.paragraphs[0] if hasattr(parent, "_tc") and not parent.paragraphs[0].text else None
    paragraph = first or parent.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(leading)
    paragraph.alignment = align
    run(paragraph, words, size, font).bold = bold
    return paragraph


def run(paragraph: Any, words: str, size: float = 15.79, font: str = BODY) -> Any:
    piece = paragraph.add_run(words)
    piece.font.size, piece.font.name = Pt(size), SERIF
    piece._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    return piece


def folio(paragraph: Any) -> None:
    """第x页　共y页, by Word's own fields."""
    paragraph.alignment = CENTRE
    for words, code in (("第", "PAGE"), ("页　共", "NUMPAGES"), ("页", "")):
        run(paragraph, words, 10.5, SERIF)
        if code:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), code)
            paragraph._p.append(field)


if __name__ == "__main__":
    main()

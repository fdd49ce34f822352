"""Marks of a Word document: found across runs, filled, rows repeated; nothing else of the package changes."""

from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import pairwise
from xml.dom import minidom

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.sheets.templates import word
from desktop.sheets.templates.contents import Filling
from desktop.sheets.templates.filling import fill, look_at
from desktop.sheets.templates.slots import Band, Slot, Source, TemplateMap, What
from tests.sheets.templates.forms import document, row, runs

NAME = TemplateMap((Slot("", "姓名", What("field", "name")),))
ROWS = TemplateMap((), (Band("", 2, 1, Source("people"), (Slot("", "姓名", What("field", "name")),
                                                         Slot("", "电话", What("field", "phone")))),))  # fmt: skip


def texts(data: bytes) -> list[str]:
    return [word.text_of(one) for one in word.elements(word.parts(data)["word/document.xml"], "p")]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 20), max_size=6), st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12))
def test_a_mark_is_filled_wherever_word_has_cut_it(cuts: list[int], value: str) -> None:
    words = "兹证明{{姓名}}（{{ 姓名 }}）住本村。"
    ends = sorted({min(one, len(words)) for one in cuts} | {0, len(words)})
    pieces = [words[a:b] for a, b in pairwise(ends)]
    made = fill("word", document(runs(*pieces)), NAME, Filling({("", "姓名"): value}))
    assert texts(made.data) == [f"兹证明{value}（{value}）住本村。"]
    assert made.cells == 2


def test_markup_and_line_ends_in_a_value_are_words() -> None:
    made = fill("word", document(runs("{{姓名}}")), NAME, Filling({("", "姓名"): "<w:p>&甲\n乙"}))
    assert texts(made.data) == ["<w:p>&甲乙"]
    assert len(word.elements(word.parts(made.data)["word/document.xml"], "br")) == 1


def test_the_look_of_the_run_where_the_mark_began_is_kept() -> None:
    made = fill("word", document(runs("{{姓", "名}}")), NAME, Filling({("", "姓名"): "谭秀英"}))
    first = word.elements(word.parts(made.data)["word/document.xml"], "r")[0]
    assert word.elements(first, "b")
    assert word.elements(first, "t")[0].firstChild.data == "谭秀英"


@pytest.mark.parametrize("many", [0, 1, 4])
def test_the_row_with_the_marks_is_repeated(many: int) -> None:
    table = f"<w:tbl>{row(runs('姓名'), runs('电话'))}{row(runs('{{姓', '名}}'), runs('{{电话}}'))}</w:tbl>"
    made = fill("word", document(table + runs("完")), ROWS, Filling({}, [[[f"谭秀{n}", n] for n in range(many)]]))
    expected = [words for n in range(many) for words in (f"谭秀{n}", str(n))] or ["", ""]
    assert texts(made.data) == ["姓名", "电话", *expected, "完"]
    assert made.cells == 2 * many


def test_a_mark_in_somebodys_words_is_not_filled() -> None:
    """Neither from single marks nor from another list, whichever is filled first."""
    table = f"<w:tbl>{row(runs('{{姓名}}'), runs('{{电话}}{{月份}}'))}</w:tbl>"
    other = Band("", 3, 1, Source("people"), (Slot("", "备注", What("field", "note")),))
    both = TemplateMap((Slot("", "月份", What("month")),), (*ROWS.bands, other))
    values = {("", "月份"): "{{姓名}}{{备注}}"}
    lines = [[["见{{月份}}", "{{备注}}"]], [["{{姓名}}{"], ["{"]]]
    body = table + runs("{{月份}}", "{姓名}") + f"<w:tbl>{row(runs('{{备注}}{月份}}'))}</w:tbl>"
    made = fill("word", document(body), both, Filling(values, lines))
    assert texts(made.data) == [
        "见{{月份}}", "{{备注}}{{姓名}}{{备注}}", "{{姓名}}{{备注}}{姓名}", "{{姓名}}{{月份}}", "{{月份}}",
    ]  # fmt: skip
    assert made.cells == 6


def test_other_parts_stay_byte_for_byte_and_headers_are_filled() -> None:
    header = f'<w:hdr xmlns:w="{word.W}">{runs("{{姓名}}")}</w:hdr>'
    data = document(runs("{{姓名}}"), header1=header, settings="<a b='1'/>")
    made = fill("word", data, NAME, Filling({("", "姓名"): "谭秀英"}))
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(BytesIO(made.data)) as new:
        assert new.read("word/settings.xml") == old.read("word/settings.xml")
        assert [one.filename for one in new.infolist()] == [one.filename for one in old.infolist()]
        assert "谭秀英" in minidom.parseString(new.read("word/header1.xml")).toxml()


def test_a_mark_that_is_gone_is_named() -> None:
    with pytest.raises(Refused) as no:
        fill("word", document(runs("没有标记")), NAME, Filling({("", "姓名"): "谭秀英"}))
    assert (no.value.code, no.value.field) == ("template_moved", "姓名")


def test_marks_are_listed_once_with_their_row() -> None:
    table = f"<w:tbl>{row(runs('{{姓名}}'), runs('{{电话}}'))}</w:tbl>"
    found = word.marks(document(runs("{{月份}}、{{月份}}") + table))
    assert [(one.name, one.row) for one in found] == [("月份", 0), ("姓名", 1), ("电话", 1)]


def test_the_picture_shows_paragraphs_and_cells_in_order() -> None:
    grid = "<w:tblGrid><w:gridCol w:w='1000'/><w:gridCol w:w='3000'/></w:tblGrid>"
    table = f"<w:tbl>{grid}{row(runs('甲'), runs('乙'))}</w:tbl>"
    sheet = look_at("word", document(runs("题目") + table)).sheets[0]
    assert [cell.text for _, cell in sorted(sheet.cells.items())] == ["题目", "甲", "乙"]
    assert sheet.block(2, 1) == (2, 1, 2, 12)

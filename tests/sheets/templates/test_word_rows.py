"""A document with a record of several rows, filled once or for each; its rows found again where they went, or not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.sheets.templates import word
from desktop.sheets.templates.contents import Filling
from desktop.sheets.templates.filling import fill, look_at
from desktop.sheets.templates.slots import Band, Slot, Source, TemplateMap, What
from desktop.sheets.templates.word_places import marks_again
from tests.sheets.templates.forms import document, row, runs
from tests.sheets.templates.house_forms import house_words, words_map

HEAD = row(runs("姓名"), runs("电话"))
BLOCK = row(runs("{{姓名}}"), runs("{{电话}}")) + row(runs("住址：{{住址}}"), runs(""))
SPARE = row(runs(""), runs("")) + row(runs("住址："), runs(""))
TALL = TemplateMap((), (Band("", 2, 1, Source("people"), tuple(
    Slot("", mark, What("field", mark)) for mark in ("姓名", "电话", "住址")), 2),))  # fmt: skip


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def people(many: int) -> list[list[Any]]:
    return [[f"谭秀{n}", 100 + n, f"溪东路{n}号"] for n in range(many)]


def grid(data: bytes, number: int = 0) -> list[list[str]]:
    """The words of a table's cells by row."""
    body = word.parts(data)["word/document.xml"]
    return [[word.text_of(one) for one in word.elements(line, "p")]
            for line in word.elements(word.elements(body, "tbl")[number], "tr")]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(spare=st.integers(0, 3), many=st.integers(0, 6))
def test_every_record_has_its_rows_and_empty_ones_are_used_up_first(spare: int, many: int) -> None:
    data = document(table(HEAD, BLOCK, SPARE * spare, row(runs("合计"), runs(""))))
    made = fill("word", data, TALL, Filling({}, [people(many)]))
    expected = [
        line for name, phone, address in people(many) for line in ([name, str(phone)], [f"住址：{address}", ""])
    ]
    empty = [["", ""], ["住址：", ""]] * (max(1 + spare, many, 1) - many)
    assert grid(made.data) == [["姓名", "电话"], *expected, *empty, ["合计", ""]]
    assert made.cells == 3 * many


def test_rows_below_that_are_otherwise_are_left_alone() -> None:
    """Another number of cells, a label, a mark of another list: none of them is an empty line."""
    single = TemplateMap((), (Band("", 1, 1, Source("people"), (Slot("", "姓名", What("field", "name")),)),))
    line = row(runs("{{姓名}}"), runs(""))
    for below in (row(runs("")), row(runs(""), runs("备注")), row(runs(""), runs("{{月份}}"))):
        made = fill("word", document(table(line, below)), single, Filling({}, [[["甲"], ["乙"]]]))
        assert [one[0] for one in grid(made.data)][:2] == ["甲", "乙"]
        assert len(grid(made.data)) == 3


def test_a_cell_merged_down_over_the_rows_of_a_record_is_so_in_each() -> None:
    down = (
        "<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>{}</w:tc>",
        "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>",
    )
    rows = (f"<w:tr>{down[0].format(runs('{{姓名}}'))}<w:tc>{runs('{{电话}}')}</w:tc></w:tr>"
            f"<w:tr>{down[1]}<w:tc>{runs('{{住址}}')}</w:tc></w:tr>")  # fmt: skip
    made = fill("word", document(table(rows)), replace(TALL, bands=(replace(TALL.bands[0], row=1),)),
                Filling({}, [people(3)]))  # fmt: skip
    sheet = made.picture.sheets[0]
    assert [block[0] for block in sheet.merges if block[2] > block[0]] == [1, 3, 5]
    assert [sheet.text(line, 1) for line in (1, 3, 5)] == ["谭秀0", "谭秀1", "谭秀2"]


def test_a_mark_in_somebodys_words_is_not_filled_by_the_next_form() -> None:
    data = document(runs("{{地址}}") + table(row(runs("{{姓名}}"), runs("")), row(runs("{{证件}}"), runs("{{入住}}"))))
    of = replace(words_map(), slots=words_map().slots[:1], bands=(replace(words_map().bands[0], row=1),))
    made = fill("word", data, of, *(Filling({("", "地址"): "{{姓名}}"}, [[["{{地址}}", "a", "b"]]]) for _ in range(2)))
    assert [grid(made.data, number)[0][0] for number in (0, 1)] == ["{{地址}}"] * 2


def test_forms_follow_one_another_each_on_a_new_page_with_one_end() -> None:
    end = "<w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr>"
    named = "<w:p><w:bookmarkStart w:id='1' w:name='地'/><w:r><w:t>{{地址}}</w:t></w:r><w:bookmarkEnd w:id='1'/></w:p>"
    of = TemplateMap(words_map().slots[:1], (), words_map().each)
    made = fill("word", document(named + end), of, *(Filling({("", "地址"): one}) for one in "甲乙丙"))
    body = word.elements(word.parts(made.data)["word/document.xml"], "body")[0]
    assert [one.localName for one in body.childNodes] == ["p", "p", "p", "p", "p", "sectPr"]
    assert [word.text_of(one) for one in word.elements(body, "p")] == ["甲", "", "乙", "", "丙"]
    assert len(word.elements(body, "pageBreakBefore")) == 2
    assert len(word.elements(body, "bookmarkStart")) == 1  # a name may stand in a document once
    assert [sheet.form for sheet in made.picture.sheets] == [0, 1, 2]


def test_a_mark_of_the_record_in_the_head_of_the_pages_is_refused_for_several_forms() -> None:
    header = f'<w:hdr xmlns:w="{word.W}">{runs("{{地址}}")}</w:hdr>'
    values = Filling({("", "地址"): "甲", ("", "人数"): 1}, [[]])
    fill("word", house_words(header=header), words_map(), values)
    with pytest.raises(Refused) as no:
        fill("word", house_words(header=header), words_map(), values, values)
    assert (no.value.code, "地址" in no.value.cause) == ("template_header", True)


def marks(*rows: str, before: str = "") -> tuple[word.Mark, ...]:
    return word.marks(document(before + table(*rows)))


def test_rows_that_moved_together_are_found_again_in_another_table_too() -> None:
    old = marks(HEAD, BLOCK)
    assert marks_again(TALL, old, marks(HEAD, HEAD, BLOCK)).bands[0].row == 3
    assert marks_again(TALL, old, marks(BLOCK, before=table(HEAD * 3))).bands[0].row == 4
    apart = word.marks(
        document(table(row(runs("{{姓名}}"), runs("{{电话}}"))) + table(row(runs("{{住址}}"), runs(""))))
    )
    for torn in (marks(row(runs("{{姓名}}"), runs("{{电话}}")), HEAD, row(runs("{{住址}}"), runs(""))), apart,
                 word.marks(document(runs("{{姓名}}{{电话}}{{住址}}")))):  # fmt: skip
        with pytest.raises(Refused) as no:
            marks_again(TALL, old, torn)
        assert no.value.code == "template_moved"


@pytest.mark.parametrize(("rows", "tall"), [((HEAD, BLOCK), 3), ((BLOCK, HEAD), 2), ((HEAD, BLOCK, HEAD), 1)])
def test_a_map_whose_rows_do_not_hold_its_marks_fills_nothing(rows: tuple[str, ...], tall: int) -> None:
    """The table ends too soon; the record would begin elsewhere. A single row is known by its marks alone."""
    of = replace(TALL, bands=(replace(TALL.bands[0], tall=tall),))
    if tall == 1:
        assert fill("word", document(table(*rows)), of, Filling({}, [people(1)])).cells > 0
        return
    with pytest.raises(Refused) as no:
        fill("word", document(table(*rows)), of, Filling({}, [people(1)]))
    assert no.value.code == "template_moved"


def test_the_picture_tells_which_table_row_a_row_shows() -> None:
    sheet = look_at("word", document(runs("题目") + table(HEAD, BLOCK) + runs("完") + table(HEAD))).sheets[0]
    assert sheet.lines == {2: 1, 3: 2, 4: 3, 6: 4}

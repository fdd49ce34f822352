"""A form that comes as .xls is filled as well: values, formulas, merges, sizes, looks and page are carried over."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from random import Random
from typing import Any

import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.sheets.templates import opening
from desktop.sheets.templates.contents import Filling
from desktop.sheets.templates.filling import fill, look_at
from desktop.sheets.templates.old_book import converted
from desktop.sheets.templates.slots import Band, Slot, Source, TemplateMap, What
from tests.sheets.templates.forms import document, read_back, runs

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
BOXED = "borders: left thin, right thin, top thin, bottom double; align: horiz center, vert center, wrap on;"


def old_data(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def old_form() -> Any:
    """A title over four columns, heads, two empty rows, a total with a formula; landscape A3, one page wide."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    title = xlwt.easyxf("font: name 黑体, height 360, bold on, colour red; align: horiz center, vert center")
    sheet.write_merge(0, 0, 0, 3, "发放情况表", title)
    for column, words in enumerate(("序号", "姓名", "金额", "日期")):
        sheet.write(1, column, words, xlwt.easyxf(f"font: name 宋体, height 220; {BOXED} pattern: pattern solid, "
                                                  "fore_colour light_green"))  # fmt: skip
    money, day = xlwt.easyxf(BOXED, "#,##0.00"), xlwt.easyxf(BOXED, "yyyy-mm-dd")
    for row in (2, 3):
        for column, style in enumerate((xlwt.easyxf(BOXED), xlwt.easyxf(BOXED), money, day)):
            sheet.write(row, column, None, style)
        sheet.row(row).height_mismatch, sheet.row(row).height = True, 540
    sheet.write(4, 0, "合计")
    sheet.write(4, 2, xlwt.Formula("SUM(C3:C4)"), money)
    sheet.write(4, 3, date(2026, 9, 23), day)
    sheet.col(1).width = 256 * 20
    sheet.portrait, sheet.paper_size_code, sheet.fit_num_pages = 0, 8, 1
    sheet.fit_width_to_pages, sheet.fit_height_to_pages, sheet.left_margin = 1, 0, 0.5
    book.add_sheet("汇总").write(0, 0, xlwt.Formula("台账!C5*2"))
    return book


def test_words_numbers_days_formulas_and_merges_come_over() -> None:
    book, lost = converted(old_data(old_form()))
    sheet = book["台账"]
    assert [sheet.cell(2, n).value for n in range(1, 5)] == ["序号", "姓名", "金额", "日期"]
    assert sheet["C5"].value == "=SUM(C3:C4)"
    assert book["汇总"]["A1"].value == "=台账!C5*2"
    assert (sheet["D5"].value.date(), sheet["D5"].number_format) == (date(2026, 9, 23), "yyyy-mm-dd")
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:D1"]
    assert lost == ()


def test_looks_sizes_and_page_come_over() -> None:
    sheet = converted(old_data(old_form()))[0]["台账"]
    title, head = sheet["A1"], sheet["B2"]
    assert (title.font.name, title.font.sz, title.font.b, title.font.color.rgb) == ("黑体", 18, True, "FFFF0000")
    assert (title.alignment.horizontal, title.alignment.vertical) == ("center", "center")
    assert (head.fill.fill_type, head.fill.fgColor.rgb) == ("solid", "FFCCFFCC")
    assert [getattr(head.border, side).style for side in ("left", "right", "top", "bottom")] == [
        "thin", "thin", "thin", "double",
    ]  # fmt: skip
    assert head.alignment.wrap_text
    assert sheet["C3"].number_format == "#,##0.00"
    assert (sheet.column_dimensions["B"].width, sheet.row_dimensions[3].height) == (20, 27)
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 8, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_margins.left == 0.5


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 30), st.integers(0, 12)), st.one_of(WORDS, st.integers(-(10**9), 10**9)), max_size=40
    )
)
def test_every_value_is_read_back_the_same(cells: dict[tuple[int, int], str | int]) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for (row, column), value in cells.items():
        sheet.write(row, column, value)
    made = converted(old_data(book))[0]["表"]
    assert {place: made.cell(place[0] + 1, place[1] + 1).value for place in cells} == cells
    assert all(made.cell(r + 1, c + 1).data_type == "s" for (r, c), one in cells.items() if isinstance(one, str))


def test_an_old_form_goes_through_the_child_and_is_filled() -> None:
    kind, data = opening.taken("表.xls", old_data(old_form()))
    assert (kind, data[:2]) == (opening.BOOK, b"PK")
    assert opening.losses(data) == ()
    columns = tuple(Slot("台账", cell, What("field", name)) for cell, name in (("B3", "name"), ("C3", "amount")))
    mapped = TemplateMap((), (Band("台账", 3, 2, Source("people"), columns),))
    made = fill(kind, data, mapped, Filling({}, [[["谭秀英", 10], ["=厉小芳", 20], ["章立群", 30]]]))
    sheet = read_back(made.data)["台账"]
    assert [(sheet.cell(row, 2).value, sheet.cell(row, 3).value) for row in (3, 4, 5)] == [
        ("谭秀英", 10), ("=厉小芳", 20), ("章立群", 30),
    ]  # fmt: skip
    assert sheet["C6"].value == "=SUM(C3:C5)"
    assert made.picture.sheets[0].text(6, 3) == "60.00"


def test_a_picture_in_an_old_form_is_told_as_lost() -> None:
    book = old_form()
    book.get_sheet(0).insert_bitmap_data(_bitmap(), 8, 0)
    _, data = opening.taken("表.xls", old_data(book))
    assert look_at(opening.BOOK, data).losses == ("图片、图形和批注",)
    made = fill(opening.BOOK, data, TemplateMap(), Filling({}))
    assert opening.losses(made.data) == ()


@pytest.mark.parametrize(("data", "code"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "file_foreign"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "template_kind"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file_locked"),
])  # fmt: skip
def test_an_old_file_that_is_no_form_is_refused_with_the_next_step(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as no:
        opening.taken("表.xls", data)
    assert no.value.code == code
    assert no.value.step


def test_a_new_form_is_taken_as_it_is() -> None:
    data = document(runs("{{姓名}}"))
    assert opening.taken("表.docx", data) == (opening.WORD, data)


def test_damaged_old_forms_are_read_or_refused_and_never_a_traceback() -> None:
    dice, whole, codes = Random(7), old_data(old_form()), list[str]()
    for _ in range(10):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 40)):
            data[dice.randrange(8, len(data))] = dice.randrange(256)
        try:
            assert opening.taken("表.xls", bytes(data))[0] == opening.BOOK
        except Refused as no:
            codes.append(no.code)
    assert all(code.startswith(("file_", "template_")) for code in codes)


def test_an_old_workbook_full_of_data_is_no_form() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row in range(1001):
        for column in range(100):
            sheet.write(row, column, 1)
    with pytest.raises(Refused) as no:
        opening.taken("表.xls", old_data(book))
    assert no.value.code == "template_big"


def _bitmap() -> bytes:
    """8 x 8, 24 bits a point."""
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "BMP")
    return out.getvalue()

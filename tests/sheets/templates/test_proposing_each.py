"""What the words of a form propose where it is filled once for each record."""

from __future__ import annotations

from openpyxl import Workbook

from desktop.services.template_proposing import proposed
from desktop.sheets.templates.slots import ITSELF, Source
from tests.sheets.templates.forms import data_of, document, row, runs
from tests.sheets.templates.house_forms import HOUSE, house_form

LIVING = Source("stays", month_by="*", of="room_id/house_id")


def test_labels_over_a_list_of_what_belongs_to_them_make_a_form_for_each() -> None:
    book = house_form()
    book[HOUSE]["A4"] = "建筑面积"
    of = proposed("book", data_of(book))
    assert of.each == Source("houses", village_by="village")
    assert {slot.cell: (slot.what.field, slot.what.source.of) for slot in of.slots} == {
        "B2": ("house_address", ITSELF), "B3": ("house_owner", ITSELF), "B4": ("area", ITSELF),
    }  # fmt: skip
    [band] = of.bands
    assert (band.row, band.room, band.source) == (6, 2, LIVING)
    assert [(slot.cell, slot.what.field) for slot in band.columns] == [
        ("A6", ""), ("B6", "name"), ("C6", "id_number"), ("D6", "checkin"),
    ]  # fmt: skip


def test_a_list_alone_and_labels_alone_are_for_all() -> None:
    book = Workbook()
    book.active.append(["填报单位：", None, "姓名", None])
    book.active.append(["姓名", "联系电话", "户籍地址"])
    book.active["A6"] = "完"
    assert proposed("book", data_of(book)).each == Source()
    card = Workbook()
    for line in ("房屋地址", "房东姓名", "建筑面积"):
        card.active.append([line, None])
    assert proposed("book", data_of(card)).each == Source()


def test_where_it_is_said_whose_form_it_is_fewer_labels_do() -> None:
    of = proposed("book", data_of(house_form()), main="houses")
    assert {slot.cell: slot.what.field for slot in of.slots if slot.what.source.of} == {
        "B2": "house_address", "B3": "house_owner",
    }  # fmt: skip
    assert [band.source.of for band in of.bands] == ["room_id/house_id"]
    assert proposed("book", data_of(house_form()), main="rooms").bands[0].source.of == "room_id"


def test_marks_of_a_document_are_the_cases_own_and_those_in_a_row_its_parties() -> None:
    table = f"<w:tbl>{row(runs('{{序号}}'), runs('{{姓名或单位}}{{身份}}'), runs('{{证件号码}}'))}</w:tbl>"
    body = runs("{{案号}}{{纠纷类型}}{{调解员}}{{填表人}}") + table
    of = proposed("word", document(body))
    assert of.each.ledger == "disputes"
    assert {slot.cell: (slot.what.kind, slot.what.source.of) for slot in of.slots} == {
        "案号": ("field", ITSELF), "纠纷类型": ("field", ITSELF), "调解员": ("field", ITSELF), "填表人": ("maker", ""),
    }  # fmt: skip
    [band] = of.bands
    assert (band.source.ledger, band.source.of, [slot.cell for slot in band.columns]) == (
        "parties", "dispute_id", ["序号", "姓名或单位", "身份", "证件号码"],
    )  # fmt: skip

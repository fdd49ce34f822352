"""填几份 and what belongs to a record, as a clerk says it: one form a house, its people below, by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.office import Office
from desktop.services.templates import TemplateLine
from desktop.sheets.templates import word
from desktop.sheets.templates.slots import ITSELF, Term
from desktop.views.style.metrics import LayoutClass
from desktop.views.system.page import SystemPage
from desktop.views.templates.fill_dialog import FillDialog
from tests.sheets.templates.forms import data_of
from tests.sheets.templates.house_forms import HOUSE, house_form, house_map, house_words
from tests.views.templates.test_pane import (
    Compose,
    add_condition,
    badge,
    choose,
    click,
    dropped,
    find,
    page_of,  # noqa: F401
)
from tests.views.walk import faults_at

LEFT = Qt.MouseButton.LeftButton
LIVING = "这户的租住人员（租住登记）"


@pytest.fixture
def office(office: Office) -> Office:
    """Two people in one house, nobody in the other."""
    with office.work("sample", "加入样例", sample=True) as work:
        houses = [work.add(House, {"house_address": one, "house_owner": "陶金水"}) for one in ("上街1号", "上街2号")]
        room = work.add(Room, {"house_id": houses[0].id, "room": "101"})
        for day, name in ((1, "谭秀英"), (2, "=厉小芳")):
            person = work.add(Person, {"name": name})
            work.add(Stay, {"room_id": room.id, "person_id": person.id, "checkin": f"2026-08-0{day}"})
        work.commit()
    return office


@pytest.fixture
def page(page_of: Callable[[Office], SystemPage], office: Office) -> SystemPage:  # noqa: F811
    return page_of(office)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """Heads that only a person can tell."""
    book = house_form()
    sheet = book[HOUSE]
    for cell, words in (
        ("A2", "甲"),
        ("A3", "乙"),
        ("C3", "丙"),
        ("B5", "丁"),
        ("C5", "戊"),
        ("D5", "己"),
        ("A5", "庚"),
    ):
        sheet[cell] = words
    sheet["A4"] = None
    (tmp_path / "一户一表.xlsx").write_bytes(data_of(book))
    return tmp_path / "一户一表.xlsx"


def for_each_house(qtbot: Any, compose: Compose, page: SystemPage, words: str = "每户一份（出租房）") -> None:
    """Said in the bar over the form: typed, then Enter."""
    line = find(page, "template.each").lineEdit()
    qtbot.mouseClick(line, LEFT)
    line.selectAll()
    compose(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def fill_in(qtbot: Any, compose: Compose, page: SystemPage, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    qtbot.mouseClick(find(page, "template.fill"), LEFT)
    qtbot.waitUntil(lambda: page.findChild(QDialog, "template.fill") is not None)
    assert "每户出租房一份" in find(page, "template.fill.forms").text()
    compose(find(page, "template.fill.reason"), "报镇综治办")
    with qtbot.waitSignal(page.told, timeout=20_000) as told:
        qtbot.mouseClick(find(page, "template.fill.do"), LEFT)
    assert told.args[0].startswith("已填 2 份")


def save(qtbot: Any, page: SystemPage) -> None:
    with qtbot.waitSignal(page.told, timeout=20_000):
        qtbot.mouseClick(find(page, "template.save"), LEFT)
    qtbot.waitUntil(lambda: page.templates.opened.line.edition == 2)


def test_a_form_for_each_house_lists_whoever_lives_there(
    qtbot: Any, page: SystemPage, compose: Compose, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = dropped(qtbot, page, form)
    for_each_house(qtbot, compose, page)
    click(qtbot, pane, 2, 2)
    assert find(page, "template.slot.ledger").currentText() == "这户（出租房）"  # the record itself is thought of first
    choose(qtbot, compose, page, "field", "房屋地址")
    assert not find(page, "template.slot.repeated").isVisible()
    qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    assert badge(pane, 2, 2) == "房屋地址"
    click(qtbot, pane, 3, 4)
    choose(qtbot, compose, page, "kind", "符合条件的条数")
    choose(qtbot, compose, page, "ledger", LIVING)
    qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    click(qtbot, pane, 6, 2)
    choose(qtbot, compose, page, "ledger", LIVING)
    assert find(page, "template.slot.repeated").currentText() == "每条记录一行"
    assert not find(page, "template.slot.village").isVisible()
    choose(qtbot, compose, page, "field", "姓名")
    qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    click(qtbot, pane, 6, 4)  # the neighbour is asked of the same people
    assert find(page, "template.slot.ledger").currentText() == LIVING
    choose(qtbot, compose, page, "field", "入住日期")
    qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    mapped = pane.mapper.mapped
    assert (mapped.each.ledger, [slot.what.source.of for slot in mapped.slots]) == (
        "houses", [ITSELF, "room_id/house_id"],
    )  # fmt: skip
    assert (mapped.bands[0].source.of, mapped.bands[0].source.month_by) == ("room_id/house_id", "*")
    save(qtbot, page)
    fill_in(qtbot, compose, page, tmp_path / "o.xlsx", monkeypatch)
    book = load_workbook(tmp_path / "o.xlsx")
    assert book.sheetnames == ["上街1号", "上街2号"]
    assert [[sheet[cell].value for cell in ("B2", "D3", "B6", "B7")] for sheet in book.worksheets] == [
        ["上街1号", 2, "谭秀英", "=厉小芳"], ["上街2号", 0, None, None],
    ]  # fmt: skip


def test_what_was_mapped_before_is_turned_to_the_record_and_back(
    qtbot: Any, page: SystemPage, compose: Compose, form: Path
) -> None:
    pane = dropped(qtbot, page, form)
    click(qtbot, pane, 6, 2)
    for key, words in (("kind", "台账项目"), ("ledger", "租住登记"), ("field", "姓名"), ("repeated", "每条记录一行")):
        choose(qtbot, compose, page, key, words)
    qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    for_each_house(qtbot, compose, page)
    assert find(page, "template.slot.ledger").currentText() == LIVING  # the open cell tells it at once
    assert pane.mapper.mapped.bands[0].source.of == "room_id/house_id"
    for_each_house(qtbot, compose, page, "只填一份")
    assert pane.mapper.mapped.each.ledger == ""
    assert pane.mapper.mapped.bands[0].source.village_by == "room_id/house_id/village"
    assert find(page, "template.slot.ledger").currentText() == "租住登记"


def test_only_some_of_the_records_are_asked_for(qtbot: Any, page: SystemPage, compose: Compose, form: Path) -> None:
    pane = dropped(qtbot, page, form)
    assert not find(page, "template.each.test").isVisible()
    for_each_house(qtbot, compose, page)
    qtbot.mouseClick(find(page, "template.each.test"), LEFT)
    add_condition(qtbot, compose, page, "房屋地址", "2号")
    assert find(page, "template.each.tests").text() == "只填：房屋地址 含 2号"
    assert [one.field for one in pane.mapper.mapped.each.where] == ["house_address"]
    qtbot.mouseClick(find(page, "template.each.untest"), LEFT)
    assert pane.mapper.mapped.each.where == ()


def test_what_is_proposed_is_of_the_records_that_were_chosen(
    qtbot: Any, page: SystemPage, compose: Compose, tmp_path: Path
) -> None:
    (tmp_path / "登记表.xlsx").write_bytes(data_of(house_form()))
    pane = dropped(qtbot, page, tmp_path / "登记表.xlsx")
    for_each_house(qtbot, compose, page)
    qtbot.mouseClick(find(page, "template.auto"), LEFT)
    qtbot.waitUntil(lambda: pane.banner.isVisible())
    assert pane.mapper.mapped.each.ledger == "houses"
    assert [band.source.of for band in pane.mapper.mapped.bands] == ["room_id/house_id"]
    assert (badge(pane, 2, 2), badge(pane, 3, 2), badge(pane, 6, 2)) == ("房屋地址", "房东姓名", "姓名 ↓")


def mark_cells(qtbot: Any, pane: Any, first: int, last: int) -> None:
    """From a cell to another, with Shift: a document has no heads of rows."""
    click(qtbot, pane, first, 1)
    at = pane.view.visualRect(pane.view.form.index(last - 1, 0)).center()
    qtbot.mouseClick(pane.view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, QPoint(at))


def test_rows_of_a_document_are_one_record_of_whoever_lives_in_the_house(
    qtbot: Any, page: SystemPage, compose: Compose, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "一户一档.docx").write_bytes(house_words())
    pane = dropped(qtbot, page, tmp_path / "一户一档.docx")
    pane.mapper.replace(type(pane.mapper.mapped)())  # whatever was guessed
    pane.mapper.show_sheet("正文")
    for_each_house(qtbot, compose, page)
    mark_cells(qtbot, pane, 5, 6)
    assert find(page, "template.record.words").text() == "选中第 5–6 行"
    qtbot.mouseClick(find(page, "template.record.join"), LEFT)
    for place, words in (((5, 1), "姓名"), ((6, 1), "证件号码")):
        click(qtbot, pane, *place)
        choose(qtbot, compose, page, "kind", "台账项目")
        choose(qtbot, compose, page, "ledger", LIVING)
        choose(qtbot, compose, page, "field", words)
        assert find(page, "template.slot.repeated").currentText() == "每条记录 2 行"
        qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    [band] = pane.mapper.mapped.bands
    assert (band.row, band.tall, [slot.cell for slot in band.columns]) == (3, 2, ["姓名", "证件"])
    click(qtbot, pane, 2, 1)
    choose(qtbot, compose, page, "mark", "地址")
    choose(qtbot, compose, page, "field", "房屋地址")
    qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    save(qtbot, page)
    fill_in(qtbot, compose, page, tmp_path / "o.docx", monkeypatch)
    tables = word.elements(word.parts((tmp_path / "o.docx").read_bytes())["word/document.xml"], "tbl")
    firsts = [[word.text_of(word.elements(row, "p")[0]) for row in word.elements(table, "tr")] for table in tables]
    assert firsts == [
        ["姓名", "证件", "谭秀英", "证件：", "=厉小芳", "证件：", "完"],
        ["姓名", "证件", "", "证件：", "", "证件：", "完"],
    ]  # fmt: skip
    click(qtbot, pane, 5, 1)
    qtbot.mouseClick(find(page, "template.record.part"), LEFT)
    [band] = pane.mapper.mapped.bands
    assert (band.row, band.tall, [slot.cell for slot in band.columns]) == (3, 1, ["姓名"])


def test_rows_of_a_document_outside_of_one_table_are_no_record(qtbot: Any, page: SystemPage, tmp_path: Path) -> None:
    (tmp_path / "一户一档.docx").write_bytes(house_words())
    pane = dropped(qtbot, page, tmp_path / "一户一档.docx")
    mark_cells(qtbot, pane, 2, 3)
    qtbot.mouseClick(find(page, "template.record.join"), LEFT)
    assert pane.banner.isVisible()


def test_the_dialog_says_for_which_template_there_will_be_one_each(qtbot: Any, page: SystemPage) -> None:
    lines = [TemplateLine("a", "名单", "book", 1, 3, own=True),
             TemplateLine("b", "一户一表", "book", 1, 3, own=True, each="houses")]  # fmt: skip
    dialog = FillDialog(page, lines, [], date(2026, 9, 23), ids=["1"])
    dialog.open()
    assert not find(dialog, "template.fill.forms").isVisible()
    choice = find(dialog, "template.fill.template")
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: find(dialog, "template.fill.forms").isVisible())
    assert "每户出租房一份" in find(dialog, "template.fill.forms").text()
    dialog.reject()


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (150, "dark")])
def test_every_word_can_be_read(
    qtbot: Any, page: SystemPage, compose: Compose, form: Path, percent: int, theme: str
) -> None:
    pane = dropped(qtbot, page, form)
    pane.mapper.replace(house_map())
    pane.mapper.show_sheet(HOUSE)
    for_each_house(qtbot, compose, page)
    only = (Term("house_owner", "filled"), Term("house_address", "has", "上街"))
    pane.mapper.each.changed.emit(replace(pane.mapper.mapped.each, where=only))
    click(qtbot, pane, 6, 2)
    if percent > 100:
        page.set_layout_class(LayoutClass.TINY)
    assert faults_at(page, percent, theme) == []

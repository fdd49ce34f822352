"""表格模板 as a clerk uses it: a form dropped in, cells clicked and mapped, kept, looked at, filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from desktop.models.template_sheet import BADGE
from desktop.services import records, templates
from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.style.metrics import LayoutClass
from desktop.views.system.page import SystemPage
from desktop.views.templates.pane import TemplatesPane
from desktop.views.widgets.buttons import Command
from tests.sheets.templates.forms import document, runs
from tests.sheets.templates.test_old_book import old_data, old_form
from tests.views.walk import faults_at

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
Compose = Callable[[QWidget, str], None]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """Heads that only a person can tell."""
    book = Workbook()
    sheet = book.active
    sheet.title = "花名册"
    sheet["A1"] = "情况表"
    sheet.merge_cells("A1:C1")
    for column, words in enumerate(("甲栏", "乙栏", "丙栏"), 1):
        sheet.cell(2, column, words)
    sheet["A6"], sheet["B6"] = "合计", "=COUNTA(A3:A5)"
    book.create_sheet("另一张")["A1"] = "附表"
    book.save(tmp_path / "情况表.xlsx")
    return tmp_path / "情况表.xlsx"


@pytest.fixture
def office(office: Office) -> Office:
    for name in ("谭秀英", "=厉小芳"):
        records.add_record(office, ledger="people", values={"name": name, "phone": "13905790001"})
    return office


@pytest.fixture
def page_of(qtbot: Any, dressed: Any) -> Iterator[Callable[[Office], SystemPage]]:
    lane = Lane()

    def make(office: Office) -> SystemPage:
        made = SystemPage(Desk(office, lane))
        qtbot.addWidget(made)
        made.resize(1294, 651)
        made.set_layout_class(LayoutClass.NORMAL)
        made.show()
        qtbot.mouseClick(find(made, "system.tab.templates"), LEFT)
        qtbot.waitUntil(lambda: made.templates.opened is not None)
        return made

    yield make
    lane.close()


@pytest.fixture
def page(page_of: Callable[[Office], SystemPage], office: Office) -> SystemPage:
    return page_of(office)


def find(page: QWidget, name: str) -> Any:
    """The one that is there now: bars make their buttons anew."""
    found = page.findChildren(QWidget, name)
    assert found, name
    return next((one for one in found if one.isVisible()), found[-1])


def drop(pane: TemplatesPane, file: Path) -> None:
    """As a file manager sends it."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    at, copy, plain = QPoint(5, 5), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(pane, QDragEnterEvent(at, copy, mime, LEFT, plain))
    QApplication.sendEvent(pane, QDropEvent(QPointF(at), copy, mime, LEFT, plain))


def click(qtbot: Any, pane: TemplatesPane, row: int, column: int) -> None:
    view = pane.view
    at = view.visualRect(view.form.index(row - 1, column - 1)).center()
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(at))


def choose(qtbot: Any, compose: Compose, page: QWidget, key: str, words: str) -> None:
    """Type over what stands in a field, and go on."""
    field = find(page, f"template.slot.{key}")
    line = field.lineEdit()
    line.setFocus()
    line.selectAll()
    compose(line, words)
    field.tidy()
    field.edited.emit()


def add_condition(qtbot: Any, compose: Compose, page: QWidget, field: str, value: str) -> None:
    """In the dialog of conditions that is open."""
    asked = find(page, "ledger.condition")
    for key, words in (("field", field), ("value", value)):
        inner = find(asked, f"ledger.condition.0.{key}")
        line = inner.lineEdit() if hasattr(inner, "lineEdit") else inner
        line.setFocus()
        compose(line, words)
        if line is not inner:
            inner.tidy()
    qtbot.mouseClick(find(asked, "ledger.condition.do"), LEFT)


def map_maker(qtbot: Any, compose: Compose, page: SystemPage, row: int, column: int) -> None:
    """Whoever fills the form in is to stand in this cell; not saved yet."""
    click(qtbot, page.templates, row, column)
    choose(qtbot, compose, page, "kind", "填表人")
    qtbot.mouseClick(find(page, "template.slot.use"), LEFT)


def dropped(qtbot: Any, page: SystemPage, file: Path) -> TemplatesPane:
    drop(page.templates, file)
    pane = page.templates
    qtbot.waitUntil(lambda: pane.opened is not None and pane.opened.line.name == file.stem, timeout=20_000)
    return pane


def command(pane: TemplatesPane, key: str) -> Command:
    return next(one for one in pane.bar.offered() if one.key == key)


def badge(pane: TemplatesPane, row: int, column: int) -> str:
    return str(pane.view.form.index(row - 1, column - 1).data(BADGE))


def test_a_form_is_dropped_in_mapped_by_clicks_kept_and_filled(
    qtbot: Any, page: SystemPage, office: Office, compose: Compose, form: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    pane = dropped(qtbot, page, form)
    click(qtbot, pane, 3, 1)
    for key, words in (("kind", "台账项目"), ("ledger", "租住人员"), ("field", "姓名"), ("repeated", "每条记录一行")):
        choose(qtbot, compose, page, key, words)
    qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    assert badge(pane, 3, 1) == "姓名 ↓"
    click(qtbot, pane, 3, 2)  # the neighbour is asked of the same people
    choose(qtbot, compose, page, "field", "联系电话")
    qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    assert badge(pane, 3, 2) == "联系电话 ↓"
    click(qtbot, pane, 1, 1)
    choose(qtbot, compose, page, "kind", "所属月份")
    around = find(page, "template.slot.around")
    around.setFocus()
    compose(around, "情况表（{}）")
    qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    with qtbot.waitSignal(page.told):
        qtbot.mouseClick(find(page, "template.save"), LEFT)
    qtbot.waitUntil(lambda: pane.opened.line.cells == 3)

    out = tmp_path / "o.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    qtbot.mouseClick(find(page, "template.fill"), LEFT)
    qtbot.waitUntil(lambda: page.findChild(QDialog, "template.fill") is not None)
    reason = find(page, "template.fill.reason")
    compose(reason, "报镇综治办")
    with qtbot.waitSignal(page.told, timeout=10_000):
        qtbot.mouseClick(find(page, "template.fill.do"), LEFT)
    sheet = load_workbook(out)["花名册"]
    assert sheet["A1"].value == "情况表（2026年9月）"
    assert {sheet["A3"].value, sheet["A4"].value} == {"谭秀英", "=厉小芳"}
    assert sheet["A3"].data_type == sheet["A4"].data_type == "s"
    assert sheet["B3"].value == "139****0001"
    assert sheet["B6"].value == "=COUNTA(A3:A5)"


def test_a_count_with_a_condition(qtbot: Any, page: SystemPage, office: Office, compose: Compose, form: Path) -> None:
    pane = dropped(qtbot, page, form)
    click(qtbot, pane, 4, 3)
    choose(qtbot, compose, page, "kind", "符合条件的条数")
    choose(qtbot, compose, page, "ledger", "租住人员")
    qtbot.mouseClick(find(page, "template.slot.test"), LEFT)
    add_condition(qtbot, compose, page, "姓名", "谭")
    assert find(page, "template.slot.tests").text() == "条件：姓名 含 谭"
    qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    [slot] = pane.mapper.mapped.slots
    assert (slot.cell, slot.what.kind, slot.what.source.where[0].value) == ("C4", "count", "谭")
    qtbot.mouseClick(find(page, "template.slot.clear"), LEFT)
    assert pane.mapper.mapped.slots == ()


def test_the_filled_form_is_seen_before_it_goes_out(qtbot: Any, page: SystemPage, office: Office) -> None:
    pane = page.templates
    qtbot.mouseClick(find(page, "template.look"), LEFT)
    qtbot.waitUntil(lambda: pane._previewing)
    assert pane.view.form.sheet.text(2, 1) == "填报单位：王宅镇综治中心"
    assert badge(pane, 5, 2) == ""
    qtbot.mouseClick(find(page, "template.look"), LEFT)
    assert badge(pane, 5, 2) != ""


def test_a_formula_cannot_be_mapped(qtbot: Any, page: SystemPage, form: Path) -> None:
    pane = dropped(qtbot, page, form)
    click(qtbot, pane, 6, 2)
    assert "是公式" in pane.slot.hint.text()
    assert not find(page, "template.slot.use").isVisible()


def test_another_sheet_of_the_form_is_shown_and_mapped(
    qtbot: Any, page: SystemPage, compose: Compose, form: Path
) -> None:
    pane = dropped(qtbot, page, form)
    choice = find(page, "template.sheet")
    choice.setCurrentIndex(1)
    choice.edited.emit()
    click(qtbot, pane, 1, 2)
    choose(qtbot, compose, page, "kind", "填报单位")
    qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    assert [(slot.sheet, slot.cell) for slot in pane.mapper.mapped.slots] == [("另一张", "B1")]


def test_heads_that_are_known_are_mapped_by_one_click(qtbot: Any, page: SystemPage, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["姓名", "联系电话", "户籍地址"])
    book.active["A5"] = "完"
    book.save(tmp_path / "名单.xlsx")
    pane = dropped(qtbot, page, tmp_path / "名单.xlsx")
    qtbot.mouseClick(find(page, "template.auto"), LEFT)
    qtbot.waitUntil(lambda: pane.mapper.unsaved)
    assert [badge(pane, 2, column) for column in (1, 2, 3)] == ["姓名 ↓", "联系电话 ↓", "户籍地址 ↓"]


def test_marks_of_a_document_are_chosen_by_a_click(
    qtbot: Any, page: SystemPage, compose: Compose, tmp_path: Path
) -> None:
    (tmp_path / "通知.docx").write_bytes(document(runs("题目") + runs("共{{甲", "数}}人，{{乙数}}户")))
    pane = dropped(qtbot, page, tmp_path / "通知.docx")
    click(qtbot, pane, 2, 1)
    assert find(page, "template.slot.mark").text() == "甲数"
    choose(qtbot, compose, page, "mark", "乙数")
    choose(qtbot, compose, page, "kind", "符合条件的条数")
    choose(qtbot, compose, page, "ledger", "出租房")
    qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    assert [(slot.cell, slot.what.source.ledger) for slot in pane.mapper.mapped.slots] == [("乙数", "houses")]


def test_what_is_not_saved_is_asked_about_before_another_form_is_opened(
    qtbot: Any, page: SystemPage, compose: Compose, form: Path
) -> None:
    pane = dropped(qtbot, page, form)
    map_maker(qtbot, compose, page, 3, 1)
    row = pane.list.currentIndex().row()
    pane.list.selectRow(row + 1)
    qtbot.mouseClick(find(page, "template.leave.cancel"), LEFT)
    assert pane.list.currentIndex().row() == row
    assert pane.mapper.unsaved
    pane.list.selectRow(row + 1)
    dialogs = [one for one in page.findChildren(QDialog, "template.leave") if one.isVisible()]
    qtbot.mouseClick(find(dialogs[-1], "template.leave.do"), LEFT)
    qtbot.waitUntil(lambda: pane.opened.line.name != form.stem)
    assert not pane.mapper.unsaved


def test_what_is_not_saved_outlives_another_form_that_is_added(
    qtbot: Any, page: SystemPage, compose: Compose, form: Path
) -> None:
    pane = dropped(qtbot, page, form)
    map_maker(qtbot, compose, page, 3, 1)
    mapped = pane.mapper.mapped
    for name in ("另一份", "第三份"):
        (form.parent / f"{name}.xlsx").write_bytes(form.read_bytes())

    def asked() -> list[QDialog]:
        return [one for one in page.findChildren(QDialog, "template.leave") if one.isVisible()]

    drop(pane, form.parent / "另一份.xlsx")
    qtbot.waitUntil(lambda: bool(asked()))
    assert (pane.mapper.mapped, pane.mapper.unsaved, pane.opened.line.name) == (mapped, True, form.stem)
    qtbot.mouseClick(find(asked()[0], "template.leave.cancel"), LEFT)
    assert (pane.mapper.mapped, pane.mapper.unsaved, pane.line().name) == (mapped, True, form.stem)
    qtbot.waitUntil(lambda: "另一份" in [pane.model.line(row).name for row in range(pane.model.rowCount())])
    drop(pane, form.parent / "第三份.xlsx")
    qtbot.waitUntil(lambda: bool(asked()))
    qtbot.mouseClick(find(asked()[0], "template.leave.do"), LEFT)
    qtbot.waitUntil(lambda: pane.opened is not None and pane.opened.line.name == "第三份")
    assert not pane.mapper.unsaved


def test_a_file_is_exchanged_only_when_the_map_is_saved(
    qtbot: Any, page: SystemPage, compose: Compose, form: Path
) -> None:
    pane = dropped(qtbot, page, form)
    assert command(pane, "renew").enabled
    map_maker(qtbot, compose, page, 3, 1)
    assert (command(pane, "renew").enabled, command(pane, "renew").why) == (False, "先保存填法")
    assert pane.mapper.unsaved


def test_removing_the_open_form_asks_nothing_about_its_map(
    qtbot: Any, page: SystemPage, compose: Compose, form: Path
) -> None:
    pane = dropped(qtbot, page, form)
    map_maker(qtbot, compose, page, 3, 1)
    pane.deeds.remove(pane.line())
    qtbot.waitUntil(lambda: pane.opened is not None and pane.opened.line.name != form.stem)
    assert not pane.mapper.unsaved
    assert page.findChild(QDialog, "template.leave") is None


def test_a_moved_form_is_exchanged_or_the_lost_cell_is_named(
    qtbot: Any, page: SystemPage, office: Office, compose: Compose, form: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    pane = dropped(qtbot, page, form)
    map_maker(qtbot, compose, page, 3, 2)
    with qtbot.waitSignal(page.told):
        qtbot.mouseClick(find(page, "template.save"), LEFT)
    for name, words in (("没有.xlsx", "别的"), ("移了.xlsx", "乙栏")):
        book = load_workbook(form)
        book["花名册"]["B2"], book["花名册"]["C2"] = "新栏", words
        book.save(tmp_path / name)
    qtbot.waitUntil(lambda: pane.opened.line.cells == 1)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "没有.xlsx"), ""))
    pane.deeds.ask_renewal(pane.line())
    qtbot.waitUntil(lambda: pane.banner.isVisible())
    assert "乙栏" in pane.banner.accessibleName() + "".join(one.text() for one in pane.banner.findChildren(QWidget)
                                                         if hasattr(one, "text"))  # fmt: skip
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "移了.xlsx"), ""))
    pane.deeds.ask_renewal(pane.line())
    qtbot.waitUntil(lambda: [one.cell for one in pane.mapper.mapped.slots] == ["C3"])


def test_a_bad_file_is_refused_on_the_page(qtbot: Any, page: SystemPage, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK nothing")
    drop(page.templates, tmp_path / "坏.xlsx")
    qtbot.waitUntil(lambda: page.templates.banner.isVisible())


def test_printing_goes_through_the_preview(qtbot: Any, page: SystemPage, compose: Compose) -> None:
    qtbot.mouseClick(find(page, "template.fill"), LEFT)
    qtbot.waitUntil(lambda: page.findChild(QDialog, "template.fill") is not None)
    qtbot.mouseClick(find(page, "template.fill.kind.print"), LEFT)
    compose(find(page, "template.fill.reason"), "报镇综治办")
    qtbot.mouseClick(find(page, "template.fill.do"), LEFT)
    qtbot.waitUntil(lambda: page.preview.isVisible())


def test_who_may_only_look_cannot_map(qtbot: Any, page_of: Callable[[Office], SystemPage], office: Office) -> None:
    looking = replace(office, actor=replace(office.actor, roles=("grid",)))
    page = page_of(looking)
    click(qtbot, page.templates, 5, 2)
    assert not find(page, "template.slot.use").isEnabled()
    assert not find(page, "template.new").isEnabled()


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (150, "dark")])
def test_every_word_can_be_read(qtbot: Any, page: SystemPage, percent: int, theme: str) -> None:
    if percent > 100:
        page.set_layout_class(LayoutClass.TINY)
    click(qtbot, page.templates, 5, 2)
    assert faults_at(page, percent, theme) == []


def test_the_centres_own_form_is_removed_and_undone(qtbot: Any, page: SystemPage, office: Office, form: Path) -> None:
    pane = dropped(qtbot, page, form)
    pane.deeds.remove(pane.line())
    qtbot.waitUntil(lambda: "情况表" not in [one.name for one in templates.list_templates(office)])
    qtbot.waitUntil(lambda: pane.opened is not None and pane.opened.line.name != "情况表")


def test_the_label_of_a_cell_stays_before_what_is_filled_in(
    qtbot: Any, page: SystemPage, compose: Compose, form: Path
) -> None:
    book = load_workbook(form)
    book["花名册"]["A8"] = "分管领导：　　"
    book.save(form)
    pane = dropped(qtbot, page, form)
    map_maker(qtbot, compose, page, 8, 1)
    assert [slot.what.around for slot in pane.mapper.mapped.slots] == ["分管领导：{}"]


def mark_rows(qtbot: Any, pane: TemplatesPane, first: int, last: int) -> None:
    """Pull over the heads of these rows."""
    head = pane.view.verticalHeader()
    ends = [QPoint(8, head.sectionViewportPosition(row - 1) + head.sectionSize(row - 1) // 2) for row in (first, last)]
    qtbot.mouseClick(head.viewport(), LEFT, pos=ends[0])
    qtbot.mouseClick(head.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, pos=ends[1])


def test_rows_marked_by_their_heads_are_one_record_and_filled_so(
    qtbot: Any, page: SystemPage, office: Office, compose: Compose, form: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    pane = dropped(qtbot, page, form)
    mark_rows(qtbot, pane, 3, 4)
    assert find(page, "template.record.words").text() == "选中第 3–4 行"
    qtbot.mouseClick(find(page, "template.record.join"), LEFT)
    for cell, words in (((3, 1), "姓名"), ((4, 2), "联系电话")):
        click(qtbot, pane, *cell)
        choose(qtbot, compose, page, "kind", "台账项目")
        choose(qtbot, compose, page, "ledger", "租住人员")
        choose(qtbot, compose, page, "field", words)
        choose(qtbot, compose, page, "repeated", "每条记录 2 行")
        qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    [band] = pane.mapper.mapped.bands
    assert (band.row, band.tall, [slot.cell for slot in band.columns]) == (3, 2, ["A3", "B4"])
    with qtbot.waitSignal(page.told):
        qtbot.mouseClick(find(page, "template.save"), LEFT)
    qtbot.waitUntil(lambda: pane.opened.line.cells == 2)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "o.xlsx"), ""))
    qtbot.mouseClick(find(page, "template.fill"), LEFT)
    qtbot.waitUntil(lambda: page.findChild(QDialog, "template.fill") is not None)
    compose(find(page, "template.fill.reason"), "报镇综治办")
    with qtbot.waitSignal(page.told, timeout=10_000):
        qtbot.mouseClick(find(page, "template.fill.do"), LEFT)
    sheet = load_workbook(tmp_path / "o.xlsx")["花名册"]
    assert {sheet["A3"].value, sheet["A5"].value} == {"谭秀英", "=厉小芳"}
    assert [sheet[cell].value for cell in ("B4", "B6")] == ["139****0001", "139****0001"]
    assert (sheet["A8"].value, sheet["B8"].value) == ("合计", "=COUNTA(A3:A7)")


def test_a_record_is_parted_again_and_its_other_rows_are_filled_no_longer(
    qtbot: Any, page: SystemPage, compose: Compose, form: Path
) -> None:
    pane = dropped(qtbot, page, form)
    mark_rows(qtbot, pane, 3, 4)
    qtbot.mouseClick(find(page, "template.record.join"), LEFT)
    for cell in ((3, 1), (4, 1)):
        click(qtbot, pane, *cell)
        choose(qtbot, compose, page, "kind", "序号")
        choose(qtbot, compose, page, "repeated", "每条记录 2 行")
        choose(qtbot, compose, page, "ledger", "租住人员")
        qtbot.mouseClick(find(page, "template.slot.use"), LEFT)
    assert pane.mapper.mapped.bands[0].tall == 2
    assert find(page, "template.record.words").text().startswith("第 3–4 行是一条记录")
    qtbot.mouseClick(find(page, "template.record.part"), LEFT)
    [band] = pane.mapper.mapped.bands
    assert (band.tall, [slot.cell for slot in band.columns]) == (1, ["A3"])
    assert badge(pane, 4, 1) == ""


def test_rows_that_cut_a_merge_are_no_record(qtbot: Any, page: SystemPage, form: Path) -> None:
    book = load_workbook(form)
    book["花名册"].merge_cells("A4:A5")
    book.save(form)
    pane = dropped(qtbot, page, form)
    for column in (2, 3):  # by Shift and cells that are not merged
        click(qtbot, pane, 3, column)
    at = pane.view.visualRect(pane.view.form.index(3, 2)).center()
    qtbot.mouseClick(pane.view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, QPoint(at))
    qtbot.mouseClick(find(page, "template.record.join"), LEFT)
    assert pane.banner.isVisible()
    assert pane.mapper.mapped.bands == ()


def test_an_old_workbook_dropped_in_is_shown_and_mapped(qtbot: Any, page: SystemPage, tmp_path: Path) -> None:
    (tmp_path / "旧表.xls").write_bytes(old_data(old_form()))
    pane = dropped(qtbot, page, tmp_path / "旧表.xls")
    assert pane.view.form.sheet.text(1, 1) == "发放情况表"
    assert pane.opened.picture.sheet("台账").text(5, 4) == "2026-09-23"

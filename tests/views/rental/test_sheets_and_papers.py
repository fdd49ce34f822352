"""Every workbook and paper of the police room is reached on screen: masked until it may be, and is, asked whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu

from desktop.services import check_in, room_board, staying
from desktop.services.check_in import Guest
from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.rental.page import RentalPage
from desktop.views.rental.sheet_export import SHEETS
from tests.views.rental.conftest import DAY, field, id_number
from tests.views.walk import faults_at

KEYS = [key for key, _, _ in SHEETS]
YESTERDAY = date(2026, 9, 22)


@pytest.fixture
def lodger(office: Office, house: str) -> str:
    rooms = {tile.room: tile.id for tile in room_board.read_board(office, house=house).tiles}
    guests = [Guest({"name": "谭秀英", "id_number": id_number(), "phone": "13912342206"})]
    check_in.check_in(office, room=rooms["201"], guests=guests, checkin=YESTERDAY)
    return staying.staying(office, house=house, on=DAY)[0].person


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """What the system's file dialog would answer."""
    file = tmp_path / "表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_, **__: (str(file), "")))
    return file


def part(page: RentalPage, key: str) -> Any:
    page.open(key)
    return page.front.part()


def choose(pane: Any, words: str) -> None:
    """From 更多."""
    menu = pane.bar.button("more").findChild(QMenu)
    next(action for action in menu.actions() if words in action.text()).trigger()


def cells(file: Path) -> list[str]:
    return [str(cell.value) for row in load_workbook(file).active.iter_rows() for cell in row if cell.value]


@pytest.mark.parametrize("where", ["dossier", "reports", "whereabouts"])
@pytest.mark.parametrize(("key", "label"), [(key, label) for key, label, _ in SHEETS])
def test_each_workbook_asks_for_a_reason_and_is_masked(
    qtbot: Any, page: RentalPage, office: Office, lodger: str, target: Path, compose: Any, where: str, key: str,
    label: str,
) -> None:  # fmt: skip
    pane = part(page, where)
    choose(pane, label)
    asked: Any = pane.findChild(QDialog, f"rent.sheet.{key}")
    qtbot.mouseClick(asked.verb, Qt.MouseButton.LeftButton)
    assert asked.isVisible()  # without a reason nothing goes out
    assert not target.exists()
    compose(field(asked, f"rent.sheet.{key}.reason"), "报县里")
    qtbot.keyClick(field(asked, f"rent.sheet.{key}.reason"), Qt.Key.Key_Return)
    qtbot.waitUntil(target.exists)
    assert id_number() not in cells(target)
    assert any(number.endswith(id_number()[-4:]) and "*" in number for number in cells(target))


def test_whole_numbers_go_out_only_with_the_right_and_when_ticked(
    qtbot: Any, page: RentalPage, office: Office, lodger: str, target: Path, compose: Any
) -> None:
    pane = part(page, "whereabouts")
    choose(pane, "流动人口信息表")
    asked: Any = pane.findChild(QDialog, "rent.sheet.people")
    compose(field(asked, "rent.sheet.people.reason"), "报县里")
    asked.full_box.setFocus()
    qtbot.keyClick(asked.full_box, Qt.Key.Key_Space)
    qtbot.mouseClick(asked.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists)
    assert id_number() in cells(target)


def test_without_the_right_whole_numbers_cannot_be_ticked(
    qtbot: Any, dressed: Any, office: Office, lodger: str
) -> None:
    """A police room exports masked only (`access.GRANTS`)."""
    lane = Lane()
    made = RentalPage(Desk(replace(office, actor=replace(office.actor, roles=("police",))), lane))
    qtbot.addWidget(made)
    made.show()
    pane = part(made, "whereabouts")
    choose(pane, "流动人口信息表")
    asked: Any = pane.findChild(QDialog, "rent.sheet.people")
    assert not asked.full_box.isEnabled()
    lane.close()


def test_the_report_of_any_day_is_printed(qtbot: Any, page: RentalPage, lodger: str) -> None:
    pane = part(page, "reports")
    assert pane.day.text() == "2026-09-23"
    pane.day.setFocus()
    pane.day.selectAll()
    qtbot.keyClicks(pane.day, "2026-9-22")
    pane.bar.button("print").click()
    qtbot.waitUntil(page.preview.isVisible)
    qtbot.waitUntil(lambda: page.preview._paper is not None)
    assert page.preview.preview.banner.isHidden() or "没有找到打印机" in page.preview.preview.banner.accessibleName()


def test_a_day_without_moves_says_so_in_the_preview(qtbot: Any, page: RentalPage, lodger: str) -> None:
    pane = part(page, "reports")
    pane.bar.button("print").click()
    qtbot.waitUntil(lambda: "没有入住和离开" in page.preview.preview.banner.accessibleName())


def test_a_person_gets_the_sheet_and_the_notice_from_the_stays(
    qtbot: Any, page: RentalPage, office: Office, lodger: str, compose: Any
) -> None:
    page._desk.purpose = "联系本人"
    pane = part(page, "whereabouts")
    assert not pane.bar.button("print").isEnabled()
    compose(pane.words, "谭秀英")
    qtbot.keyClick(pane.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.stays.rowCount() == 1)
    with qtbot.waitSignal(pane.paper_asked) as sheet:
        pane.bar.button("print").click()
    with qtbot.waitSignal(pane.paper_asked) as notice:
        choose(pane, "个人信息告知书")
    assert (sheet.args[0].title, notice.args[0].title) == ("本人信息表", "个人信息处理告知书")
    assert sheet.args[0].shown(office).pages
    assert notice.args[0].shown(office).pages


@pytest.mark.parametrize("key", KEYS)
def test_the_dialog_is_whole_at_150_percent(qtbot: Any, page: RentalPage, key: str) -> None:
    pane = part(page, "reports")
    choose(pane, {one: label for one, label, _ in SHEETS}[key])
    assert faults_at(pane.findChild(QDialog, f"rent.sheet.{key}"), 150, "dark") == []


def test_the_export_is_in_the_log_with_its_reason(
    qtbot: Any, page: RentalPage, office: Office, lodger: str, target: Path, compose: Any
) -> None:
    pane = part(page, "dossier")
    choose(pane, "流动人口信息表")
    compose(field(pane, "rent.sheet.people.reason"), "报县里")
    qtbot.mouseClick(pane.findChild(QDialog, "rent.sheet.people").verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists)
    from desktop.storage.changes import Change

    with office.store.read() as connection:
        found = connection.execute(Change.__table__.select().where(Change.command == "export")).mappings().all()
    assert [(one["label"], one["reason"]) for one in found] == [("导出流动人口信息表（国标）", "报县里")]

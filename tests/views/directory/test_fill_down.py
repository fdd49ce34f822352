"""Ctrl+D, a block that must be imported, and the mark while a list is read: with real keys, in the page."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.services.office import Office
from desktop.views.directory.page import DirectoryPage
from tests.views.directory.test_tables import CONTROL, cells, column, field, go, page, settled, value

__all__ = ("page",)  # the fixture
SHIFT = Qt.KeyboardModifier.ShiftModifier
FLAG = QItemSelectionModel.SelectionFlag


def test_ctrl_d_copies_the_first_chosen_value_down_after_a_preview_and_is_undone_as_one(
    qtbot: Any, page: DirectoryPage, office: Office
) -> None:
    go(page, 0, "house_owner")
    addresses, owners = cells(page, "house_address"), cells(page, "house_owner")
    page.table.clearSelection()
    page.table.setCurrentIndex(page.list.index(0, column(page, "house_owner")))
    for _ in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(page.table, Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: page.window().findChild(QWidget, "ledger.fill") is not None)
    verb = field(page, "ledger.fill.do")
    qtbot.waitUntil(lambda: verb.text() == "修改 2 户")
    assert value(office, addresses[1], "house_owner") == owners[1]
    qtbot.mouseClick(verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [value(office, one, "house_owner") for one in addresses[:3]] == [owners[0]] * 3)
    assert [value(office, one, "house_owner") for one in addresses[3:]] == owners[3:]
    page._desk.undo()
    qtbot.waitUntil(lambda: [value(office, one, "house_owner") for one in addresses[:3]] == owners[:3])


def test_the_topmost_row_is_copied_wherever_the_choice_began(qtbot: Any, page: DirectoryPage, office: Office) -> None:
    addresses, uses = cells(page, "house_address"), cells(page, "rent_use")
    page.table.setFocus()
    page.table.clearSelection()
    place = column(page, "rent_use")
    page.table.setCurrentIndex(page.list.index(3, place))
    for _ in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Up, SHIFT)
    qtbot.keyClick(page.table, Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: page.window().findChild(QWidget, "ledger.fill") is not None)
    dialog = page.window().findChild(QWidget, "ledger.fill")
    qtbot.waitUntil(lambda: dialog.proposal is not None)
    changed = {line.title: [cell.after for cell in line.cells] for line in dialog.proposal.lines}
    assert all(after == [uses[1]] for after in changed.values())
    assert len(changed) + dialog.proposal.same == 2
    assert addresses[1] not in str(list(changed))


def test_one_row_or_a_covered_column_is_refused_with_the_next_step(qtbot: Any, page: DirectoryPage) -> None:
    go(page, 0, "house_owner")
    page.table.clearSelection()
    page.table.setCurrentIndex(page.list.index(0, column(page, "house_owner")))
    qtbot.keyClick(page.table, Qt.Key.Key_D, CONTROL)
    assert page.banner.strong.text() == "只选了一行"
    page.lines.choose_columns(("house_address", "owner_phone"))
    settled(qtbot, page)
    page.table.setFocus()
    page.table.setCurrentIndex(page.list.index(0, 1))
    qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(page.table, Qt.Key.Key_D, CONTROL)
    assert "遮盖着" in page.banner.strong.text()
    assert page.banner.words.text() == "打开记录逐条改"


def test_the_key_stands_in_the_status_bar_and_in_the_menu(qtbot: Any, page: DirectoryPage) -> None:
    page.table.clearSelection()
    qtbot.waitUntil(lambda: "Ctrl+D 往下填" in page.hints())
    assert next(one for one in page.commands() if one.key == "down").key_hint == "Ctrl+D"


def test_a_block_for_records_that_belong_to_others_is_handed_to_the_import(
    qtbot: Any, page: DirectoryPage, office: Office
) -> None:
    page.open("stays")
    qtbot.waitUntil(lambda: not page._desk.lane.busy and page.list is not None)
    page.lines.choose_columns(("name", "house_address", "room", "checkin"))
    qtbot.waitUntil(lambda: not page._desk.lane.busy)
    page.table.setFocus()
    QGuiApplication.clipboard().setText("谭秀英\t工业路1号\t404\t2026-09-01\r\n罗成\t工业路1号\t405\t2026-09-02\r\n")
    for _ in range(2):  # asked again, it is offered once
        page.table.paste()
    assert page.banner.strong.text() == "租住登记要对上别的台账，不能直接粘贴"
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(QWidget, "ledger.banner.action")))
    assert sum(one.isVisible() for one in page.findChildren(QWidget, "ledger.banner.action")) == 1
    qtbot.mouseClick(field(page, "ledger.banner.action"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.importer.run_button.isEnabled, timeout=10_000)
    assert page.importer.isVisible()
    assert page.importer.run_button.text() == "导入 2 行"
    qtbot.mouseClick(page.importer.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.rowCount() == 2, timeout=10_000)
    assert set(cells(page, "name")) == {"谭秀英", "罗成"}


def test_a_slow_order_is_marked_while_the_window_stays_awake(qtbot: Any, page: DirectoryPage) -> None:
    held = threading.Event()
    page._desk.lane.run(lambda: held.wait(20))
    page.table.horizontalHeader().sectionClicked.emit(0)
    assert page.lines.mark.shown == ""  # what is quick leaves no mark
    qtbot.waitUntil(lambda: page.lines.mark.shown == "正在排序…")
    assert page.hints() == "正在排序…"
    assert page.table.horizontalHeader().busy
    assert cells(page, "house_address")[0]  # what was there stays until the new is there
    held.set()
    qtbot.waitUntil(lambda: page.lines.mark.shown == "")
    assert not page.table.horizontalHeader().busy
    assert page.hints() != "正在排序…"


def test_a_slow_filter_is_marked_too(qtbot: Any, page: DirectoryPage, compose: Any) -> None:
    held = threading.Event()
    page._desk.lane.run(lambda: held.wait(20))
    page.lines.read((), {1})
    qtbot.waitUntil(lambda: page.hints() == "正在筛选…")
    held.set()
    qtbot.waitUntil(lambda: page.lines.mark.shown == "")


def test_what_is_quick_is_not_marked(qtbot: Any, page: DirectoryPage) -> None:
    told: list[str] = []
    page.lines.mark.changed.connect(told.append)
    page.lines.mark.begin("正在排序…")
    page.lines.mark.end()
    assert not page.lines.mark._wait.isActive()
    assert told == []

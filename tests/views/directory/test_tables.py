"""The list at work through real keys and mouse: choice by record, look kept, filters with names, many rows, blocks."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from desktop.ledgers.houses import House
from desktop.services import batch, list_look, records, saved_filters
from desktop.services.listing import Condition
from desktop.services.office import Office
from desktop.services.settings import change_setting
from desktop.storage import rows
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.directory.conditions import operators, words_of
from desktop.views.directory.page import DirectoryPage
from desktop.views.style.look import look
from desktop.views.style.metrics import LayoutClass
from desktop.views.widgets.clipboard import from_block

CONTROL = Qt.KeyboardModifier.ControlModifier
HOUSES = [("工业路1号", "陶兴旺", "120", "02"), ("工业路2号", "陶有根", "90", "02"), ("中路3号", "周桂泉", "300", "03"),
          ("中路4号", "胡金花", None, "02"), ("上街5号", "应国珍", "75.5", "01")]  # fmt: skip


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office) -> Iterator[DirectoryPage]:
    for address, owner, area, use in HOUSES:
        values = {"house_address": address, "house_owner": owner, "area": area, "rent_use": use, "village": "王宅村",
                  "owner_phone": "13912342206"}  # fmt: skip
        records.add_record(office, ledger="houses", values=values)
    lane = Lane()
    made = DirectoryPage(Desk(office, lane))
    qtbot.addWidget(made)
    made.resize(1294, 621)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.open("houses")
    settled(qtbot, made)
    yield made
    lane.close()


def settled(qtbot: Any, page: DirectoryPage) -> None:
    """The list stands and every cell of it has come."""
    qtbot.waitUntil(lambda: not page._desk.lane.busy and page.list is not None and page.list.rowCount() > 0)
    cells(page, page.list.names[0])
    qtbot.waitUntil(lambda: not page._desk.lane.busy)


def cells(page: DirectoryPage, name: str) -> list[str]:
    assert page.list is not None
    place = page.list.names.index(name)
    return [str(page.list.index(line, place).data() or "") for line in range(page.list.rowCount())]


def column(page: DirectoryPage, name: str) -> int:
    assert page.list is not None
    return page.list.names.index(name)


def go(page: DirectoryPage, line: int, name: str) -> None:
    assert page.list is not None
    page.table.setFocus()
    page.table.setCurrentIndex(page.list.index(line, column(page, name)))


def chosen(page: DirectoryPage) -> list[str]:
    known = dict(zip(page.list.records(0, 99), cells(page, "house_address"), strict=True))
    return sorted(known[number] for number in page.table.records())


def field(page: QWidget, name: str) -> Any:
    found = [one for one in page.window().findChildren(QWidget, name) if one.isVisible()]
    assert found, name
    return found[-1]


def click_tick(qtbot: Any, page: DirectoryPage, line: int, *keys: Qt.KeyboardModifier) -> None:
    spot = QPoint(10, page.table.rowViewportPosition(line) + 10)
    modifier = keys[0] if keys else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(page.table.ticks.viewport(), Qt.MouseButton.LeftButton, modifier, spot)


def value(office: Office, address: str, name: str) -> Any:
    with office.store.read() as connection:
        return connection.scalar(select(House.__table__.c[name]).where(House.house_address == address))


def test_ticks_choose_rows_and_shift_those_between(qtbot: Any, page: DirectoryPage) -> None:
    click_tick(qtbot, page, 0)
    click_tick(qtbot, page, 2, Qt.KeyboardModifier.ShiftModifier)
    click_tick(qtbot, page, 4)
    assert len(page.table.records()) == 4
    click_tick(qtbot, page, 1)
    assert len(page.table.records()) == 3


def test_space_ticks_and_the_corner_ticks_all(qtbot: Any, page: DirectoryPage) -> None:
    go(page, 1, "area")
    page.table.clearSelection()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert len(page.table.records()) == 1
    qtbot.mouseClick(page.table.all.corner, Qt.MouseButton.LeftButton)
    assert len(page.table.records()) == 5
    qtbot.mouseClick(page.table.all.corner, Qt.MouseButton.LeftButton)
    assert len(page.table.records()) == 0


def test_the_choice_is_kept_by_record_through_sort_filter_and_anothers_change(
    qtbot: Any, page: DirectoryPage, office: Office
) -> None:
    click_tick(qtbot, page, cells(page, "house_address").index("中路3号"))
    click_tick(qtbot, page, cells(page, "house_address").index("工业路2号"))
    before = chosen(page)
    page.table.horizontalHeader().sectionClicked.emit(column(page, "area"))
    settled(qtbot, page)
    assert cells(page, "house_address")[0] == "中路4号"  # what is empty stands first
    assert chosen(page) == before == ["中路3号", "工业路2号"]
    records.add_record(office, ledger="houses", values={"house_address": "下街9号", "house_owner": "王阿土"})
    page.refresh()
    settled(qtbot, page)
    assert chosen(page) == before
    page.filtering.hold([Condition("rent_use", "among", ("03",))])
    qtbot.waitUntil(lambda: page.list.rowCount() == 1)
    settled(qtbot, page)
    assert chosen(page) == ["中路3号"]


def test_a_block_keeps_its_columns_when_they_are_put_in_another_order(qtbot: Any, page: DirectoryPage) -> None:
    go(page, 1, "house_owner")
    head = page.table.horizontalHeader()
    head.moveSection(head.visualIndex(column(page, "house_owner")), 0)
    settled(qtbot, page)
    assert page.list.names[0] == "house_owner"
    assert page.table.pieces()[0][1] == ("house_owner",)
    assert page.table.currentIndex().column() == 0


def test_widths_columns_and_sort_are_kept_for_the_person_and_ledger(
    qtbot: Any, page: DirectoryPage, office: Office
) -> None:
    page.lines.choose_columns(("house_owner", "house_address", "area"))
    page.table.setColumnWidth(1, 333)
    page.table.horizontalHeader().sectionClicked.emit(2)
    qtbot.waitUntil(lambda: list_look.read_look(office, ledger="houses").widths.get("house_address") == 333)
    page.open("people")
    page.open("houses")
    settled(qtbot, page)
    assert page.list.names == ("house_owner", "house_address", "area")
    assert page.table.columnWidth(1) == 333
    assert page.table.horizontalHeader().sorted_by == (2, Qt.SortOrder.AscendingOrder)
    assert cells(page, "area") == ["", "75.5", "90", "120", "300"]


def test_the_columns_popup_gives_the_first_look_back(qtbot: Any, page: DirectoryPage) -> None:
    page.lines.choose_columns(("house_owner",))
    qtbot.mouseClick(page.filter.columns, Qt.MouseButton.LeftButton)
    page.lines.popup.reset.emit()
    settled(qtbot, page)
    assert page.list.names[:3] == ("village", "house_address", "house_owner")


def test_columns_are_ticked_and_moved_by_keys_and_nothing_jumps_away(qtbot: Any, page: DirectoryPage) -> None:
    page.lines.choose_columns(("house_owner", "house_address", "area"))
    qtbot.mouseClick(page.filter.columns, Qt.MouseButton.LeftButton)
    listed = page.lines.popup.list
    listed.setCurrentRow(0)
    for _ in range(2):
        qtbot.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.list.names == ("house_address", "area", "house_owner")
    last = listed.count() - 1
    listed.setCurrentRow(last)
    words = listed.currentItem().text()
    qtbot.keyClick(listed, Qt.Key.Key_Space)
    assert (listed.currentRow(), listed.currentItem().text()) == (last, words)
    assert len(page.list.names) == 4
    page.lines.popup.hide()


def test_the_last_column_cannot_be_taken_away(qtbot: Any, page: DirectoryPage) -> None:
    page.lines.choose_columns(("house_owner",))
    qtbot.mouseClick(page.filter.columns, Qt.MouseButton.LeftButton)
    listed = page.lines.popup.list
    listed.setCurrentRow(0)
    qtbot.keyClick(listed, Qt.Key.Key_Space)
    assert page.list.names == ("house_owner",)
    assert page.lines.popup.shown() == ["house_owner"]
    page.lines.popup.hide()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_columns_list_stays_within_the_window(qtbot: Any, page: DirectoryPage, percent: int) -> None:
    look().set_percent(percent)
    page.resize(1294, 621)
    qtbot.mouseClick(page.filter.columns, Qt.MouseButton.LeftButton)
    popup = page.lines.popup
    assert popup.frameGeometry().bottom() <= page.mapToGlobal(page.rect().bottomRight()).y()
    popup.hide()


def test_what_a_record_is_called_by_stands_out(page: DirectoryPage) -> None:
    assert page.list.names[page.list.title_column] == "house_address"
    page.lines.choose_columns(("house_owner", "area", "house_address"))
    assert page.list.title_column == 2
    page.lines.choose_columns(("house_owner", "area"))
    assert page.list.title_column == 0


def test_a_page_takes_its_class_before_any_ledger_was_chosen(qtbot: Any, dressed: Any, office: Office) -> None:
    lane = Lane()
    made = DirectoryPage(Desk(office, lane))
    qtbot.addWidget(made)
    made.set_layout_class(LayoutClass.NARROW)
    assert made.list is None
    lane.close()


def test_an_empty_ledger_offers_what_may_be_done_here(qtbot: Any, page: DirectoryPage) -> None:
    """A hand-over is written elsewhere: no button that would only refuse."""
    page.open("handovers")
    empty = page.findChild(QWidget, "ledger.empty")
    qtbot.waitUntil(empty.isVisible)
    assert not empty.deed.isVisible()
    assert empty.words.text() == "交接班台账还是空的。在“值班”的“交接班”里写，也可以把旧工作簿拖到这里。"
    page.open("labour_needs")
    qtbot.waitUntil(empty.deed.isVisible)
    assert "新增一条，或把旧工作簿拖到这里。" in empty.words.text()
    qtbot.mouseClick(empty.deed, Qt.MouseButton.LeftButton)
    assert page.editor.isVisible()


def test_a_filter_gets_a_name_is_marked_chosen_and_cleared_by_one_click(
    qtbot: Any, page: DirectoryPage, compose: Any
) -> None:
    page.filtering.hold([Condition("rent_use", "among", ("02",))])
    qtbot.mouseClick(page.filter.save, Qt.MouseButton.LeftButton)
    compose(field(page, "ledger.saved.name"), "住房")
    qtbot.mouseClick(field(page, "ledger.saved.do"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.filter.saved.text() == "常用：住房")
    assert not page.filter.save.isVisible()
    qtbot.mouseClick(page.filter.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.rowCount() == 5)
    assert page.filter.saved.text() == "常用"
    page.filter.saved.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: page.list.rowCount() == 3)
    assert page.filter.saved.text() == "常用：住房"


def test_a_saved_filter_is_renamed_and_dropped_and_brought_back(
    qtbot: Any, page: DirectoryPage, office: Office
) -> None:
    where = (Condition("rent_use", "among", ("02",)),)
    saved_filters.save_filter(office, ledger="houses", name="一", where=where)
    page.open("houses")
    qtbot.waitUntil(lambda: "一" in page.filtering.saved)
    told: list[Any] = []
    page.told.connect(lambda *words: told.append(words))
    page.filter.manage_asked.emit()
    field(page, "ledger.manage.name").setText("二")
    qtbot.mouseClick(field(page, "ledger.manage.rename"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "二" in page.filtering.saved)
    qtbot.mouseClick(field(page, "ledger.manage.drop"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.filtering.saved)
    told[-1][1]()
    qtbot.waitUntil(lambda: "二" in page.filtering.saved)


def test_a_saved_filter_whose_field_is_gone_says_so_and_changes_nothing(
    qtbot: Any, page: DirectoryPage, office: Office
) -> None:
    kept = {"name": "旧", "quick": "", "where": [{"field": "colour", "label": "颜色", "operator": "is", "value": "红"}]}
    change_setting(office, key=f"filters/{office.actor.login}/houses", value=[kept])
    page.open("houses")
    qtbot.waitUntil(lambda: "旧" in page.filtering.saved)
    page.filter.saved_chosen.emit("旧")
    assert "颜色" in page.banner.strong.text()
    assert page.banner.isVisible()
    assert not page.filtering.held


def test_several_conditions_of_every_kind_are_added_at_once(qtbot: Any, page: DirectoryPage, compose: Any) -> None:
    qtbot.mouseClick(page.filter.add, Qt.MouseButton.LeftButton)
    dialog = page.window().findChild(QWidget, "ledger.condition")
    dialog.rows[0].choose("rent_use")
    dialog.rows[0].values[0].set_value(["02", "03"])
    qtbot.mouseClick(field(page, "ledger.condition.more"), Qt.MouseButton.LeftButton)
    dialog.rows[1].choose("area")
    qtbot.keyClicks(dialog.rows[1].values[0], "90")
    qtbot.keyClicks(dialog.rows[1].values[1], "120")
    qtbot.mouseClick(field(page, "ledger.condition.more"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field(page, "ledger.condition.do"), Qt.MouseButton.LeftButton)
    assert "没有写全" in dialog.wrong.text()
    dialog.rows[2].choose("house_owner", "starts")
    compose(dialog.rows[2].values[0], "陶")
    qtbot.mouseClick(field(page, "ledger.condition.do"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.rowCount() == 2)
    settled(qtbot, page)
    assert cells(page, "house_address") == ["工业路1号", "工业路2号"]
    known = rows.visible(House)
    assert [words_of(one, known[one.field]) for one in page.filtering.where] == [
        "住房、商铺",
        "≥ 90",
        "≤ 120",
        "陶开头",
    ]


def test_every_field_can_be_asked_about() -> None:
    for field_ in rows.visible(House).values():
        assert operators(field_)[-2:] == ("empty", "filled")


def test_many_rows_are_changed_with_a_preview_and_undone_as_one(
    qtbot: Any, page: DirectoryPage, office: Office, compose: Any
) -> None:
    page.table.selectAll()
    next(one for one in page.commands() if one.key == "batch").run()
    compose(field(page, "ledger.batch.field").lineEdit(), "备注")
    qtbot.keyClick(field(page, "ledger.batch.field").lineEdit(), Qt.Key.Key_Tab)
    field(page, "ledger.batch.field").left.emit()
    qtbot.waitUntil(lambda: page.window().findChild(QWidget, "ledger.batch.value") is not None)
    qtbot.waitUntil(lambda: page.window().findChild(QWidget, "ledger.batch.value").isVisible())
    compose(field(page, "ledger.batch.value"), "待核")
    verb = field(page, "ledger.batch.do")
    assert not verb.isEnabled()
    qtbot.mouseClick(field(page, "ledger.batch.preview"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: verb.text() == "修改 5 户")
    assert value(office, "中路3号", "note") is None
    qtbot.mouseClick(verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: value(office, "中路3号", "note") == "待核")
    page._desk.undo()
    qtbot.waitUntil(lambda: value(office, "中路3号", "note") is None)
    assert value(office, "上街5号", "note") is None


def test_nothing_chosen_is_told(qtbot: Any, page: DirectoryPage) -> None:
    page.table.clearSelection()
    next(one for one in page.commands() if one.key == "batch").run()
    assert page.banner.strong.text() == "没有选中行"


def test_a_block_from_excel_is_shown_and_laid_on_the_cells(qtbot: Any, page: DirectoryPage, office: Office) -> None:
    go(page, 0, "house_owner")
    addresses = cells(page, "house_address")
    QGuiApplication.clipboard().setText("赵一\r\n钱二\r\n")
    page.table.clearSelection()
    page.table.setCurrentIndex(page.list.index(0, column(page, "house_owner")))
    qtbot.keyClick(page.table, Qt.Key.Key_V, CONTROL)
    verb = field(page, "ledger.paste.do")
    qtbot.waitUntil(lambda: verb.text() == "修改 2 户")
    qtbot.mouseClick(verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: value(office, addresses[1], "house_owner") == "钱二")
    assert value(office, addresses[0], "house_owner") == "赵一"


def test_a_block_that_is_longer_than_the_list_adds_rows(qtbot: Any, page: DirectoryPage, office: Office) -> None:
    page.lines.choose_columns(("house_address", "house_owner", "note"))
    settled(qtbot, page)
    last = page.list.rowCount() - 1
    page.table.setFocus()
    page.table.setCurrentIndex(page.list.index(last, 0))
    QGuiApplication.clipboard().setText(f'{cells(page, "house_address")[last]}\r\n新街1号\t王五\t"两行\n备注"\r\n')
    qtbot.keyClick(page.table, Qt.Key.Key_V, CONTROL)
    verb = field(page, "ledger.paste.do")
    qtbot.waitUntil(lambda: verb.text() == "新增 1 户")
    qtbot.mouseClick(verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: value(office, "新街1号", "note") == "两行\n备注")


def test_a_copied_block_is_covered_and_comes_back_without_a_change(qtbot: Any, page: DirectoryPage) -> None:
    page.lines.choose_columns(("house_address", "owner_phone"))
    settled(qtbot, page)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_A, CONTROL)
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(page.table, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()))
    block = from_block(QGuiApplication.clipboard().text())
    assert [row[1] for row in block] == ["139****2206"] * 5
    page.table.paste()
    dialog = page.window().findChild(QWidget, "ledger.paste")
    qtbot.waitUntil(lambda: dialog.proposal is not None)
    assert (dialog.proposal.same, dialog.proposal.lines) == (5, ())


def test_sums_stand_in_the_status_bar(qtbot: Any, page: DirectoryPage) -> None:
    page.table.selectAll()
    qtbot.waitUntil(lambda: "合计 585.5" in page.hints())
    assert page.hints().startswith("已选 5 户")


def test_keys_walk_extend_open_and_remove(qtbot: Any, page: DirectoryPage, office: Office) -> None:
    go(page, 0, "village")
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.currentIndex().column() == page.list.columnCount() - 1
    qtbot.keyClick(page.table, Qt.Key.Key_Home)
    assert page.table.currentIndex().column() == 0
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.table.records()) == 2
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.mouseClick(field(page, "ledger.removal.do"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.rowCount() == 3)
    page._desk.undo()
    qtbot.waitUntil(lambda: page.list.rowCount() == 5)
    go(page, 0, "village")
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    qtbot.waitUntil(page.editor.isVisible)


def test_the_menu_of_the_table_holds_the_deeds_of_the_tool_bar(page: DirectoryPage) -> None:
    assert [command.key for command in page.table._commands] == [command.key for command in page.bar.offered()]


def test_the_list_goes_to_the_preview_as_it_is_seen(qtbot: Any, page: DirectoryPage) -> None:
    page.filtering.hold([Condition("rent_use", "among", ("02",))])
    qtbot.waitUntil(lambda: page.list.rowCount() == 3)
    next(one for one in page.commands() if one.key == "print").run()
    qtbot.waitUntil(lambda: page.preview_pane._paper is not None, timeout=20_000)
    assert page.preview_pane.isVisible()
    assert page.preview_pane._paper.pages == 1
    qtbot.keyClick(page.preview_pane, Qt.Key.Key_Escape)
    assert page.table.isVisible()


def test_a_scattered_choice_is_dropped_and_told(
    qtbot: Any, page: DirectoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.views.directory import record_table

    monkeypatch.setattr(record_table, "MOST_PIECES", 1)
    told: list[str] = []
    page.told.connect(lambda words, _: told.append(words))
    flag = QItemSelectionModel.SelectionFlag
    for line in (0, 1):
        page.table.selectionModel().select(page.list.index(line, 0), flag.Select | flag.Rows)
    page.table.horizontalHeader().sectionClicked.emit(column(page, "area"))
    qtbot.waitUntil(lambda: bool(told))
    assert "已取消选择" in told[-1]


def pasted(qtbot: Any, page: DirectoryPage, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Event]:
    """A block whose preview waits at its first line until the event is set."""
    gate, lines = Event(), batch._lines

    def slow(*given: Any) -> Any:
        gate.wait()
        return lines(*given)

    monkeypatch.setattr(batch, "_lines", slow)
    go(page, 0, "house_owner")
    QGuiApplication.clipboard().setText("赵一\r\n钱二\r\n")
    qtbot.keyClick(page.table, Qt.Key.Key_V, CONTROL)
    return page.window().findChild(QWidget, "ledger.paste"), gate


def test_a_preview_that_was_stopped_says_so_and_begins_again(
    qtbot: Any, page: DirectoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, gate = pasted(qtbot, page, monkeypatch)
    dialog.strip.cancelled.emit()
    gate.set()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert not dialog.strip.isVisible()
    qtbot.mouseClick(dialog.banner._buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.verb.text() == "修改 2 户")
    assert dialog.verb.isEnabled()


def test_closing_a_preview_ends_its_work(qtbot: Any, page: DirectoryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog, gate = pasted(qtbot, page, monkeypatch)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog._under_way.cancelled
    gate.set()
    qtbot.waitUntil(lambda: not page._desk.lane.busy)
    assert dialog.proposal is None

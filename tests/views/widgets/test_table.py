"""The table: sorting by its head, blocks to Excel, sums of the selection, ticks, opening."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.deadlines import Urgency
from desktop.domain.formulas import guarded
from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.widgets.clipboard import from_block, to_block
from desktop.views.widgets.delegates import CodeDelegate, DueDelegate, MaskDelegate
from desktop.views.widgets.empty_words import laid
from desktop.views.widgets.pills import Pill
from desktop.views.widgets.table import LedgerTable, sums_in_words
from tests.views.walk import faults

ROWS = [("王宅村", "解放街6号", 9, 14), ("陶宅村", "工业路3号", 48, 96), ("良宅村", "溪东路\t22号", 12, 19)]
HEADS = ["村", "门牌地址", "房间", "在住"]
CELLS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=8)
NASTY = st.text(st.sampled_from('"\t\n\r 王a,'), max_size=8)


def model_of(rows: list[tuple[object, ...]], *, ticks: bool = False) -> QStandardItemModel:
    model = QStandardItemModel(len(rows), len(rows[0]))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            item = QStandardItem()
            item.setData(value, Qt.ItemDataRole.EditRole)
            if ticks and column == 0:
                item.setCheckState(Qt.CheckState.Unchecked)
            model.setItem(row, column, item)
    model.setHorizontalHeaderLabels(HEADS)
    return model


@pytest.fixture
def table(dressed: QApplication, qtbot: QtBot) -> LedgerTable:
    made = LedgerTable("出租房台账", "test.table", unit="户")
    made.setModel(model_of(list(ROWS), ticks=True))
    made.resize(600, 300)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


@given(st.lists(st.lists(CELLS | NASTY, min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_block_comes_back_from_the_clipboard_as_it_went(rows: list[list[str]]) -> None:
    assert from_block(to_block(rows)) == rows


@given(st.lists(st.lists(NASTY, min_size=2, max_size=3), min_size=1, max_size=4))
def test_a_block_is_what_the_csv_module_reads_with_tabs(rows: list[list[str]]) -> None:
    read = csv.reader(io.StringIO(to_block(rows), newline=""), dialect="excel-tab", strict=True)
    assert list(read) == [[guarded(cell) for cell in row] for row in rows]


@given(st.lists(st.lists(NASTY, min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_excel_writes_is_read_as_its_cells(rows: list[list[str]]) -> None:
    """Excel writes line feeds inside of cells, and quotes a cell that has one, a tab or a quote."""
    cells = [[cell.replace("\r", "") for cell in row] for row in rows]
    written = "".join("\t".join(map(as_excel, row)) + "\r\n" for row in cells)
    assert from_block(written) == cells


def as_excel(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if any(mark in cell for mark in '\t\n"') else cell


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("甲\r\n\r\n丙\r\n", [["甲"], [""], ["丙"]]),
        ('"两行\n备注"\t3\r\n', [["两行\n备注", "3"]]),
        ('5"管\t"甲" 乙\r\n', [['5"管', '"甲" 乙']]),
        ('"没有收口\t乙\r\n', [['"没有收口', "乙"]]),
        ("", []),
    ],
)
def test_odd_blocks_are_read_as_people_mean_them(text: str, cells: list[list[str]]) -> None:
    assert from_block(text) == cells


def test_cells_with_tabs_and_quotes_are_quoted_as_excel_does() -> None:
    assert to_block([["a\tb", 'c"d', "e"]]) == '"a\tb"\t"c""d"\te\r\n'


def test_a_block_is_copied_with_ctrl_c(qtbot: QtBot, table: LedgerTable) -> None:
    flag = QItemSelectionModel.SelectionFlag.Select
    for row in (1, 2):
        for column in (1, 2):
            table.selectionModel().select(table.model().index(row, column), flag)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert from_block(QGuiApplication.clipboard().text()) == [["工业路3号", "48"], ["溪东路\t22号", "12"]]


def test_a_pasted_block_is_told(qtbot: QtBot, table: LedgerTable) -> None:
    QGuiApplication.clipboard().setText("1\t2\r\n3\t4\r\n")
    with qtbot.waitSignal(table.pasted) as caught:
        qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert caught.args == [[["1", "2"], ["3", "4"]]]


def test_the_selection_is_summed_for_the_status_bar(qtbot: QtBot, table: LedgerTable) -> None:
    told: list[str] = []
    table.selection_told.connect(told.append)
    table.selectAll()
    assert told[-1] == "已选 3 户　房间 合计 69　在住 合计 129　平均 43　最多 96"


def test_sums_are_exact() -> None:
    told = sums_in_words([("金额", [Decimal("0.1"), Decimal("0.2")])])
    assert told == "金额 合计 0.3　平均 0.15　最多 0.2"


def test_the_head_sorts_up_and_then_down(table: LedgerTable) -> None:
    head = table.horizontalHeader()
    head.sectionClicked.emit(2)
    assert [table.model().index(r, 2).data() for r in range(3)] == [9, 12, 48]
    head.sectionClicked.emit(2)
    assert [table.model().index(r, 2).data() for r in range(3)] == [48, 12, 9]


def test_enter_and_double_click_open(qtbot: QtBot, table: LedgerTable) -> None:
    table.setCurrentIndex(table.model().index(1, 1))
    with qtbot.waitSignal(table.opened) as caught:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert caught.args is not None
    assert caught.args[0].row() == 1


def test_space_and_a_click_turn_the_tick(qtbot: QtBot, table: LedgerTable) -> None:
    first = table.model().index(0, 0)
    table.setCurrentIndex(table.model().index(0, 2))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert Qt.CheckState(first.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
    spot = table.visualRect(first).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot.x(), spot.y()))
    assert Qt.CheckState(first.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Unchecked


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_rows_head_and_widths_follow_the_display_size(table: LedgerTable, percent: int) -> None:
    table.set_widths({0: 120})
    look().set_percent(percent)
    assert (table.rowHeight(0), table.horizontalHeader().height(), table.columnWidth(0)) == (px(32), px(32), px(120))
    assert table.widths()[0] == 120


def test_every_delegate_paints(table: LedgerTable) -> None:
    pills = {9: Pill("橙", "g_orange", mark="▲")}
    table.setItemDelegateForColumn(1, MaskDelegate(table))
    table.setItemDelegateForColumn(2, CodeDelegate(pills, table))
    table.setItemDelegateForColumn(3, DueDelegate(lambda _: Urgency.OVERDUE, table))
    table.selectRow(0)
    picture = table.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 600, 2) for y in range(0, 130, 2)}
    assert {look().tokens.g_orange_bg.lower(), look().tokens.sel.lower()} <= colours


def test_a_number_that_is_not_covered_is_not_shown(table: LedgerTable) -> None:
    plain, covered = table.grab().toImage(), MaskDelegate(table)
    table.setItemDelegateForColumn(1, covered)
    assert table.grab().toImage() != plain


def test_a_choice_too_large_to_be_summed_says_so(table: LedgerTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.views.widgets.table.SUM_LIMIT", 4)
    told: list[str] = []
    table.selection_told.connect(told.append)
    table.selectAll()
    assert told[-1] == "已选 12 格，超过 4 格不合计"


@pytest.mark.parametrize(("percent", "width", "height"), [(100, 600, 300), (150, 260, 130), (150, 352, 140)])
def test_what_an_empty_table_says_stands_whole_in_a_short_one_too(
    table: LedgerTable, percent: int, width: int, height: int
) -> None:
    table.model().removeRows(0, table.model().rowCount())
    table.set_empty("没有查到这个人：换个名字，或填完整证件号码。")
    look().set_percent(percent)
    table.resize(width, height)
    QApplication.processEvents()
    spot = laid(table, table.accessibleDescription()).spot
    assert table.viewport().rect().contains(spot)
    assert table.empty_fits()


def test_words_that_no_size_can_fit_are_found_by_the_walk(table: LedgerTable) -> None:
    table.model().removeRows(0, table.model().rowCount())
    table.set_empty("没有查到这个人" * 20)
    table.resize(160, 80)
    QApplication.processEvents()
    assert [fault for fault in faults(table) if fault.startswith("clipped")]

"""统计 of the rental area on screen: from a village to its lines, from a number to its records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop.services import answerables, grid_units, house_rooms
from desktop.services.check_in import Guest, check_in
from desktop.services.listing import link_options
from desktop.services.office import Office
from desktop.views.rental.page import RentalPage
from desktop.views.rental.report_pane import ReportPane
from tests.views.rental.conftest import DAY, field
from tests.views.rental.test_page import NUMBER
from tests.views.walk import faults_at

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def report(qtbot: Any, page: RentalPage, office: Office) -> ReportPane:
    room = link_options(office, "rooms")[0][0]
    check_in(
        office, room=room, guests=[Guest({"name": "谭秀英", "id_number": NUMBER, "reason": "01"}, {})], checkin=DAY
    )
    values = {"house_address": "王宅村解放街2号", "house_owner": "汤月娥", "village": "王宅村"}
    house_rooms.add_house(office, values=values, floors=1, rooms_each=2, room={})
    qtbot.mouseClick(field(page, "rent.part.report"), LEFT)
    part = page.front.part()
    assert isinstance(part, ReportPane)
    qtbot.waitUntil(lambda: part.report is not None)
    return part


def row_of(report: ReportPane, key: str) -> int:
    model = report.lines
    return next(row for row in range(model.rowCount()) if model.line(row).line.key == key)


def test_enter_on_a_number_lists_its_records_and_escape_comes_back(qtbot: Any, report: ReportPane) -> None:
    table = report.tables["lines"]
    table.selectRow(row_of(report, "reason:01"))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: report.drill.list is not None and report.drill.list.rowCount() == 1)
    assert report.drill.title.text() == "流入原因 · 务工"
    qtbot.keyClick(report.drill.table, Qt.Key.Key_Escape)
    assert report.pages.currentWidget() is report.front


def test_enter_on_a_record_goes_to_the_board(qtbot: Any, page: RentalPage, report: ReportPane) -> None:
    table = report.tables["lines"]
    table.selectRow(row_of(report, "persons"))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: report.drill.list is not None and report.drill.list.rowCount() == 1)
    report.drill.table.selectRow(0)
    qtbot.keyClick(report.drill.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.front.part() is None)


def test_a_village_opens_its_own_report(qtbot: Any, report: ReportPane) -> None:
    qtbot.mouseClick(field(report, "rent.report.side.villages"), LEFT)
    labels = [report.villages.line(row).label for row in range(report.villages.rowCount())]
    assert labels == ["王宅村", "未填", "合计"]
    report.tables["villages"].selectRow(0)
    qtbot.keyClick(report.tables["villages"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: report.report is not None and report.report.village == "王宅村")
    assert (report.report.figure("rooms"), report.report.figure("persons")) == (2, 0)


def test_the_year_before_comes_beside_the_figures(qtbot: Any, report: ReportPane) -> None:
    row = row_of(report, "persons")
    qtbot.waitUntil(lambda: report.lines.index(row, 3).data() == "0 人")
    assert report.lines.index(row, 2).data() == "1 人"
    assert report.lines.index(row_of(report, "houses"), 3).data() == ""


def test_a_grid_opens_its_place_in_the_tree(
    qtbot: Any, page: RentalPage, report: ReportPane, office: Office, house: str
) -> None:
    grid = grid_units.add_unit(office, values={"unit_name": "第一网格", "kind": "07"}).ids("grid_units")[0]
    answerables.place_houses(office, grid=grid, houses=[house])
    qtbot.mouseClick(field(report, "rent.report.side.grids"), LEFT)
    qtbot.waitUntil(lambda: report.grids.rowCount() == 3)
    assert [report.grids.line(row).label for row in range(3)] == ["第一网格", "未归网格", "合计"]
    with qtbot.waitSignal(report.place_asked) as asked:
        report.tables["grids"].selectRow(0)
        qtbot.keyClick(report.tables["grids"], Qt.Key.Key_Return)
    assert asked.args == [("grid", grid)]


def test_each_table_as_a_workbook(
    qtbot: Any, report: ReportPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for side in ("lines", "villages", "grids"):
        file = tmp_path / f"{side}.xlsx"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, file=file: (str(file), ""))
        qtbot.mouseClick(field(report, f"rent.report.side.{side}"), LEFT)
        qtbot.mouseClick(report.bar.button("save"), LEFT)
        qtbot.waitUntil(file.exists)


def test_printing_shows_the_paper_and_comes_back_to_the_report(
    qtbot: Any, page: RentalPage, report: ReportPane
) -> None:
    qtbot.mouseClick(report.bar.button("print"), LEFT)
    qtbot.waitUntil(page.preview.isVisible)
    page.preview.closed.emit()
    assert report.isVisible()


def test_a_village_that_is_none_is_told_and_the_report_stays(qtbot: Any, report: ReportPane, compose: Any) -> None:
    compose(report.place.lineEdit(), "没有的村")
    report.refresh()
    report.bar.button("print").click()
    report.bar.button("save").click()
    qtbot.keyClick(report.place.lineEdit(), Qt.Key.Key_Tab)
    assert report.banner.isVisible()
    assert report.report.village is None
    report.place.set_value("王宅村")
    report.place.left.emit()
    qtbot.waitUntil(lambda: report.report.village == "王宅村")
    qtbot.waitUntil(lambda: not report.banner.isVisible())


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (150, "dark")])
def test_nothing_is_cut_or_nameless(page: RentalPage, report: ReportPane, percent: int, theme: str) -> None:
    assert faults_at(page, percent, theme) == []

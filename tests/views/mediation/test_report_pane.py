"""统计报表 on screen: from any number down to its cases, by keys and by mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import select

from desktop.services import cases
from desktop.services.office import Office
from desktop.storage.changes import Change
from desktop.views.mediation.page import CasePage
from desktop.views.mediation.report_pane import ReportPane
from desktop.views.widgets.export_dialog import ExportDialog
from tests.views.mediation.test_page import find
from tests.views.walk import faults_at

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def report(qtbot: Any, page: CasePage, office: Office, registered: str) -> ReportPane:
    cases.accept(office, case=registered)
    qtbot.mouseClick(find(page, "case.part.report"), LEFT)
    part = page.front.part()
    assert isinstance(part, ReportPane)
    qtbot.waitUntil(lambda: part.report is not None)
    return part


def row_of(report: ReportPane, key: str) -> int:
    model = report.lines
    return next(row for row in range(model.rowCount()) if model.line(row).line.key == key)


def test_enter_on_a_number_lists_its_cases_and_opens_one(
    qtbot: Any, page: CasePage, report: ReportPane, registered: str
) -> None:
    table = report.tables["lines"]
    table.setFocus()
    table.selectRow(row_of(report, "type:06"))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    drill = report.drill
    qtbot.waitUntil(lambda: drill.list is not None and drill.list.rowCount() == 1)
    assert drill.title.text() == "纠纷类型 · 损害赔偿"
    drill.table.selectRow(0)
    qtbot.keyClick(drill.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.view.case is not None and page.view.isVisible())
    assert page.view.case.id == registered


def test_a_number_of_nothing_opens_nothing_and_escape_comes_back(qtbot: Any, report: ReportPane) -> None:
    table = report.tables["lines"]
    table.selectRow(row_of(report, "type:02"))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert report.pages.currentWidget() is report.front
    table.selectRow(row_of(report, "total"))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert report.pages.currentWidget() is report.drill
    qtbot.keyClick(report.drill.table, Qt.Key.Key_Escape)
    assert report.pages.currentWidget() is report.front


def test_a_bar_of_the_chart_opens_what_it_counts(qtbot: Any, report: ReportPane) -> None:
    report.charts.types.setFocus()
    qtbot.keyClick(report.charts.types, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: report.drill.list is not None and report.drill.list.rowCount() == 1)


def test_the_sides_and_the_workbook(
    qtbot: Any, report: ReportPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "清单.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    for side in ("mediators", "types"):
        qtbot.mouseClick(find(report, f"report.side.{side}"), LEFT)
        assert report.tables[side].isVisible()
    qtbot.mouseClick(find(report, "report.save"), LEFT)
    qtbot.waitUntil(file.exists)


def test_the_list_of_mediators_asks_what_for_and_tells_the_log(
    qtbot: Any, report: ReportPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "清单.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    qtbot.mouseClick(find(report, "report.side.mediators"), LEFT)
    qtbot.mouseClick(find(report, "report.save"), LEFT)
    (asked,) = report.findChildren(ExportDialog)
    assert not asked.full_box.isVisible()
    qtbot.mouseClick(asked.verb, LEFT)
    assert asked.isVisible()
    asked.form.field("reason").setText("报司法所")
    qtbot.mouseClick(asked.verb, LEFT)
    qtbot.waitUntil(file.exists)
    qtbot.waitUntil(lambda: not report.desk.lane.busy)
    with report.desk.office.store.read() as connection:
        last = connection.execute(select(Change.label, Change.reason).order_by(Change.seq.desc()).limit(1)).one()
    assert tuple(last) == ("导出人民调解员办案清单", "报司法所")


def test_printing_shows_the_paper_and_comes_back_to_the_report(qtbot: Any, page: CasePage, report: ReportPane) -> None:
    qtbot.mouseClick(find(report, "report.print"), LEFT)
    qtbot.waitUntil(page.preview.isVisible)
    page.preview.closed.emit()
    assert report.isVisible()


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (150, "dark"), (200, "high")])
def test_nothing_is_cut_or_nameless(page: CasePage, report: ReportPane, percent: int, theme: str) -> None:
    assert faults_at(page, percent, theme) == []


def test_a_span_without_cases_has_a_sentence_in_every_chart(qtbot: Any, page: CasePage) -> None:
    qtbot.mouseClick(find(page, "case.part.report"), LEFT)
    part = page.front.part()
    assert isinstance(part, ReportPane)
    qtbot.waitUntil(lambda: part.report is not None)
    for name in ("months", "types", "results"):
        assert not find(page, f"report.chart.{name}").isVisibleTo(page)
        assert "没有案件" in find(page, f"report.chart.{name}.empty").text()
        assert find(page, f"report.chart.{name}.empty").isVisibleTo(page)

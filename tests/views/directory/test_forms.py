"""Chosen records of a ledger filled into an upper office's form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.services import records
from desktop.services.office import Office
from desktop.views.directory.page import DirectoryPage
from tests.views.directory.conftest import directory

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office) -> Iterator[DirectoryPage]:
    for name in ("谭秀英", "厉小芳", "章立群"):
        records.add_record(office, ledger="staff", values={"name": name, "village": "良宅村", "post": "06"})
    with directory(qtbot, office, ledger="staff", rows=3) as made:
        yield made


def find(page: QWidget, name: str) -> Any:
    found = page.findChildren(QWidget, name)
    assert found, name
    return next((one for one in found if one.isVisible()), found[-1])


def test_the_chosen_rows_alone_go_into_the_form(
    qtbot: Any, page: DirectoryPage, compose: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "o.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    page.table.selectRow(1)
    qtbot.waitUntil(lambda: page.list.index(1, 0).data() not in (None, ""))
    wanted = [page.list.index(1, column).data() for column in range(page.list.columnCount())]
    qtbot.mouseClick(find(page, "ledger.form"), LEFT)
    qtbot.waitUntil(lambda: page.findChild(QDialog, "template.fill") is not None)
    assert "1 条" in "".join(
        one.text() for one in page.findChild(QDialog).findChildren(QWidget) if hasattr(one, "text")
    )
    compose(find(page, "template.fill.reason"), "报镇综治办")
    with qtbot.waitSignal(page.told, timeout=10_000):
        qtbot.mouseClick(find(page, "template.fill.do"), LEFT)
    sheet = load_workbook(out).worksheets[0]
    assert (sheet["A5"].value, sheet["A6"].value) == (1, None)
    assert sheet["D5"].value in wanted


def test_whole_numbers_are_offered_on_paper_to_whoever_may_see_them_and_in_a_file_to_whoever_may_export_them(
    qtbot: Any, dressed: Any, office: Office
) -> None:
    """The police may see and print whole numbers of the rented houses, and export masked ones alone."""
    records.add_record(office, ledger="houses", values={"house_address": "溪东路18号", "house_owner": "章立群"})
    police = replace(office, actor=replace(office.actor, roles=("police",)))
    with directory(qtbot, police, ledger="houses", rows=1) as page:
        qtbot.mouseClick(find(page, "ledger.form"), LEFT)
        qtbot.waitUntil(lambda: page.findChild(QDialog, "template.fill") is not None)
        offered = find(page, "template.fill.full")
        assert not offered.isEnabled()
        qtbot.mouseClick(find(page, "template.fill.kind.pdf"), LEFT)
        assert offered.isEnabled()


def test_a_ledger_without_a_form_says_where_to_add_one(qtbot: Any, page: DirectoryPage) -> None:
    page.open("posts")
    qtbot.waitUntil(lambda: find(page, "ledger.form").isVisible())
    qtbot.mouseClick(find(page, "ledger.form"), LEFT)
    qtbot.waitUntil(lambda: page.banner.isVisible())

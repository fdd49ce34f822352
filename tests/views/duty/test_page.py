"""The month board by keys and mouse: change a cell, see why not, mend it, undo, plan, print, save."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QListWidget, QWidget

from desktop.roster.problem import Cell
from desktop.services import rota_edit, rota_month
from desktop.services.office import Office
from desktop.views.duty.page import DutyPage
from desktop.views.style.metrics import layout_class
from tests.rota_centre import OCTOBER
from tests.views.walk import faults_at

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
DAY = date(2026, 10, 8)


def find(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def stored(office: Office) -> list[Cell]:
    return [one.cell for one in rota_month.read_month(office, month=OCTOBER).cells]


def put(page: DutyPage, office: Office, qtbot: Any, post: str, person: str, day: date = DAY) -> None:
    rota_edit.set_cell(office, cell=Cell(day, post, person))
    page.refresh()
    qtbot.waitUntil(lambda: any(one.cell == Cell(day, post, person) for one in page.model.view.cells))


def test_the_whole_month_is_seen_without_scrolling(page: DutyPage) -> None:
    assert page.model.columnCount() == 31
    assert page.grid.horizontalScrollBar().maximum() == 0


def test_f2_puts_somebody_into_a_free_cell(qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]) -> None:
    page.grid.choose(people["值班1"], DAY)
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    asked = page.findChild(QDialog, "duty.choice")
    offered = asked.findChild(QListWidget)
    assert offered.count() >= 2
    qtbot.keyClick(offered, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.person for one in stored(office)] == [people["值班1"]])


def test_a_double_click_asks_for_another_person(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    put(page, office, qtbot, "day", people["值班1"])
    page.grid.choose(people["值班1"], DAY)
    spot = page.grid.visualRect(page.grid.currentIndex()).center()
    qtbot.mouseClick(page.grid.viewport(), LEFT, pos=spot)
    qtbot.mouseDClick(page.grid.viewport(), LEFT, pos=spot)
    asked = page.findChild(QDialog, "duty.choice")
    qtbot.mouseClick(find(asked, "duty.choice.do"), LEFT)
    qtbot.waitUntil(lambda: [one.person for one in stored(office)] not in ([], [people["值班1"]]))


def test_a_conflict_says_why_and_offers_who_may(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    put(page, office, qtbot, "night", people["值班1"])
    put(page, office, qtbot, "day", people["值班1"], date(2026, 10, 9))
    page.grid.choose(people["值班1"], date(2026, 10, 9))
    assert page.bubble.isVisible()
    assert "夜班" in page.bubble.words.text()
    assert "冲突 1 处" in page.banner.words.text()
    qtbot.mouseClick(page.bubble.best, LEFT)
    qtbot.waitUntil(lambda: not rota_month.read_month(office, month=OCTOBER).conflicts)


def test_escape_closes_the_bubble(qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]) -> None:
    put(page, office, qtbot, "night", people["值班1"])
    put(page, office, qtbot, "day", people["值班1"], date(2026, 10, 9))
    page.grid.choose(people["值班1"], date(2026, 10, 9))
    qtbot.keyClick(page.bubble, Qt.Key.Key_Escape)
    assert not page.bubble.isVisible()


def test_delete_clears_and_the_undo_button_brings_back(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    put(page, office, qtbot, "day", people["值班1"])
    page.grid.choose(people["值班1"], DAY)
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not stored(office))
    qtbot.mouseClick(page.bar.button("undo"), LEFT)
    qtbot.waitUntil(lambda: len(stored(office)) == 1)


def test_l_locks_and_x_swaps(qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]) -> None:
    put(page, office, qtbot, "day", people["值班1"])
    put(page, office, qtbot, "day", people["值班2"], date(2026, 10, 12))
    page.grid.choose(people["值班1"], DAY)
    second = page.model.place(people["值班2"], date(2026, 10, 12))
    page.grid.selectionModel().select(second, page.grid.selectionModel().SelectionFlag.Select)
    qtbot.keyClick(page.grid, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: Cell(DAY, "day", people["值班2"]) in stored(office))
    qtbot.waitUntil(lambda: any(one.cell.person == people["值班2"] and one.cell.day == DAY
                                for one in page.model.view.cells))  # fmt: skip
    page.grid.choose(people["值班2"], DAY)
    qtbot.keyClick(page.grid, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: any(one.locked for one in rota_month.read_month(office, month=OCTOBER).cells))


def test_planning_shows_itself_and_fills_the_month(qtbot: Any, page: DutyPage, office: Office) -> None:
    qtbot.mouseClick(page.bar.button("plan"), LEFT)
    with qtbot.waitSignal(page.told, timeout=60_000) as told:
        assert any(one.isVisible() for one in page.findChildren(QDialog))
    assert "人人在应有区间内" in told.args[0]
    qtbot.waitUntil(lambda: page.model.view.draft)
    assert "没有更公平的排法" in page.fairness.words.text()


def test_a_cancelled_search_leaves_the_month_empty(qtbot: Any, page: DutyPage, office: Office) -> None:
    qtbot.mouseClick(page.bar.button("plan"), LEFT)
    asked = next(one for one in page.findChildren(QDialog) if one.isVisible())
    qtbot.mouseClick(asked.cancel, LEFT)
    qtbot.waitUntil(lambda: not page.search.planner.searching, timeout=20_000)
    assert stored(office) == []


def test_the_paper_is_previewed_and_escape_goes_back(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    put(page, office, qtbot, "day", people["值班1"])
    qtbot.mouseClick(page.bar.button("print"), LEFT)
    qtbot.mouseClick(find(page, "duty.out.do"), LEFT)
    qtbot.waitUntil(page.preview.isVisible)
    qtbot.keyClick(page.preview, Qt.Key.Key_Escape)
    assert page.grid.isVisible()


def test_the_sheet_is_saved_where_it_is_wanted(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(page, office, qtbot, "day", people["值班1"])
    file = tmp_path / "10月.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    qtbot.mouseClick(page.bar.button("save"), LEFT)
    qtbot.mouseClick(find(page, "duty.out.do"), LEFT)
    qtbot.waitUntil(file.exists)


def test_an_empty_month_can_be_neither_printed_nor_published(page: DutyPage) -> None:
    for key in ("print", "publish", "save"):
        button = page.bar.button(key)
        assert not button.isEnabled()
        assert button.accessibleDescription()


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (125, "dark"), (150, "high")])
def test_nothing_is_cut_or_nameless(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str], percent: int, theme: str
) -> None:
    put(page, office, qtbot, "night", people["值班1"])
    put(page, office, qtbot, "day", people["值班1"], date(2026, 10, 9))
    page.set_layout_class(layout_class(round(1294 * 100 / percent)))
    assert faults_at(page, percent, theme) == []

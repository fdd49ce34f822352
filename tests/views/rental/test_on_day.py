"""某日在住: a day that cannot be is told, and the register is written on the lane."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop.views.rental.on_day import OnDayDialog
from desktop.views.rental.page import RentalPage


@pytest.fixture
def asked(qtbot: Any, page: RentalPage, house: str) -> OnDayDialog:
    page.board.show_house(house)
    page.board.deeds.on_day(house)
    found = page.findChild(OnDayDialog)
    qtbot.waitUntil(lambda: "在住" in found.count.text())
    return found


def test_a_half_typed_day_is_told_in_the_dialog(
    qtbot: Any, asked: OnDayDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("asked where to"))
    asked.day.selectAll()
    qtbot.keyClicks(asked.day, "2026-13-")
    asked.read()
    assert "在住" not in asked.count.text()
    qtbot.mouseClick(asked.verb, Qt.MouseButton.LeftButton)
    assert asked.isVisible()
    asked.day.selectAll()
    qtbot.keyClicks(asked.day, "2026-9-1")
    asked.read()
    qtbot.waitUntil(lambda: asked.count.text() == "2026-09-01 在住 0 人")


def test_the_register_is_written_on_the_lane(
    qtbot: Any, asked: OnDayDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "登记表.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    qtbot.mouseClick(asked.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked.count.text() == "已存为 登记表.pdf")
    assert file.read_bytes().startswith(b"%PDF")

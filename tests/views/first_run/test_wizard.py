"""The first start by keys alone: place, administrator, recovery code, look, sample data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.services import sample, setup
from desktop.services.office import Office
from desktop.storage.home import Home
from desktop.storage.keys import Cost
from desktop.tasks import Lane
from desktop.views.first_run.wizard import Wizard
from tests.views.walk import faults_at

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSWORD = "made-up-7788"
RETURN = Qt.Key.Key_Return


@pytest.fixture
def wizard(qtbot: Any, dressed: Any, tmp_path: Path) -> Iterator[Wizard]:
    home, lane, opened = Home(tmp_path / "home"), Lane(), []
    home.prepare()

    def found(division: str, login: str, name: str, password: str) -> setup.Founded:
        made = setup.set_up_centre(home, division=division, login=login, name=name, password=password, cost=CHEAP)
        opened.append(made.office)
        return made

    made = Wizard(lane, found)
    qtbot.addWidget(made)
    made.show()
    yield made
    lane.close()
    for office in opened:
        office.store.close()


def find(wizard: Wizard, name: str) -> Any:
    found = wizard.findChild(QWidget, name)
    assert found is not None, name
    return found


def choose_place(qtbot: Any, wizard: Wizard, typed: str = "wangzhai") -> None:
    qtbot.keyClicks(wizard.place.search, typed)
    qtbot.keyClick(wizard.place.search, RETURN)


def make_administrator(qtbot: Any, wizard: Wizard, compose: Any, again: str = PASSWORD) -> None:
    choose_place(qtbot, wizard)
    qtbot.keyClick(wizard.place.search, RETURN)
    compose(find(wizard, "first.name"), "王海燕")
    qtbot.keyClicks(find(wizard, "first.password"), PASSWORD)
    qtbot.keyClicks(find(wizard, "first.again"), again)
    qtbot.keyClick(find(wizard, "first.again"), RETURN)


def founded(qtbot: Any, wizard: Wizard, compose: Any) -> None:
    make_administrator(qtbot, wizard, compose)
    qtbot.waitUntil(lambda: wizard.stack.currentWidget() is wizard.code)


def test_a_place_is_found_by_pinyin_and_enter_goes_on(qtbot: Any, wizard: Wizard) -> None:
    choose_place(qtbot, wizard)
    assert wizard.place.code == "330723105"
    assert "1 个社区、21 个村" in wizard.place.more.text()
    qtbot.keyClick(wizard.place.search, RETURN)
    assert wizard.stack.currentWidget() is wizard.admin
    assert find(wizard, "first.name").hasFocus()


def test_a_place_is_found_by_its_characters(qtbot: Any, wizard: Wizard, compose: Any) -> None:
    compose(wizard.place.search, "王宅")
    qtbot.keyClick(wizard.place.search, RETURN)
    assert wizard.place.code == "330723105"


def test_a_place_is_chosen_level_by_level_by_arrows(qtbot: Any, wizard: Wizard) -> None:
    for view in wizard.place.lists:
        view.setFocus()
        qtbot.keyClick(view, Qt.Key.Key_Down)
        qtbot.keyClick(view, Qt.Key.Key_Home)
    assert wizard.place.result.text() == "北京市 › 东城区 › 东华门街道"  # a city of its own has no level between
    assert wizard.next.isEnabled()


def test_a_province_can_have_no_centre(qtbot: Any, wizard: Wizard) -> None:
    wizard.place.lists[0].setFocus()
    qtbot.keyClick(wizard.place.lists[0], Qt.Key.Key_Down)
    assert not wizard.next.isEnabled()
    assert "选到县或乡镇" in wizard.place.more.text()


def test_two_passwords_must_be_the_same(qtbot: Any, wizard: Wizard, compose: Any) -> None:
    make_administrator(qtbot, wizard, compose, again="another-7788")
    assert wizard.stack.currentWidget() is wizard.admin
    assert "两次输入不一样" in wizard.admin.form.cell("again").words.text()


def test_the_recovery_code_must_be_copied_before_going_on(qtbot: Any, wizard: Wizard, compose: Any) -> None:
    founded(qtbot, wizard, compose)
    qtbot.keyClicks(wizard.code.back, "AAAAA")
    qtbot.keyClick(wizard.code.back, RETURN)
    assert wizard.stack.currentWidget() is wizard.code
    wizard.code.back.clear()
    qtbot.keyClicks(wizard.code.back, wizard.code.code.text().lower())
    qtbot.keyClick(wizard.code.back, RETURN)
    assert wizard.stack.currentWidget() is wizard.look


def test_the_recovery_code_can_be_printed_or_saved(qtbot: Any, wizard: Wizard, compose: Any) -> None:
    founded(qtbot, wizard, compose)
    qtbot.mouseClick(find(wizard, "first.code.print"), Qt.MouseButton.LeftButton)
    paper = find(wizard, "first.preview")
    qtbot.waitUntil(paper.isVisible)
    qtbot.keyClick(paper, Qt.Key.Key_Escape)
    assert wizard.stack.currentWidget() is wizard.code


def test_the_whole_way_without_samples_leads_into_the_centre(qtbot: Any, wizard: Wizard, compose: Any) -> None:
    founded(qtbot, wizard, compose)
    qtbot.keyClicks(wizard.code.back, wizard.code.code.text())
    qtbot.keyClick(wizard.code.back, RETURN)
    qtbot.keyClick(wizard.next, RETURN)
    with qtbot.waitSignal(wizard.look_chosen) as look, qtbot.waitSignal(wizard.founded) as heard:
        qtbot.keyClick(wizard.next, RETURN)
    assert look.args == ["light", 100]
    office: Office = heard.args[0]
    assert office.centre == "王宅镇综治中心"
    assert sample.sample_count(office) == 0


def test_samples_are_ticked_and_begun_by_keys(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, wizard: Wizard, compose: Any
) -> None:
    monkeypatch.setitem(sample.SCALES, "township", (3, 9, 12, 4))
    founded(qtbot, wizard, compose)
    qtbot.keyClicks(wizard.code.back, wizard.code.code.text())
    qtbot.keyClick(wizard.code.back, RETURN)
    qtbot.keyClick(wizard.next, RETURN)
    tick = wizard.sample.findChild(QCheckBox)
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    with qtbot.waitSignal(wizard.founded, timeout=20_000) as heard:
        qtbot.keyClick(tick, RETURN)
    assert sample.sample_count(heard.args[0]) > 40


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (100, "dark"), (150, "high")])
def test_nothing_is_cut_or_nameless(qtbot: Any, wizard: Wizard, percent: int, theme: str) -> None:
    choose_place(qtbot, wizard)
    found = []
    for step in range(5):
        wizard._show(step)
        found += faults_at(wizard, percent, theme)
    assert found == []

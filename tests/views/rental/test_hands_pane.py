"""用工匹配 by real keys and mouse: a need is entered, people are listed covered, one is shown for the purpose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.services import hands, records
from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.rental.hands_pane import HandsPane
from desktop.views.style.metrics import LayoutClass
from tests.services.test_hands import NEED, people
from tests.views.walk import faults_at

__all__ = ["people"]
LEFT, KEY, CTRL = Qt.MouseButton.LeftButton, Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pane(qtbot: Any, dressed: Any, office: Office, people: dict[str, str]) -> Iterator[HandsPane]:
    lane = Lane()
    made = HandsPane(Desk(office, lane))
    made.desk.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1294, 621)
    made.set_layout_class(LayoutClass.NORMAL)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.need_table.model() is not None)
    yield made
    lane.close()


@pytest.fixture
def asked(qtbot: Any, pane: HandsPane, office: Office) -> HandsPane:
    records.add_record(office, ledger="labour_needs", values=NEED)
    pane.refresh()
    qtbot.waitUntil(lambda: pane.hands.rowCount() == 2)
    return pane


def find(parent: QWidget, name: str) -> Any:
    found = parent.findChild(QWidget, name)
    assert found is not None, name
    return found


def shown(pane: HandsPane, column: int) -> list[str]:
    return [pane.hands.index(row, column).data() for row in range(pane.hands.rowCount())]


def test_a_need_is_entered_and_matched_at_once(qtbot: Any, pane: HandsPane, office: Office, compose: Any) -> None:
    qtbot.mouseClick(pane.bar.button("new"), LEFT)
    dialog = pane.findChild(QDialog, "rent.need")
    compose(find(dialog, "rent.need.enterprise"), "王宅针织厂")
    compose(find(dialog, "rent.need.job"), "缝纫工")
    compose(find(dialog, "rent.need.skills"), "缝纫")
    qtbot.mouseClick(find(dialog, "rent.need.do"), LEFT)
    qtbot.waitUntil(lambda: len(hands.open_needs(office)) == 1)
    qtbot.waitUntil(lambda: pane.hands.rowCount() > 0)
    assert set(shown(pane, 0)) <= {"朱**", "汤**", "王**"}


def test_a_person_is_shown_by_the_enter_key_and_covered_again_for_another_need(
    qtbot: Any, asked: HandsPane, office: Office
) -> None:
    told: list[str] = []
    asked.told.connect(lambda words, _: told.append(words))
    asked.table.setFocus()
    qtbot.keyClick(asked.table, KEY.Key_Down)
    qtbot.keyClick(asked.table, KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(told))
    assert shown(asked, 0) == ["朱**", "汤月娥"]
    assert shown(asked, 8) == ["", "13900002206"]
    records.add_record(office, ledger="labour_needs", values=NEED | {"job": "平车工"})
    asked.refresh()
    qtbot.waitUntil(lambda: asked.needs.rowCount() == 2)
    asked.need_table.setFocus()
    qtbot.keyClick(asked.need_table, KEY.Key_Down)
    qtbot.waitUntil(lambda: "汤月娥" not in shown(asked, 0))


def test_only_who_looks_for_work(qtbot: Any, asked: HandsPane) -> None:
    qtbot.keyClick(asked.seeking, KEY.Key_Space)
    qtbot.waitUntil(lambda: shown(asked, 0) == ["朱**"])


def test_a_child_is_refused_beside_the_field(qtbot: Any, asked: HandsPane, office: Office, compose: Any) -> None:
    asked.need_table.setFocus()
    qtbot.keyClick(asked.need_table, KEY.Key_Return)
    qtbot.waitUntil(lambda: asked.findChild(QDialog, "rent.need") is not None)
    dialog = asked.findChild(QDialog, "rent.need")
    assert find(dialog, "rent.need.enterprise").text() == "王宅针织厂"
    qtbot.keyClick(find(dialog, "rent.need.youngest"), KEY.Key_A, CTRL)
    compose(find(dialog, "rent.need.youngest"), "15")
    qtbot.mouseClick(find(dialog, "rent.need.do"), LEFT)
    qtbot.waitUntil(lambda: dialog.form.cell("youngest").words.text() != "")
    assert dialog.isVisible()
    assert len(hands.open_needs(office)) == 1


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (150, "dark"), (200, "high")])
def test_nothing_is_cut_nameless_or_in_latin(asked: HandsPane, percent: int, theme: str) -> None:
    assert faults_at(asked, percent, theme) == []

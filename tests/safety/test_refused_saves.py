"""A disk that is full, on the screen: the words are Chinese, and what was typed stays in the form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from bench._safety.search import META, WHOLE
from desktop.errors import Refused
from desktop.ledgers.people import Person
from desktop.services import records
from desktop.services.listing import count
from desktop.services.office import Office
from desktop.storage.unit_of_work import Work
from desktop.views.directory.page import DirectoryPage
from tests.views.directory.conftest import directory

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
FULL = Refused("磁盘已满，这次没有保存", "删去不用的文件，再试一次", code="disk_full")


@pytest.fixture
def page(qtbot: Any, office: Office) -> Iterator[DirectoryPage]:
    records.add_record(office, ledger="people", values={"name": "汤月娥"})
    with directory(qtbot, office, rows=1) as made:
        yield made


def named(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def test_what_was_typed_stays_when_the_disk_is_full_and_is_saved_when_there_is_room(
    qtbot: Any, page: DirectoryPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(work: Work) -> Any:
        raise FULL

    qtbot.mouseClick(named(page, "ledger.new"), Qt.MouseButton.LeftButton)
    named(page, "ledger.name").setText("朱成林")
    with monkeypatch.context() as patch:
        patch.setattr(Work, "commit", full)
        qtbot.mouseClick(named(page, "ledger.editor.foot.primary"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.editor.banner.isVisible())
    assert "磁盘已满" in page.editor.banner.accessibleName()
    assert named(page, "ledger.name").text() == "朱成林"
    assert count(office, Person) == 1
    qtbot.mouseClick(named(page, "ledger.editor.foot.primary"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: count(office, Person) == 2)


def composed(field: QWidget, words: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)


def test_sql_and_like_signs_in_the_quick_filter_find_nothing_and_break_nothing(qtbot: Any, page: DirectoryPage) -> None:
    lane, broken = page._desk.lane, []
    lane.broke.connect(broken.append)
    for words in (word for word in (*META, *WHOLE) if word.strip() and word.isprintable()):
        page.quick.selectAll()
        composed(page.quick, f"无此人{words}")
        qtbot.waitUntil(lambda: not lane.busy and page.list.rowCount() == 0)
        page.quick.selectAll()
        composed(page.quick, "汤月娥")
        qtbot.waitUntil(lambda: not lane.busy and page.list.rowCount() == 1)
    assert broken == []

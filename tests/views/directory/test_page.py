"""Ledgers on screen through real keys and mouse: add, change, filter, import with preview, take back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from desktop.ledgers.people import Person
from desktop.ledgers.posts import Post
from desktop.ledgers.stays import Stay
from desktop.services import records, undo
from desktop.services.duplicates import find_pairs
from desktop.services.listing import count
from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.directory.page import DirectoryPage

LEDGERS = Path(__file__).resolve().parents[2] / "data" / "ledgers"


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office) -> Iterator[DirectoryPage]:
    records.add_record(office, ledger="people", values={"name": "汤月娥", "phone": "13912342206"})
    lane = Lane()
    made = DirectoryPage(Desk(office, lane))
    qtbot.addWidget(made)
    made.resize(1294, 621)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.list is not None and made.list.rowCount() == 1)
    yield made
    lane.close()


def field(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def shown(page: DirectoryPage, qtbot: Any) -> list[str]:
    assert page.list is not None
    model = page.list
    for row in range(model.rowCount()):
        model.index(row, 0).data()
    qtbot.waitUntil(lambda: all(model.index(row, 0).data() for row in range(model.rowCount())))
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_record_is_added_by_keyboard(qtbot: Any, page: DirectoryPage, compose: Any) -> None:
    qtbot.mouseClick(field(page, "ledger.new"), Qt.MouseButton.LeftButton)
    compose(field(page, "ledger.name"), "朱成林")
    qtbot.keyClick(field(page, "ledger.name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.list.rowCount() == 2)
    assert sorted(shown(page, qtbot)) == ["朱成林", "汤月娥"]


def test_what_must_be_filled_is_said_and_nothing_is_saved(qtbot: Any, page: DirectoryPage, office: Office) -> None:
    qtbot.mouseClick(field(page, "ledger.new"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field(page, "ledger.editor.foot.primary"), Qt.MouseButton.LeftButton)
    assert page.editor.form.cell("name").words.text() == "没有填姓名"
    assert count(office, Person) == 1


def test_a_record_is_opened_masked_and_changed(qtbot: Any, page: DirectoryPage, office: Office, compose: Any) -> None:
    page.table.setCurrentIndex(page.list.index(0, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field(page, "ledger.name").text() == "汤月娥")
    assert field(page, "ledger.phone").text() == "139****2206"
    compose(field(page, "ledger.work"), "务农")
    qtbot.keyClick(field(page, "ledger.work"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not page.editor.isVisible())
    record = office.store
    with record.read() as connection:
        from desktop.storage import rows

        assert rows.select_rows(connection, Person, rows.View(), ("work", "phone")) == [("务农", "13912342206")]


def test_a_post_is_given_its_groups_and_weekdays_by_ticking(
    qtbot: Any, page: DirectoryPage, office: Office, compose: Any
) -> None:
    page.open("posts")
    qtbot.waitUntil(lambda: page.context() == "值班岗位台账")
    qtbot.mouseClick(field(page, "ledger.new"), Qt.MouseButton.LeftButton)
    compose(field(page, "ledger.post"), "防汛值守")
    for name, word in (("ledger.groups", "网格"), ("ledger.weekdays", "六")):
        qtbot.keyClick(field(page, name), Qt.Key.Key_F4)
        popup = field(page, name).popup
        popup.line.setText(word)
        qtbot.keyClick(popup.line, Qt.Key.Key_Space)
        qtbot.keyClick(popup.line, Qt.Key.Key_F4)
    qtbot.keyClick(field(page, "ledger.post"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(stored_posts(office)))
    assert stored_posts(office) == [("防汛值守", ["grid"], ["6"])]


def stored_posts(office: Office) -> list[Any]:
    with office.store.read() as connection:
        columns = select(Post.post, Post.groups, Post.weekdays).where(Post.post == "防汛值守")
        return [tuple(row) for row in connection.execute(columns)]


def test_the_quick_filter_finds_by_initials(qtbot: Any, page: DirectoryPage, office: Office) -> None:
    records.add_record(office, ledger="people", values={"name": "朱成林"})
    qtbot.keyClicks(page.quick, "zcl")
    qtbot.waitUntil(lambda: page.list.rowCount() == 1 and shown(page, qtbot) == ["朱成林"])
    qtbot.mouseClick(field(page, "ledger.filter.clear"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.rowCount() == 2)


def test_an_old_workbook_is_previewed_imported_and_taken_back_as_one(
    qtbot: Any, page: DirectoryPage, office: Office
) -> None:
    page.choice.choose("stays")
    page.preview(LEDGERS / "p1-stays-simple.xlsx")
    qtbot.waitUntil(lambda: page.importer.run_button.isEnabled(), timeout=20_000)
    assert page.importer.run_button.text() == "导入 78 行"
    assert count(office, Stay) == 0
    qtbot.mouseClick(page.importer.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: count(office, Stay) == 78, timeout=20_000)
    undo.undo(office)
    assert count(office, Stay) == 0


def test_a_file_that_is_no_workbook_is_told_in_words(qtbot: Any, page: DirectoryPage, tmp_path: Path) -> None:
    wrong = tmp_path / "照片.xlsx"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 200)
    page.preview(wrong)
    qtbot.waitUntil(lambda: page.importer.banner.isVisible(), timeout=20_000)
    assert page.importer.banner.strong.text()
    assert page.importer.banner.words.text()


def test_R19_somebody_alike_is_asked_about_and_saved_when_told_apart(
    qtbot: Any, page: DirectoryPage, office: Office, compose: Any
) -> None:
    qtbot.mouseClick(field(page, "ledger.new"), Qt.MouseButton.LeftButton)
    compose(field(page, "ledger.name"), "汤月娥")
    compose(field(page, "ledger.phone"), "13912342206")
    qtbot.keyClick(field(page, "ledger.phone"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.findChild(QWidget, "ledger.alike") is not None)
    assert count(office, Person) == 1
    qtbot.mouseClick(field(page, "ledger.alike.do"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.rowCount() == 2)
    assert find_pairs(office, ledger="people") == []


def test_who_saves_second_sees_both_values_before_anything_is_overwritten(
    qtbot: Any, page: DirectoryPage, office: Office, compose: Any
) -> None:
    page.table.setCurrentIndex(page.list.index(0, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field(page, "ledger.name").text() == "汤月娥")
    record = page.editor._record
    records.change_record(office, ledger="people", record=record, values={"work": "针织厂"}, version=1)
    compose(field(page, "ledger.work"), "务农")
    qtbot.keyClick(field(page, "ledger.work"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.findChild(QWidget, "ledger.stale") is not None)
    asked = field(page, "ledger.stale")
    assert asked.accessibleDescription() == "工作单位：现在是“针织厂”，您填的是“务农”"
    assert records.get_record(office, ledger="people", record=record)["work"] == "针织厂"
    qtbot.mouseClick(field(page, "ledger.stale.do"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.editor.isVisible())
    assert records.get_record(office, ledger="people", record=record)["work"] == "务农"

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
from desktop.services import house_page, house_rooms, records, undo
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


def test_a_stay_is_only_read_here_and_says_where_it_is_corrected(
    qtbot: Any, page: DirectoryPage, office: Office
) -> None:
    house = house_rooms.add_house(office, values={"house_address": "溪东路18号", "house_owner": "潘德明"}, floors=1,
                                  rooms_each=1).ids("houses")[0]  # fmt: skip
    room = house_page.read_house(office, house=house).rooms[0].id
    person = records.add_record(office, ledger="people", values={"name": "谭秀英"}).ids("people")[0]
    stay = {"room_id": room, "person_id": person, "checkin": "2026-09-01"}
    made = records.add_record(office, ledger="stays", values=stay, script=True).ids("stays")[0]
    page.choice.choose("stays")
    qtbot.waitUntil(lambda: page.list is not None and page.list.rowCount() == 1)
    assert not field(page, "ledger.new").isEnabled()
    page._open_record(made)
    qtbot.waitUntil(lambda: page.editor.form.field("checkin").text() == "2026-09-01")
    assert not page.editor.foot.primary.isEnabled()
    qtbot.keyClicks(page.editor.form.field("checkin"), "9")
    assert page.editor.form.field("checkin").text() == "2026-09-01"
    assert "人员住处" in page.editor.banner.words.text()
    page.choice.choose("people")
    qtbot.waitUntil(lambda: page.list.rowCount() == 2)
    assert field(page, "ledger.new").isEnabled()

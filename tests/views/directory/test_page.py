"""Ledgers on screen through real keys and mouse: add, change, filter, import with preview, take back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from sqlalchemy import select

from desktop.errors import Refused
from desktop.ledgers.people import Person
from desktop.ledgers.posts import Post
from desktop.ledgers.stays import Stay
from desktop.services import check_in, house_page, house_rooms, import_maps, importing, listing, records, undo
from desktop.services.duplicates import find_pairs
from desktop.services.listing import count
from desktop.services.office import Office
from desktop.tasks import Cancelled, Progress
from desktop.views.directory.page import DirectoryPage
from tests.services.test_importing import GOOD, HEAD, workbook
from tests.views.directory.conftest import directory
from tests.views.walk import faults

LEDGERS = Path(__file__).resolve().parents[2] / "data" / "ledgers"


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office) -> Iterator[DirectoryPage]:
    records.add_record(office, ledger="people", values={"name": "汤月娥", "phone": "13912342206"})
    with directory(qtbot, office, rows=1) as made:
        yield made


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


def test_a_new_record_begins_with_what_the_look_up_was_asked_for(qtbot: Any, page: DirectoryPage) -> None:
    page.open(("people", {"name": "谭秀英"}))
    assert page.editor.isVisible()
    assert field(page, "ledger.name").text() == "谭秀英"


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


def test_R12_a_person_s_own_sheet_is_printed_from_the_record_and_what_was_typed_stays(
    qtbot: Any, page: DirectoryPage, compose: Any
) -> None:
    page.table.setCurrentIndex(page.list.index(0, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field(page, "ledger.name").text() == "汤月娥")
    compose(field(page, "ledger.work"), "务农")
    qtbot.mouseClick(page.editor.paper, Qt.MouseButton.LeftButton)
    shown = page.preview_pane.preview
    qtbot.waitUntil(lambda: shown.thumbs.count() > 0)
    assert page.editor.paper.accessibleName() == shown.title.text() == "本人信息表"
    qtbot.keyClick(shown.view, Qt.Key.Key_Escape)
    assert field(page, "ledger.work").text() == "务农"
    assert page.editor.paper.hasFocus()


def test_only_a_person_has_a_sheet_of_their_own(qtbot: Any, page: DirectoryPage) -> None:
    qtbot.mouseClick(field(page, "ledger.new"), Qt.MouseButton.LeftButton)
    assert not page.editor.paper.isVisible()  # somebody new has nothing yet
    page.choice.choose("posts")
    assert not page.editor.paper.isVisible()


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


def test_every_list_has_the_quick_filter_and_what_is_composed_does_not_act(
    qtbot: Any, page: DirectoryPage, office: Office, compose: Any
) -> None:
    """Stays are not in the look-up: they are found by who stays, where and since when."""
    for street, name, number in (("中路12号", "曾桂荃", "430626197508122243"),
                                 ("后塘弄7号", "章高全", "330723197403121124")):  # fmt: skip
        house = house_rooms.add_house(office, values={"house_address": street, "house_owner": "周桂泉"}, floors=1,
                                      rooms_each=1)  # fmt: skip
        guest = check_in.Guest({"name": name, "id_number": number, "phone": "15800007730"}, {"reason": "01"})
        check_in.check_in(office, room=house.ids("rooms")[0], guests=[guest], checkin=office.today)
    page.open("stays")
    qtbot.waitUntil(lambda: page.list.rowCount() == 2)
    page.quick.setFocus()
    QApplication.sendEvent(page.quick, QInputMethodEvent("hou tang", []))
    qtbot.waitUntil(lambda: not page._desk.lane.busy)
    assert not page.filtering.held
    compose(page.quick, "后塘")
    qtbot.waitUntil(lambda: page.list.rowCount() == 1)
    assert page.filtering.words() == "查找：后塘"
    qtbot.keyClicks(page.quick, " zgq")
    qtbot.waitUntil(lambda: page.filtering.words() == "查找：后塘 zgq")
    assert page.list.rowCount() == 1
    qtbot.mouseClick(page.filter.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.rowCount() == 2)


def test_a_record_that_comes_to_fit_what_was_typed_comes_into_the_list(
    qtbot: Any, page: DirectoryPage, office: Office
) -> None:
    records.add_record(office, ledger="people", values={"name": "朱成林"})
    qtbot.keyClicks(page.quick, "zcl")
    qtbot.waitUntil(lambda: page.list.rowCount() == 1)
    page._desk.do(lambda at: records.add_record(at, ledger="people", values={"name": "朱长乐"}))
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


def test_a_file_that_is_no_workbook_is_told_in_words(
    qtbot: Any, page: DirectoryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "照片.xlsx"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 200)
    page.preview(wrong)
    qtbot.waitUntil(lambda: page.importer.fault.isVisible(), timeout=20_000)
    cause, step = page.importer.fault.words.text().split("\n")
    assert cause
    assert step
    assert not page.importer.run_button.isVisible()
    other = LEDGERS / "p4-incomers-gbk.csv"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    qtbot.mouseClick(page.importer.fault.deed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.importer.run_button.isEnabled(), timeout=20_000)
    assert not page.importer.fault.isVisible()


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


def drop(page: DirectoryPage, *files: Path) -> bool:
    """Files let go over the table, as a file manager sends them; whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    at, copy, left = QPoint(40, 40), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    over = page.table.viewport()
    entering = QDragEnterEvent(at, copy, data, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(over, entering)
    if entering.isAccepted():
        QApplication.sendEvent(over, QDropEvent(QPointF(at), copy, data, left, Qt.KeyboardModifier.NoModifier))
    return entering.isAccepted()


@pytest.mark.parametrize("name", ["p1-stays-simple.xlsx", "p3-incomers-pages.xls", "p4-incomers-gbk.csv"])
def test_a_workbook_dropped_on_the_list_is_previewed(qtbot: Any, page: DirectoryPage, name: str) -> None:
    page.choice.choose("stays" if "stays" in name else "people")
    assert drop(page, Path("照片.png"), LEDGERS / name)
    qtbot.waitUntil(lambda: page.importer.run_button.isEnabled(), timeout=20_000)
    assert name in page.importer.note.text()


def test_a_file_that_is_no_workbook_is_let_go_with_the_next_step(page: DirectoryPage) -> None:
    assert drop(page, Path("旧台账.et"))
    assert not page.importer.isVisible()
    assert page.banner.strong.text() == "“旧台账.et”不是能导入的文件"
    assert "另存为 .csv .xls .xlsx" in page.banner.words.text()


def test_what_becomes_of_a_file_is_said_while_it_is_held_above(qtbot: Any, page: DirectoryPage) -> None:
    hint = field(page, "drop.hint")
    for file, words in ((LEDGERS / "p4-incomers-gbk.csv", "放开就预览导入到租住人员，还不保存"),
                        (Path("旧台账.et"), "“旧台账.et”不是能导入的文件")):  # fmt: skip
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        held = QDragEnterEvent(QPoint(40, 40), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                               Qt.KeyboardModifier.NoModifier)  # fmt: skip
        QApplication.sendEvent(page.table.viewport(), held)
        assert hint.isVisible()
        assert hint.words.text().startswith(words)
        QApplication.sendEvent(page.table.viewport(), QDragLeaveEvent())
        assert not hint.isVisible()


def test_of_several_files_the_first_is_read_and_the_rest_are_told(qtbot: Any, page: DirectoryPage) -> None:
    with qtbot.waitSignal(page.told) as told:
        drop(page, LEDGERS / "p4-incomers-gbk.csv", LEDGERS / "p3-incomers-pages.xls")
    assert told.args[0] == "一次看一个文件：先看“p4-incomers-gbk.csv”，其余 1 个再拖一次"
    qtbot.waitUntil(lambda: page.importer.run_button.isEnabled(), timeout=20_000)


def test_a_file_dropped_while_another_comes_in_waits(qtbot: Any, page: DirectoryPage, office: Office) -> None:
    previewed(qtbot, page, LEDGERS / "p4-incomers-gbk.csv")
    qtbot.mouseClick(page.importer.run_button, Qt.MouseButton.LeftButton)
    drop(page, LEDGERS / "p3-incomers-pages.xls")
    assert page.banner.strong.text() == "上一个文件正在导入"
    assert not page.importer._columns.isEnabled()
    qtbot.waitUntil(lambda: not page.importer.running, timeout=20_000)
    assert page.importer._columns.isEnabled()
    assert count(office, Person) > 1


def test_the_preview_comes_back_after_a_record_was_looked_at(qtbot: Any, page: DirectoryPage) -> None:
    previewed(qtbot, page, LEDGERS / "p4-incomers-gbk.csv")
    page.table.setCurrentIndex(page.list.index(0, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field(page, "ledger.name").text() == "汤月娥")
    assert not page.importer.isVisible()
    qtbot.keyClick(page.editor, Qt.Key.Key_Escape)
    assert page.importer.isVisible()
    assert page.importer.run_button.isEnabled()


def test_a_record_that_was_asked_for_does_not_come_over_another_ledger(qtbot: Any, page: DirectoryPage) -> None:
    page.table.setCurrentIndex(page.list.index(0, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    page.choice.choose("houses")
    qtbot.waitUntil(lambda: not page._desk.lane.busy)
    assert not page.side.isVisible()


def test_an_import_that_fails_behind_another_ledger_is_told(
    qtbot: Any, page: DirectoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    previewed(qtbot, page, LEDGERS / "p4-incomers-gbk.csv")

    def full(*_: Any, **__: Any) -> None:
        raise Refused("磁盘已满", "腾出地方再导入", code="disk_full")

    monkeypatch.setattr(importing, "import_reading", full)
    with qtbot.waitSignal(page.told) as told:
        qtbot.mouseClick(page.importer.run_button, Qt.MouseButton.LeftButton)
        page.choice.choose("houses")
    assert told.args[0] == "磁盘已满，腾出地方再导入"
    assert not page.importer.running


def test_another_ledger_ends_the_preview(qtbot: Any, page: DirectoryPage) -> None:
    previewed(qtbot, page, LEDGERS / "p4-incomers-gbk.csv")
    page.choice.choose("houses")
    assert not page.importer.held
    assert not page.importer.isVisible()


def test_what_was_understood_and_mended_can_be_seen_cell_by_cell(
    qtbot: Any, page: DirectoryPage, tmp_path: Path
) -> None:
    file = tmp_path / "人员.csv"
    file.write_text(
        "某村登记表,,\n姓名,性别,电话\n谭 秀英,女,１３９０００１０８６９\n罗成,男,13900010870\n", encoding="utf-8"
    )
    previewed(qtbot, page, file)
    assert "表头在第 2 行，3 列已对应" in all_words(page.importer)
    assert "已整理 2 格" in all_words(page.importer)
    qtbot.mouseClick(field(page, "ledger.import.mended"), Qt.MouseButton.LeftButton)
    words = all_words(page.importer)
    assert "C列 联系电话" in words
    assert "１３９****０８６９ → 139****0869" in words
    assert "谭 秀英 → 谭秀英" in words
    assert "女" not in words
    qtbot.keyClick(field(page, "ledger.import.mended.back"), Qt.Key.Key_Space)
    qtbot.mouseClick(field(page, "ledger.import.match.0"), Qt.MouseButton.LeftButton)
    assert page.importer.views.choice() == "columns"


def test_a_quick_filter_that_is_refused_says_why_and_waits_no_longer(
    qtbot: Any, page: DirectoryPage, compose: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise Refused("资料正忙", "稍后再试", code="busy")

    monkeypatch.setattr(listing, "matching", refuse)
    compose(page.quick, "汤")
    qtbot.waitUntil(lambda: page.banner.strong.text() == "资料正忙")
    assert page.lines.mark.shown == ""
    assert not page.lines.mark._wait.isActive()


def test_what_changes_of_registered_people_can_be_seen_before_it_does(
    qtbot: Any, page: DirectoryPage, tmp_path: Path
) -> None:
    file = tmp_path / "人员.csv"
    file.write_text("姓名,电话,户籍地址\n汤月娥,13912342206,贵州省凯里市\n", encoding="utf-8")
    previewed(qtbot, page, file)
    assert page.importer.counts.figures["updated"].text() == "1"
    assert "改动已登记的 1 处" in all_words(page.importer)
    qtbot.mouseClick(field(page, "ledger.import.altered"), Qt.MouseButton.LeftButton)
    assert "空 → 贵州省凯里市" in all_words(page.importer)
    back = field(page, "ledger.import.altered.back")
    assert back.hasFocus()
    qtbot.keyClick(back, Qt.Key.Key_Space)
    assert field(page, "ledger.import.altered").hasFocus()


def all_words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def previewed(qtbot: Any, page: DirectoryPage, file: Path) -> None:
    page.preview(file)
    qtbot.waitUntil(lambda: page.importer.run_button.isEnabled(), timeout=20_000)


def choose(qtbot: Any, page: DirectoryPage, letter: str, words: str, compose: Any) -> None:
    """Type the name of the field that takes the column, and Enter."""
    line = field(page, f"ledger.import.column.0.{letter}").lineEdit()
    line.setFocus()
    line.selectAll()
    compose(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_a_column_is_put_right_on_screen_and_remembered(
    qtbot: Any, page: DirectoryPage, office: Office, tmp_path: Path, compose: Any
) -> None:
    head = ("姓名", "身份证号", "联系电话", "户籍地址", "外号")
    file = workbook(tmp_path / "a.xlsx", head, *((*one, "阿秀") for one in GOOD))
    previewed(qtbot, page, file)
    qtbot.mouseClick(page.importer.views.button("columns"), Qt.MouseButton.LeftButton)
    assert field(page, "ledger.import.column.0.E").read() == "-"
    choose(qtbot, page, "E", "技能特长", compose)
    qtbot.waitUntil(lambda: not page.importer.run_button.isEnabled())
    qtbot.waitUntil(lambda: page.importer.run_button.isEnabled(), timeout=20_000)
    assert field(page, "ledger.import.column.0.E").read() == "skill"
    qtbot.mouseClick(page.importer.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: count(office, Person) == 3, timeout=20_000)
    assert [*import_maps.remembered_columns(office, ledger="people").values()] == [{"E": "skill"}]
    undo.undo(office)
    assert count(office, Person) == 1


def test_a_field_taken_from_another_column_leaves_that_one_unused(
    qtbot: Any, page: DirectoryPage, tmp_path: Path, compose: Any
) -> None:
    head = ("姓名", "身份证号", "联系电话", "户籍地址", "另一个电话")
    previewed(qtbot, page, workbook(tmp_path / "a.xlsx", head, *((*one, "13900001111") for one in GOOD)))
    qtbot.mouseClick(page.importer.views.button("columns"), Qt.MouseButton.LeftButton)
    assert field(page, "ledger.import.column.0.C").read() == "phone"
    choose(qtbot, page, "E", "联系电话", compose)
    qtbot.waitUntil(lambda: not page.importer.run_button.isEnabled())
    qtbot.waitUntil(lambda: page.importer.run_button.isEnabled(), timeout=20_000)
    assert [field(page, f"ledger.import.column.0.{letter}").read() for letter in "CE"] == ["-", "phone"]


def test_an_import_cancelled_midway_keeps_nothing_and_may_be_begun_again(
    qtbot: Any, page: DirectoryPage, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    previewed(qtbot, page, workbook(tmp_path / "a.xlsx", HEAD, *GOOD))
    with monkeypatch.context() as patch:
        patch.setattr(Progress, "report", stop_at_once)
        qtbot.mouseClick(page.importer.run_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.importer.banner.strong.text() == "已取消")
    assert count(office, Person) == 1
    qtbot.mouseClick(page.importer.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: count(office, Person) == 3)


def stop_at_once(progress: Progress, done: int, total: int = 0, words: str = "") -> None:
    """As if 取消 had been pressed just before."""
    raise Cancelled


def test_the_file_may_change_after_the_preview_what_was_shown_comes_in(
    qtbot: Any, page: DirectoryPage, office: Office, tmp_path: Path
) -> None:
    file = workbook(tmp_path / "a.xlsx", HEAD, *GOOD)
    previewed(qtbot, page, file)
    workbook(file, HEAD, GOOD[0])
    qtbot.mouseClick(page.importer.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: count(office, Person) == 3)


def test_refused_rows_and_twins_stay_on_screen_after_the_import(
    qtbot: Any, page: DirectoryPage, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin = ("汤月娥", GOOD[0][1], "13912342206", "")
    previewed(qtbot, page, workbook(tmp_path / "a.xlsx", HEAD, twin, ("", "", "13900001111", "")))
    assert not page.importer.compare.isVisible()
    records.change_record(office, ledger="people", record=_first(office), values={"id_number": GOOD[1][1]}, version=1)
    qtbot.mouseClick(page.importer.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.importer.compare.isVisible())
    page.resize(1294, 690)  # beside the rail of a 1366×768 screen
    assert page.importer.keep.isVisible()
    assert [fault for fault in faults(page.importer) if fault.startswith("clipped")] == []
    with qtbot.waitSignal(page.went) as gone:
        qtbot.mouseClick(page.importer.compare, Qt.MouseButton.LeftButton)
    assert gone.args == ["rent", "twins"]
    assert page.importer.title.text() == "导入结果"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "b.xlsx"), ""))
    qtbot.mouseClick(page.importer.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "b.xlsx").exists())


def _first(office: Office) -> str:
    with office.store.read() as connection:
        return str(connection.scalar(select(Person.id)))


def test_nothing_of_the_file_before_stays_when_another_cannot_be_read(
    qtbot: Any, page: DirectoryPage, tmp_path: Path
) -> None:
    previewed(qtbot, page, workbook(tmp_path / "a.xlsx", HEAD, *GOOD, ("", "", "13900001111", "")))
    assert page.importer.keep.isEnabled()
    (tmp_path / "照片.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 200)
    page.preview(tmp_path / "照片.xlsx")
    qtbot.waitUntil(lambda: page.importer.fault.isVisible(), timeout=20_000)
    assert not page.importer.keep.isEnabled()
    assert not page.importer.run_button.isEnabled()
    assert page.importer.counts.figures["added"].text() == "0"


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

"""附件 of a case by real widgets: dropped, pasted, chosen from a dialog; looked at, turned, renamed, saved, removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from desktop.models.pictures import of_picture
from desktop.services import attachments, case_items
from desktop.services.attachment_lines import AttachmentLine
from desktop.services.case_desk import read_case
from desktop.services.office import Office
from desktop.views.mediation.file_pane import ATTACHED, PAPERS
from desktop.views.mediation.page import CasePage
from desktop.views.style.metrics import layout_class
from tests.models.test_pictures import photo, red_side, scan
from tests.views.walk import faults_at

Opened = Callable[[str], CasePage]
LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
RED = QColor(200, 30, 30)


def find(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def lines(office: Office, case: str) -> tuple[AttachmentLine, ...]:
    return read_case(office, case=case).attachments


def picture_file(folder: Path, name: str, wide: int = 400, high: int = 300) -> Path:
    assert photo(wide, high).save(str(folder / name))
    return folder / name


def attached(office: Office, case: str, *names: str) -> tuple[str, ...]:
    files = [of_picture(name, photo(400 + 2 * n, 300)) for n, name in enumerate(names)]
    return attachments.attach(office, ledger="disputes", record=case, files=files).ids("attachments")


@pytest.fixture
def shown(qtbot: Any, opened: Opened) -> Opened:
    """The desk of a case with its attachments in front, reached by the tab."""

    def show(case: str) -> CasePage:
        page = opened(case)
        tabs = page.view.file.tabs
        qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(ATTACHED).center())
        qtbot.waitUntil(lambda: page.view.attachments.viewer.isVisible())
        settle(qtbot, page)
        return page

    return show


def settle(qtbot: Any, page: CasePage) -> None:
    qtbot.waitUntil(lambda: not page._desk.lane.busy)


def click_line(qtbot: Any, page: CasePage, row: int) -> Any:
    """By the mouse, as a person comes to the list; gives its view."""
    view = page.view.attachments.list.view
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(row)).center())
    qtbot.waitUntil(view.hasFocus)
    return view


def drop(widget: QWidget, mime: QMimeData) -> tuple[bool, bool]:
    """Drag over the widget and let go; whether it took the first and the second."""
    where, copy = QPointF(20, 40), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(where.toPoint(), copy, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    let_go = QDropEvent(where, copy, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    let_go.ignore()
    QApplication.sendEvent(widget, let_go)
    return enter.isAccepted(), let_go.isAccepted()


def of_files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def pixels(page: CasePage) -> QImage:
    """What the viewer has drawn of the first page."""
    return page.view.attachments.viewer.view.grab().toImage()


class TestAdding:
    def test_an_empty_case_says_how(self, shown: Opened, registered: str) -> None:
        page = shown(registered)
        here = page.view.attachments.list
        assert here.empty.isVisible()
        assert "Ctrl+V" in here.empty.words.text()
        assert page.view.file.tabs.tabText(ATTACHED) == "附件"

    def test_several_from_the_dialog(
        self, qtbot: Any, shown: Opened, office: Office, registered: str, tmp_path: Path, monkeypatch: Any
    ) -> None:
        page = shown(registered)
        scanned = tmp_path / "扫描.pdf"
        scanned.write_bytes(scan(3))
        chosen = [str(picture_file(tmp_path, "现场.jpg", 3000, 2000)), str(scanned)]
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
        told: list[str] = []
        page.told.connect(lambda words, _: told.append(words))
        qtbot.mouseClick(find(page, "attachments.empty.do"), LEFT)
        qtbot.waitUntil(lambda: len(lines(office, registered)) == 2)
        qtbot.waitUntil(lambda: page.view.file.tabs.tabText(ATTACHED) == "附件 2")
        first, second = lines(office, registered)
        assert (first.name, first.wide, first.high) == ("现场.jpg", 2400, 1600)
        assert (second.name, second.pages) == ("扫描.pdf", 3)
        assert told == ["已添加 2 个附件"]
        assert page.view.attachments.list.current() == first
        assert page.view.attachments.list.strip.isHidden()

    @pytest.mark.parametrize("where", ["list", "viewer"])
    def test_dropped_from_the_file_manager(
        self, qtbot: Any, shown: Opened, office: Office, registered: str, tmp_path: Path, where: str
    ) -> None:
        page = shown(registered)
        files = [picture_file(tmp_path, name, 400 + n, 300) for n, name in enumerate(("甲.png", "乙.bmp", "丙.webp"))]
        assert drop(getattr(page.view.attachments, where), of_files(*files)) == (True, True)
        qtbot.waitUntil(lambda: len(lines(office, registered)) == 3)
        assert [line.name for line in lines(office, registered)] == ["甲.png", "乙.bmp", "丙.webp"]
        settle(qtbot, page)

    def test_what_is_no_file_is_not_taken(self, shown: Opened, registered: str) -> None:
        page, mime = shown(registered), QMimeData()
        mime.setText("三百元")
        assert drop(page.view.attachments.list, mime) == (False, False)
        mime.setUrls([QUrl("https://example.invalid/现场.jpg")])
        assert drop(page.view.attachments.list, mime) == (False, False)

    def test_a_picture_is_pasted(self, qtbot: Any, shown: Opened, office: Office, registered: str) -> None:
        page = shown(registered)
        QGuiApplication.clipboard().setImage(photo(640, 480))
        qtbot.keySequence(page.view.attachments.list.front(), QKeySequence(QKeySequence.StandardKey.Paste))
        qtbot.waitUntil(lambda: len(lines(office, registered)) == 1)
        (line,) = lines(office, registered)
        assert (line.name, line.wide, line.kind_words) == ("粘贴的图片 9-23 10时24分00秒.png", 640, "扫描件")
        settle(qtbot, page)

    def test_copied_files_are_pasted_and_other_words_are_not(
        self, qtbot: Any, shown: Opened, office: Office, registered: str, tmp_path: Path
    ) -> None:
        page, clipboard = shown(registered), QGuiApplication.clipboard()
        clipboard.setText("三百元")
        qtbot.keyClick(page.view.attachments.list.front(), Qt.Key.Key_V, CTRL)
        clipboard.setMimeData(of_files(picture_file(tmp_path, "甲.jpg")))
        qtbot.keyClick(page.view.attachments.viewer.view, Qt.Key.Key_V, CTRL)
        qtbot.waitUntil(lambda: [line.name for line in lines(office, registered)] == ["甲.jpg"])
        settle(qtbot, page)

    def test_they_go_to_the_record_that_is_chosen(
        self, qtbot: Any, shown: Opened, office: Office, registered: str, tmp_path: Path, compose: Any
    ) -> None:
        case_items.add_item(office, case=registered, document="evidence", values={"name": "门诊病历"})
        page = shown(registered)
        to = page.view.attachments.list.to
        to.lineEdit().selectAll()
        compose(to.lineEdit(), "证据材料：门诊病历")
        to.lineEdit().clearFocus()
        to.tidy()
        drop(page.view.attachments.list, of_files(picture_file(tmp_path, "甲.jpg")))
        qtbot.waitUntil(lambda: len(lines(office, registered)) == 1)
        assert lines(office, registered)[0].owner.words == "证据材料：门诊病历"
        settle(qtbot, page)
        assert page.view.attachments.list.owner().words == "证据材料：门诊病历"

    def test_the_good_ones_are_kept_and_the_others_are_named(
        self, qtbot: Any, shown: Opened, office: Office, registered: str, tmp_path: Path
    ) -> None:
        page = shown(registered)
        letter, gone = tmp_path / "合同.docx", tmp_path / "没有.jpg"
        letter.write_bytes(b"PK\x03\x04 a letter")
        drop(page.view.attachments.list, of_files(letter, picture_file(tmp_path, "甲.jpg"), gone))
        qtbot.waitUntil(lambda: page.view.banner.isVisible())
        assert [line.name for line in lines(office, registered)] == ["甲.jpg"]
        assert "合同.docx" in page.view.banner.strong.text()
        assert "还有 1 个" in page.view.banner.strong.text()
        assert "PDF" in page.view.banner.words.text()
        settle(qtbot, page)

    def test_the_same_file_twice_is_said(
        self, qtbot: Any, shown: Opened, office: Office, registered: str, tmp_path: Path
    ) -> None:
        page = shown(registered)
        one, other = picture_file(tmp_path, "甲.jpg"), picture_file(tmp_path, "乙.jpg", 500)
        told: list[str] = []
        page.told.connect(lambda words, _: told.append(words))
        drop(page.view.attachments.list, of_files(one))
        qtbot.waitUntil(lambda: len(told) == 1)
        drop(page.view.attachments.list, of_files(one, other))
        qtbot.waitUntil(lambda: told == ["已添加 1 个附件", "已添加 1 个附件，1 个原来就有"])
        drop(page.view.attachments.list, of_files(one, other))
        qtbot.waitUntil(lambda: page.view.banner.isVisible())
        assert "已经在附件里" in page.view.banner.strong.text()
        settle(qtbot, page)

    def test_adding_is_stopped_and_nothing_is_kept(
        self, qtbot: Any, shown: Opened, office: Office, registered: str, tmp_path: Path
    ) -> None:
        page = shown(registered)
        files = [picture_file(tmp_path, f"{n}.png", 400 + n, 300) for n in range(8)]
        drop(page.view.attachments.list, of_files(*files))
        page.view.attachments.list.strip.cancel.click()
        with qtbot.waitSignal(page.view.attachments.adding.ended):
            pass
        settle(qtbot, page)
        assert lines(office, registered) == ()
        drop(page.view.attachments.list, of_files(files[0]))
        qtbot.waitUntil(lambda: len(lines(office, registered)) == 1)
        settle(qtbot, page)

    def test_undo_by_the_toast(
        self, qtbot: Any, shown: Opened, office: Office, registered: str, tmp_path: Path
    ) -> None:
        page = shown(registered)
        told: list[Any] = []
        page.told.connect(lambda _, undo: told.append(undo))
        drop(page.view.attachments.list, of_files(picture_file(tmp_path, "甲.jpg")))
        qtbot.waitUntil(lambda: len(told) == 1)
        qtbot.waitUntil(lambda: not page.view.attachments.list.empty.isVisible())  # it is told before it is shown
        told[0]()
        qtbot.waitUntil(lambda: page.view.attachments.list.empty.isVisible())
        assert lines(office, registered) == ()


class TestLooking:
    def test_the_content_is_drawn_and_turned(self, qtbot: Any, shown: Opened, office: Office, registered: str) -> None:
        attached(office, registered, "现场.jpg")
        page = shown(registered)
        viewer = page.view.attachments.viewer
        qtbot.waitUntil(lambda: viewer._page_count == 1)
        assert viewer.title.text() == "现场.jpg"
        assert viewer.facts.text().startswith("扫描件 · 400×300 · ")
        assert drawn_side(qtbot, page) == "left"
        qtbot.mouseClick(find(page, "attachments.right"), LEFT)
        qtbot.waitUntil(lambda: lines(office, registered)[0].turn == 90)
        settle(qtbot, page)
        assert drawn_side(qtbot, page) == "top"
        qtbot.mouseClick(find(page, "attachments.left"), LEFT)
        qtbot.waitUntil(lambda: lines(office, registered)[0].turn == 0)
        settle(qtbot, page)
        assert drawn_side(qtbot, page) == "left"

    def test_every_line_gets_its_small_picture(
        self, qtbot: Any, shown: Opened, office: Office, registered: str
    ) -> None:
        attached(office, registered, "甲.jpg", "乙.jpg")
        page = shown(registered)
        model = page.view.attachments.list.model
        qtbot.waitUntil(lambda: all(model.thumb(model.line(row)) is not None for row in range(2)))
        assert model.thumb(model.line(0)).width() == 96

    def test_the_arrow_keys_go_through_them(self, qtbot: Any, shown: Opened, office: Office, registered: str) -> None:
        attached(office, registered, "甲.jpg", "乙.jpg")
        page = shown(registered)
        qtbot.keyClick(click_line(qtbot, page, 0), Qt.Key.Key_Down)
        assert page.view.attachments.viewer.title.text() == "乙.jpg"
        settle(qtbot, page)

    def test_a_reader_looks_and_changes_nothing(
        self, qtbot: Any, dressed: Any, office: Office, registered: str
    ) -> None:
        from dataclasses import replace

        from desktop.tasks import Lane
        from desktop.views.desk import Desk

        attached(office, registered, "甲.jpg")
        leader, lane = replace(office, actor=replace(office.actor, roles=("leader",))), Lane()
        page = CasePage(Desk(leader, lane))
        qtbot.addWidget(page)
        page.show()
        page.open(("disputes", registered))
        qtbot.waitUntil(lambda: page.view.case is not None)
        page.view.file.tabs.setCurrentIndex(ATTACHED)
        settle(qtbot, page)
        here = page.view.attachments
        assert here.viewer.title.text() == "甲.jpg"
        assert not here.list.add.isVisible()
        assert not find(page, "attachments.right").isVisible()
        assert not here.viewer.save.isEnabled()
        assert drop(here.list, of_files(Path("甲.jpg"))) == (False, False)
        for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2):
            qtbot.keyClick(click_line(qtbot, page, 0), key)
        assert page.findChild(QDialog, "attachments.edit") is None
        settle(qtbot, page)
        assert len(lines(office, registered)) == 1
        lane.close()

    def test_the_paper_comes_back_with_the_list_of_papers(self, qtbot: Any, shown: Opened, registered: str) -> None:
        page = shown(registered)
        assert page.view.key == "attachments"
        assert not page.view.paper.isVisible()
        tabs = page.view.file.tabs
        qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(PAPERS).center())
        assert page.view.key == "intake"
        assert page.view.file.list.isVisible()

    def test_what_is_typed_is_not_left_behind(self, qtbot: Any, opened: Opened, drawn: str, compose: Any) -> None:
        page = opened(drawn)
        compose(page.view.pane.clauses.row(0).text, "改")
        tabs = page.view.file.tabs
        qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(ATTACHED).center())
        assert page.view.key == "agreement"
        assert "还没有保存" in page.view.banner.strong.text()
        assert tabs.currentIndex() == PAPERS
        settle(qtbot, page)

    def test_another_case_begins_with_its_paper(
        self, qtbot: Any, shown: Opened, office: Office, registered: str, drawn: str
    ) -> None:
        from desktop.services import cases
        from tests.views.mediation.conftest import PARTIES, VALUES

        other = cases.register_dispute(office, parties=PARTIES, values=VALUES).ids("disputes")[0]
        attached(office, drawn, "甲.jpg")
        page = shown(drawn)
        page.show_case(other)
        qtbot.waitUntil(lambda: page.view.case.id == other)
        settle(qtbot, page)
        assert (page.view.key, page.view.file.tabs.currentIndex()) == ("intake", PAPERS)
        assert page.view.attachments.viewer.line is None


def drawn_side(qtbot: Any, page: CasePage) -> str:
    """Which side of the picture on the screen is red."""
    view = page.view.attachments.viewer.view

    def there() -> bool:
        return not page._desk.lane.busy and view._picture(0, view._spot(0).width()).pixelColor(5, 5) != QColor("white")

    qtbot.waitUntil(there)
    return red_side(view.viewport().grab(view._spot(0)).toImage())


class TestChanging:
    def test_renamed_and_given_to_a_piece_of_evidence(
        self, qtbot: Any, shown: Opened, office: Office, registered: str, compose: Any
    ) -> None:
        case_items.add_item(office, case=registered, document="evidence", values={"name": "门诊病历"})
        attached(office, registered, "甲.jpg")
        page = shown(registered)
        qtbot.keyClick(click_line(qtbot, page, 0), Qt.Key.Key_F2)
        asked = page.findChild(QDialog, "attachments.edit")
        name = find(asked, "attachments.edit.name")
        name.selectAll()
        compose(name, "病历第一页.jpg")
        asked.form.field("owner").set_typed("证据材料：门诊病历")
        compose(find(asked, "attachments.edit.note"), "原件已退")
        qtbot.mouseClick(find(asked, "attachments.edit.do"), LEFT)
        qtbot.waitUntil(lambda: lines(office, registered)[0].name == "病历第一页.jpg")
        (line,) = lines(office, registered)
        assert (line.owner.words, line.note) == ("证据材料：门诊病历", "原件已退")
        settle(qtbot, page)
        assert page.view.attachments.viewer.note.text() == "原件已退"

    def test_all_that_are_marked_are_removed_and_come_back(
        self, qtbot: Any, shown: Opened, office: Office, registered: str
    ) -> None:
        attached(office, registered, "甲.jpg", "乙.jpg", "丙.jpg")
        page = shown(registered)
        view, told = click_line(qtbot, page, 0), []
        page.told.connect(lambda words, undo: told.append((words, undo)))
        qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClick(view, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: len(told) == 1)
        assert told[0][0] == "已去掉 2 个附件"
        qtbot.waitUntil(lambda: page.view.attachments.viewer.title.text() == "丙.jpg")
        told[0][1]()
        qtbot.waitUntil(lambda: page.view.file.tabs.tabText(ATTACHED) == "附件 3")
        assert [line.name for line in lines(office, registered)] == ["甲.jpg", "乙.jpg", "丙.jpg"]

    def test_the_last_one_removed_leaves_the_empty_list(
        self, qtbot: Any, shown: Opened, office: Office, registered: str
    ) -> None:
        attached(office, registered, "甲.jpg")
        page = shown(registered)
        qtbot.mouseClick(find(page, "attachments.remove"), LEFT)
        qtbot.waitUntil(lambda: page.view.attachments.list.empty.isVisible())
        assert page.view.attachments.viewer.line is None

    def test_one_that_is_gone_meanwhile_is_said_to_be_so(
        self, qtbot: Any, shown: Opened, office: Office, registered: str
    ) -> None:
        attached(office, registered, "甲.jpg")
        page = shown(registered)
        (line,) = lines(office, registered)
        attachments.remove_attachments(office, attachments=[line.id])
        qtbot.mouseClick(find(page, "attachments.right"), LEFT)
        qtbot.waitUntil(lambda: page.view.banner.isVisible())
        assert "没有这个附件" in page.view.banner.strong.text()
        settle(qtbot, page)


class TestSaving:
    def test_the_purpose_first_then_the_folder(
        self, qtbot: Any, shown: Opened, office: Office, registered: str, tmp_path: Path, monkeypatch: Any
    ) -> None:
        attached(office, registered, "甲.jpg")
        page, folder = shown(registered), tmp_path / "U盘"
        folder.mkdir()
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
        told: list[Any] = []
        page.told.connect(lambda words, undo: told.append((words, undo)))
        qtbot.mouseClick(find(page, "attachments.save"), LEFT)
        asked = page.findChild(QDialog, "attachments.out")
        qtbot.mouseClick(find(asked, "attachments.out.do"), LEFT)
        assert asked.isVisible()
        assert "用途" in asked.form.cell("purpose").words.text()
        asked.form.field("purpose").set_typed("移送法院")
        qtbot.mouseClick(find(asked, "attachments.out.do"), LEFT)
        qtbot.waitUntil(lambda: told == [("已存到“U盘”", None)])
        assert [path.name for path in folder.iterdir()] == ["甲.png"]
        deed = read_case(office, case=registered).deeds[0]
        assert (deed.words, deed.reason) == ("附件另存", "移送法院")

    def test_a_turned_picture_is_saved_turned(
        self, qtbot: Any, shown: Opened, office: Office, registered: str, tmp_path: Path, monkeypatch: Any
    ) -> None:
        attachments.turn_attachment(office, attachment=attached(office, registered, "甲.jpg")[0], by=90)
        page = shown(registered)
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
        qtbot.mouseClick(find(page, "attachments.save"), LEFT)
        asked = page.findChild(QDialog, "attachments.out")
        asked.form.field("purpose").set_typed("打印")
        qtbot.mouseClick(find(asked, "attachments.out.do"), LEFT)
        qtbot.waitUntil((tmp_path / "甲.png").exists)
        settle(qtbot, page)
        assert red_side(QImage(str(tmp_path / "甲.png"))) == "top"


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (125, "dark"), (150, "light"), (200, "high")])
def test_nothing_is_cut_nameless_or_in_latin(
    qtbot: Any, shown: Opened, office: Office, registered: str, percent: int, theme: str
) -> None:
    page = shown(registered)
    page.set_layout_class(layout_class(page.width()))
    found = faults_at(page.view, percent, theme)
    attached(office, registered, "现场 三轮货车停放位置 东侧墙面与路口之间的距离 拍摄于汤处村口 九月二日下午", "乙")
    page.refresh()
    qtbot.waitUntil(lambda: page.view.file.tabs.tabText(ATTACHED) == "附件 2")
    settle(qtbot, page)
    assert found + faults_at(page.view, percent, theme) == []


def test_no_title_of_a_window_names_a_file(qtbot: Any, shown: Opened, office: Office, registered: str) -> None:
    attached(office, registered, "汤月娥病历.jpg")
    page = shown(registered)
    for ask in (page.view.attachments._change, lambda: page.view.attachments.deeds.save(lines(office, registered))):
        ask()
        dialog = next(one for one in page.findChildren(QDialog) if one.isVisible())
        assert dialog.windowTitle() in ("附件", "另存附件 1 个")
        dialog.reject()
    assert page.windowTitle() == ""

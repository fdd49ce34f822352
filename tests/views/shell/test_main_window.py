"""Navigation, keys, badges, status and toast of the main window, with pages that only remember what was
asked.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.main_window import MainWindow
from desktop.views.shell.frame import Frame
from desktop.views.shell.page import Area, Page, Saved
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, px
from desktop.views.widgets.buttons import Command

AREAS = [
    ("home", "工作台", "layout-dashboard"),
    ("duty", "值班", "calendar-days"),
    ("case", "调解", "scale"),
    ("rent", "出租房", "building-2"),
    ("ledger", "名录", "book-user"),
    ("system", "系统", "settings"),
]


class Probe(Page):
    """Remembers what the shell asked of it."""

    def __init__(self, key: str, label: str, log: list[str]) -> None:
        super().__init__(f"{key}.page", label, f"{label}的说明")
        self.key, self.log, self.leave = key, log, True
        self.first, self.second = QLineEdit(), QLineEdit()
        self.setLayout(Column(self.first, self.second))
        log.append(f"made {key}")

    def refresh(self) -> None:
        self.log.append(f"refresh {self.key}")

    def open(self, target: object) -> None:
        self.log.append(f"open {target}")

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("new", "新增", lambda: self.log.append("new")),
            Command("save", "保存", lambda: self.log.append("save"), enabled=False),
        )

    def first_focus(self) -> QWidget:
        return self.first

    def panes(self) -> tuple[QWidget, ...]:
        return (self.first, self.second)

    def may_leave(self) -> bool:
        return self.leave


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, log: list[str]) -> MainWindow:
    def area(key: str, label: str, icon: str) -> Area:
        return Area(key, label, icon, lambda: Probe(key, label, log), bottom=key == "system")

    frame = Frame(
        "王宅镇综治中心",
        "桩钉",
        "王海燕",
        "综治",
        find=lambda text: log.append(f"find {text}"),
        lock=lambda: log.append("lock"),
        undo=lambda: log.append("undo"),
        help=lambda key: log.append(f"help {key}"),
    )
    made = MainWindow(frame, [area(*words) for words in AREAS])
    qtbot.addWidget(made)
    made.resize(1366, 697)
    made.open("home")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_a_page_is_made_when_first_opened(window: MainWindow, log: list[str]) -> None:
    assert log == ["made home", "refresh home"]
    window.open("case", "2026-041")
    window.open("home")
    assert log[2:] == ["made case", "refresh case", "open 2026-041", "refresh home"]


@pytest.mark.parametrize(("number", "key"), [(n, words[0]) for n, words in enumerate(AREAS, 1)])
def test_ctrl_number_opens_its_area(qtbot: QtBot, window: MainWindow, number: int, key: str) -> None:
    qtbot.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
    assert window.page().objectName() == f"{key}.page"
    assert window.rail.item(key).isChecked()


@pytest.mark.parametrize(
    ("key", "modifier", "done"),
    [
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, ["find "]),
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier, ["new"]),
        (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier, []),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, ["lock"]),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, ["help home"]),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, ["refresh home"]),
    ],
)
def test_keys_of_the_window(
    qtbot: QtBot,
    window: MainWindow,
    log: list[str],
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    done: list[str],
) -> None:
    log.clear()
    qtbot.keyClick(window, key, modifier)
    assert log == done


def test_undo_falls_back_on_the_last_command_of_the_user(qtbot: QtBot, window: MainWindow, log: list[str]) -> None:
    window.setFocus()
    log.clear()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert log == ["undo"]


def test_f6_walks_the_panes_and_back(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page()
    assert isinstance(page, Probe)
    assert page.first.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert page.second.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.rail.item("home").hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert page.second.hasFocus()


def test_a_page_with_unsaved_work_keeps_the_front(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page()
    assert isinstance(page, Probe)
    page.leave = False
    qtbot.mouseClick(window.rail.item("case"), Qt.MouseButton.LeftButton)
    assert window.page() is page
    assert window.rail.item("home").isChecked()


def test_the_look_up_box_opens_with_the_first_letter_typed(qtbot: QtBot, window: MainWindow, log: list[str]) -> None:
    log.clear()
    qtbot.keyClicks(window.top.search, "z")
    qtbot.mouseClick(window.top.search, Qt.MouseButton.LeftButton)
    assert log == ["find z", "find "]


def test_words_of_the_page_reach_top_bar_and_status_bar(window: MainWindow) -> None:
    page = window.page()
    page.set_title("值班月表")
    page.set_context("王宅镇")
    page.set_hints("选中 1 格")
    page.saved_changed.emit(Saved.FAILED, "")
    shown = [window.top.title, window.top.context, window.status.hints, window.status.saved]
    assert [part.text() for part in shown] == ["值班月表", "王宅镇", "选中 1 格", "没存上"]


def test_words_of_a_page_behind_stay_behind(window: MainWindow) -> None:
    behind = window.page()
    window.open("case")
    behind.set_title("别处")
    assert window.top.title.text() == "调解"


def test_the_window_title_names_centre_and_product_only(window: MainWindow) -> None:
    assert window.windowTitle() == "王宅镇综治中心 · 桩钉"


def test_a_badge_is_told_in_words_too(window: MainWindow) -> None:
    window.page().badge_changed.emit(3)
    assert window.rail.item("home").accessibleDescription() == "3 件到期"


def test_the_toast_undoes(qtbot: QtBot, window: MainWindow, log: list[str]) -> None:
    window.page().told.emit("已办理入住：谭秀英 404", lambda: log.append("taken back"))
    assert window.toast.isVisible()
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert log[-1] == "taken back"
    assert not window.toast.isVisible()


def test_a_narrow_window_hides_mark_role_and_hints(window: MainWindow) -> None:
    window.resize(1000, 600)
    assert [window.rail.width(), window.top.height(), window.status.height()] == [60, 44, 24]
    assert not window.rail.mark.isVisible()
    assert not window.status.hints.isVisible()
    assert window.page().layout_kind.cramped


def test_sums_of_what_is_chosen_are_seen_in_a_narrow_window_too(window: MainWindow) -> None:
    window.status.set_undo("新增出租房")
    window.resize(1000, 600)
    window.page().set_hints("已选 4 户　建筑面积 合计 1,913", figures=True)
    assert window.status.hints.isVisible()
    assert not window.status.backup.isVisible()
    window.page().set_hints("Ctrl+F 筛选")
    assert not window.status.hints.isVisible()
    assert window.status.backup.isVisible()
    assert window.status.undo.isVisible()


def test_a_greater_display_size_changes_the_class_live(window: MainWindow) -> None:
    assert window.rail.width() == 72
    look().set_percent(150)
    assert window.kind.cramped
    assert window.rail.width() == px(60)

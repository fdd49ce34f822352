"""The shell at every display size in every theme; and the walk itself must be able to find faults."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.main_window import MainWindow
from desktop.views.shell.frame import Frame
from desktop.views.shell.page import Area, Page
from desktop.views.style.look import SCALES
from desktop.views.style.tokens import THEMES
from tests.views.walk import faults, faults_at


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot) -> MainWindow:
    frame = Frame("王宅镇综治中心", "桩钉・综治中心工作台", "王海燕", "综治")
    areas = [
        Area("home", "工作台", "layout-dashboard", lambda: Page("home.page", "工作台", "9月23日 星期三")),
        Area("rent", "出租房", "building-2", lambda: Page("rent.page", "出租房"), badge=2),
        Area("system", "系统", "settings", lambda: Page("system.page", "系统"), bottom=True),
    ]
    made = MainWindow(frame, areas)
    qtbot.addWidget(made)
    made.resize(1366, 697)
    made.open("home")
    made.status.set_backup("上次备份 今天 09:30 ・ 已核验")
    made.show()
    made.tell("已办理入住：谭秀英 404", lambda: None)
    return made


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("percent", SCALES)
def test_nothing_of_the_shell_is_clipped_or_nameless(window: MainWindow, percent: int, theme: str) -> None:
    assert faults_at(window, percent, theme) == []


def test_the_walk_finds_what_is_wrong(dressed: QApplication, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    label = QLabel("很长很长很长的一句话", host)
    label.setGeometry(0, 0, 40, 20)
    button = QPushButton("Save", host)
    button.setGeometry(0, 40, 200, 32)
    QLabel("\U000f1234", host).setGeometry(0, 80, 100, 32)
    host.resize(300, 200)
    host.show()
    found = {fault.split(":")[0] for fault in faults(host)}
    assert found == {"clipped", "no object name", "no accessible name", "not Chinese", "no glyph"}

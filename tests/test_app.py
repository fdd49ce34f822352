"""The program from outside: first start, door, window, lock, a second copy, no display."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox

from desktop import app as composition
from desktop.app import Program
from desktop.services import accounts, audit, backups, setup
from desktop.services.sign_in import sign_in
from desktop.storage import instance
from desktop.storage.home import Home
from desktop.storage.keys import Cost
from desktop.views.first_run.restore_dialog import RestoreDialog
from desktop.views.first_run.wizard import Wizard
from desktop.views.sign_in.page import SignIn
from desktop.views.widgets.dialogs import FaultDialog

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSWORD = "made-up-7788"
RETURN = Qt.Key.Key_Return
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def centre(home: Home) -> Home:
    """A centre that was founded before."""
    made = setup.set_up_centre(home, division="330723105", login="admin", name="王海燕", password=PASSWORD, cost=CHEAP)
    made.office.store.close()
    return home


@pytest.fixture
def program(qapp: QApplication, home: Home) -> Iterator[Program]:
    hook = sys.excepthook
    home.prepare()
    made = Program(qapp, home)
    yield made
    sys.excepthook = hook
    if made.front is not None:
        made.front.close()
    made._end()


def enter(qtbot: Any, program: Program) -> None:
    program.begin()
    door = program.front
    assert isinstance(door, SignIn)
    if not door.form.values().get("login"):
        qtbot.keyClicks(door.form.field("login"), "admin")
    qtbot.keyClicks(door.password, PASSWORD)
    qtbot.keyClick(door.password, RETURN)
    qtbot.waitUntil(lambda: program.seat is not None, timeout=10_000)


def test_the_first_start_begins_with_the_wizard(program: Program) -> None:
    program.begin()
    assert isinstance(program.front, Wizard)


def test_later_the_door_stands_first_and_knows_who_came_last(qtbot: Any, centre: Home, program: Program) -> None:
    enter(qtbot, program)
    assert program.seat is not None
    assert program.seat.window.page().objectName() == "home.page"
    program._leave("admin")
    qtbot.waitUntil(lambda: isinstance(program.front, SignIn))
    assert (centre.path / "last-login").read_text() == "admin"


def test_a_wrong_password_is_told_and_nobody_gets_in(qtbot: Any, centre: Home, program: Program) -> None:
    program.begin()
    door = program.front
    assert isinstance(door, SignIn)
    qtbot.keyClicks(door.form.field("login"), "admin")
    qtbot.keyClicks(door.password, "wrong-one-7788")
    qtbot.keyClick(door.password, RETURN)
    qtbot.waitUntil(door.words.isVisible)
    assert "，" in door.words.text()
    assert program.seat is None


def test_the_lock_covers_until_the_password_comes(qtbot: Any, centre: Home, program: Program) -> None:
    enter(qtbot, program)
    seat = program.seat
    assert seat is not None
    qtbot.keyClick(seat.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    cover = seat._cover
    qtbot.waitUntil(cover.isVisible)
    assert not seat.idle.running
    qtbot.keyClicks(cover.password, PASSWORD)
    qtbot.keyClick(cover.password, RETURN)
    qtbot.waitUntil(lambda: not cover.isVisible())
    assert seat.idle.running


def test_other_rights_give_a_new_window_with_what_is_allowed_now(qtbot: Any, centre: Home, program: Program) -> None:
    made = sign_in(centre, login="admin", password=PASSWORD)
    accounts.add_account(made, login="zlq", name="章立群", roles=["admin", "chair"], password=PASSWORD, cost=CHEAP)
    enter(qtbot, program)
    old = program.seat
    assert old is not None
    (own,) = [one for one in accounts.accounts(made) if one.login == "admin"]
    accounts.change_roles(made, account=own.id, roles=["auditor"])
    old.desk.ask(lambda office: audit.verify_log(office), lambda _: None)
    qtbot.waitUntil(lambda: old._cover is not None and old._cover.isVisible())
    qtbot.waitUntil(lambda: not program.lane.busy)
    qtbot.keyClicks(old._cover.password, PASSWORD)
    qtbot.keyClick(old._cover.password, RETURN)
    qtbot.waitUntil(lambda: program.seat not in (None, old), timeout=10_000)
    assert program.seat is not None
    assert program.seat.desk.office.actor.roles == ("auditor",)
    assert program.seat.window.page().objectName() == "system.page"
    made.store.close()


def test_a_fault_of_ours_opens_one_dialog_and_the_diagnosis_goes_where_it_is_wanted(
    qtbot: Any, centre: Home, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(qtbot, program)
    file = tmp_path / "诊断.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(file), ""))
    for _ in range(3):  # as when painting fails again and again
        sys.excepthook(ValueError, ValueError("谭秀英"), None)
    assert program.front is not None
    (told,) = [one for one in program.front.findChildren(FaultDialog) if one.isVisible()]
    assert "谭秀英" not in told.heading.text()
    qtbot.mouseClick(told.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(file.exists)
    with zipfile.ZipFile(file) as held:
        assert {"versions.json", "logs/faults.log", "health.json", "counts.json"} <= set(held.namelist())
    sys.excepthook(KeyError, KeyError(), None)
    (again,) = [one for one in program.front.findChildren(FaultDialog) if one.isVisible()]
    again.reject()


def test_a_backup_is_looked_into_before_anybody_is_asked_for_a_password(
    qtbot: Any, centre: Home, program: Program, tmp_path: Path
) -> None:
    enter(qtbot, program)
    assert program.seat is not None
    made = backups.back_up(program.seat.desk.office, folder=tmp_path / "stick")
    program._restore(made.path)
    assert program.front is not None
    front = program.front
    qtbot.waitUntil(lambda: front.findChild(RestoreDialog) is not None)
    asked = front.findChild(RestoreDialog)
    assert asked is not None
    words = [one.text() for one in asked.findChildren(QLabel)]
    assert "王宅镇综治中心" in words
    assert any("已核对，文件完好" in one for one in words)
    asked.reject()


def test_the_recovery_code_brings_a_centre_to_another_pc(
    qtbot: Any, qapp: QApplication, home: Home, program: Program, tmp_path: Path
) -> None:
    """Given a PC without a centre: the wizard, a file from a stick, the printed code, then the door."""
    made = setup.set_up_centre(Home(tmp_path / "old"), division="330723105", login="admin", name="王海燕",
                               password=PASSWORD, cost=CHEAP)  # fmt: skip
    file = backups.back_up(made.office, folder=tmp_path / "stick").path
    made.office.store.close()
    program.begin()
    assert not home.keys.exists()
    program._restore(file)
    assert program.front is not None
    front = program.front
    qtbot.waitUntil(lambda: front.findChild(RestoreDialog) is not None)
    asked = front.findChild(RestoreDialog)
    assert asked is not None
    qtbot.mouseClick(asked.other, Qt.MouseButton.LeftButton)
    assert not asked.form.field("password").isVisible()
    qtbot.keyClicks(asked.form.field("code"), made.recovery_code)
    qtbot.mouseClick(asked.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.front, SignIn), timeout=10_000)
    assert home.keys.exists()


def test_a_damaged_backup_is_told_before_anybody_is_asked(
    qtbot: Any, centre: Home, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, words: told.append(words))
    enter(qtbot, program)
    broken = tmp_path / "x.zdbak"
    broken.write_bytes(b"no backup")
    program._restore(broken)
    qtbot.waitUntil(lambda: bool(told))
    assert "换另一个备份文件" in told[0]


def test_without_a_display_it_is_said_and_nothing_is_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in composition.SCREENS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert composition.open_window(tmp_path / "never") == 1
    assert "没有显示器" in capsys.readouterr().err
    assert not (tmp_path / "never").exists()


def test_a_second_copy_is_told_and_the_first_one_asked_to_come_forward(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, centre: Home
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, words: told.append(words))
    monkeypatch.setattr(composition, "QApplication", lambda arguments: qapp)
    with instance.acquire(centre):
        assert composition.open_window(centre.path) == 1
        assert instance.raise_requested(centre)
    assert "已经打开" in told[0]

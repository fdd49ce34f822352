"""At the desk, by keys and mouse: the lock keeps everything back, a long absence locks, an auditor sees only 系统."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop import seat as seats
from desktop.seat import Seat
from desktop.services import accounts, records, setup
from desktop.services.office import Actor, Office
from desktop.services.sign_in import sign_in
from desktop.storage.home import Home
from desktop.storage.keys import Cost
from desktop.tasks import Lane
from desktop.views.look_up.panel import LookUpPanel
from desktop.views.system.account_dialogs import OwnPasswordDialog

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSWORD = "made-up-7788"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = setup.set_up_centre(Home(tmp_path / "home"), division="330723105", login="admin", name="王海燕",
                               password=PASSWORD, cost=CHEAP)  # fmt: skip
    yield made.office
    made.office.store.close()


@pytest.fixture
def sit(qtbot: Any, qapp: QApplication) -> Iterator[Callable[[Office], Seat]]:
    """Sits an office down at its window, shown and filled."""
    lane, seated = Lane(), []

    def begin(office: Office) -> Seat:
        seat = Seat(office.store.home, office, lane, "桩钉")
        seated.append(seat)
        qtbot.addWidget(seat.window)
        seat.begin()
        with qtbot.waitActive(seat.window):
            seat.window.show()
            seat.window.activateWindow()
        qtbot.waitUntil(lambda: not lane.busy)
        return seat

    yield begin
    for seat in seated:
        seat.idle.stop()
    lane.close()


def lock(qtbot: Any, seat: Seat) -> Any:
    qtbot.keyClick(seat.window, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.waitUntil(lambda: seat._cover is not None and seat._cover.isVisible())
    return seat._cover


def unlock(qtbot: Any, cover: Any, password: str = PASSWORD) -> None:
    qtbot.keyClicks(cover.password, password)
    qtbot.keyClick(cover.password, Qt.Key.Key_Return)


def look_up_of(seat: Seat) -> LookUpPanel | None:
    found = seat.window.findChild(LookUpPanel)
    return found if isinstance(found, LookUpPanel) else None


def test_no_key_works_behind_the_lock(qtbot: Any, office: Office, sit: Callable[[Office], Seat]) -> None:
    seat = sit(office)
    cover = lock(qtbot, seat)
    for key in (Qt.Key.Key_2, Qt.Key.Key_5, Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_Z):
        qtbot.keyClick(cover.password, key, CTRL)
    assert seat.window.page().objectName() == "home.page"
    assert look_up_of(seat) is None
    assert QApplication.focusWidget() in (None, cover.password) or cover.isAncestorOf(QApplication.focusWidget())
    unlock(qtbot, cover)
    qtbot.waitUntil(lambda: not cover.isVisible())
    qtbot.keyClick(seat.window, Qt.Key.Key_K, CTRL)
    assert look_up_of(seat) is not None


def test_a_wrong_password_leaves_it_locked_and_is_told(
    qtbot: Any, office: Office, sit: Callable[[Office], Seat]
) -> None:
    seat = sit(office)
    cover = lock(qtbot, seat)
    unlock(qtbot, cover, "wrong-one-7788")
    qtbot.waitUntil(lambda: "，" in cover.words.text())
    assert cover.isVisible()
    assert not seat.window.centralWidget().isEnabled()


def test_a_dialog_is_hidden_by_the_lock_and_comes_back_as_it_was(
    qtbot: Any, office: Office, sit: Callable[[Office], Seat]
) -> None:
    seat = sit(office)
    seat._change_password()
    dialog = seat.window.findChild(OwnPasswordDialog)
    assert isinstance(dialog, OwnPasswordDialog)
    qtbot.waitUntil(dialog.isVisible)
    field = dialog.form.field("old")
    qtbot.keyClicks(field, "half")
    seat.lock()
    assert not dialog.isVisible()
    unlock(qtbot, seat._cover)
    qtbot.waitUntil(dialog.isVisible)
    assert field.text() == "half"


def test_the_lock_empties_the_clipboard(qtbot: Any, office: Office, sit: Callable[[Office], Seat]) -> None:
    seat = sit(office)
    QGuiApplication.clipboard().setText("330723199001010012")
    lock(qtbot, seat)
    assert QGuiApplication.clipboard().text() == ""


def test_nobody_at_the_desk_is_warned_then_locked(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, office: Office, sit: Callable[[Office], Seat]
) -> None:
    monkeypatch.setattr(seats, "IDLE_MINUTES", 0.001)
    seat = sit(office)
    qtbot.waitUntil(lambda: seat._cover is not None and seat._cover.isVisible())
    assert seat.window.toast.words.text().startswith("30 秒后锁定")


def test_an_auditor_sees_only_the_system(office: Office, sit: Callable[[Office], Seat]) -> None:
    seat = sit(replace(office, actor=Actor("sj", "厉小芳", ("auditor",), office.actor.unit)))
    assert seat.window.page().objectName() == "system.page"
    assert [area for area in ("home", "duty", "case", "rent", "ledger") if area in seat.window._areas] == []


def test_an_unknown_role_sees_nothing_of_the_business(office: Office, sit: Callable[[Office], Seat]) -> None:
    seat = sit(replace(office, actor=Actor("x", "厉小芳", ("no-such-role",), office.actor.unit)))
    assert list(seat.window._areas) == ["system"]


class Windows(QObject):
    """Notes every widget that shows itself as a window."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.shown: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_nothing_flashes_up_as_a_window_of_its_own(
    qtbot: Any, qapp: QApplication, office: Office, sit: Callable[[Office], Seat]
) -> None:
    windows = Windows(qapp)
    seat = sit(office)
    for number in range(1, 7):
        qtbot.keyClick(seat.window, str(number), CTRL)
        qtbot.waitUntil(lambda: not seat.desk.lane.busy)
    lock(qtbot, seat)
    qapp.removeEventFilter(windows)
    assert len(seat.window._pages) == 6
    assert windows.shown == ["MainWindow shell"]


def test_a_leaver_s_window_is_covered_at_the_next_command_and_stays_so(
    qtbot: Any, office: Office, sit: Callable[[Office], Seat]
) -> None:
    made = accounts.add_account(office, login="zlq", name="章立群", roles=["mediator"], password=PASSWORD, cost=CHEAP)
    leaver = sign_in(office.store.home, login="zlq", password=PASSWORD)
    seat = sit(leaver)
    accounts.close_account(office, account=made.ids("accounts")[0])
    seat.window.open("home")
    seat.desk.ask(lambda office: records.history(office, ledger="disputes", record="x"), lambda _: None)
    qtbot.waitUntil(lambda: seat._cover is not None and seat._cover.isVisible())
    assert "已停用" in seat._cover.words.text()
    qtbot.waitUntil(lambda: not seat.desk.lane.busy)
    unlock(qtbot, seat._cover)
    qtbot.waitUntil(lambda: not seat.desk.lane.busy)
    assert seat._cover.isVisible()
    leaver.store.close()


def test_other_rights_cover_the_window_at_the_next_command_and_the_password_opens_anew(
    qtbot: Any, office: Office, sit: Callable[[Office], Seat]
) -> None:
    made = accounts.add_account(office, login="zlq", name="章立群", roles=["mediator"], password=PASSWORD, cost=CHEAP)
    changed = sign_in(office.store.home, login="zlq", password=PASSWORD)
    seat, back = sit(changed), []
    seat.renewed.connect(back.append)
    accounts.change_roles(office, account=made.ids("accounts")[0], roles=["grid"])
    seat.desk.ask(lambda office: records.history(office, ledger="disputes", record="x"), lambda _: None)
    qtbot.waitUntil(lambda: seat._cover is not None and seat._cover.isVisible())
    assert "权限刚改过" in seat._cover.words.text()
    qtbot.waitUntil(lambda: not seat.desk.lane.busy)
    unlock(qtbot, seat._cover, "wrong-one-7788")
    qtbot.waitUntil(lambda: "不对" in seat._cover.words.text())
    unlock(qtbot, seat._cover)
    qtbot.waitUntil(lambda: back != [])
    assert [one.actor.roles for one in back] == [("grid",)]
    assert seat._cover.isVisible()
    for one in (changed, *back):
        one.store.close()

"""The composition root: the only file that knows every layer. It opens the door, then the window, and keeps both."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QSettings, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget

from desktop import faults
from desktop.errors import Refused
from desktop.services import display
from desktop.services.display import Display
from desktop.storage import instance
from desktop.storage.home import Home
from desktop.tasks import Lane
from desktop.views.style.look import SCALES, look
from desktop.views.style.tokens import THEMES

if TYPE_CHECKING:
    from desktop.seat import Seat
    from desktop.services.backup_look import BackupLook
    from desktop.services.office import Office
    from desktop.services.setup import Founded
    from desktop.views.desk import Desk
    from desktop.views.first_run.restore_dialog import RestoreDialog
    from desktop.views.home.page import HomePage

PRODUCT = "桩钉·综治中心工作台"
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
RAISE_EVERY_MS = 1000
DOOR_FIRST_MS = 40  # until the door is painted: what is loaded meanwhile would only slow it down
BEHIND_THE_DOOR = ("desktop.services.sign_in", "desktop.services.home", "desktop.seat",
                   "desktop.views.home.page")  # fmt: skip
"""What costs time to load and is not needed for the door: loaded while somebody types the password."""


def open_window(path: Path) -> int:
    """Open the program on a data folder; returns the exit code. Refusals are told in one window, or on stderr."""
    if sys.platform == "linux" and not any(os.environ.get(name) for name in SCREENS):
        sys.stderr.write("没有显示器，打不开窗口；在有桌面的电脑上打开，或用 python -m desktop --help 里的命令\n")
        return 1
    app = QApplication(["zhuangding"])
    translate(app)
    keep_no_history()
    home = Home(path)
    chosen = display.read_display(home, themes=tuple(THEMES), scales=SCALES)
    look().set_theme(chosen.theme)
    look().set_percent(chosen.percent)
    try:
        home.prepare()
        with instance.acquire(home):
            faults.watch(path)
            program = Program(app, home)
            program.begin()
            return app.exec()
    except Refused as refused:
        if refused.code == "already_open":
            instance.request_raise(home)
        QMessageBox.warning(None, PRODUCT, str(refused))
        return 1


def get_ready() -> None:
    """Load what the window behind the door needs, while somebody types the password."""
    for name in BEHIND_THE_DOOR:
        import_module(name)
    from desktop.services import sign_in

    sign_in.get_ready()


def keep_no_history() -> None:
    """Qt's own file dialog would write the folders it was in to a file of the user's; they may bear names."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def translate(app: QApplication) -> None:
    """Qt's own words in Chinese."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)


class Program(QObject):
    """From the first start or the sign-in to the main window and back to the lock."""

    def __init__(self, app: QApplication, home: Home) -> None:
        super().__init__(app)
        self.home, self.lane = home, Lane(self)
        self.lane.broke.connect(self._broke)
        self.front: QWidget | None = None
        self._told: QDialog | None = None
        self.seat: Seat | None = None
        self._ready: tuple[Desk, HomePage] | None = None
        self._raise = QTimer(self, interval=RAISE_EVERY_MS)
        self._raise.timeout.connect(self._raise_if_asked)
        self._raise.start()
        sys.excepthook = lambda kind, bug, trace: self._broke(bug)
        app.aboutToQuit.connect(self._end)

    def begin(self) -> None:
        """The wizard where there is no centre yet, else the door."""
        if self.home.database.exists():
            self._door(display.read_login(self.home))
        else:
            from desktop.views.first_run.wizard import Wizard

            wizard = Wizard(self.lane, self._found)
            wizard.look_chosen.connect(self._keep_display)
            wizard.founded.connect(self.enter)
            wizard.restore_asked.connect(self._restore)
            self._show(wizard)

    def enter(self, office: Office) -> None:
        """Somebody is in: the main window with the areas this person may see."""
        from desktop.seat import Seat

        ready, self._ready = self._ready, None
        seat = Seat(self.home, office, self.lane, PRODUCT, ready, self)
        seat.left.connect(self._leave)
        seat.renewed.connect(self._renew)
        seat.restore_asked.connect(self._restore)
        seat.look_chosen.connect(self._keep_display)
        self.seat = seat
        display.keep_login(self.home, office.actor.login)
        seat.begin()
        self._show(seat.window)

    def _door(self, login: str = "") -> None:
        from desktop.views.sign_in.page import SignIn

        door = SignIn(self.lane, self._sign_in, self._sign_in_with_code, login=login)
        door.entered.connect(self.enter)
        self._show(door)
        QTimer.singleShot(DOOR_FIRST_MS, lambda: self.lane.run(get_ready, lambda _: self._rehearse()))

    def _rehearse(self) -> None:
        """Make desk and home page, painted once unseen, while the password is typed: nobody waits for it then."""
        from desktop.views.desk import Desk
        from desktop.views.home.page import HomePage

        desk = Desk(None, self.lane, self)
        page = HomePage(desk)
        page.resize(1294, 660)
        page.grab()
        self._ready = desk, page
        gc.freeze()  # what is loaded stays: the collector need not walk through it again and again

    def _sign_in(self, login: str, password: str) -> Office:
        from desktop.services.sign_in import sign_in

        return sign_in(self.home, login=login, password=password)

    def _sign_in_with_code(self, login: str, code: str, password: str) -> Office:
        from desktop.services import session

        return session.set_password_with_code(self.home, login=login, code=code, password=password)

    def _found(self, division: str, login: str, name: str, password: str) -> Founded:
        from desktop.services import setup

        return setup.set_up_centre(self.home, division=division, login=login, name=name, password=password)

    def _restore(self, file: Path) -> None:
        """A centre from a backup: its own password opens it afterwards at the door."""
        from desktop.services import backup_look

        self.lane.run(lambda: backup_look.look(self.home, file=file), lambda found: self._ask_restore(file, found),
                      self._warn)  # fmt: skip

    def _ask_restore(self, file: Path, found: BackupLook) -> None:
        from desktop.views.first_run.restore_dialog import RestoreDialog

        asked = RestoreDialog(self.front, found)
        asked.accepted.connect(lambda: self._bring_back(file, asked))
        asked.open()

    def _bring_back(self, file: Path, asked: RestoreDialog) -> None:
        """Nobody may have the data open meanwhile; what is refused leaves everything as it was, behind the door."""
        from desktop.services import backups

        seat, code = self._let_go(), asked.code
        login, password = ("", "") if code else (asked.login, asked.password)

        def restore() -> None:
            if seat is not None:
                seat.desk.office.store.close()
            if code:
                backups.restore_with_code(self.home, file, code=code)
            else:
                backups.restore_with_password(self.home, file, login=login, password=password)

        self.lane.run(restore, lambda _: self._door(login), self._not_restored)

    def _not_restored(self, refused: Refused) -> None:
        if self.home.database.exists():
            self._door()
        self._warn(refused)

    def _warn(self, refused: Refused) -> None:
        QMessageBox.warning(self.front, PRODUCT, str(refused))

    def _leave(self, login: str) -> None:
        """Signed out; the door opens for `login`, "" for somebody else."""
        from desktop.services.sign_in import sign_out

        seat = self._let_go()
        if seat is not None:
            self.lane.run(lambda: sign_out(seat.desk.office), lambda _: self._door(login))

    def _renew(self, office: Office) -> None:
        """The same person with other rights: a new window of hers in place of the old."""
        from desktop.services.sign_in import sign_out

        seat = self._let_go()
        if seat is not None:
            self.lane.run(lambda: sign_out(seat.desk.office), lambda _: self.enter(office))

    def _let_go(self) -> Seat | None:
        """Nobody is in any more; gives the seat that was taken."""
        seat, self.seat = self.seat, None
        if seat is not None:
            seat.idle.stop()
            seat.timed.stop()
        return seat

    def _keep_display(self, theme: str, percent: int) -> None:
        display.keep_display(self.home, Display(theme, percent))

    def _raise_if_asked(self) -> None:
        if instance.raise_requested(self.home) and self.front is not None:
            self.front.showNormal()
            self.front.raise_()
            self.front.activateWindow()

    def _show(self, front: QWidget) -> None:
        before, self.front = self.front, front
        front.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _broke(self, bug: BaseException) -> None:
        """Our own fault: one dialog with a number, one line in the local log, nothing of anybody's data. A fault that
        comes again with each stroke of the brush opens no second one.
        """
        from desktop.views.widgets.dialogs import FaultDialog

        number = faults.keep(self.home.path, bug)
        if self._told is None:
            self._told = FaultDialog(self.front, number, lambda: self._hand_over(number))
            self._told.finished.connect(self._heard)
            self._told.open()

    def _heard(self) -> None:
        self._told = None

    def _hand_over(self, number: str) -> None:
        """The diagnosis, where the person wants it; by way of the office that is open, if one is."""
        from desktop.services import diagnosis

        name, _ = QFileDialog.getSaveFileName(self.front, "导出诊断", f"桩钉诊断-{number}.zip", "诊断 (*.zip)")
        if name:
            office = self.seat.desk.office if self.seat is not None else None
            self.lane.run(
                lambda: diagnosis.write_diagnosis(self.home, office=office, file=Path(name)),
                failed=self._warn,
            )

    def _end(self) -> None:
        self._raise.stop()
        self.lane.close()
        if self.seat is not None:
            self.seat.desk.office.store.close()

"""The composition root: the only file that knows every layer. It opens the door, then the window, and keeps both."""

from __future__ import annotations

import faulthandler
import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QTimer, QTranslator
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop import faults
from desktop.domain.access import ROLE_LABELS, Action, Role
from desktop.errors import Refused
from desktop.services import display
from desktop.services.display import Display
from desktop.storage import instance
from desktop.storage.home import Home
from desktop.tasks import Lane
from desktop.views.style.look import SCALES, look
from desktop.views.style.tokens import THEMES
from desktop.views.words import tr

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.services.setup import Founded
    from desktop.views.desk import Desk
    from desktop.views.main_window import MainWindow
    from desktop.views.shell.frame import Frame

PRODUCT = "桩钉·综治中心工作台"
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
IDLE_MINUTES = 10
RAISE_EVERY_MS = 1000
BEHIND_THE_DOOR = ("desktop.services.sign_in", "desktop.services.home", "desktop.views.main_window", "desktop.areas",
                   "desktop.views.home.page")  # fmt: skip
"""What costs time to load and is not needed for the door: loaded while somebody types the password."""


def open_window(path: Path) -> int:
    """Open the program on a data folder; returns the exit code. Refusals are told in one window, or on stderr."""
    if sys.platform == "linux" and not any(os.environ.get(name) for name in SCREENS):
        sys.stderr.write("没有显示器，打不开窗口；在有桌面的电脑上打开，或用 python -m desktop --help 里的命令\n")
        return 1
    faulthandler.enable()
    app = QApplication(sys.argv[:1])
    translate(app)
    home = Home(path)
    chosen = display.read_display(home, themes=tuple(THEMES), scales=SCALES)
    look().set_theme(chosen.theme)
    look().set_percent(chosen.percent)
    try:
        home.prepare()
        with instance.acquire(home):
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
        self.window: MainWindow | None = None
        self.desk: Desk | None = None
        self._lock: Any = None
        self._idle = QTimer(self, interval=IDLE_MINUTES * 60_000)
        self._idle.timeout.connect(self.lock)
        self._raise = QTimer(self, interval=RAISE_EVERY_MS)
        self._raise.timeout.connect(self._raise_if_asked)
        self._raise.start()
        sys.excepthook = lambda kind, bug, trace: self._broke(bug)
        app.focusWindowChanged.connect(self._watch)
        app.aboutToQuit.connect(self._end)

    def begin(self) -> None:
        """The wizard where there is no centre yet, else the door."""
        if self.home.database.exists():
            self._door()
        else:
            from desktop.views.first_run.wizard import Wizard

            wizard = Wizard(self.lane, self._found)
            wizard.look_chosen.connect(self._keep_display)
            wizard.founded.connect(self.enter)
            wizard.restore_asked.connect(self._restore)
            self._show(wizard)

    def enter(self, office: Office) -> None:
        """Somebody is in: the main window with the areas this person may see."""
        from desktop.areas import areas
        from desktop.views.desk import Desk
        from desktop.views.main_window import MainWindow
        from desktop.views.shell.page import Saved

        desk = Desk(office, self.lane, self)
        self.desk = desk
        window = MainWindow(self._frame(office), areas(desk, self._keep_display))
        desk.changed.connect(lambda _: self._show_state())
        desk.refused.connect(lambda refused: window.tell(str(refused)))
        desk.saved_changed.connect(lambda saved: window.status.set_saved(Saved.SAVED if saved else Saved.SAVING, ""))
        self.window = window
        window.resize(1366, 768)
        window.open("home" if office.may("duty", Action.SEE) or office.may("rental", Action.SEE) else "system")
        self._show(window)
        self._show_state()
        self._idle.start()

    def lock(self) -> None:
        """Cover everything until the password comes again."""
        if self.window is None or self.desk is None:
            return
        from desktop.views.widgets.lock_screen import LockScreen

        if self._lock is None:
            actor = self.desk.office.actor
            users = [(actor.login, actor.name, roles_words(actor.roles))]
            self._lock = LockScreen(self.window, users, self.desk.office.centre, PRODUCT)
            self._lock.unlock_asked.connect(self._unlock)
        self._lock.cover()

    def _watch(self, window: QWindow | None) -> None:
        """Keys and clicks pass through the window that has the focus; watching every event would slow them all."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or click puts the idle clock back."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress) and self._idle.isActive():
            self._idle.start()
        return False

    def _door(self, login: str = "") -> None:
        from desktop.views.sign_in.page import SignIn

        door = SignIn(self.lane, self._sign_in, self._sign_in_with_code, login=login)
        door.entered.connect(self.enter)
        self._show(door)
        QTimer.singleShot(0, lambda: self.lane.run(get_ready, lambda _: self._rehearse()))

    def _rehearse(self) -> None:
        """Make a home page that nobody sees: what Qt does only once is then done before the password is typed."""
        from desktop.views.desk import Desk
        from desktop.views.home.page import HomePage

        page = HomePage(Desk(None, self.lane))  # type: ignore[arg-type]  # nobody is in yet
        page.resize(1200, 700)
        page.grab()
        page.deleteLater()
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
        from desktop.services import backups
        from desktop.views.first_run.restore_dialog import RestoreDialog

        asked = RestoreDialog(self.front, file)
        asked.accepted.connect(lambda: self.lane.run(
            lambda: backups.restore_with_password(self.home, file, login=asked.login, password=asked.password),
            lambda _: self._door(asked.login),
            lambda refused: QMessageBox.warning(self.front, PRODUCT, str(refused)),
        ))  # fmt: skip
        asked.open()

    def _frame(self, office: Office) -> Frame:
        from desktop.views.shell.frame import Frame

        actor = office.actor
        desk = self.desk
        assert desk is not None
        return Frame(
            office.centre, PRODUCT, actor.name, roles_words(actor.roles), find=self._find, lock=self.lock,
            undo=desk.undo, redo=desk.redo,
            user_menu=((tr("锁定"), self.lock), (tr("退出登录"), self._leave)),
        )  # fmt: skip

    def _find(self, text: str) -> None:
        from desktop.views.look_up.panel import LookUpPanel
        from desktop.views.widgets.overlay import Overlay

        window, desk = self.window, self.desk
        assert window is not None
        assert desk is not None
        panel = LookUpPanel(desk)
        over = Overlay(window.centralWidget(), panel)
        panel.opened.connect(window.open)
        panel.closed.connect(over.close_over)
        over.closed.connect(over.deleteLater)
        over.open()
        panel.start(text)

    def _show_state(self) -> None:
        """What the status bar says of the backup and of what can be undone."""
        from desktop.services import backups, undo

        window, desk = self.window, self.desk
        if window is None or desk is None:
            return
        desk.ask(backups.backup_state, lambda state: window.status.set_backup(state.line, state.tone))
        desk.ask(undo.last_undoable, lambda last: window.status.set_undo(last[1] if last else ""))

    def _unlock(self, user: str, password: str) -> None:
        from desktop.services import session

        desk = self.desk
        assert desk is not None
        desk.ask(lambda office: session.check_password(office, password=password), lambda _: self._lock.lift(),
                 lambda no: self._lock.refuse(str(no), session.seconds_to_wait(self.home, login=user)))  # fmt: skip

    def _leave(self) -> None:
        from desktop.services.sign_in import sign_out

        desk, self.desk, self.window, self._lock = self.desk, None, None, None
        self._idle.stop()
        if desk is not None:
            login = desk.office.actor.login
            self.lane.run(lambda: sign_out(desk.office), lambda _: self._door(login))

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
        """Our own fault: one dialog with a number, one line in the local log, nothing of anybody's data."""
        from desktop.views.widgets.dialogs import FaultDialog

        number = faults.keep(self.home.path, bug)
        FaultDialog(self.front, number, lambda: None).open()

    def _end(self) -> None:
        self._raise.stop()
        self.lane.close()
        if self.desk is not None:
            self.desk.office.store.close()


def roles_words(roles: tuple[str, ...]) -> str:
    """`系统管理 综治`."""
    return " ".join(ROLE_LABELS[Role(role)] for role in roles if role in frozenset(Role))

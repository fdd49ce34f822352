"""Part of the composition root: a person at the desk, from the sign-in to the leaving; the window, the lock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Signal

from desktop.areas import areas
from desktop.domain.access import ROLE_LABELS, Action, Role
from desktop.errors import Refused
from desktop.services import backup_plan, session, undo
from desktop.services.leaver import CHANGED
from desktop.services.office import Office
from desktop.storage.home import Home
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.main_window import MainWindow
from desktop.views.shell.clipboard_watch import ClipboardWatch
from desktop.views.shell.curtain import Curtain
from desktop.views.shell.frame import Frame
from desktop.views.shell.idle import IdleClock
from desktop.views.shell.page import Page, Saved
from desktop.views.shell.timed_backup import TimedBackup
from desktop.views.words import tr

IDLE_MINUTES = 10
WINDOW, ROOMY = QSize(1366, 768), QSize(1600, 900)


class Seat(QObject):
    """`left(login)`: she goes, or ("") somebody else wants in; `renewed(Office)`: she is back, with other rights;
    `restore_asked(file)`; `look_chosen(theme, percent)`.
    """

    left = Signal(str)
    renewed = Signal(object)
    restore_asked = Signal(object)
    look_chosen = Signal(str, int)

    def __init__(self, home: Home, office: Office, lane: Lane, product: str,
                 ready: tuple[Desk, Page] | None = None, parent: QObject | None = None) -> None:  # fmt: skip
        """`ready`: a desk and its home page, made while nobody was in yet."""
        super().__init__(parent)
        self._home, self._product = home, product
        self.desk, page = ready or (Desk(office, lane), None)
        self.desk.setParent(self)
        self.desk.sit_down(office)
        rooms = areas(self.desk, self.look_chosen.emit, self.restore_asked.emit, home=page)
        self.window = MainWindow(self._frame(office), rooms)
        self.curtain = Curtain(self.window, self.window.centralWidget())
        self._cover: Any = None
        self._changed = False  # her rights are others than those of this window
        self.idle = IdleClock(IDLE_MINUTES, self)
        self.idle.warned.connect(self._warn)
        self.idle.ran_out.connect(self.lock)
        self.clipboard = ClipboardWatch(self)
        self.timed = TimedBackup(self.desk, self.idle, self)
        self.timed.made.connect(lambda _: self._show_state())
        self.desk.changed.connect(lambda _: self._show_state())
        self.desk.refused.connect(lambda refused: self.window.tell(str(refused)))
        self.desk.saved_changed.connect(self._show_saved)
        self.desk.shut_out.connect(self._shut_out)
        self._take_room()

    def _take_room(self) -> None:
        """The whole of a small screen, or the lower edge would lie under the task bar."""
        room = self.window.screen().availableSize()
        self.window.resize(WINDOW.boundedTo(room))
        if room.width() < ROOMY.width() or room.height() < ROOMY.height():
            self.window.setWindowState(Qt.WindowState.WindowMaximized)

    def begin(self) -> None:
        """Fill the window; it is shown by whoever holds it."""
        office = self.desk.office
        at_home = any(office.may(area, Action.SEE) for area in ("duty", "mediation", "rental"))
        self.window.open("home" if at_home else "system")
        self._show_state()
        self.idle.start()
        self.timed.start()

    def lock(self) -> None:
        """Cover everything until the password comes again."""
        from desktop.views.widgets.lock_screen import LockScreen

        self.idle.stop()
        self.desk.purpose = ""
        if self._cover is None:
            actor = self.desk.office.actor
            users = [(actor.login, actor.name, roles_words(actor.roles))]
            self._cover = LockScreen(self.window, users, self.desk.office.centre, self._product)
            self._cover.unlock_asked.connect(self._unlock)
            self._cover.recovery_asked.connect(lambda: self.left.emit(actor.login))
            self._cover.switch_asked.connect(lambda: self.left.emit(""))
        self.curtain.draw()
        self._cover.set_moment(f"{self.desk.office.now():%H:%M}")
        self._cover.cover()

    def find(self, text: str) -> None:
        """The look-up over the window, with what was typed so far."""
        from desktop.views.look_up.panel import LookUpPanel
        from desktop.views.widgets.overlay import Overlay

        panel = LookUpPanel(self.desk)
        over = Overlay(self.window.centralWidget(), panel)
        panel.opened.connect(self.window.open)
        panel.closed.connect(over.close_over)
        over.closed.connect(over.deleteLater)
        over.open()
        panel.start(text)

    def _frame(self, office: Office) -> Frame:
        actor = office.actor
        return Frame(
            office.centre, self._product, actor.name, roles_words(actor.roles), find=self.find, lock=self.lock,
            undo=self.desk.undo, redo=self.desk.redo, show_backup=lambda: self.window.open("system"),
            user_menu=((tr("改密码…"), self._change_password), (tr("锁定"), self.lock),
                       (tr("退出登录"), lambda: self.left.emit(actor.login))),
        )  # fmt: skip

    def _unlock(self, user: str, password: str) -> None:
        def refused(no: Refused) -> None:
            self._cover.refuse(str(no), session.seconds_to_wait(self._home, login=user))

        if self._changed:
            self.desk.ask(lambda office: session.come_back(office, password=password), self.renewed.emit, refused)
        else:
            self.desk.ask(lambda office: session.check_password(office, password=password), lambda _: self._lift(),
                          refused)  # fmt: skip

    def _lift(self) -> None:
        self.curtain.lift()  # first: where nothing else can take the focus, hiding the cover would lose it
        self._cover.lift()
        self.idle.start()

    def _shut_out(self, refused: Refused) -> None:
        """A closed account: no password lifts the cover. A changed one: it opens a window of the new rights."""
        self._changed = refused.code == CHANGED.code
        self.lock()
        self._cover.refuse(str(refused), 0)

    def _warn(self, seconds: int) -> None:
        self.window.tell(tr("{n} 秒后锁定，动一下键盘或鼠标就不锁").format(n=seconds))

    def _change_password(self) -> None:
        from desktop.views.system.account_dialogs import OwnPasswordDialog

        asked = OwnPasswordDialog(self.window, self.desk.office.actor.login)

        def refused(no: Refused) -> None:
            asked.open()
            if not asked.show_refused(no):
                self.window.tell(str(no))

        def change() -> Callable[[Office], None]:
            old, new = asked.given()
            return partial(session.change_password, old=old, new=new)

        asked.accepted.connect(lambda: self.desk.ask(
            change(), lambda _: self.window.tell(tr("已改密码，下次用新密码登录")), refused
        ))  # fmt: skip
        asked.open()

    def _show_state(self) -> None:
        """What the status bar says of the backup and of what can be undone."""
        status = self.window.status
        self.desk.ask(backup_plan.state_line, lambda state: status.set_backup(*state))
        self.desk.ask(undo.last_undoable, lambda last: status.set_undo(last[1] if last else ""))

    def _show_saved(self, saved: bool) -> None:
        self.window.status.set_saved(Saved.SAVED if saved else Saved.SAVING, "")


def roles_words(roles: tuple[str, ...]) -> str:
    """`系统管理 综治`."""
    return " ".join(ROLE_LABELS[Role(role)] for role in roles if role in frozenset(Role))

"""What a page works with: services run on the database lane, and the news of what a command changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.errors import Refused
from desktop.services import undo
from desktop.services.leaver import SHUT_OUT
from desktop.services.office import Office
from desktop.tasks import Lane, Token

T = TypeVar("T")


class Desk(QObject):
    """Given to every page by its constructor.

    `changed(Changed)` tells every open page what a command touched; each decides whether to read again.
    `shut_out(Refused)`: the account was closed or changed meanwhile; `refused(Refused)`: nobody else takes it.
    `saved_changed(bool)`: False while a command is under way, True once all are on the disk, turned down or stopped.
    """

    changed = Signal(object)
    saved_changed = Signal(bool)
    refused = Signal(object)
    shut_out = Signal(object)

    def __init__(self, office: Office | None, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office, self.lane = office, lane
        self._under_way: list[Hashable] = []
        self.purpose = ""  # what people's records are opened for, asked once until the lock

    @property
    def office(self) -> Office:
        """Who is at work here; a desk made ready beforehand has nobody yet."""
        if self._office is None:
            raise RuntimeError("nobody is at the desk")
        return self._office

    def sit_down(self, office: Office) -> None:
        self._office = office

    def ask(
        self,
        read: Callable[[Office], T],
        then: Callable[[T], object],
        failed: Callable[[Refused], object] | None = None,
        *,
        stopped: Callable[[], object] | None = None,
        token: Token | None = None,
    ) -> None:
        """Read something on the lane; `then(answer)` comes back on the window's thread."""
        self.lane.run(lambda: read(self.office), then, failed=lambda no: self._told(no, failed), stopped=stopped,
                      token=token)  # fmt: skip

    def do(
        self,
        command: Callable[[Office], Any],
        then: Callable[[Any], object] | None = None,
        failed: Callable[[Refused], object] | None = None,
        *,
        stopped: Callable[[], object] | None = None,
        once: Hashable = None,
    ) -> None:
        """Run a command on the lane; what it returns (a Changed) is told to every page after `then`.

        `once`: whose command it is (a form); while one of the same is under way, another click does nothing.
        """
        if once is not None and once in self._under_way:
            return
        self._under_way.append(once)
        self.saved_changed.emit(False)
        self.lane.run(
            lambda: command(self.office), lambda changed: self._done(changed, then),
            failed=lambda no: self._told(no, failed), stopped=stopped, ended=partial(self._ended, once),
        )  # fmt: skip

    def undo(self) -> None:
        """Take back this person's last command (the toast's 撤销, Ctrl+Z)."""
        self.do(undo.undo)

    def redo(self) -> None:
        self.do(undo.redo)

    def _ended(self, once: Hashable) -> None:
        """However it ended: on the disk, refused, stopped by the person, or by a fault of ours."""
        self._under_way.remove(once)
        if not self._under_way:
            self.saved_changed.emit(True)

    def _done(self, changed: Any, then: Callable[[Any], object] | None) -> None:
        if then is not None:
            then(changed)
        self.changed.emit(changed)

    def _told(self, refused: Refused, failed: Callable[[Refused], object] | None) -> None:
        if refused.code in SHUT_OUT:
            self.shut_out.emit(refused)
        else:
            (failed or self.refused.emit)(refused)

"""What a page works with: services run on the database lane, and the news of what a command changed."""

from __future__ import annotations

from collections.abc import Callable
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
    `saved_changed(bool)`: False while a command is under way, True once it is on the disk.
    """

    changed = Signal(object)
    saved_changed = Signal(bool)
    refused = Signal(object)
    shut_out = Signal(object)

    def __init__(self, office: Office | None, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office, self.lane = office, lane
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
    ) -> None:
        """Run a command on the lane; what it returns (a Changed) is told to every page after `then`."""
        self.saved_changed.emit(False)
        self.lane.run(
            lambda: command(self.office), lambda changed: self._done(changed, then),
            failed=lambda no: self._not(no, failed), stopped=stopped,
        )  # fmt: skip

    def undo(self) -> None:
        """Take back this person's last command (the toast's 撤销, Ctrl+Z)."""
        self.do(undo.undo)

    def redo(self) -> None:
        self.do(undo.redo)

    def _done(self, changed: Any, then: Callable[[Any], object] | None) -> None:
        self.saved_changed.emit(True)
        if then is not None:
            then(changed)
        self.changed.emit(changed)

    def _not(self, refused: Refused, failed: Callable[[Refused], object] | None) -> None:
        self.saved_changed.emit(True)
        self._told(refused, failed)

    def _told(self, refused: Refused, failed: Callable[[Refused], object] | None) -> None:
        if refused.code in SHUT_OUT:
            self.shut_out.emit(refused)
        else:
            (failed or self.refused.emit)(refused)

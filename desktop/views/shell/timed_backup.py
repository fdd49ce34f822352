"""The daily backup: looked for every minute, made while nobody touches anything; then stale drafts go."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import Refused
from desktop.services import backup_plan, form_drafts
from desktop.views.desk import Desk
from desktop.views.shell.idle import IdleClock

LOOK_MS, QUIET_MS, REST_MS = 60_000, 60_000, 3_600_000
PATIENCE = timedelta(hours=4)
"""A desk that is never quiet gets its backup all the same."""


class TimedBackup(QObject):
    """`made(Planned)` after a backup. A failure, a fault of ours too, is told and tried again an hour later."""

    made = Signal(object)

    def __init__(self, desk: Desk, idle: IdleClock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._idle, self._under_way = desk, idle, False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        desk.lane.broke.connect(lambda _: self._broke())

    def start(self) -> None:
        self._timer.start(LOOK_MS)

    def stop(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        """Is one due, and is this the moment for it?"""
        if not self._under_way:
            self._desk.ask(backup_plan.overdue, self._found, lambda _: None)

    def _found(self, moment: datetime | None) -> None:
        if moment is None or self._under_way:
            return
        waited = self._desk.office.now().astimezone() - moment
        if self._idle.quiet_ms >= QUIET_MS or waited > PATIENCE:
            self._under_way = True
            self._desk.ask(backup_plan.back_up_planned, self._done, self._failed)

    def _done(self, done: backup_plan.Planned) -> None:
        self._under_way = False
        self._timer.start(LOOK_MS)
        self._desk.ask(form_drafts.forget_stale, lambda _: None, lambda _: None)
        self.made.emit(done)

    def _broke(self) -> None:
        """A fault on the lane, told by the program; if it was ours, the backups of this session go on."""
        if self._under_way:
            self._rest()

    def _rest(self) -> None:
        self._under_way = False
        self._timer.start(REST_MS)

    def _failed(self, refused: Refused) -> None:
        self._rest()
        self._desk.refused.emit(refused)

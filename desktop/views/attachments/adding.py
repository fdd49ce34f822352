"""Adding files: each is read and made fit on the lane, one after the other so that others get their turn between."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop.errors import Refused
from desktop.models.incoming import Given, read_given
from desktop.services import attachments
from desktop.services.attachment_lines import Owner
from desktop.services.attachments import Incoming
from desktop.views.desk import Desk
from desktop.views.words import tr


class Adding(QObject):
    """`begin(files, owner)`. `progressed(done, all)` and at last `ended(wrong)`, the refusals of those that are not
    kept; `added(ids, doubled)` when some are: how many of the files were there already.
    """

    progressed = Signal(int, int)
    added = Signal(object, int)
    ended = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: deque[tuple[Given, Owner]] = deque()
        self._ready: dict[Owner, list[Incoming]] = {}
        self._wrong: list[Refused] = []
        self._all, self._under_way, self._stopped = 0, False, False

    def begin(self, given: Sequence[Given], owner: Owner) -> None:
        """More may come while the first are still being read."""
        self._waiting.extend((one, owner) for one in given)
        self._all += len(given)
        if self._waiting and not (self._under_way and self._desk.lane.busy):
            self._under_way, self._stopped = True, False
            self._next()

    def stop(self) -> None:
        """Nothing more is read, and nothing of it is kept."""
        self._stopped = self._under_way

    def _next(self) -> None:
        self.progressed.emit(self._all - len(self._waiting), self._all)
        if self._stopped:
            self._end()
        elif self._waiting:
            given, owner = self._waiting.popleft()
            name = pasted_name(self._desk.office.now()) if isinstance(given, QImage) else ""
            self._desk.lane.run(partial(read_given, given, name), partial(self._read, owner), self._not_read)
        else:
            self._keep()

    def _read(self, owner: Owner, incoming: Incoming) -> None:
        self._ready.setdefault(owner, []).append(incoming)
        self._next()

    def _not_read(self, refused: Refused) -> None:
        self._wrong.append(refused)
        self._next()

    def _keep(self) -> None:
        """One command for what goes to one record; then for the next."""
        if not self._ready:
            self._end()
            return
        owner, files = next(iter(self._ready.items()))
        del self._ready[owner]
        self._desk.do(
            partial(attachments.attach, ledger=owner.ledger, record=owner.record, files=files),
            lambda changed: self._kept(changed, len(files)), self._not_kept,
        )  # fmt: skip

    def _kept(self, changed: Any, count: int) -> None:
        ids = changed.ids("attachments")
        self.added.emit(ids, count - len(ids))
        self._keep()

    def _not_kept(self, refused: Refused) -> None:
        self._wrong.append(refused)
        self._keep()

    def _end(self) -> None:
        wrong, self._wrong = self._wrong, []
        self._waiting.clear()
        self._ready.clear()
        self._all, self._under_way, self._stopped = 0, False, False
        self.ended.emit(wrong)


def pasted_name(now: datetime) -> str:
    """`粘贴的图片 9-23 10时24分05秒.png`."""
    words = tr("粘贴的图片 {day} {hour}时{minute}分{second}秒.png")
    return words.format(day=f"{now.month}-{now.day}", hour=now.hour, minute=f"{now:%M}", second=f"{now:%S}")

"""What is done with attachments that are there: turned, renamed, removed, saved as files; each runs one command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.models import pictures
from desktop.services import attachment_files, attachments
from desktop.services.attachment_lines import AttachmentLine
from desktop.services.office import Office
from desktop.views.attachments.dialogs import ChangeDialog, SaveDialog
from desktop.views.attachments.list_part import Shown
from desktop.views.desk import Desk
from desktop.views.words import tr


class AttachmentDeeds(QObject):
    """`done(words, may_undo)` after a command, `refused(Refused)`; dialogs stand over `window`."""

    done = Signal(str, bool)
    refused = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def turn(self, line: AttachmentLine, by: int) -> None:
        self._do(partial(attachments.turn_attachment, attachment=line.id, by=by), tr("已旋转"))

    def change(self, line: AttachmentLine, shown: Shown) -> None:
        asked = ChangeDialog(self._window, line, shown.owners, lambda: shown.today)
        asked.accepted.connect(lambda: self._change(asked, line))
        asked.open()

    def _change(self, asked: ChangeDialog, line: AttachmentLine) -> None:
        run = partial(attachments.change_attachment, attachment=line.id, values=asked.changes(), version=line.version,
                      owner=asked.owner())  # fmt: skip
        self._do(run, tr("已修改附件"))

    def remove(self, lines: Sequence[AttachmentLine]) -> None:
        """Undo brings them back, so nobody is asked first."""
        run = partial(attachments.remove_attachments, attachments=[one.id for one in lines])
        self._do(run, tr("已去掉 {n} 个附件").format(n=len(lines)))

    def save(self, lines: Sequence[AttachmentLine]) -> None:
        asked = SaveDialog(self._window, len(lines))
        asked.accepted.connect(lambda: self._save(asked, [one.id for one in lines]))
        asked.open()

    def _save(self, asked: SaveDialog, found: list[str]) -> None:
        run = partial(attachment_files.save_attachments, attachments=found, folder=asked.folder, purpose=asked.purpose,
                      turned=pictures.turned)  # fmt: skip
        words = tr("已存到“{name}”").format(name=asked.folder.name or str(asked.folder))
        self._desk.ask(run, lambda _: self.done.emit(words, False), self.refused.emit)

    def _do(self, run: Callable[[Office], Any], words: str) -> None:
        self._desk.do(run, lambda _: self.done.emit(words, True), self.refused.emit)

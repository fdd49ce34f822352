"""What people's records are opened for: asked at the first of a session, told at the foot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.views.desk import Desk
from desktop.views.reveal import purposes
from desktop.views.widgets.dialogs import PurposeDialog
from desktop.views.words import tr


class Purposes(QObject):
    """`changed()` when another purpose holds; it is kept at the desk, whose seat forgets it at the lock."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    @property
    def words(self) -> str:
        """ "" as long as none has been given."""
        return self._desk.purpose

    def then(self, parent: QWidget, run: Callable[[str], object]) -> None:
        """Run with the purpose that holds, or with the one given now."""
        if self.words:
            run(self.words)
        else:
            self.ask(parent, run)

    def ask(self, parent: QWidget, run: Callable[[str], object] = lambda _: None) -> None:
        asked = PurposeDialog(parent, purposes(), title=tr("查看个人资料"), verb=tr("确定"),
                              note=tr("锁定或退出之前都按这个用途，打开谁都记入日志。"))  # fmt: skip
        asked.accepted.connect(lambda: self._take(asked.purpose()))
        asked.accepted.connect(lambda: run(self.words))
        asked.open()

    def _take(self, words: str) -> None:
        self._desk.purpose = words
        self.changed.emit()

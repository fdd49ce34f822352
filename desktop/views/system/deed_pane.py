"""What accounts and destruction have in common: a command after its dialog, its toast, its refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.services.office import Office
from desktop.views.desk import Desk
from desktop.views.widgets.banner import Banner


class Asked(Protocol):
    """A dialog that can show a refusal at one of its fields; False where it has no such field."""

    accepted: Any

    def open(self) -> None: ...
    def show_refused(self, refused: Refused) -> bool: ...


class DeedPane(QWidget):
    """`told(words)` for the toast; subclasses read anew in `refresh`."""

    told = Signal(str)

    def __init__(self, desk: Desk, banner: Banner) -> None:
        super().__init__()
        self._desk, self.banner = desk, banner

    def refresh(self) -> None:
        raise NotImplementedError

    def _ask(self, asked: Asked, made: Callable[[], Callable[[Office], Any]], words: str) -> None:
        """The command after the dialog; what is refused brings the dialog back with its words kept.

        `made()` reads the dialog once it is accepted and gives the command plain values: the lane touches no widget.
        """

        def refused(no: Refused) -> None:
            asked.open()
            if not asked.show_refused(no):
                self._refused(no)

        asked.accepted.connect(lambda: self._do(made(), words, refused))
        asked.open()

    def _do(self, run: Callable[[Office], Any], words: str, failed: Callable[[Refused], object]) -> None:
        def done(_: Any) -> None:
            self.banner.hide()
            self.told.emit(words)
            self.refresh()

        self._desk.do(run, done, failed)

    def _refused(self, refused: Refused) -> None:
        self.banner.show_words("red", refused.cause, refused.step)

"""What the parts of an area have in common: a tool bar, a banner for what was refused, one way to do deeds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.services.office import Office
from desktop.views.desk import Desk
from desktop.views.shell.save_as import save_as, save_for
from desktop.views.style.metrics import Column, LayoutClass
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import ToolBar
from desktop.views.widgets.dialogs import DeedDialog


class Part(QWidget):
    """One part of `area` (交接班, 公平账 …). `told(words, may_undo)`; `paper_asked(PaperOrder)` for the preview.

    `ledgers` are those whose changes it shows, `hints` its keys for the status bar. `went(area, target)` asks the
    shell to go somewhere, `place_asked(target)` its own page.

    Subclasses call `lay_out` with their own widgets, and read again in `refresh`.
    """

    area = ""
    ledgers: frozenset[str] = frozenset()
    hints = ""
    told = Signal(str, bool)
    paper_asked = Signal(object)
    went = Signal(str, object)
    place_asked = Signal(object)

    def __init__(self, desk: Desk, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.desk, self.title = desk, title
        self.bar, self.banner = ToolBar(name), Banner(f"{name}.banner")

    def lay_out(self, body: QLayout, *above: QWidget) -> None:
        """The tool bar, the banner, what else stands `above`, and `body` with all the room there is."""
        whole = Column(self.bar, self.banner, *above, gap=0)
        whole.addLayout(body, 1)
        self.setLayout(whole)

    def set_layout_class(self, kind: LayoutClass) -> None:
        """Narrow windows: parts with columns beside each other make room."""

    def refresh(self) -> None:
        """Reads everything shown again."""

    def hears(self, touched: Collection[str]) -> bool:
        """Whether a change of these ledgers makes it read again."""
        return bool(self.ledgers & set(touched))

    def open(self, target: Any) -> None:
        """Goes to one thing; what `target` may be is the part's own business."""

    def first_focus(self) -> QWidget | None:
        return None

    @property
    def may_change(self) -> bool:
        return self.desk.office.may(self.area, Action.CHANGE)

    def do(
        self, command: Callable[[Office], Any], words: str, failed: Callable[[Refused], object] | None = None,
        *, once: Hashable = None,
    ) -> None:  # fmt: skip
        """Run a command; say `words` when it is on the disk. Every part hears of it and reads again.

        `once`: as of `Desk.do`.
        """

        def done(_: Any) -> None:
            self.banner.hide()
            if words:
                self.told.emit(words, True)

        self.desk.do(command, done, failed or self.refused, once=once)

    def ask_first(self, asked: DeedDialog, made: Callable[[], Callable[[Office], Any]], words: str) -> None:
        """The command after a dialog with a form; what is refused brings the dialog back with its words kept.

        `made()` reads the dialog once it is accepted and gives the command plain values: the lane touches no widget.
        """

        def refused(no: Refused) -> None:
            asked.open()
            form = getattr(asked, "form", None)
            if form is None or not form.show_refused(no):
                self.refused(no)

        asked.accepted.connect(lambda: self.do(made(), words, refused))
        asked.open()

    def save_as(self, name: str, suffix: str, write: Callable[[Office, Path], object]) -> None:
        """Ask where to, then write on the lane."""
        save_as(self, self.desk, (name, suffix), write, lambda words: self.told.emit(words, False), self.refused)

    def save_for(self, name: str, key: str, write: Callable[[Office, Path, str], object]) -> None:
        """The same for what names persons: what for comes first, and goes into the log."""
        save_for(self, self.desk, (name, key), write, lambda words: self.told.emit(words, False), self.refused)

    def refused(self, refused: Refused) -> None:
        self.banner.show_words("red", refused.cause, refused.step)

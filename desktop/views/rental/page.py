"""出租房: the room board in front, the parts beside it, and the paper before printing."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.views.desk import Desk
from desktop.views.preview.order import PaperOrder
from desktop.views.preview.pane import PreviewPane
from desktop.views.rental.board_pane import BoardPane
from desktop.views.rental.front import BOARD, LABELS, MAKERS, PARTS
from desktop.views.shell.front import Front
from desktop.views.shell.page import Page
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass
from desktop.views.widgets.buttons import Command
from desktop.views.words import tr

AREA_PARTS = frozenset({"print", "save", "new"})
"""Commands of a part that have the shell's own keys."""


class RentalPage(Page):
    """`open(target)`: a part's key, or what the board goes to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("rent.page", tr("出租房"))
        self._desk = desk
        self.board, self.preview = BoardPane(desk), PreviewPane(desk, "rent.preview")
        self.front = Front(desk, "rent", tr("出租房的哪一部分"), self.board, LABELS, MAKERS)
        self._stack = QStackedWidget()
        for part in (self.front, self.preview):
            self._stack.addWidget(part)
        whole = Column(gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._connect()
        self._tell()

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self.front.made.connect(self._on_made)
        self.front.shown.connect(self._on_shown)
        self._hear(self.board)
        self.preview.closed.connect(lambda: self._show(self.front))
        self.preview.told.connect(lambda words: self.told.emit(words, None))

    def commands(self) -> tuple[Command, ...]:
        part = self.front.part()
        if part is None:
            return self.board.commands()
        return tuple(one for one in part.bar.offered() if one.key in AREA_PARTS)

    def first_focus(self) -> QWidget | None:
        part = self.front.part()
        return self.board.first_focus() if part is None else part.first_focus()

    def panes(self) -> tuple[QWidget, ...]:
        part = self.front.part()
        return (self.front.tabs, *self.board.panes()) if part is None else (self.front.tabs, part)

    def set_layout_class(self, kind: LayoutClass) -> None:
        super().set_layout_class(kind)
        self.board.set_layout_class(kind)
        self.front.set_layout_class(kind)

    def open(self, target: Any) -> None:
        """`target`: a part's key or (key, what the part opens); else a house's id, or (ledger, id) for the board."""
        key, inner = target if isinstance(target, tuple) else (target, None)
        if key in PARTS:
            self.front.show_part(str(key))
            part = self.front.part()
            if inner is not None and part is not None:
                part.open(inner)
            return
        self.front.show_part(BOARD)
        self.board.open(target)

    def refresh(self) -> None:
        part = self.front.part()
        if part is not None:
            part.refresh()
        self.board.refresh()

    def _hear(self, part: BoardPane | Part) -> None:
        part.told.connect(lambda words, undo: self.told.emit(words, self._desk.undo if undo else None))
        part.paper_asked.connect(self._preview)

    def _on_made(self, part: Part) -> None:
        self._hear(part)
        part.went.connect(self.went.emit)
        part.place_asked.connect(self.open)

    def _on_shown(self) -> None:
        self._show(self.front)
        part = self.front.part()
        if part is not None:
            part.refresh()

    def _on_changed(self, changed: Any) -> None:
        part = self.front.part()
        if part is not None and part.hears({ledger for ledger, _, _ in getattr(changed, "touched", ())}):
            part.refresh()

    def _preview(self, order: PaperOrder) -> None:
        self._show(self.preview)
        self.preview.open(order)

    def _show(self, shown: QWidget) -> None:
        self._stack.setCurrentWidget(shown)
        self._tell()
        if shown is self.front and (first := self.first_focus()) is not None and self.isVisible():
            first.setFocus()

    def _tell(self) -> None:
        """What stands in front, beside the title, and its keys in the status bar."""
        part = self.front.part()
        self.set_context(tr("房态图") if part is None else part.title)
        hints = tr("方向键 选房　Enter 入住　F4 换房") if part is None else tr(part.hints)
        preview = self._stack.currentWidget() is self.preview
        self.set_hints(tr("Ctrl+P 打印　Esc 返回") if preview else hints)

"""What a page is to the shell: title, context, commands, panes, words for the status bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.views.style.metrics import LayoutClass
from desktop.views.widgets.buttons import Command


class Saved(StrEnum):
    """How the work on a page stands; shown in the status bar."""

    SAVED = "saved"
    UNSAVED = "unsaved"
    SAVING = "saving"
    FAILED = "failed"


class Page(QWidget):
    """Base of every page. Subclasses build themselves in `__init__` and override what they need.

    Signals: `title_changed(title)`, `context_changed(words)`, `hints_changed(words)` (status bar right:
    selection sums
    or key hints), `saved_changed(Saved, words)`, `commands_changed()`, `went(area, target)` asks the shell
    to go
    somewhere, `told(words, undo)` asks for the toast (`undo` a callable or None), `badge_changed(count)` for
    its own item of the rail, `badges_changed({area: count})` for those of others.
    """

    title_changed = Signal(str)
    context_changed = Signal(str)
    hints_changed = Signal(str)
    saved_changed = Signal(object, str)
    commands_changed = Signal()
    went = Signal(str, object)
    told = Signal(str, object)
    badge_changed = Signal(int)
    badges_changed = Signal(object)

    def __init__(self, name: str, title: str, context: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setAccessibleName(title)
        self._title, self._context, self._hints = title, context, ""
        self.figures = False  # whether the words of the status bar are sums, which a narrow window shows too
        self.layout_kind = LayoutClass.NORMAL

    def title(self) -> str:
        return self._title

    def context(self) -> str:
        return self._context

    def hints(self) -> str:
        return self._hints

    def set_title(self, title: str) -> None:
        self._title = title
        self.title_changed.emit(title)

    def set_context(self, words: str) -> None:
        self._context = words
        self.context_changed.emit(words)

    def set_hints(self, words: str, *, figures: bool = False) -> None:
        self._hints, self.figures = words, figures
        self.hints_changed.emit(words)

    def refresh(self) -> None:
        """Reads everything shown again (F5, and each time the page comes to the front)."""

    def open(self, target: Any) -> None:
        """Goes to one thing inside the page; `target` is what was given to `went`."""

    def commands(self) -> tuple[Command, ...]:
        """What Ctrl+N, F, S, P, Z, Y do here, by the command's key (new filter save print undo redo)."""
        return ()

    def first_focus(self) -> QWidget | None:
        """The first useful thing; gets the focus when the page opens."""
        return None

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        first = self.first_focus()
        return (first,) if first is not None else ()

    def may_leave(self) -> bool:
        """False keeps the page in front: it then shows its own bar 保存 / 放弃 / 继续填."""
        return True

    def set_layout_class(self, kind: LayoutClass) -> None:
        """Called before the first show and whenever the class of the window changes."""
        self.layout_kind = kind


@dataclass(frozen=True)
class Area:
    """One item of the rail. The page is made when first opened; `bottom` puts the item at the rail's foot."""

    key: str
    label: str
    icon: str
    page_factory: Callable[[], Page]
    badge: int = 0
    bottom: bool = False

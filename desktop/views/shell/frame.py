"""What the window needs to know and to call; it comes in from the composition root as plain words and
callables.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget


def _nothing(*_: object) -> None:
    """Stands in where the composition root has nothing to offer yet."""


@dataclass(frozen=True)
class Frame:
    """`find(text)` opens the look-up with what was typed so far; `help(area)` shows help on that area;
    `user_menu` is (label, run) pairs; `undo`/`redo` work on the last command of this user."""

    centre: str
    product: str
    user: str
    role: str
    find: Callable[[str], object] = _nothing
    lock: Callable[[], object] = _nothing
    undo: Callable[[], object] = _nothing
    redo: Callable[[], object] = _nothing
    help: Callable[[str], object] = _nothing
    show_backup: Callable[[], object] = _nothing
    show_saved: Callable[[], object] = _nothing
    may_close: Callable[[QWidget], bool] = lambda _: True
    user_menu: tuple[tuple[str, Callable[[], object]], ...] = field(default=())

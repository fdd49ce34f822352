"""A file that a person asks for: where to, then written on the lane."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Refused
from desktop.services.office import Office
from desktop.views.desk import Desk
from desktop.views.words import tr

Write = Callable[[Office, Path], object]


def save_as(parent: QWidget, desk: Desk, kind: tuple[str, str], write: Write, told: Callable[[str], object],
            refused: Callable[[Refused], object]) -> None:  # fmt: skip
    """`kind` is the name that is offered and its suffix; `told(words)` when the file is there."""
    name, suffix = kind
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("存为文件"), f"{name}.{suffix}", f"*.{suffix}")
    if chosen:
        file = Path(chosen)
        words = tr("已存为 {name}").format(name=file.name)
        desk.ask(lambda office: write(office, file), lambda _: told(words), refused)

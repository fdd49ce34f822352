"""A file that a person asks for: where to, then written on the lane."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Refused
from desktop.services.office import Office
from desktop.views.desk import Desk
from desktop.views.widgets.export_dialog import ExportDialog
from desktop.views.words import tr

BOOK = "Excel (*.xlsx)"

Write = Callable[[Office, Path], object]
WriteFor = Callable[[Office, Path, str], object]


def save_as(parent: QWidget, desk: Desk, kind: tuple[str, str], write: Write, told: Callable[[str], object],
            refused: Callable[[Refused], object]) -> None:  # fmt: skip
    """`kind` is the name that is offered and its suffix; `told(words)` when the file is there."""
    name, suffix = kind
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("存为文件"), f"{name}.{suffix}", f"*.{suffix}")
    if chosen:
        _written(desk, Path(chosen), write, told, refused)


def save_for(parent: QWidget, desk: Desk, kind: tuple[str, str], write: WriteFor, told: Callable[[str], object],
             refused: Callable[[Refused], object]) -> None:  # fmt: skip
    """A workbook that names persons: what for is asked first. `kind`: the name that is offered, and of the dialog."""
    name, key = kind
    asked = ExportDialog(
        parent, key, tr("导出 · {name}").format(name=name), name, may_full=False, kinds=BOOK, masked=False
    )

    def chosen() -> None:
        reason = asked.reason
        _written(desk, asked.file, lambda office, file: write(office, file, reason), told, refused)

    asked.accepted.connect(chosen)
    asked.open()


def _written(desk: Desk, file: Path, write: Write, told: Callable[[str], object],
             refused: Callable[[Refused], object]) -> None:  # fmt: skip
    words = tr("已存为 {name}").format(name=file.name)
    desk.ask(lambda office: write(office, file), lambda _: told(words), refused)

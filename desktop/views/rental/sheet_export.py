"""存为国标表: each workbook of GB/T 31000; the reason is asked first and kept in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from desktop.domain.access import Action
from desktop.services import rental_sheets
from desktop.views.shell.part import Part
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.export_dialog import ExportDialog
from desktop.views.words import tr

WORKBOOK = "Excel (*.xlsx)"
SHEETS: tuple[tuple[str, str, Callable[..., int]], ...] = (
    ("houses", "出租房信息表", rental_sheets.export_houses),
    ("people", "流动人口信息表", rental_sheets.export_people),
)
"""Key, label and service of every workbook."""


def sheet_commands(part: Part) -> Iterator[Command]:
    """One command a workbook, under 更多."""
    may, why = part.desk.office.may(part.area, Action.EXPORT), tr("您的账号不能导出")
    for key, label, write in SHEETS:
        words = tr("存为国标{label}…").format(label=tr(label))
        yield Command(f"sheet.{key}", words, partial(save_sheet, part, key, tr(label), write), "file-spreadsheet",
                      enabled=may, why=why, right=True, folded=True)  # fmt: skip


def save_sheet(part: Part, key: str, label: str, write: Callable[..., int]) -> None:
    """Masked unless whole numbers are allowed and asked for."""
    title, full = tr("存为国标{label}").format(label=label), part.desk.office.may(part.area, Action.EXPORT_FULL)
    asked = ExportDialog(part, f"rent.sheet.{key}", title, label, may_full=full, kinds=WORKBOOK)
    asked.accepted.connect(lambda: _save(part, asked, write))
    asked.open()


def _save(part: Part, asked: ExportDialog, write: Callable[..., int]) -> None:
    file, reason, full = asked.file, asked.reason, asked.full
    words = tr("已导出 {n} 行到 {file}")
    part.desk.ask(lambda office: write(office, file=file, reason=reason, full=full),
                  lambda rows: part.told.emit(words.format(n=rows, file=file.name), False), part.refused)  # fmt: skip

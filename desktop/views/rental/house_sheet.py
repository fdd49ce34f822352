"""存为国标表: the reason is asked first, it is kept in the log."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from desktop.services import rental_sheets
from desktop.services.office import Office
from desktop.views.rental.dialogs import AskDialog
from desktop.views.shell.part import Part
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


def save_sheet(part: Part) -> None:
    asked = AskDialog(part, "house.export", tr("存为国标表 · 号码遮盖"), tr("选文件…"))
    asked.form.add("reason", tr("导出原因"), TextField(tr("导出原因"), "house.export.reason"), required=True)
    asked.accepted.connect(lambda: _save(part, str(asked.values()["reason"])))
    asked.focus_first()
    asked.open()


def _save(part: Part, reason: str) -> None:
    part.save_as(tr("出租房信息表"), "xlsx", partial(_export, reason=reason))


def _export(office: Office, file: Path, reason: str) -> int:
    return rental_sheets.export_houses(office, file=file, reason=reason)

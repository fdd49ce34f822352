"""What is asked about an attachment: its name and place, and what a copy on a disk is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain import codes
from desktop.services.attachment_files import PURPOSES
from desktop.services.attachment_lines import AttachmentLine, Owner
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.text_field import LongText, TextField
from desktop.views.words import tr

FILES = "照片、扫描件和 PDF (*.jpg *.jpeg *.png *.bmp *.webp *.heic *.pdf)"


def ask_files(parent: QWidget) -> list[Path]:
    """Several at once; none when the person thought better of it."""
    names, _ = QFileDialog.getOpenFileNames(parent, tr("添加附件"), "", f"{tr(FILES)};;{tr('所有文件')} (*)")
    return [Path(name) for name in names]


class ChangeDialog(AskDialog):
    """改名称和说明; after it was accepted `changes()` and `owner()` (None: where it was)."""

    def __init__(
        self, parent: QWidget, line: AttachmentLine, owners: Sequence[Owner], today: Callable[[], date]
    ) -> None:
        super().__init__(parent, "attachments.edit", tr("附件"), tr("保存"))
        self._before, self._owners = line.owner, {one.key: one for one in owners}
        kinds = codes.TABLES["attachment_kind"].items()
        self._ask("name", tr("名称"), TextField(tr("名称"), "attachments.edit.name"), required=True, span=2)
        belongs = CodeField(tr("归于"), "attachments.edit.owner", [(one.key, one.words) for one in owners])
        self._ask("owner", tr("归于"), belongs, required=True, span=2)
        self._ask("kind", tr("种类"), CodeField(tr("种类"), "attachments.edit.kind", kinds), required=True)
        self._ask("received_on", tr("收到日期"), DateField(tr("收到日期"), "attachments.edit.day", today=today))
        self._ask("note", tr("说明"), LongText(tr("说明"), "attachments.edit.note", lines=2), span=2)
        self.form.set_values({"name": line.name, "owner": line.owner.key, "kind": line.kind,
                              "received_on": line.received_on, "note": line.note})  # fmt: skip
        self.form.field("name").setFocus()

    def _ask(self, key: str, label: str, field: QWidget, **options: Any) -> None:
        self.form.add(key, label, field, **options)

    def changes(self) -> dict[str, Any]:
        return {key: value for key, value in self.form.values().items() if key != "owner"}

    def owner(self) -> Owner | None:
        chosen = self._owners[self.form.values()["owner"]]
        return None if chosen.key == self._before.key else chosen


class SaveDialog(DeedDialog):
    """另存为: what for, then into which folder; after it was accepted `purpose` and `folder`."""

    def __init__(self, parent: QWidget, count: int) -> None:
        super().__init__(parent, "attachments.out", tr("另存附件 {n} 个").format(n=count), tr("选文件夹…"))
        self.purpose, self.folder = "", Path()
        self.form = FormPanel("attachments.out.form", columns=1)
        self._why = CodeField(tr("用途"), "attachments.out.purpose", [(words, words) for words in PURPOSES],
                              may_be_other=True, hint=tr("选一项，或写明做什么用"))  # fmt: skip
        self.form.add("purpose", tr("用途"), self._why, required=True)
        self.body.addWidget(self.form)
        words = tr("另存会记入日志。存出去的文件没有加密，用完请删除。")
        self.body.addWidget(Label(words, "note", wrap=True))
        self.form.submitted.connect(self.take)
        self._why.setFocus()

    def take(self) -> None:
        if self.form.check():
            return
        self.purpose = str(self.form.values()["purpose"])
        if name := QFileDialog.getExistingDirectory(self, tr("另存到")):
            self.folder = Path(name)
            self.accept()

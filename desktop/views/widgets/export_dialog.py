"""导出: why, masked or whole, and into which file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

KINDS = "Excel (*.xlsx);;CSV (*.csv)"


class ExportDialog(DeedDialog):
    """`label` is the name that is offered for the file; `listed`: what a list shows, or all its columns; `masked`:
    there are numbers in it that can be masked or whole.

    After it was accepted: `reason`, `full`, `everything` and `file`.
    """

    def __init__(
        self,
        parent: QWidget,
        name: str,
        title: str,
        label: str,
        *,
        may_full: bool,
        kinds: str = KINDS,
        listed: bool = False,
        masked: bool = True,
    ) -> None:
        super().__init__(parent, name, title, tr("选择文件…"))
        self._label, self._kinds, self.file, self.reason = label, kinds, Path(), ""
        self.form = FormPanel(f"{name}.form", columns=1)
        field = TextField(tr("导出原因"), f"{name}.reason", hint=tr("给谁、做什么用"))
        self.form.add("reason", tr("导出原因"), field, required=True)
        self.full_box = QCheckBox(tr("含全号（证件号码、电话不遮盖）"))
        self.full_box.setObjectName(f"{name}.full")
        self.full_box.setAccessibleName(tr("含全号"))
        self.full_box.setEnabled(may_full)
        self.full_box.setToolTip("" if may_full else tr("您的账号不能导出全号"))
        self.full_box.setVisible(masked)
        self.all_box = QCheckBox(tr("连同没有显示的列"))
        self.all_box.setObjectName(f"{name}.all")
        self.all_box.setAccessibleName(tr("连同没有显示的列"))
        self.all_box.setVisible(listed)
        self.body.addWidget(self.form)
        self.body.addWidget(self.all_box)
        self.body.addWidget(self.full_box)
        seen = tr("按现在的筛选、次序和列导出；记入日志，表上注明导出人和日期。")
        noted = tr("导出会记入日志，表上注明导出人和日期。")
        self.body.addWidget(Label(seen if listed else noted, "note"))
        self.form.submitted.connect(self.take)
        field.setFocus()

    @property
    def everything(self) -> bool:
        """All columns, not only those that are seen."""
        return self.all_box.isChecked()

    @property
    def full(self) -> bool:
        return self.full_box.isChecked()

    def take(self) -> None:
        if self.form.check():
            return
        self.reason = str(self.form.values()["reason"])
        name, _ = QFileDialog.getSaveFileName(self, tr("导出"), f"{self._label}.xlsx", self._kinds)
        if name:
            self.file = Path(name)
            self.accept()

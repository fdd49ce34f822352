"""存为常用…, and 管理常用…: naming, renaming and dropping the filters of a ledger."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.services.saved_filters import LONGEST_NAME
from desktop.views.style.metrics import Row
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.buttons import button
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.labels import Label
from desktop.views.widgets.pick_list import pick_list
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


class NameDialog(AskDialog):
    """`name()` after it was accepted."""

    def __init__(self, parent: QWidget, before: str = "") -> None:
        super().__init__(parent, "ledger.saved", tr("存为常用筛选"), tr("存为常用"))
        line = TextField(tr("名字"), "ledger.saved.name", hint=tr("如 良宅村待检查"))
        line.setMaxLength(LONGEST_NAME)
        self.form.set_columns(1)
        self.form.add("name", tr("名字"), line, required=True)
        self.form.set_values({"name": before or None})
        self.body.addWidget(Label(tr("同名的会被换掉；只有您自己看得到。"), "note"))
        line.setFocus()

    def name(self) -> str:
        return str(self.values()["name"])


class ManageDialog(DeedDialog):
    """`renamed(old, new)` and `dropped(name)`; `show_names` puts in what is there afterwards."""

    renamed = Signal(str, str)
    dropped = Signal(str)

    def __init__(self, parent: QWidget, names: Sequence[str]) -> None:
        super().__init__(parent, "ledger.manage", tr("管理常用筛选"), tr("关闭"))
        self.cancel.hide()
        self.list = pick_list(tr("常用筛选"), "ledger.manage.list", height=160)
        self.line = TextField(tr("名字"), "ledger.manage.name")
        self.line.setMaxLength(LONGEST_NAME)
        self.rename = button(tr("改名"), "ledger.manage.rename", self._rename)
        self.drop = button(tr("删除"), "ledger.manage.drop", self._drop)
        self.wrong = Label("", "note", "red", wrap=True)
        self.body.addWidget(self.list)
        self.body.addLayout(Row(self.line, self.rename, self.drop))
        self.body.addWidget(self.wrong)
        self.wrong.hide()
        self.list.currentTextChanged.connect(lambda name: self.line.set_value(name or None))
        self.show_names(names)

    def show_names(self, names: Sequence[str], chosen: str = "") -> None:
        self.wrong.hide()
        self.list.clear()
        self.list.addItems(list(names))
        if names:
            self.list.setCurrentRow(names.index(chosen) if chosen in names else 0)
        self.rename.setEnabled(bool(names))
        self.drop.setEnabled(bool(names))

    def show_refused(self, refused: Refused) -> None:
        self.wrong.setText(str(refused))
        self.wrong.show()

    def _rename(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self.renamed.emit(item.text(), self.line.text())

    def _drop(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self.dropped.emit(item.text())

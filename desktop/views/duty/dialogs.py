"""Dialogs of the board: who takes a cell, which post a person takes, leave, and the search under way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.services.rota_choices import Choice
from desktop.views.duty.answers import choice_list
from desktop.views.style.metrics import fix
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


class ChoiceDialog(DeedDialog):
    """A list to choose from: those nothing forbids first, the reason beside the others. `chosen()` is the key."""

    def __init__(self, parent: QWidget, title: str, verb: str, choices: Sequence[Choice]) -> None:
        super().__init__(parent, "duty.choice", title, verb, width=500)
        self.list = choice_list("duty.choice.list", title, choices)
        self.list.itemActivated.connect(lambda _: self.take())
        self.body.addWidget(self.list)
        self.verb.setEnabled(bool(choices))
        self.list.setFocus()

    def chosen(self) -> str:
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""


class LeaveDialog(DeedDialog):
    """请假: who, from when to when."""

    def __init__(
        self, parent: QWidget, people: Sequence[tuple[str, str]], today: Callable[[], date], chosen: str = ""
    ) -> None:
        super().__init__(parent, "duty.leave", tr("请假"), tr("登记"))
        self.form = FormPanel("duty.leave.form", columns=2)
        who = CodeField(tr("工作人员"), "duty.leave.who", people)
        self.form.add("staff_id", tr("工作人员"), who, required=True, span=2)
        for key, label in (("first", tr("开始")), ("last", tr("结束"))):
            self.form.add(key, label, DateField(label, f"duty.leave.{key}", today=today), required=True)
        self.form.add("why", tr("事由"), TextField(tr("事由"), "duty.leave.why"), span=2)
        self.form.set_values({"staff_id": chosen or None})
        self.form.submitted.connect(self.take)
        self.body.addWidget(self.form)
        if (first := self.form.first_empty()) is not None:
            first.setFocus()

    def values(self) -> dict[str, Any]:
        return {key: value for key, value in self.form.values().items() if value is not None}

    def take(self) -> None:
        if self.form.check() == 0:
            self.accept()


class PlanningDialog(DeedDialog):
    """The search: seconds so far and its stage; `enough` takes the best so far, 取消 leaves all as it was."""

    enough = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "duty.planning", tr("正在排班"), tr("用现有结果"))
        self.stage = Label(tr("正在准备"), wrap=True)
        self.body.addWidget(self.stage)
        fix(self, min_width=460)

    def report(self, _done: int, _total: int, words: str) -> None:
        self.stage.setText(words)

    def take(self) -> None:
        self.verb.allow(False, tr("正在收尾"))
        self.enough.emit()

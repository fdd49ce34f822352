"""备份安排: at what time of the day, to which folder, and where a second copy goes."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.services import backup_plan
from desktop.services.backup_plan import BackupPlan
from desktop.views.desk import Desk
from desktop.views.style.metrics import Row
from desktop.views.widgets.buttons import button
from desktop.views.widgets.card import Card
from desktop.views.widgets.folder_field import FolderField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

CLOCK = re.compile(r"(\d{1,2})(?:[:：时点]?(\d{2})分?|[时点]?)")


def parse_time(text: str) -> time:
    """`12:00`, `12：30`, `9点`, `1730`, `17`. Refused code: bad_time."""
    found = CLOCK.fullmatch(text.replace(" ", ""))
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise Refused(tr("“{text}”不是时间").format(text=text), tr("写成 12:00 的样子"), code="bad_time")
    return time(hour, minute)


class PlanCard(Card):
    """`saved` after a change; `refused(Refused)` for what belongs to no field."""

    saved = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, *, may_change: bool) -> None:
        super().__init__(tr("备份安排"), margins=(12, 12, 12, 12), gap=8)
        self._desk = desk
        self.form = FormPanel("system.plan", columns=1)
        for key, label, field in self._fields():
            self.form.add(key, label, field, required=key == "at")
        words = tr("到了时间，等没有人动键盘鼠标时自动备份并核验。每处留最近10份，再按天、周、月留。")
        self.add(self.form)
        self.add(Label(words, "note", wrap=True))
        self.save = button(tr("保存安排"), "system.plan.save", self._save, icon="save", small=True)
        self.add(Row(self.save, None))
        self.form.set_read_only(not may_change)
        self.save.setEnabled(may_change)
        self.form.submitted.connect(self._save)

    def refresh(self) -> None:
        self._desk.ask(backup_plan.read_plan, self._show)

    def _fields(self) -> tuple[tuple[str, str, QWidget], ...]:
        at, folder, second = tr("每天几点"), tr("备份文件夹"), tr("第二处")
        clock = TextField(at, "system.plan.at", parse=parse_time, show=lambda value: f"{value:%H:%M}", hint="12:00")
        return (("at", at, clock),
                ("folder", folder, FolderField(folder, "system.plan.folder", hint=tr("不填存在资料文件夹里"))),
                ("second", second, FolderField(second, "system.plan.second", hint=tr("U盘或另一块硬盘"))))  # fmt: skip

    def _show(self, plan: BackupPlan) -> None:
        self.form.set_values({"at": plan.at, "folder": plan.folder or None, "second": plan.second or None})

    def _save(self) -> None:
        if self.form.check():
            return
        given: dict[str, Any] = {key: value or "" for key, value in self.form.values().items()}
        self._desk.do(lambda office: backup_plan.change_plan(office, **given), lambda _: self.saved.emit(),
                      self._refused)  # fmt: skip

    def _refused(self, no: Refused) -> None:
        if not self.form.show_refused(no):
            self.refused.emit(no)

"""What the steps of a case ask: where it is routed, how the file is kept, why it is taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain import codes
from desktop.services.case_ways import MEDIATION
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.text_field import LongText, TextField
from desktop.views.words import tr


class RouteDialog(AskDialog):
    """转办: to which office."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "case.route", tr("转办"), tr("转办"))
        ways = [(code, words) for code, words in codes.TABLES["intake_route"].items() if code != MEDIATION]
        self.form.add("route", tr("转往"), CodeField(tr("转往"), "case.route.route", ways), required=True)
        self.form.add("to", tr("接收单位"), TextField(tr("接收单位"), "case.route.to"), required=True)
        self.form.add("reason", tr("理由"), LongText(tr("理由"), "case.route.reason", lines=2), span=2)
        self.form.field("route").setFocus()


class ArchiveDialog(AskDialog):
    """归档: who bound the file, how long and where it is kept."""

    def __init__(self, parent: QWidget, usual: Mapping[str, Any]) -> None:
        super().__init__(parent, "case.archive", tr("归档"), tr("归档"))
        for key, label in (("binder", tr("立卷人")), ("checker", tr("检查人"))):
            self.form.add(key, label, TextField(label, f"case.archive.{key}"))
        kept = CodeField(tr("保管期限"), "case.archive.retention", codes.TABLES["retention"].items())
        self.form.add("retention", tr("保管期限"), kept, required=True)
        self.form.add("box", tr("存放位置"), TextField(tr("存放位置"), "case.archive.box"))
        self.form.set_values(dict(usual))
        self.form.field("binder").setFocus()


class ReasonDialog(AskDialog):
    """One line of why."""

    def __init__(self, parent: QWidget, verb: str) -> None:
        super().__init__(parent, "case.reason", verb, verb)
        why = LongText(tr("理由"), "case.reason.reason", lines=3)
        self.form.add("reason", tr("理由"), why, required=True, span=2)
        why.setFocus()

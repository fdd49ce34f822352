"""What the steps of a case ask: where it is routed, how the file is kept, why it is taken up again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain import codes
from desktop.errors import Refused
from desktop.services.case_ways import MEDIATION
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.text_field import LongText, TextField
from desktop.views.words import tr


def parse_whole(words: str) -> int:
    """A number of days; Refused whole_number."""
    if not words.strip().isdecimal():
        raise Refused(tr("“{words}”不是整数").format(words=words), tr("写天数，如 15"), code="whole_number")
    return int(words)


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


class ExtendDialog(AskDialog):
    """延长调解期限: both parties have agreed (司法部令第75号 第33条)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "case.extend", tr("延长调解期限"), tr("双方同意，延长"))
        days = TextField(tr("延长天数"), "case.extend.days", parse=parse_whole, show=str, hint=tr("1到30天"))
        self.form.add("days", tr("延长天数"), days, required=True)
        days.setFocus()


class PayDialog(AskDialog):
    """登记履行: which instalment, when, how much, with what voucher."""

    def __init__(
        self, parent: QWidget, plan: Sequence[Mapping[str, Any]], today: Callable[[], date], number: int = 1
    ) -> None:
        super().__init__(parent, "case.pay", tr("登记履行"), tr("登记"))
        told = tr("第{n}期 {amount}元 {due}")
        rows = [(str(n), told.format(n=n, amount=row.get("amount", ""), due=row.get("due", "")))
                for n, row in enumerate(plan, 1)] or [("1", tr("全部"))]  # fmt: skip
        self.form.add("number", tr("第几期"), CodeField(tr("第几期"), "case.pay.number", rows), required=True, span=2)
        done = DateField(tr("履行日期"), "case.pay.done_on", today=today)
        self.form.add("done_on", tr("履行日期"), done, required=True)
        self.form.add("amount", tr("金额"), TextField(tr("金额"), "case.pay.amount"))
        self.form.add("voucher", tr("凭证"), TextField(tr("凭证"), "case.pay.voucher"), span=2)
        self.form.set_values({"number": str(number), "done_on": today()})


class ReasonDialog(AskDialog):
    """One line of why."""

    def __init__(self, parent: QWidget, verb: str) -> None:
        super().__init__(parent, "case.reason", verb, verb)
        why = LongText(tr("理由"), "case.reason.reason", lines=3)
        self.form.add("reason", tr("理由"), why, required=True, span=2)
        why.setFocus()

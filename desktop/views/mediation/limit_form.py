"""调解期限 as a form: so many days, natural or working ones, and what that means for a case accepted today."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.services.case_limit import MOST, Limit
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.card import Card
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.number_fields import whole
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

WORKING, NATURAL = "1", "0"


def _days(text: str) -> int:
    found = whole(text)
    if not 1 <= found <= MOST:
        raise Refused(tr("不能是{n}").format(n=found), tr("填1到{most}之间的数").format(most=MOST), code="days_range")
    return found


class LimitForm(QWidget):
    """`edited` at each change by hand, `submitted` by Enter in the last field."""

    edited = Signal()
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("case.set.limit")
        self.changed = False
        self.form = FormPanel("case.set.limit.form", columns=2)
        days = TextField(tr("天数"), "case.set.limit.days", parse=_days, hint=tr("如 30"))
        self.form.add("days", tr("天数"), days, required=True)
        kinds = [(NATURAL, tr("自然日")), (WORKING, tr("工作日"))]
        self.form.add("working", tr("按哪种日子算"), CodeField(tr("按哪种日子算"), "case.set.limit.working", kinds),
                      required=True)  # fmt: skip
        law = tr("从受理第二天算起。《人民调解工作若干规定》第三十三条：一般在一个月内调结；"
                 "双方同意的可以延长，延长的天数在案件里登记。")  # fmt: skip
        rest = tr("工作日按值班的放假安排算，调休上班的周末也算工作日。改动对在办案件马上生效。")
        card = Card(tr("调解期限"), margins=(20, 16, 20, 16), gap=12)
        for part in (Label(law, wrap=True), self.form, Label(rest, "label", wrap=True)):
            card.add(part)
        fix(card, max_width=720)
        row = Row(margins=(12, 12, 12, 12))
        row.addWidget(card, 1)
        row.addStretch(0)
        whole_ = Column(gap=0)
        whole_.addLayout(row)
        whole_.addStretch(1)
        self.setLayout(whole_)
        self.form.edited.connect(lambda _: self._on_edited())
        self.form.submitted.connect(self.submitted)

    def show_limit(self, limit: Limit, *, may_change: bool) -> None:
        """What is being changed stays."""
        if not self.changed:
            self.form.set_values({"days": limit.days, "working": WORKING if limit.working else NATURAL})
        self.form.set_read_only(not may_change)

    def values(self) -> dict[str, Any] | None:
        """None while something is wrong, which is then shown."""
        if self.form.check():
            return None
        found = self.form.values()
        return {"days": found["days"], "working": found["working"] == WORKING}

    def show_refused(self, refused: Refused) -> bool:
        return self.form.show_refused(refused)

    def first(self) -> QWidget:
        return self.form.first_empty() or self.form.field("days")

    def _on_edited(self) -> None:
        self.changed = True
        self.edited.emit()

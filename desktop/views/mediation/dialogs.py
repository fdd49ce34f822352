"""Dialogs of the case desk: a new dispute, a party, signing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain import codes
from desktop.errors import Refused
from desktop.services.case_counter import mediators_on_duty
from desktop.views.desk import Desk
from desktop.views.mediation.matter_form import MatterForm
from desktop.views.mediation.party_form import NUMBERS, PartyEntry, party_form, take_values
from desktop.views.style.metrics import Column, Row, fix, px
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.scroll import scroll_area
from desktop.views.widgets.text_field import LongText
from desktop.views.words import tr


class NewDisputeDialog(DeedDialog):
    """Both parties and the matter; `dispute()` and `parties()` after it was accepted, `slip()`: print the slip too."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, "case.new", tr("登记纠纷"), tr("登记"))
        self.sides = {"1": PartyEntry(desk, "case.new.applicant"), "2": PartyEntry(desk, "case.new.respondent")}
        self.matter = MatterForm("case.new.matter", columns=4, today=lambda: desk.office.today, lines=3)
        self.print_slip = QCheckBox(tr("登记后打印受理回执"))
        self.print_slip.setObjectName("case.new.slip")
        self.print_slip.setAccessibleName(self.print_slip.text())
        row = Row(gap=24)
        for role, entry in self.sides.items():
            row.addLayout(Column(Label(codes.label("party_role", role), "panel"), entry, None), 1)
        inner = QWidget()
        inner.setLayout(Column(row, self.matter, self.print_slip, None, margins=(0, 0, 8, 0), gap=8))
        self._inner = inner
        self.body.addWidget(scroll_area(tr("登记纠纷"), "case.new.scroll", inner, ground="", sideways=False))
        fix(self, min_width=900)
        for form in (*(entry.form for entry in self.sides.values()), self.matter):
            form.submitted.connect(self.take)
        self.sides["1"].form.field("name").setFocus()
        self.sides["1"].taken.connect(lambda _: self.sides["2"].form.field("name").setFocus())
        self.sides["2"].taken.connect(lambda _: self.matter.field("type").setFocus())
        desk.ask(mediators_on_duty, lambda found: self._offer(found, desk.office.actor.name))

    def forms(self) -> dict[str, FormPanel]:
        """What is typed into, by name."""
        return {**{role: entry.form for role, entry in self.sides.items()}, "matter": self.matter}

    def parties(self) -> list[dict[str, Any]]:
        return [{"role": role, **entry.values()} for role, entry in self.sides.items()]

    def dispute(self) -> dict[str, Any]:
        return take_values(self.matter)

    def slip(self) -> bool:
        return self.print_slip.isChecked()

    def show_refused(self, refused: Refused) -> bool:
        """At the party that the cause names, before the other one."""
        named = sorted(self.sides.values(), key=lambda one: not refused.cause.startswith(one.name() or "\0"))
        shown = next((one for one in named if one.show_refused(refused)), None)
        return shown is not None or self.matter.show_refused(refused)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as it needs, but never higher than the screen: then it scrolls."""
        super().showEvent(event)
        needed = self._inner.sizeHint().height() + px(140)
        self.resize(self.width(), min(needed, round(self.screen().availableGeometry().height() * 0.92)))

    def take(self) -> None:
        entries = reversed(self.sides.values())
        if sum(form.check() for form in (self.matter, *(entry.form for entry in entries))) == 0:
            self.accept()

    def _offer(self, names: Sequence[str], own: str) -> None:
        self.matter.offer_mediators(names)
        if own in names and not self.matter.field("mediator").typed():
            self.matter.field("mediator").set_value(own)


class PartyDialog(DeedDialog):
    """One party, new or known; numbers of a known one stay covered."""

    def __init__(self, parent: QWidget, values: Mapping[str, Any] | None) -> None:
        super().__init__(parent, "case.party", tr("当事人"), tr("保存"))
        self.form = party_form("case.party.form")
        self.role = CodeField(tr("身份"), "case.party.role", codes.TABLES["party_role"].items())
        self.form.add("role", tr("身份"), self.role, required=True)
        self.body.addWidget(self.form)
        self.form.submitted.connect(self.take)
        open_keys = [key for key in self.form.keys() if key not in NUMBERS]  # noqa: SIM118 - a form's method
        self.form.set_values({key: values.get(key) for key in open_keys} if values else {"role": "2"})
        for key in NUMBERS:
            if values and values.get(key):
                self.form.field(key).set_masked(values[key])
        self.form.field("name").setFocus()

    def values(self) -> dict[str, Any]:
        return take_values(self.form)

    def take(self) -> None:
        if self.form.check() == 0:
            self.accept()


class SignDialog(DeedDialog):
    """The three ticks of 人民调解法第29条, each with its day; afterwards the words cannot be changed."""

    def __init__(self, parent: QWidget, today: Callable[[], date]) -> None:
        super().__init__(parent, "case.sign", tr("登记签署"), tr("登记签署"))
        text = tr("三项都有日期后协议生效，内容从此不可改；要改只能另立新版本。")
        self.body.addWidget(Label(text, "label", wrap=True))
        self.form = FormPanel("case.sign.form", columns=1)
        for key, label in (("parties_on", tr("当事人签名日期")), ("mediator_on", tr("调解员签名日期")),
                           ("sealed_on", tr("委员会盖章日期"))):  # fmt: skip
            self.form.add(key, label, DateField(label, f"case.sign.{key}", today=today), required=True)
        self.form.set_values(dict.fromkeys(self.form.keys(), today()))
        self.form.submitted.connect(self.take)
        self.body.addWidget(self.form)

    def days(self) -> dict[str, date]:
        return self.form.values()

    def take(self) -> None:
        if self.form.check() == 0:
            self.accept()


class EndDialog(DeedDialog):
    """不予受理, 调解不成, 终止: why, and that the parties were told of other ways (人民调解法 第26条)."""

    def __init__(self, parent: QWidget, verb: str, reason: str = "") -> None:
        super().__init__(parent, "case.no", verb, verb)
        self.form = FormPanel("case.no.form", columns=1)
        why = LongText(tr("理由"), "case.no.reason", lines=3)
        self.form.add("reason", tr("理由"), why, required=True)
        self.ways = QCheckBox(tr("已告知当事人可以仲裁、请求行政处理或者起诉"))
        self.ways.setObjectName("case.no.ways")
        self.ways.setAccessibleName(self.ways.text())
        self.body.addWidget(self.form)
        self.body.addWidget(self.ways)
        self.form.submitted.connect(self.take)
        why.set_value(reason)
        why.setFocus()

    def reason(self) -> str:
        return str(self.form.values()["reason"])

    def ways_told(self) -> bool:
        return self.ways.isChecked()

    def take(self) -> None:
        if self.form.check() == 0:
            self.accept()

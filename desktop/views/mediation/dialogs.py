"""Dialogs of the case desk: a new dispute, a party, signing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain import codes
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.masked_field import IdField, PhoneField
from desktop.views.widgets.text_field import LongText, TextField
from desktop.views.words import tr

CODES = (("type", "纠纷类型", "dispute_type"), ("source", "案件来源", "dispute_source"))


def party_form(name: str) -> FormPanel:
    """The particulars of a party, as the papers ask them (第29条)."""
    form = FormPanel(name, columns=2)
    form.add("name", tr("姓名或单位"), TextField(tr("姓名或单位"), f"{name}.name"), required=True)
    form.add("id_number", tr("证件号码"), IdField(tr("证件号码"), f"{name}.id_number", free=True))
    form.add("phone", tr("联系方式"), PhoneField(tr("联系方式"), f"{name}.phone"))
    form.add("sex", tr("性别"), CodeField(tr("性别"), f"{name}.sex", codes.TABLES["sex"].items()))
    form.add("nation", tr("民族"), CodeField(tr("民族"), f"{name}.nation", codes.TABLES["nation"].items()))
    form.add("job", tr("职业或职务"), TextField(tr("职业或职务"), f"{name}.job"))
    form.add("address", tr("单位或住址"), TextField(tr("单位或住址"), f"{name}.address"), span=2)
    return form


def given(form: FormPanel) -> dict[str, Any]:
    return {key: value for key, value in form.values().items() if value not in (None, "")}


class NewDisputeDialog(DeedDialog):
    """Both parties and the matter; `dispute()` and `parties()` after it was accepted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "case.new", tr("登记纠纷"), tr("登记"))
        self.sides = {"1": party_form("case.new.applicant"), "2": party_form("case.new.respondent")}
        self.matter = FormPanel("case.new.matter", columns=2)
        for key, label, table in CODES:
            field = CodeField(tr(label), f"case.new.{key}", codes.TABLES[table].items())
            self.matter.add(key, tr(label), field, required=True)
        self.matter.add("mediator", tr("调解员"), TextField(tr("调解员"), "case.new.mediator"))
        self.matter.add("place", tr("发生地点"), TextField(tr("发生地点"), "case.new.place"))
        summary = LongText(tr("纠纷简要情况"), "case.new.summary", lines=3)
        self.matter.add("summary", tr("纠纷简要情况"), summary, span=2, required=True)
        row = Row(gap=24)
        for role, form in self.sides.items():
            row.addLayout(Column(Label(codes.label("party_role", role), "panel"), form), 1)
        fix(self, min_width=780)
        self.body.addLayout(row)
        self.body.addWidget(self.matter)
        for form in (*self.sides.values(), self.matter):
            form.submitted.connect(self.take)
        self.sides["1"].field("name").setFocus()

    def parties(self) -> list[dict[str, Any]]:
        return [{"role": role, **given(form)} for role, form in self.sides.items()]

    def dispute(self) -> dict[str, Any]:
        return given(self.matter)

    def take(self) -> None:
        if sum(form.check() for form in (self.matter, *reversed(self.sides.values()))) == 0:
            self.accept()


class PartyDialog(DeedDialog):
    """One party, new or known; numbers of a known one stay covered."""

    def __init__(self, parent: QWidget, values: Mapping[str, Any] | None) -> None:
        super().__init__(parent, "case.party", tr("当事人"), tr("保存"))
        self.form = party_form("case.party.form")
        self.role = CodeField(tr("身份"), "case.party.role", codes.TABLES["party_role"].items())
        self.form.add("role", tr("身份"), self.role, required=True)
        self.body.addWidget(self.form)
        self.form.submitted.connect(self.take)
        self.form.set_values({key: values.get(key) for key in ("name", "sex", "nation", "job", "address", "role")}
                             if values else {"role": "2"})  # fmt: skip
        for key in ("id_number", "phone"):
            if values and values.get(key):
                self.form.field(key).set_masked(values[key])
        self.form.field("name").setFocus()

    def values(self) -> dict[str, Any]:
        return given(self.form)

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

    def __init__(self, parent: QWidget, verb: str) -> None:
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
        why.setFocus()

    def reason(self) -> str:
        return str(self.form.values()["reason"])

    def ways_told(self) -> bool:
        return self.ways.isChecked()

    def take(self) -> None:
        if self.form.check() == 0:
            self.accept()

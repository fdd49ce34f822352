"""The fields of 办理入住, in the order they are filled; those that only some need stay folded away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain import codes
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.form_cell import Finding
from desktop.views.widgets.masked_field import IdField, PhoneField
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

NAME = "rent.checkin"
PERSON = ("id_number", "name", "phone", "reason", "work", "sex", "birth", "nation", "origin")
STAY = ("relation", "guardian", "reason", "exempt", "elsewhere")
SELDOM = ("sex", "birth", "nation", "exempt", "origin")
"""Behind 更多项: they follow from the card, or hold for a few only."""
WHEN_ASKED = ("guardian", "elsewhere", "why")
"""Shown, and then must be filled, when something calls for them."""


class CheckInForm(FormPanel):
    """`today` for words like 今天; `back` stands after the ID number and tells of former stays."""

    def __init__(self, today: Callable[[], date], back: QWidget) -> None:
        super().__init__(f"{NAME}.form", rules=(_ends_after_start, _not_ahead(today)))
        self._today = today
        self.id_field = IdField(tr("证件号码"), f"{NAME}.id_number", hint=tr("读卡、粘贴或输入18位"))
        self.add("id_number", tr("证件号码"), self.id_field, required=True, span=2)
        self.add_text("name", tr("姓名"), required=True)
        self.add_note("back", back)
        self.add("phone", tr("联系方式"), PhoneField(tr("联系方式"), f"{NAME}.phone"), required=True)
        for key, label in (("checkin", tr("入住日期")), ("until", tr("租期至"))):
            self.add(key, label, DateField(label, f"{NAME}.{key}", today=today), required=True)
        self.add_code("reason", tr("流入原因"), with_codes=True, required=True)
        self.add_code("relation", tr("与承租人关系"))
        self.add_text("work", tr("服务处所"), hint=tr("可不填"))
        self._add_seldom()
        self.add_text("guardian", tr("监护人"), span=2)
        self.add_text("elsewhere", tr("同时另住原因"), span=2)
        self.add_text("why", tr("仍要办理的原因"), span=2)
        self.fold(away=True)
        for key in WHEN_ASKED:
            self.ask_for(key, needed=False)

    def _add_seldom(self) -> None:
        self.add_code("sex", tr("性别"))
        self.add("birth", tr("出生日期"), DateField(tr("出生日期"), f"{NAME}.birth", today=self._today))
        self.add_code("nation", tr("民族"))
        self.add_code("exempt", tr("免报情形"))
        self.add_text("origin", tr("户籍地址"), span=2)

    def add_text(self, key: str, label: str, *, required: bool = False, span: int = 1, hint: str = "") -> None:
        self.add(key, label, TextField(label, f"{NAME}.{key}", hint=hint), required=required, span=span)

    def add_code(self, key: str, label: str, *, with_codes: bool = False, required: bool = False) -> None:
        field = CodeField(label, f"{NAME}.{key}", codes.TABLES[key].items(), with_codes=with_codes)
        self.add(key, label, field, required=required)

    def fold(self, *, away: bool) -> None:
        for key in SELDOM:
            self.cell(key).setVisible(not away)

    @property
    def folded(self) -> bool:
        return self.cell("sex").isHidden()

    def ask_for(self, key: str, *, needed: bool) -> None:
        self.cell(key).setVisible(needed)
        self.cell(key).set_required(needed)

    def soften(self, *, minor: bool, exempt: bool) -> None:
        """A child has no telephone, and who is exempt need not show a document."""
        self.cell("id_number").set_required(not exempt)
        self.cell("phone").set_required(not minor and not exempt)

    def missing_document(self) -> bool:
        """Whether the number is what is missing; its words then say what the law wants."""
        required = self.cell("id_number").required
        return bool(required) and not self.field("id_number").typed().strip()


def _ends_after_start(values: Mapping[str, Any]) -> list[Finding]:
    start, end = values.get("checkin"), values.get("until")
    if start and end and end < start:
        return [Finding("until", tr("早于入住日期，请改后面的日期"))]
    return []


def _not_ahead(today: Callable[[], date]) -> Callable[[Mapping[str, Any]], list[Finding]]:
    def rule(values: Mapping[str, Any]) -> list[Finding]:
        start = values.get("checkin")
        return [Finding("checkin", tr("在今天之后，到当天再办"))] if start and start > today() else []

    return rule

"""人民调解记录: one session as it is written; the latest one, or a new one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain import codes, dates
from desktop.errors import Refused
from desktop.services import case_sessions
from desktop.services.case_desk import CaseDesk, SessionLine
from desktop.views.mediation.pane import DocumentPane, Save
from desktop.views.mediation.phrases import Phrases
from desktop.views.mediation.sections import SectionHead, clear
from desktop.views.style.metrics import Row
from desktop.views.widgets.buttons import button
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.text_field import LongText, TextField
from desktop.views.words import tr

YES_NO = (("1", "是"), ("0", "否"))
FLAGS = ("told", "consent")


def minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


class SessionPane(DocumentPane):
    form = "session"

    def __init__(self) -> None:
        super().__init__("case.session", tr("调解记录"))
        self.paper_words = tr("调解记录预览")
        self._line: SessionLine | None = None
        self._new = False
        self.again = button(tr("再记一次"), "case.session.new", self._begin, icon="plus", small=True)
        self.which = SectionHead(tr("调解记录"), self.again)
        self.choice = Row(gap=6)
        self.fields = FormPanel("case.session.form", columns=2)
        hint = tr("如 2026-9-23 9:00")
        start = TextField(tr("时间"), "case.session.start", parse=dates.parse_moment, show=minute, hint=hint)
        self.fields.add("start", tr("时间"), start, required=True)
        self.fields.add("place", tr("地点"), TextField(tr("地点"), "case.session.place"), required=True)
        for key, label in (("mediators", tr("调解员")), ("recorder", tr("记录人")), ("invited", tr("参加人"))):
            self.fields.add(key, label, TextField(label, f"case.session.{key}"))
        for key, label in (("consent", tr("当事人同意参加人到场")), ("told", tr("已告知权利义务"))):
            field = CodeField(label, f"case.session.{key}", [(code, tr(words)) for code, words in YES_NO])
            self.fields.add(key, label, field)
        result = CodeField(tr("结果"), "case.session.result", codes.TABLES["dispute_result"].items())
        self.fields.add("result", tr("结果"), result)
        record = LongText(tr("记录"), "case.session.record", lines=10)
        self.fields.add("record", tr("记录"), record, span=2)
        self.phrases = Phrases("case.session.phrases", record.put_in, lambda: self.asked.emit("phrases", self.form))
        self.invite = button(tr("邀请学习岗"), "case.session.invite", self._invite, icon="user-plus", kind="link")
        self.column.addWidget(self.which)
        self.column.addLayout(self.choice)
        self.column.addWidget(self.fields)
        self.column.addLayout(Row(self.invite, None, self.phrases.button))
        self.column.addStretch(1)
        self.fields.edited.connect(lambda _: self.touch())
        self.fields.submitted.connect(lambda: self.asked.emit("save", None))

    def fill(self, case: CaseDesk) -> None:
        same = next((one for one in case.sessions if self._line and one.id == self._line.id), None)
        self._line = None if self._new else same or (case.sessions[-1] if case.sessions else None)
        self._fill_values(dict(self._line.values) if self._line else self._usual(case))

    def _usual(self, case: CaseDesk) -> dict[str, Any]:
        """What most sessions begin with."""
        return {"mediators": case.values["mediator"], "place": tr("综治中心调解室"), "told": True}

    def _fill_values(self, values: dict[str, Any]) -> None:
        self.fields.blockSignals(True)
        shown = {key: values.get(key) for key in self.fields.keys()}  # noqa: SIM118 - a form's method
        flags = {key: None if values.get(key) is None else "1" if values[key] else "0" for key in FLAGS}
        self.fields.set_values(shown | flags)
        self.fields.blockSignals(False)

    def show_state(self, case: CaseDesk) -> None:
        self.fields.set_read_only(not case.may_change)
        self.phrases.set_phrases(case.phrases["session"])
        self.phrases.button.setVisible(case.may_change)
        self.again.setVisible(case.may_change and self._line is not None)
        number = case.sessions.index(self._line) + 1 if self._line in case.sessions else len(case.sessions) + 1
        self.invite.setVisible(case.may_change and bool(case.learners))
        self.invite.setText(tr("邀请今天学习岗：{names}").format(names="、".join(case.learners)))
        self.which.set_title(tr("第{n}次调解").format(n=number))
        self._show_choice(case)

    def _invite(self) -> None:
        """Today's grid workers of 学习岗 come along, with the parties' consent (人民调解法 第20条)."""
        field = self.fields.field("invited")
        there = [name for name in field.text().split("、") if name]
        field.set_value("、".join(dict.fromkeys([*there, *(self.case.learners if self.case else ())])))
        self.touch()
        self.fields.field("consent").setFocus()

    def _show_choice(self, case: CaseDesk) -> None:
        """Every session by its day, when there are several."""
        clear(self.choice)
        for n, line in enumerate(case.sessions if len(case.sessions) > 1 else (), 1):
            made = button(dates.short(line.start.date(), self.today), f"case.session{n}", small=True)
            made.setCheckable(True)
            made.setChecked(line is self._line)
            made.clicked.connect(partial(self._choose, line))
            self.choice.addWidget(made)
        self.choice.addStretch(1)

    def _choose(self, line: SessionLine, *_: object) -> None:
        if self.dirty or self.case is None:
            self.asked.emit("unsaved", None)
            self._show_choice(self.case) if self.case else None
            return
        self._new, self._line = False, line
        self._fill_values(dict(line.values))
        self.show_state(self.case)
        self.turned.emit()

    def changes(self) -> dict[str, Any]:
        return self.fields.values()

    def item(self) -> str:
        return self._line.id if self._line else "new"

    def command(self) -> Save | None:
        if self.case is None or self.fields.check():
            return None
        values, line = self.fields.values(), self._line
        self._new = False
        if line is not None:
            return partial(case_sessions.change_session, session=line.id, values=values, version=line.version)
        return partial(case_sessions.add_session, case=self.case.id, values=values)

    def saved_words(self) -> str:
        return tr("已保存调解记录")

    def show_refused(self, refused: Refused) -> bool:
        return self.fields.show_refused(refused)

    def draft(self) -> dict[str, Any]:
        return self.fields.typed()

    def take_draft(self, data: Mapping[str, Any]) -> None:
        self.fields.set_typed(data)
        self.touch()

    def first_focus(self) -> QWidget | None:
        return self.fields.first_empty()

    def _begin(self) -> None:
        if self.case is not None:
            self._new, self._line = True, None
            self._fill_values(self._usual(self.case))
            self.show_state(self.case)
            self.touch()
            self.fields.field("start").setFocus()

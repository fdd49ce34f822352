"""人民调解协议书 as it is written: parties, facts, clauses, instalments; read-only once it is in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.domain.mediation import State, copies
from desktop.errors import Refused
from desktop.services import case_agreements
from desktop.services.case_desk import AgreementLine, CaseDesk
from desktop.services.case_hints import clause_hints
from desktop.views.mediation.clauses import ClauseList
from desktop.views.mediation.kept_section import KeptSection
from desktop.views.mediation.pane import DocumentPane, Save
from desktop.views.mediation.party_table import PartySection
from desktop.views.mediation.phrases import Phrases
from desktop.views.mediation.plan_section import PlanSection
from desktop.views.mediation.sections import Fold, Notice, SectionHead, clear
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Command, button
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.text_field import LongText, TextField
from desktop.views.words import tr

MOST_HINTS, HINT_MS = 2, 300
WRITTEN = "1"


class AgreementPane(DocumentPane):
    form = "agreement"

    def __init__(self) -> None:
        super().__init__("case.agreement", tr("人民调解协议书"))
        self.paper_words = tr("协议书预览")
        self._line: AgreementLine | None = None
        self._settled: set[str] = set()
        self.banner = Banner("case.agreement.banner")
        self.versions = Row(gap=6)
        self.parties = PartySection("case.agreement")
        self.facts = LongText(tr("纠纷主要事实、争议事项"), "case.facts", lines=5)
        self.fold = Fold(tr("纠纷主要事实、争议事项"), "case.facts.head", self.facts)
        self.clauses, self.plan, self.kept = ClauseList(), PlanSection(), KeptSection()
        self.phrases = Phrases("case.phrases", self.clauses.add, lambda: self.asked.emit("phrases", self.form))
        self.add = button(tr("添加一条"), "case.add_clause", self.clauses.add, icon="plus", small=True)
        self.kind = SegmentedControl(
            tr("协议形式"), "case.agreement.form", [("1", tr("书面")), ("2", tr("口头"))], small=True
        )
        self.way = TextField(tr("履行方式、时限"), "case.performance", hint=tr("如 银行转账，按下列期限履行"))
        self._hints = Column(gap=4)
        self._hint_timer = QTimer(self, singleShot=True, interval=HINT_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.clause_head = SectionHead(tr("协议内容"), self.phrases.button, self.add, note=tr("拖动或 Alt+↑↓ 调整次序"))
        label = Label(tr("履行方式"), "label")
        label.setBuddy(self.way)
        way = Row(label, gap=8)
        way.addWidget(self.way, 1)
        way.addWidget(self.kind)
        fix(self.kind, width=120)
        for part in (self.banner, self.kept, self.versions, self.parties, self.fold, self.clause_head,
                     self.clauses, self._hints, self.plan, way):  # fmt: skip
            self.column.addWidget(part) if isinstance(part, QWidget) else self.column.addLayout(part)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.parties.asked.connect(lambda party: self.asked.emit("party", party))
        self.parties.new_asked.connect(lambda: self.asked.emit("new_party", None))
        self.kept.asked.connect(self.asked.emit)
        self.facts.edited.connect(self._on_edited)
        self.clauses.edited.connect(self._on_edited)
        self.clauses.focus_moved.connect(self._on_focus_moved)
        self.plan.edited.connect(self._on_edited)
        self.way.edited.connect(self._on_edited)
        self.kind.chosen.connect(lambda _: self._on_edited())
        self._hint_timer.timeout.connect(self._show_hints)

    def fill(self, case: CaseDesk) -> None:
        self._line = next((one for one in case.agreements if self._line and one.id == self._line.id), None)
        if self._line is None or (self._line.frozen and case.agreement and not case.agreement.frozen):
            self._line = case.agreement
        values: Mapping[str, Any] = self._line.values if self._line else {"facts": case.values["summary"]}
        self._fill_values(values)
        self._settled.clear()
        self._show_hints()

    def _fill_values(self, values: Mapping[str, Any]) -> None:
        for field in (self.facts, self.clauses, self.plan, self.way):
            field.blockSignals(True)
        self.facts.set_value(values.get("facts"))
        self.clauses.set_clauses(values.get("clauses") or [])
        self.plan.show_plan(values.get("plan") or [], self.today)
        self.way.set_value(values.get("performance"))
        self.kind.choose(str(values.get("form") or WRITTEN))
        for field in (self.facts, self.clauses, self.plan, self.way):
            field.blockSignals(False)

    def show_state(self, case: CaseDesk) -> None:
        self.parties.show_parties(case.parties, may_change=case.may_change and not self.frozen)
        names = {role: [p.name for p in case.parties if p.values["role"] == role] for role in ("1", "2")}
        self.plan.set_parties(names["1"], names["2"])
        self._tell_facts()
        self.kept.show_case(case)
        self._show_banner(case)
        self._show_versions(case.agreements)
        fixed = self.frozen or not case.may_change
        for part in (self.facts, self.clauses, self.plan, self.way):
            part.set_read_only(fixed)
        self.kind.setEnabled(not fixed)
        self.phrases.set_phrases(case.phrases["agreement"])
        self.phrases.button.setVisible(not fixed)
        self.add.setVisible(not fixed)

    @property
    def frozen(self) -> bool:
        return self._line is not None and self._line.frozen

    def _show_banner(self, case: CaseDesk) -> None:
        self.banner.clear_actions()
        self.banner.hide()
        if self.frozen and self._line and self._line.effective_on:
            day = self._line.effective_on.isoformat()
            self.banner.show_words("grey", tr("已签署，内容不可改"), tr("{day} 生效").format(day=day))
            if case.may_change and case.agreement is self._line:
                self.banner.set_action(tr("另立新版本…"), lambda: self.asked.emit("new_version", None))
        elif case.state in (State.REGISTERED, State.ACCEPTED, State.INVESTIGATING):
            self.banner.show_words("amber", tr("还没有调解记录"), tr("先登记调解记录，再拟协议"), icon="triangle-alert")
        elif not case.may_change:
            self.banner.show_words("grey", tr("只能查看"), tr("需要修改时请系统管理员开通权限"))

    def _show_versions(self, lines: Sequence[AgreementLine]) -> None:
        clear(self.versions)
        for line in lines if len(lines) > 1 else ():
            words = tr("第{n}版 已签署") if line.frozen else tr("第{n}版 正在写")
            made = button(words.format(n=line.edition), f"case.version{line.edition}", small=True)
            made.setCheckable(True)
            made.setChecked(line is self._line)
            made.clicked.connect(partial(self._choose, line.id))
            self.versions.addWidget(made)
        self.versions.addStretch(1)

    def _choose(self, id_: str, *_: object) -> None:
        if self.dirty or self.case is None:
            self.asked.emit("unsaved", None)
            return
        self._line = next((one for one in self.case.agreements if one.id == id_), self._line)
        self._fill_values(self._line.values if self._line else {})
        self.show_state(self.case)
        self.turned.emit()

    def changes(self) -> dict[str, Any]:
        return {} if self.frozen else self._values()

    def _values(self) -> dict[str, Any]:
        count = len(self.case.parties) if self.case else 0
        return {
            "facts": self.facts.read() or "", "clauses": [one for one in self.clauses.clauses() if one],
            "plan": self.plan.model.rows(), "performance": self.way.read() or "", "form": self.kind.choice(),
            "copies": copies(count),
        }  # fmt: skip

    def item(self) -> str:
        return self._line.id if self._line else "new"

    def passage(self) -> str:
        if self.frozen:
            return ""
        return self.clauses.writing() or (self.facts.read() or "" if self.facts.hasFocus() else "")

    def command(self) -> Save | None:
        if (wrong := self.plan.first_wrong()) is not None:
            self.plan.show_wrong(*wrong)
            return None
        if self.case is None or self.frozen:
            return None
        values, line = self._values(), self._line
        if line is not None:
            return partial(case_agreements.change_agreement, agreement=line.id, values=values, version=line.version)
        return partial(case_agreements.draw_agreement, case=self.case.id, values=values)

    def saved_words(self) -> str:
        return tr("已保存协议书")

    def show_refused(self, refused: Refused) -> bool:
        if refused.field != "plan":
            return False
        self.plan.head.set_note(str(refused), "red")
        return True

    def draft(self) -> dict[str, Any]:
        return self._values()

    def take_draft(self, data: Mapping[str, Any]) -> None:
        self._fill_values(data)
        self._tell_facts()
        self._show_hints()
        self.touch()

    def notes(self) -> str:
        count = len(self.case.parties) if self.case else 0
        return tr("一式 {n} 份（当事人 {p} + 本会 1）").format(n=copies(count), p=count)

    def deed(self) -> Command | None:
        if not self.may_save() or self._line is None:
            return None
        return Command("sign", tr("登记签署…"), lambda: self.asked.emit("sign", self._line), icon="pen-line")

    def may_save(self) -> bool:
        return super().may_save() and not self.frozen

    def first_focus(self) -> QWidget | None:
        return self.clauses.row(0).text

    def _on_edited(self) -> None:
        self._tell_facts()
        self._hint_timer.start()
        self.touch()

    def _on_focus_moved(self) -> None:
        if self.clauses.writing():
            self.turned.emit()

    def _tell_facts(self) -> None:
        words = self.facts.read() or ""
        same = self.case is not None and words == (self.case.values["summary"] or "")
        source = tr("取自受理登记表") if words and same else ""
        count = tr("{n} 字").format(n=len(words)) if words else ""
        self.fold.head.set_state(" · ".join(part for part in (source, count) if part), filled=bool(words))

    def _show_hints(self) -> None:
        clear(self._hints)
        clauses = self.clauses.clauses()
        self.plan.compare(clauses)
        found = [hint for hint in clause_hints(clauses, self.facts.read() or "") if hint.key not in self._settled]
        for place, hint in enumerate([] if self.frozen else found[:MOST_HINTS]):
            notice = Notice(hint.words)
            if hint.instead:
                mend = partial(self.clauses.replace, hint.clause - 1, hint.word, hint.instead)
                notice.add_link(tr("改成{word}").format(word=hint.instead), f"case.hint{place}.mend", mend)
            notice.add_link(tr("没有问题"), f"case.hint{place}.fine", partial(self._settle, hint.key))
            self._hints.addWidget(notice)

    def _settle(self, key: str) -> None:
        self._settled.add(key)
        self._show_hints()

"""The head of the case desk: what case this is, its limit, how far it has come."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSizePolicy

from desktop.domain import dates
from desktop.domain.deadlines import Urgency
from desktop.domain.mediation import State
from desktop.services.case_desk import OPEN, CaseDesk, Deadline
from desktop.views.style.metrics import Row, fix
from desktop.views.widgets.buttons import IconButton, button
from desktop.views.widgets.labels import ElideLabel, Label, StyledFrame
from desktop.views.widgets.pills import Pill, PillLabel
from desktop.views.widgets.steps import StepBar
from desktop.views.words import tr

TONES = {Urgency.OVERDUE: "red", Urgency.TODAY: "amber", Urgency.SOON: "amber", Urgency.WEEK: "blue"}
LIMIT = "调解期限"
OWED = frozenset({State.PERFORMING, State.VISITED})
BY_PAPER = frozenset({State.AGREED, State.VISITED})
"""Steps that a paper takes by itself: the agreement, the visit."""


class CaseHead(StyledFrame):
    """`left`: back to the list."""

    left = Signal()
    move_asked = Signal(object)  # State
    paper_asked = Signal(str)
    deed_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("bar")
        self.setObjectName("case.head")
        self.back = IconButton("chevron-left", tr("返回案件列表"), "case.back", self.left.emit)
        self.title, self.number = Label("", "case"), ElideLabel("", "label", "ink2")
        self.kind, self.limit = PillLabel(Pill("")), PillLabel(Pill(""))
        self.steps = StepBar(tr("案件进度"), "case.steps")
        self.moves = button(tr("办理"), "case.moves", self.open_moves, icon="ellipsis", small=True)
        self._menu = QMenu(self)
        self.moves.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = Row(self.back, self.title, margins=(8, 0, 12, 0), gap=10)
        row.addWidget(self.number, 1)
        for part in (self.kind, self.limit, self.steps, self.moves):
            row.addWidget(part)
        self.setLayout(row)
        fix(self, height=56)

    def show_case(self, case: CaseDesk, today: date) -> None:
        self.title.setText(case.title)
        self.number.setText(case.number)
        self.kind.set_pill(Pill(case.type, "accent_h", framed=True))
        limit = next((one for one in case.deadlines if one.label == LIMIT), None)
        self.limit.setVisible(limit is not None)
        if limit is not None:
            self.limit.set_pill(limit_pill(limit, today))
        now = next((n for n, (_, when) in enumerate(case.steps) if when == "now"), len(case.steps))
        self.steps.set_steps([words for words, _ in case.steps], now)

        self._menu.clear()
        for step in case.moves:
            if step.target not in BY_PAPER:
                action = self._menu.addAction(tr(step.name))
                action.setToolTip(step.law)
                action.triggered.connect(partial(self.move_asked.emit, step.target))
        for key, words in deeds_of(case):
            self._menu.addAction(words).triggered.connect(partial(self.deed_asked.emit, key))
        self._menu.addSeparator()
        for form, words in papers_of(case):
            self._menu.addAction(words).triggered.connect(partial(self.paper_asked.emit, form))
        self.moves.allow(not self._menu.isEmpty(), tr("您的账号只能查看"))

    def open_moves(self) -> None:
        self._menu.popup(self.moves.mapToGlobal(self.moves.rect().bottomLeft()))

    def set_cramped(self, cramped: bool) -> None:
        self.number.setVisible(not cramped)
        self.kind.setVisible(not cramped)


def deeds_of(case: CaseDesk) -> list[tuple[str, str]]:
    """What may be done in this state without a step."""
    let_in = [("team", tr("卷宗权限…"))] if case.may_let_in else []
    if not case.may_change:
        return let_in
    found = [("refuses", tr("登记拒绝调解…"))] if case.state in (State.REGISTERED, *OPEN) else []
    found += [("agrees", tr("登记同意调解…"))] if case.refusing and case.state in (State.REGISTERED, *OPEN) else []
    found += [("extend", tr("延长调解期限…"))] if case.state in OPEN else []
    found += [("pay", tr("登记履行…"))] if case.state in OWED and case.agreement is not None else []
    found += [("answer", tr("登记转办答复"))] if case.state is State.ROUTED else []
    return found + let_in


def papers_of(case: CaseDesk) -> list[tuple[str, str]]:
    """Papers that do not stand in the list of the file."""
    if not case.may_print:
        return []
    refusal = [("refusal", tr("打印不予受理告知书"))] if case.state is State.REFUSED else []
    return [("slip", tr("打印受理回执")), *refusal, ("case_file", tr("打印整卷"))]


def limit_pill(limit: Deadline, today: date) -> Pill:
    """`调解期限 10-02 余9天`."""
    words = f"{tr(LIMIT)} {dates.short(limit.due, today)} {limit.words}"
    return Pill(words, TONES.get(limit.urgency, "grey"), "clock")

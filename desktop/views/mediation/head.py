"""The head of the case desk: what case this is, its limit, how far it has come."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from desktop.domain import dates
from desktop.domain.deadlines import Urgency
from desktop.domain.mediation import State
from desktop.services.case_desk import CaseDesk, Deadline
from desktop.views.style.metrics import Row, fix
from desktop.views.widgets.buttons import IconButton, button
from desktop.views.widgets.labels import ElideLabel, Label, StyledFrame
from desktop.views.widgets.pills import Pill, PillLabel
from desktop.views.widgets.steps import StepBar
from desktop.views.words import tr

TONES = {Urgency.OVERDUE: "red", Urgency.TODAY: "amber", Urgency.SOON: "amber", Urgency.WEEK: "blue"}
LIMIT = "调解期限"
BY_PAPER = frozenset({State.AGREED, State.VISITED})
"""Steps that a paper takes by itself: the agreement, the visit."""


class CaseHead(StyledFrame):
    """`left`: back to the list."""

    left = Signal()
    move_asked = Signal(object)  # State
    file_asked = Signal()

    def __init__(self) -> None:
        super().__init__("bar")
        self.setObjectName("case.head")
        self.back = IconButton("chevron-left", tr("返回案件列表"), "case.back", self.left.emit)
        self.title, self.number = Label("", "case"), ElideLabel("", "label", "ink2")
        self.kind, self.limit = PillLabel(Pill("")), PillLabel(Pill(""))
        self.steps = StepBar(tr("案件进度"), "case.steps")
        self.moves = button(tr("办理"), "case.moves", self.open_moves, icon="ellipsis", small=True)
        self._menu = QMenu(self)
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
        if case.may_print:
            self._menu.addSeparator()
            self._menu.addAction(tr("打印整卷")).triggered.connect(self.file_asked)
        self.moves.allow(not self._menu.isEmpty(), tr("您的账号只能查看"))

    def open_moves(self) -> None:
        self._menu.popup(self.moves.mapToGlobal(self.moves.rect().bottomLeft()))

    def set_cramped(self, cramped: bool) -> None:
        self.number.setVisible(not cramped)
        self.kind.setVisible(not cramped)


def limit_pill(limit: Deadline, today: date) -> Pill:
    """`调解期限 10-02 余9天`."""
    words = f"{tr(LIMIT)} {dates.short(limit.due, today)} {limit.words}"
    return Pill(words, TONES.get(limit.urgency, "grey"), "clock")

"""The lists of the part 检查 side by side under one switch: what is due, hazards, rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.models.lines import LinesModel
from desktop.services.inspection_list import HazardLine, RoundLine
from desktop.services.inspection_plan import Plan
from desktop.views.rental.inspect_lists import (
    HAZARD_LEFT,
    HAZARD_STATE,
    HAZARDS,
    PLAN,
    PLAN_GRADE,
    ROUNDS,
    STATE,
    PlanLine,
)
from desktop.views.style.metrics import Column, LayoutClass
from desktop.views.widgets.delegates import DueDelegate, PillDelegate
from desktop.views.widgets.labels import Label
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.pills import GRADE_PILLS
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr

PLANNED, HAZARD, ROUND = "plan", "hazards", "rounds"
SIDES = ((PLANNED, "待查"), (HAZARD, "隐患"), (ROUND, "检查记录"))

EMPTY = {
    PLANNED: "七天内没有要查的出租房。",
    HAZARD: "没有隐患。检查时记为不合格的会列在这里。",
    ROUND: "没有检查记录。从“待查”里选一户开始。",
}


class InspectLists(QWidget):
    """`turned` when another line stands in front, `opened(line)` at Enter or double click."""

    turned = Signal()
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rent.inspect.lists")
        self.plan, self.hazards = LinesModel[PlanLine](PLAN, self), LinesModel[HazardLine](HAZARDS, self)
        self.rounds = LinesModel[RoundLine](ROUNDS, self)
        self.models: Mapping[str, LinesModel[Any]] = {
            PLANNED: self.plan, HAZARD: self.hazards, ROUND: self.rounds,
        }  # fmt: skip
        self.tables = {
            PLANNED: lines_table(self.plan, tr("待查的出租房"), "rent.inspect.plan", tr("户")),
            HAZARD: lines_table(self.hazards, tr("隐患"), "rent.inspect.hazards", tr("处")),
            ROUND: lines_table(self.rounds, tr("检查记录"), "rent.inspect.rounds", tr("次")),
        }
        self.note = Label("", "note")
        self._side, self._stack = PLANNED, QStackedWidget()
        self._build()

    def _build(self) -> None:
        for key, table in self.tables.items():
            self._stack.addWidget(table)
            table.opened.connect(lambda index, key=key: self._open(key, index.row()))
            table.selectionModel().selectionChanged.connect(lambda *_: self.turned.emit())
        hazards, plan = self.tables[HAZARD], self.tables[PLANNED]
        plan.setItemDelegateForColumn(PLAN_GRADE, PillDelegate(lambda index: GRADE_PILLS.get(index.data()), plan))
        hazards.setItemDelegateForColumn(HAZARD_STATE, PillDelegate(self._state, hazards))
        hazards.setItemDelegateForColumn(HAZARD_LEFT, DueDelegate(self._urgency, hazards))
        whole = Column(gap=6, margins=(12, 12, 12, 12))
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.note)
        self.setLayout(whole)

    def set_layout_class(self, kind: LayoutClass) -> None:
        """In a narrow window the last round and its people give way to the address."""
        self.tables[PLANNED].setColumnHidden(5, kind.cramped)
        self.tables[ROUND].setColumnHidden(2, kind.cramped)

    def table(self) -> LedgerTable:
        return self.tables[self._side]

    def show_side(self, key: str) -> None:
        self._side = key
        self._stack.setCurrentWidget(self.tables[key])
        self.note.setVisible(key == PLANNED and bool(self.note.text()))
        self.turned.emit()

    def show_plan(self, plan: Plan) -> None:
        self._put(PLANNED, [PlanLine(day, one) for day, one in plan.lines()])
        words = tr("按值班表每班分几户；还有 {n} 户排在后面。").format(n=plan.waiting) if plan.waiting else ""
        self.note.setText(words)
        self.note.setVisible(self._side == PLANNED and bool(words))

    def show_hazards(self, lines: Sequence[HazardLine]) -> None:
        self._put(HAZARD, lines)

    def show_rounds(self, lines: Sequence[RoundLine]) -> None:
        self._put(ROUND, lines)

    def current(self) -> Any:
        """The line in front of the shown side, or None."""
        return self.models[self._side].line(self.table().currentIndex().row())

    def chosen(self) -> list[Any]:
        """The selected lines of the shown side, from the top down."""
        rows = sorted({index.row() for index in self.table().selectedIndexes()})
        return [line for row in rows if (line := self.models[self._side].line(row)) is not None]

    def go_to_hazard(self, hazard: str) -> None:
        for row in range(self.hazards.rowCount()):
            line = self.hazards.line(row)
            if line is not None and line.id == hazard:
                self.tables[HAZARD].selectRow(row)

    def _put(self, key: str, lines: Sequence[Any]) -> None:
        """The line in front stays in front if it is still there."""
        table, model = self.tables[key], self.models[key]
        row = max(0, table.currentIndex().row())
        model.show(lines)
        table.set_empty(tr(EMPTY[key]))  # nothing is said before it was read
        if lines:
            table.selectRow(min(row, len(lines) - 1))
        self.turned.emit()

    def _open(self, key: str, row: int) -> None:
        line = self.models[key].line(row)
        if line is not None:
            self.opened.emit(line)

    def _state(self, index: Any) -> Any:
        line = self.hazards.line(index.row())
        return replace(STATE[line.state], word=line.progress) if line else None

    def _urgency(self, index: Any) -> Any:
        line = self.hazards.line(index.row())
        return line.urgency if line else None

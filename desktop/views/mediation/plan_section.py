"""履行计划 with its sum: whether the instalments add up to what a clause says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import numerals
from desktop.models.case_plan import AMOUNT, DUE, WHO, PlanModel
from desktop.services.case_hints import clause_with_sum, names_a_sum
from desktop.views.mediation.plan_table import PlanTable
from desktop.views.mediation.sections import SectionHead
from desktop.views.style.metrics import Column
from desktop.views.widgets.buttons import button
from desktop.views.words import tr


class PlanSection(QWidget):
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = PlanModel(self)
        self.table = PlanTable(self.model)
        self.add = button(tr("添加一期"), "case.add_instalment", self._add, icon="plus", small=True)
        self.head = SectionHead(tr("履行计划"), self.add)
        self.setLayout(Column(self.head, self.table, gap=4))
        self._payer, self._payee = "", ""
        self._clauses: Sequence[str] = ()
        self.table.remove_asked.connect(self._remove)
        self.model.dataChanged.connect(lambda *_: self._on_edited())

    def show_plan(self, rows: Sequence[Mapping[str, Any]], today: date) -> None:
        self.model.show(rows, today)
        self._tell()

    def set_parties(self, applicants: Sequence[str], respondents: Sequence[str]) -> None:
        """Usually the respondent pays the applicant."""
        self._payer, self._payee = next(iter(respondents), ""), next(iter(applicants), "")
        self.table.set_names([*respondents, *applicants])

    def set_read_only(self, fixed: bool) -> None:
        self.model.set_read_only(fixed)
        self.add.setVisible(not fixed)

    def compare(self, clauses: Sequence[str]) -> None:
        """Hold the sum against what the clauses say."""
        self._clauses = tuple(clauses)
        self._tell()

    def first_wrong(self) -> tuple[int, int] | None:
        """The first cell that cannot be read (an empty amount too)."""
        for row, values in enumerate(self.model.rows()):
            if not values.get("amount"):
                return row, AMOUNT
            for column in (AMOUNT, DUE):
                if self.model.wrong(row, column):
                    return row, column
        return None

    def show_wrong(self, row: int, column: int) -> None:
        self.table.setCurrentIndex(self.model.index(row, column))
        self.table.setFocus()
        words = self.model.wrong(row, column) or tr("第{n}期没有金额，填金额，或按删除键去掉这一期").format(n=row + 1)
        self.head.set_note(words, "red")

    def _add(self) -> None:
        row = self.model.add(self._payer, self._payee)
        self._on_edited()
        self.table.setCurrentIndex(self.model.index(row, AMOUNT if self._payer else WHO))
        self.table.setFocus()

    def _remove(self, row: int) -> None:
        if self.add.isVisibleTo(self):
            self.model.remove(row)
            self._on_edited()

    def _on_edited(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        total = self.model.total()
        if not self.model.rowCount():
            self.head.set_note(tr("没有付款的可以不填"))
            return
        words = tr("合计 {sum} 元").format(sum=numerals.amount_figures(total))
        if agreed := clause_with_sum(self._clauses, total):
            self.head.set_note(tr("{sum}　与第{n}条一致 ✓").format(sum=words, n=agreed))
        elif names_a_sum(self._clauses):
            self.head.set_note(tr("{sum}　与协议内容里的金额不一致").format(sum=words), "amber")
        else:
            self.head.set_note(words)

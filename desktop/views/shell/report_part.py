"""A report on screen: its span, tables to choose from, charts beside the first, the proof of its sums, and what a
number counts as a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.services.case_report_lines import Line
from desktop.views.desk import Desk
from desktop.views.shell.drill_list import DrillList
from desktop.views.shell.part import Part
from desktop.views.shell.report_lines import Shown
from desktop.views.style.metrics import Column, LayoutClass, Row, fix
from desktop.views.widgets.card import Card
from desktop.views.widgets.labels import ElideLabel
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.span_bar import SpanBar
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr

LINES = "lines"
"""Key of the table that every report has first, with the charts beside it."""


class ReportPart(Part):
    """Subclasses call `lay_report`, read in `refresh`, and tell their lines in `report_lines`."""

    hints = "Enter 看明细　Ctrl+P 打印"

    def __init__(self, desk: Desk, name: str, title: str, sides: Sequence[tuple[str, str]], usual: str) -> None:
        super().__init__(desk, name, title)
        self.span = SpanBar(name, desk.office.today, lambda: desk.office.today, usual)
        self.sides = SegmentedControl(tr("看哪张表"), f"{name}.side", [(key, tr(label)) for key, label in sides])
        self.proof, self.drill = ElideLabel("", "note"), DrillList(desk)
        self.proof.setObjectName(f"{name}.proof")
        self.stack, self.front, self.pages = QStackedWidget(), QWidget(), QStackedWidget()
        self.tables: Mapping[str, LedgerTable] = {}
        self._cramped = False

    def report_lines(self) -> Sequence[Line]:
        """What stands in the first table; nothing before it was read."""
        return ()

    def lay_report(self, heading: str, tables: Mapping[str, LedgerTable], charts: Any) -> None:
        """`charts`: a widget that tells `line_asked(key)`."""
        self.tables, self.charts = tables, charts
        self.bar.lead.insertWidget(0, self.span)
        for table in tables.values():
            self.stack.addWidget(table)
        self.card = Card(heading, margins=(0, 0, 0, 0))
        self.card.add_right(self.sides)
        self.card.add(self.stack, 1)
        self.card.add(Row(self.proof, margins=(12, 6, 12, 6)))
        row = Row(gap=12, margins=(12, 12, 12, 12))
        row.addWidget(self.card, 1)
        row.addWidget(charts)
        self.front.setLayout(row)
        for page in (self.front, self.drill):
            self.pages.addWidget(page)
        whole = Column(gap=0)
        whole.addWidget(self.pages, 1)
        self.lay_out(whole)
        fix(charts, width=340)
        self._listen()

    def _listen(self) -> None:
        self.span.chosen.connect(self.refresh)
        self.sides.chosen.connect(self.show_side)
        self.charts.line_asked.connect(self.drill_key)
        self.drill.left.connect(self.show_report)

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        self._cramped = kind.cramped
        self._show_charts()

    def first_focus(self) -> QWidget | None:
        return self.tables[self.sides.choice()] if self.pages.currentWidget() is self.front else self.drill.table

    def show_report(self) -> None:
        self.pages.setCurrentWidget(self.front)
        self.tables[self.sides.choice()].setFocus()

    def show_side(self, key: str) -> None:
        self.stack.setCurrentWidget(self.tables[key])
        self._show_charts()

    def show_proof(self, words: str, *, holds: bool) -> None:
        self.proof.setText(tr("合计核对：") + words)
        if holds:
            self.banner.hide()
        else:
            self.banner.show_words("red", tr("合计对不上"), words)

    def drill_line(self, shown: Shown | None) -> None:
        if shown is not None:
            self.drill_in(shown.line)

    def drill_key(self, key: str) -> None:
        for line in self.report_lines():
            if line.key == key:
                self.drill_in(line)

    def drill_in(self, line: Line) -> None:
        if line.where is not None and line.figure:
            self.drill.show_line(line)
            self.pages.setCurrentWidget(self.drill)

    def _show_charts(self) -> None:
        """Beside the lines only: the other tables need the width."""
        self.charts.setVisible(not self._cramped and self.sides.choice() == LINES)

"""Beside the rental report: comings and goings by month, why people came, where they work. A bar opens its people."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.case_report_lines import Line
from desktop.services.rental_report import RentalReport
from desktop.views.style.metrics import Column
from desktop.views.widgets.card import Card
from desktop.views.widgets.chart import ChartKind, ChartWidget
from desktop.views.widgets.chart_paint import Item
from desktop.views.words import tr

MONTHS, MOST = 6, 6


class RentalCharts(QWidget):
    """`line_asked(key)`: the line of the report behind a bar."""

    line_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.arrived = ChartWidget(tr("各月入住"), "rent.report.chart.arrived", ChartKind.COLUMNS)
        self.left = ChartWidget(tr("各月离开"), "rent.report.chart.left", ChartKind.COLUMNS)
        self.reasons = ChartWidget(tr("流入原因"), "rent.report.chart.reasons", ChartKind.BARS)
        self._keys: list[str] = []
        whole = Column(gap=12)
        for chart, stretch in ((self.arrived, 2), (self.left, 2), (self.reasons, 3)):
            card = Card(chart.accessibleName())
            card.add(chart, 1)
            whole.addWidget(card, stretch)
        self.setLayout(whole)
        self.reasons.opened.connect(lambda place: self.line_asked.emit(self._keys[place]))

    def show_report(self, report: RentalReport) -> None:
        months = report.months[-MONTHS:]
        self.arrived.set_items([Item(tr("{n}月").format(n=first.month), arrived) for first, arrived, _ in months])
        self.left.set_items([Item(tr("{n}月").format(n=first.month), left) for first, _, left in months])
        lines = sorted((one for one in report.lines if one.key.startswith("reason:")), key=_most)[:MOST]
        self._keys = [line.key for line in lines]
        self.reasons.set_items([Item(line.label, int(line.figure)) for line in lines])


def _most(line: Line) -> int:
    return -int(line.figure)

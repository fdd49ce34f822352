"""Beside the report: cases by month, the most frequent types, how they came out. A bar opens what it counts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.case_report import Report
from desktop.services.case_report_lines import Line
from desktop.views.style.metrics import Column
from desktop.views.widgets.card import Card
from desktop.views.widgets.chart import ChartKind, ChartWidget
from desktop.views.widgets.chart_paint import Item
from desktop.views.widgets.labels import Label
from desktop.views.words import tr

MONTHS, MOST = 6, 8
TONES = {"result:1": "green", "result:2": "red", "result:3": "amber", "result:": "blue"}


class ReportCharts(QWidget):
    """`line_asked(key)`: the line of the report behind a bar."""

    line_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.months = ChartWidget(tr("各月案件"), "report.chart.months", ChartKind.COLUMNS)
        self.types = ChartWidget(tr("纠纷类型"), "report.chart.types", ChartKind.BARS)
        self.results = ChartWidget(tr("调解结果"), "report.chart.results", ChartKind.BARS)
        self.empty: dict[ChartWidget, Label] = {}
        self._keys: dict[ChartWidget, list[str]] = {}
        whole = Column(gap=12)
        for chart, stretch in ((self.months, 3), (self.types, 4), (self.results, 2)):
            card = Card(chart.accessibleName())
            card.add(chart, 1)
            self.empty[chart] = empty = Label(tr("这段时间没有案件，换一段时间看看。"), "label", "ink2", wrap=True)
            empty.setObjectName(f"{chart.objectName()}.empty")
            empty.hide()
            card.add(empty, 1)
            whole.addWidget(card, stretch)
            chart.opened.connect(lambda place, chart=chart: self._open(chart, place))
        self.setLayout(whole)

    def show_report(self, report: Report) -> None:
        """The last six months of the span that have cases; the eight most frequent types."""
        found = report.months if any(cases for _, cases, _ in report.months) else ()
        last = max((at for at, (_, cases, _) in enumerate(found) if cases), default=0)
        months = found[max(0, last + 1 - MONTHS) : last + 1]
        self._fill(self.months, [Item(tr("{n}月").format(n=first.month), cases) for first, cases, _ in months])
        lines = [told.line for told in report.lines if told.line.figure]
        types = sorted((line for line in lines if line.key.startswith("type:")), key=lambda line: -line.figure)
        self._show(self.types, types[:MOST])
        self._show(self.results, [line for line in lines if line.key.startswith("result:")])

    def _show(self, chart: ChartWidget, lines: list[Line]) -> None:
        self._keys[chart] = [line.key for line in lines]
        self._fill(chart, [Item(line.label, int(line.figure), tone=TONES.get(line.key, "accent")) for line in lines])

    def _fill(self, chart: ChartWidget, items: list[Item]) -> None:
        """A sentence instead of an empty card."""
        chart.set_items(items)
        chart.setVisible(bool(items))
        self.empty[chart].setVisible(not items)

    def _open(self, chart: ChartWidget, place: int) -> None:
        if keys := self._keys.get(chart):
            self.line_asked.emit(keys[place])

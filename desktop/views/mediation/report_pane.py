"""统计报表: the mediation report of any span, as lines, by type and by mediator, with charts and what it counts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain import dates
from desktop.models.lines import LinesModel
from desktop.services import case_report_out as out
from desktop.services.case_report import Crossed, OfMediator, Report, read_mediators, read_report
from desktop.services.case_report_lines import Line
from desktop.services.office import Office
from desktop.views.desk import Desk
from desktop.views.mediation.report_charts import ReportCharts
from desktop.views.mediation.report_table import Shown, line_columns, mediator_columns, shown_lines, type_columns
from desktop.views.preview.order import plain_order
from desktop.views.shell.drill_list import DrillList
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, Row, fix
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.card import Card
from desktop.views.widgets.labels import ElideLabel
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.span_bar import SpanBar
from desktop.views.words import tr

SIDES = (("lines", "统计表"), ("types", "按纠纷类型"), ("mediators", "调解员办案清单"))
Found = tuple[Report, list[OfMediator]]


class ReportPane(Part):
    """`record_asked(ledger, id)`: a record behind a number is to be opened."""

    area = "mediation"
    hints = "Enter 看明细　Ctrl+P 打印"
    record_asked = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "report", tr("统计报表"))
        self.span = SpanBar("report", desk.office.today, lambda: desk.office.today, "quarter")
        self.sides = SegmentedControl(tr("看哪张表"), "report.side", [(key, tr(label)) for key, label in SIDES])
        self.report: Report | None = None
        self._cramped = False
        nothing = tr("这段时间没有案件。")
        self.lines, self.types = LinesModel[Shown](line_columns()), LinesModel[Crossed](type_columns())
        self.mediators = LinesModel[OfMediator](mediator_columns())
        self.tables = {
            "lines": lines_table(self.lines, tr("统计表"), "report.lines", tr("项"), nothing),
            "types": lines_table(self.types, tr("按纠纷类型"), "report.types", tr("类"), nothing),
            "mediators": lines_table(self.mediators, tr("调解员办案清单"), "report.mediators", tr("件"), nothing),
        }
        self.proof, self.charts, self.drill = ElideLabel("", "note"), ReportCharts(), DrillList(desk)
        self.proof.setObjectName("report.proof")
        self._build()
        self._connect()
        self._offer()

    def _build(self) -> None:
        self.bar.lead.addWidget(self.span)
        self.stack, self.front, body = QStackedWidget(), QWidget(), QWidget()
        for table in self.tables.values():
            self.stack.addWidget(table)
        self.card = Card(tr("人民调解案件统计"), margins=(0, 0, 0, 0))
        self.card.add_right(self.sides)
        self.card.add(self.stack, 1)
        foot = Row(self.proof, margins=(12, 6, 12, 6))
        self.card.add(foot)
        row = Row(gap=12, margins=(12, 12, 12, 12))
        row.addWidget(self.card, 1)
        row.addWidget(self.charts)
        self.front.setLayout(row)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.front)
        self.pages.addWidget(self.drill)
        body.setLayout(Column(self.pages, gap=0))
        whole = Row(gap=0)
        whole.addWidget(body, 1)
        self.lay_out(whole)
        fix(self.charts, width=340)

    def _connect(self) -> None:
        self.span.chosen.connect(self.refresh)
        self.sides.chosen.connect(self._show_side)
        self.tables["lines"].opened.connect(lambda index: self._drill_line(self.lines.line(index.row())))
        self.tables["types"].opened.connect(lambda index: self._drill_type(self.types.line(index.row())))
        self.tables["mediators"].opened.connect(lambda index: self._open_case(self.mediators.line(index.row())))
        self.charts.line_asked.connect(self._drill_key)
        self.drill.left.connect(self.show_report)
        self.drill.opened.connect(self.record_asked.emit)

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        self._cramped = kind.cramped
        self._show_charts()

    def first_focus(self) -> QWidget | None:
        return self.tables[self.sides.choice()] if self.pages.currentWidget() is self.front else self.drill.table

    def refresh(self) -> None:
        first, last = self.span.first(), self.span.last()

        def read(office: Office) -> Found:
            return read_report(office, first=first, last=last), read_mediators(office, first=first, last=last)

        self.desk.ask(read, self._show, self.refused)

    def show_report(self) -> None:
        self.pages.setCurrentWidget(self.front)
        self.tables[self.sides.choice()].setFocus()

    def _show(self, found: Found) -> None:
        self.report, cases = found
        self.lines.show(shown_lines(self.report.lines))
        self.types.show(self.report.crossed)
        self.mediators.show(cases)
        self.charts.show_report(self.report)
        words = out.proof_words(self.report.proofs)
        self.proof.setText(tr("合计核对：") + words)
        self.card.note.setText(dates.span(self.report.first, self.report.last))
        if self.report.proved:
            self.banner.hide()
        else:
            self.banner.show_words("red", tr("合计对不上"), words)
        self._offer()

    def _show_side(self, key: str) -> None:
        self.stack.setCurrentWidget(self.tables[key])
        self._show_charts()
        self._offer()

    def _show_charts(self) -> None:
        """Beside the lines only: the other tables need the width."""
        self.charts.setVisible(not self._cramped and self.sides.choice() == "lines")

    def _drill_line(self, shown: Shown | None) -> None:
        if shown is not None:
            self._drill(shown.line)

    def _drill_type(self, row: Crossed | None) -> None:
        if row is not None:
            self._drill_key("total" if row.type == "" else f"type:{row.type or ''}")

    def _drill_key(self, key: str) -> None:
        found = [told.line for told in self.report.lines if told.line.key == key] if self.report else []
        for line in found:
            self._drill(line)

    def _drill(self, line: Line) -> None:
        if line.where is not None and line.figure:
            self.drill.show_line(line)
            self.pages.setCurrentWidget(self.drill)

    def _open_case(self, one: OfMediator | None) -> None:
        if one is not None:
            self.record_asked.emit("disputes", one.case)

    def _offer(self) -> None:
        there = self.report is not None and bool(self.report.figure("met"))
        why = tr("这段时间没有案件")
        of_mediators = self.sides.choice() == "mediators"
        words = tr("打印办案清单") if of_mediators else tr("打印统计表")
        self.bar.set_commands((
            Command("save", tr("存为表格…"), self._save, "file-spreadsheet", "flat", there, why, right=True),
            Command("print", words, self._print, "printer", "", there, why, "Ctrl+P", right=True),
        ))  # fmt: skip

    def _days(self) -> dict[str, Any]:
        return {"first": self.span.first(), "last": self.span.last()}

    def _save(self) -> None:
        names = {
            "lines": (tr("人民调解案件统计表"), out.export_report),
            "types": (tr("按纠纷类型统计"), out.export_types),
            "mediators": (tr("调解员办案清单"), out.export_mediators),
        }
        name, write = names[self.sides.choice()]
        days = self._days()
        self.save_as(name, "xlsx", lambda office, file: write(office, file=file, **days))

    def _print(self) -> None:
        if self.sides.choice() == "mediators":
            self.paper_asked.emit(plain_order(tr("调解员办案清单"), out.mediators_paper, **self._days()))
        else:
            self.paper_asked.emit(plain_order(tr("人民调解案件统计表"), out.report_paper, **self._days()))

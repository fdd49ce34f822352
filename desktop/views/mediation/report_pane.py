"""统计报表: the mediation report of any span, as lines, by type and by mediator, with charts and what it counts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from desktop.domain import dates
from desktop.models.lines import LinesModel
from desktop.services import case_report_out as out
from desktop.services.case_report import Crossed, OfMediator, Report, read_mediators, read_report
from desktop.services.case_report_lines import Line
from desktop.services.office import Office
from desktop.views.desk import Desk
from desktop.views.mediation.report_charts import ReportCharts
from desktop.views.mediation.report_table import mediator_columns, type_columns
from desktop.views.preview.order import plain_order
from desktop.views.shell.report_lines import Shown, line_columns, shown_lines
from desktop.views.shell.report_part import ReportPart
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.lines_table import lines_table
from desktop.views.words import tr

SIDES = (("lines", "统计表"), ("types", "按纠纷类型"), ("mediators", "调解员办案清单"))
Found = tuple[Report, list[OfMediator]]


class ReportPane(ReportPart):
    """`record_asked(ledger, id)`: a record behind a number is to be opened."""

    area = "mediation"
    record_asked = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "report", tr("统计报表"), SIDES, "quarter")
        self.report: Report | None = None
        nothing = tr("这段时间没有案件。")
        self.lines, self.types = LinesModel[Shown](line_columns()), LinesModel[Crossed](type_columns())
        self.mediators = LinesModel[OfMediator](mediator_columns())
        self.lay_report(tr("人民调解案件统计"), {
            "lines": lines_table(self.lines, tr("统计表"), "report.lines", tr("项"), nothing),
            "types": lines_table(self.types, tr("按纠纷类型"), "report.types", tr("类"), nothing),
            "mediators": lines_table(self.mediators, tr("调解员办案清单"), "report.mediators", tr("件"), nothing),
        }, ReportCharts())  # fmt: skip
        self._connect()
        self._offer()

    def _connect(self) -> None:
        self.tables["lines"].opened.connect(lambda index: self.drill_line(self.lines.line(index.row())))
        self.tables["types"].opened.connect(lambda index: self._drill_type(self.types.line(index.row())))
        self.tables["mediators"].opened.connect(lambda index: self._open_case(self.mediators.line(index.row())))
        self.drill.opened.connect(self.record_asked.emit)

    def report_lines(self) -> list[Line]:
        return [told.line for told in self.report.lines] if self.report else []

    def refresh(self) -> None:
        first, last = self.span.first(), self.span.last()

        def read(office: Office) -> Found:
            return read_report(office, first=first, last=last), read_mediators(office, first=first, last=last)

        self.desk.ask(read, self._show, self.refused)

    def _show(self, found: Found) -> None:
        self.report, cases = found
        self.lines.show(shown_lines(self.report.lines))
        self.types.show(self.report.crossed)
        self.mediators.show(cases)
        self.charts.show_report(self.report)
        self.card.note.setText(dates.span(self.report.first, self.report.last))
        self.show_proof(out.proof_words(self.report.proofs), holds=self.report.proved)
        self._offer()

    def show_side(self, key: str) -> None:
        super().show_side(key)
        self._offer()

    def _drill_type(self, row: Crossed | None) -> None:
        if row is not None:
            self.drill_key("total" if row.type == "" else f"type:{row.type or ''}")

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
        }
        days = self._days()
        if self.sides.choice() == "mediators":
            self.save_for(tr("调解员办案清单"), "report.export", lambda office, file, reason: out.export_mediators(
                office, file=file, reason=reason, **days))  # fmt: skip
            return
        name, write = names[self.sides.choice()]
        self.save_as(name, "xlsx", lambda office, file: write(office, file=file, **days))

    def _print(self) -> None:
        if self.sides.choice() == "mediators":
            self.paper_asked.emit(plain_order(tr("调解员办案清单"), out.mediators_paper, **self._days()))
        else:
            self.paper_asked.emit(plain_order(tr("人民调解案件统计表"), out.report_paper, **self._days()))

"""统计: the rental report of any span and village, as lines and by village, with charts and what each number counts."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.errors import Refused
from desktop.models.lines import LinesModel
from desktop.services import rental_report_out as out
from desktop.services.case_report_lines import Line
from desktop.services.rental_report import OfVillage, RentalReport, read_rental_report
from desktop.services.room_board import villages
from desktop.views.desk import Desk
from desktop.views.preview.order import plain_order
from desktop.views.rental.report_charts import RentalCharts
from desktop.views.rental.report_table import Shown, line_columns, shown_lines, village_columns
from desktop.views.shell.drill_list import DrillList
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, Row, fix
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.card import Card
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.labels import ElideLabel
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.span_bar import SpanBar
from desktop.views.words import tr

SIDES = (("lines", "统计表"), ("villages", "分村"))
EVERY, NOWHERE = "*", "-"
"""What the village field reads for all villages, and for houses of none."""


class ReportPane(Part):
    """`place_asked(house)`: a house behind a number is to be shown on the board."""

    area = "rental"
    hints = "Enter 看明细　Ctrl+P 打印"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "rent.report", tr("统计"))
        self.span = SpanBar("rent.report", desk.office.today, lambda: desk.office.today, "month")
        self.place = CodeField(tr("村（社区）"), "rent.report.village")
        self.sides = SegmentedControl(tr("看哪张表"), "rent.report.side", [(key, tr(label)) for key, label in SIDES])
        self.report: RentalReport | None = None
        self._cramped = False
        nothing = tr("还没有出租房。")
        self.lines, self.villages = LinesModel[Shown](line_columns()), LinesModel[OfVillage](village_columns())
        self.tables = {
            "lines": lines_table(self.lines, tr("统计表"), "rent.report.lines", tr("项"), nothing),
            "villages": lines_table(self.villages, tr("分村"), "rent.report.villages", tr("村"), nothing),
        }
        self.proof, self.charts, self.drill = ElideLabel("", "note"), RentalCharts(), DrillList(desk)
        self.proof.setObjectName("rent.report.proof")
        self._build()
        self._connect()
        self._offer()

    def _build(self) -> None:
        self.place.set_options(((EVERY, tr("全部村（社区）")),))
        self.place.set_value(EVERY)
        fix(self.place, width=168)
        self.bar.lead.addWidget(self.span)
        self.bar.lead.addWidget(self.place)
        self.stack, self.front = QStackedWidget(), QWidget()
        for table in self.tables.values():
            self.stack.addWidget(table)
        self.card = Card(tr("出租房统计"), margins=(0, 0, 0, 0))
        self.card.add_right(self.sides)
        self.card.add(self.stack, 1)
        self.card.add(Row(self.proof, margins=(12, 6, 12, 6)))
        row = Row(gap=12, margins=(12, 12, 12, 12))
        row.addWidget(self.card, 1)
        row.addWidget(self.charts)
        self.front.setLayout(row)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.front)
        self.pages.addWidget(self.drill)
        whole = Column(gap=0)
        whole.addWidget(self.pages, 1)
        self.lay_out(whole)
        fix(self.charts, width=340)

    def _connect(self) -> None:
        self.span.chosen.connect(self.refresh)
        self.place.left.connect(self._place_left)
        self.sides.chosen.connect(self._show_side)
        self.tables["lines"].opened.connect(lambda index: self._drill_line(self.lines.line(index.row())))
        self.tables["villages"].opened.connect(lambda index: self._go_to(self.villages.line(index.row())))
        self.charts.line_asked.connect(self._drill_key)
        self.drill.left.connect(self.show_report)
        self.drill.opened.connect(self._open)

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        self._cramped = kind.cramped
        self._show_charts()

    def first_focus(self) -> QWidget | None:
        return self.tables[self.sides.choice()] if self.pages.currentWidget() is self.front else self.drill.table

    def village(self) -> str | None:
        """None for all, "" for houses of none."""
        chosen = self.place.read()
        return None if chosen in (None, "", EVERY) else "" if chosen == NOWHERE else str(chosen)

    def refresh(self) -> None:
        if (asked := self._asked()) is None:
            return
        self.desk.ask(lambda office: (read_rental_report(office, **asked), villages(office)), self._show, self.refused)

    def show_report(self) -> None:
        self.pages.setCurrentWidget(self.front)
        self.tables[self.sides.choice()].setFocus()

    def _asked(self) -> dict[str, Any] | None:
        """None for a village that is none, which is told; the report stays what it was."""
        try:
            return {"first": self.span.first(), "last": self.span.last(), "village": self.village()}
        except Refused as no:
            self.refused(no)
            return None

    def _place_left(self) -> None:
        asked = self._asked()
        if asked and self.report and (asked["village"] != self.report.village or self.banner.isVisible()):
            self.refresh()

    def _show(self, found: tuple[RentalReport, list[str]]) -> None:
        self.report, named = found
        self._offer_places(named)
        self.lines.show(shown_lines(self.report.lines) if self.report.figure("houses") else [])
        self.villages.show(self.report.villages if self.report.figure("houses") else [])
        self.charts.show_report(self.report)
        words = out.proof_words(self.report.proofs)
        self.proof.setText(tr("合计核对：") + words)
        self.card.note.setText(out.span_words(self.report))
        if self.report.proved:
            self.banner.hide()
        else:
            self.banner.show_words("red", tr("合计对不上"), words)
        self._offer()

    def _offer_places(self, named: list[str]) -> None:
        typed = self.place.typed()
        self.place.set_options([(EVERY, tr("全部村（社区）")), *((one, one) for one in named), (NOWHERE, tr("未填村"))])
        self.place.set_typed(typed or tr("全部村（社区）"))

    def _show_side(self, key: str) -> None:
        self.stack.setCurrentWidget(self.tables[key])
        self._show_charts()

    def _show_charts(self) -> None:
        """Beside the lines only: the villages need the width."""
        self.charts.setVisible(not self._cramped and self.sides.choice() == "lines")

    def _go_to(self, row: OfVillage | None) -> None:
        """The report of one village, from its row."""
        if row is not None:
            self.place.set_value(EVERY if row.village is None else row.village or NOWHERE)
            self.sides.choose("lines")
            self._show_side("lines")
            self.refresh()

    def _drill_line(self, shown: Shown | None) -> None:
        if shown is not None:
            self._drill(shown.line)

    def _drill_key(self, key: str) -> None:
        for line in self.report.lines if self.report else ():
            if line.key == key:
                self._drill(line)

    def _drill(self, line: Line) -> None:
        if line.where is not None and line.figure:
            self.drill.show_line(line)
            self.pages.setCurrentWidget(self.drill)

    def _open(self, ledger: str, record: str) -> None:
        self.place_asked.emit(record if ledger == "houses" else (ledger, record))

    def _offer(self) -> None:
        there = self.report is not None and bool(self.report.figure("houses"))
        why = tr("还没有出租房")
        self.bar.set_commands((
            Command("save", tr("存为表格…"), self._save, "file-spreadsheet", "flat", there, why, right=True),
            Command("print", tr("打印统计表"), self._print, "printer", "", there, why, "Ctrl+P", right=True),
        ))  # fmt: skip

    def _print(self) -> None:
        if asked := self._asked():
            self.paper_asked.emit(plain_order(tr("出租房统计表"), out.rental_paper, **asked))

    def _save(self) -> None:
        of_villages = self.sides.choice() == "villages"
        name = tr("出租房分村统计表") if of_villages else tr("出租房统计表")
        if (asked := self._asked()) is None:
            return
        if of_villages:
            self.save_as(name, "xlsx", lambda office, file: out.export_villages(office, file=file, **asked))
        else:
            self.save_as(name, "xlsx", lambda office, file: out.export_rental_report(office, file=file, **asked))

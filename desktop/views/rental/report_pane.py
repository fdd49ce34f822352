"""统计: the rental report of any span and village, as lines and by village, with charts and what each number counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from desktop.errors import Refused
from desktop.models.lines import LinesModel
from desktop.services import rental_report_out as out
from desktop.services.case_report_lines import Line
from desktop.services.rental_areas import GRID
from desktop.services.rental_report import OfVillage, RentalReport, read_rental_report
from desktop.services.rental_year_before import with_year_before
from desktop.services.room_board import villages
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.preview.order import plain_order
from desktop.views.rental.report_charts import RentalCharts
from desktop.views.rental.report_table import area_columns
from desktop.views.shell.report_lines import Shown, line_columns, shown_lines
from desktop.views.shell.report_part import ReportPart
from desktop.views.style.metrics import fix
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.lines_table import lines_table
from desktop.views.words import tr

SIDES = (("lines", "统计表"), ("villages", "分村"), ("grids", "分网格"))
EVERY, NOWHERE = "*", "-"
"""What the village field reads for all villages, and for houses of none."""


class ReportPane(ReportPart):
    """`place_asked(house)`: a house behind a number is to be shown on the board."""

    area = "rental"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "rent.report", tr("统计"), SIDES, "month")
        self.place = CodeField(tr("村（社区）"), "rent.report.village")
        self.report: RentalReport | None = None
        self._asked_now, self._grids_now = Generation(), Generation()
        nothing = tr("还没有出租房。")
        self.lines, self.villages = LinesModel[Shown](line_columns()), LinesModel[OfVillage](area_columns())
        self.grids = LinesModel[OfVillage](area_columns(GRID))
        self.place.set_options(((EVERY, tr("全部村（社区）")),))
        self.place.set_value(EVERY)
        fix(self.place, width=168)
        self.bar.lead.addWidget(self.place)
        self.lay_report(tr("出租房统计"), {
            "lines": lines_table(self.lines, tr("统计表"), "rent.report.lines", tr("项"), nothing),
            "villages": lines_table(self.villages, tr("分村"), "rent.report.villages", tr("村"), nothing),
            "grids": lines_table(self.grids, tr("分网格"), "rent.report.grids", tr("格"), nothing),
        }, RentalCharts())  # fmt: skip
        self._connect()
        self._offer()

    def _connect(self) -> None:
        self.place.left.connect(self._place_left)
        self.tables["lines"].opened.connect(lambda index: self.drill_line(self.lines.line(index.row())))
        self.tables["villages"].opened.connect(lambda index: self._go_to(self.villages.line(index.row())))
        self.tables["grids"].opened.connect(lambda index: self._go_to_grid(self.grids.line(index.row())))
        self.drill.opened.connect(self._open)

    def report_lines(self) -> Sequence[Line]:
        return self.report.lines if self.report else ()

    def village(self) -> str | None:
        """None for all, "" for houses of none."""
        chosen = self.place.read()
        return None if chosen in (None, "", EVERY) else "" if chosen == NOWHERE else str(chosen)

    def refresh(self) -> None:
        if (asked := self._asked()) is None:
            return
        self.desk.ask(lambda office: (read_rental_report(office, **asked), villages(office)), self._show, self.refused,
                      token=self._asked_now.next())  # fmt: skip
        self._read_grids()

    def show_side(self, key: str) -> None:
        super().show_side(key)
        self._read_grids()

    def _read_grids(self) -> None:
        """Only when they are looked at: the tree is read whole for them."""
        if self.sides.choice() == "grids" and (asked := self._asked()) is not None:
            self.desk.ask(lambda office: read_rental_report(office, **asked, by=GRID), self._show_grids, self.refused,
                          token=self._grids_now.next())  # fmt: skip

    def _show_grids(self, found: RentalReport) -> None:
        self.grids.show(found.villages if found.figure("houses") else [])
        if not found.proved:
            self.show_proof(out.proof_words(found), holds=False)

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
        self._show_lines(self.report)
        self.show_proof(out.proof_words(self.report), holds=self.report.proved)
        self.villages.show(self.report.villages if self.report.figure("houses") else [])
        self.charts.show_report(self.report)
        self.card.note.setText(out.span_words(self.report))
        self._offer()
        report = self.report
        self.desk.ask(lambda office: with_year_before(office, report=report), self._show_before, self.refused,
                      token=self._asked_now.next())  # fmt: skip

    def _show_before(self, report: RentalReport) -> None:
        """The year before has been counted."""
        self.report = report
        self._show_lines(report)
        if not report.proved:
            self.show_proof(out.proof_words(report), holds=False)

    def _show_lines(self, report: RentalReport) -> None:
        table = self.tables["lines"]
        row = table.currentIndex().row()
        self.lines.show(shown_lines(report.told) if report.figure("houses") else [])
        if row >= 0:
            table.selectRow(row)

    def _offer_places(self, named: list[str]) -> None:
        typed = self.place.typed()
        self.place.set_options([(EVERY, tr("全部村（社区）")), *((one, one) for one in named), (NOWHERE, tr("未填村"))])
        self.place.set_typed(typed or tr("全部村（社区）"))

    def _go_to(self, row: OfVillage | None) -> None:
        """The report of one village, from its row."""
        if row is not None:
            self.place.set_value(EVERY if row.village is None else row.village or NOWHERE)
            self.sides.choose("lines")
            self.show_side("lines")
            self.refresh()

    def _go_to_grid(self, row: OfVillage | None) -> None:
        """Its place in the tree of responsibility."""
        if row is not None and row.village:
            self.place_asked.emit(("grid", row.village))

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
        if (asked := self._asked()) is None:
            return
        names: dict[str, tuple[str, Callable[..., int]]] = {
            "lines": (tr("出租房统计表"), out.export_rental_report),
            "villages": (tr("出租房分村统计表"), out.export_villages),
            "grids": (tr("出租房分网格统计表"), partial(out.export_villages, by=GRID)),
        }
        name, write = names[self.sides.choice()]
        self.save_as(name, "xlsx", lambda office, file: write(office, file=file, **asked))

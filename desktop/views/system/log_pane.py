"""日志: who did what when, for auditors; it can be read, filtered, exported and verified, never changed."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.models.lines import LineColumn, LinesModel
from desktop.services import audit, log_entry, log_view
from desktop.services.log_view import LogLine
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.style.metrics import Column, Row
from desktop.views.system.entry_drawer import EntryDrawer
from desktop.views.system.log_filter import LogFilterBar
from desktop.views.system.verdict import verdict_words
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import button
from desktop.views.widgets.export_dialog import ExportDialog
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.widgets.open_column import open_column
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr

COLUMNS = (
    LineColumn[LogLine]("序号", 80, lambda line: str(line.seq)),
    LineColumn[LogLine]("时间", 170, lambda line: line.at_words),
    LineColumn[LogLine]("谁", 120, lambda line: line.who),
    LineColumn[LogLine]("做了什么", 0, lambda line: line.label),
    LineColumn[LogLine]("台账", 120, lambda line: line.ledger_words),
    LineColumn[LogLine]("用途或理由", 260, lambda line: line.reason),
)
DEED = 3
SHEETS = "Excel (*.xlsx)"


class LogPane(QWidget):
    """`told(words)` for the toast."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("system.log.pane")
        self._desk, self._asked = desk, Generation()
        self.filter = LogFilterBar(desk)
        self.count, self.banner = Label("", "label", "ink2"), Banner("log.banner")
        self.drawer = EntryDrawer()
        self.drawer.hide()
        self.model = LinesModel(COLUMNS, self)
        self._lay_out()
        self.filter.changed.connect(self.refresh)
        self.table.opened.connect(lambda index: self._open(index.row()))
        self.table.verticalScrollBar().valueChanged.connect(self._reached)

    def _lay_out(self) -> None:
        verify = button(tr("核验日志"), "log.verify", self._verify, icon="shield-check")
        export = button(tr("导出…"), "log.export", self._export, icon="download")
        export.setEnabled(self._desk.office.may("log", Action.EXPORT))
        self.older = button(tr("更早的"), "log.older", self._older, kind="flat", small=True)
        bar = StyledFrame("bar")
        bar.setLayout(Row(self.count, self.older, None, export, verify, margins=(12, 8, 12, 8)))
        self.table = LedgerTable(tr("日志"), "log.list", unit=tr("条"), rows=True)
        self.table.setModel(self.model)
        self.table.set_widths({place: column.width for place, column in enumerate(COLUMNS) if column.width})
        self.table.set_empty(tr("没有符合条件的记录。"))
        open_column(self.table, DEED)
        beside = Row(gap=0)
        beside.addWidget(self.table, 1)
        beside.addWidget(self.drawer)
        whole = Column(self.filter, bar, self.banner, gap=0)
        whole.addLayout(beside, 1)
        self.setLayout(whole)

    def refresh(self) -> None:
        asked = self.filter.asked()
        self.filter.read_choices()
        self._desk.ask(
            lambda office: (log_view.log_lines(office, asked=asked), log_view.count_lines(office, asked=asked)),
            lambda found: self._show(*found), self._refused, token=self._asked.next(),
        )  # fmt: skip

    def _show(self, lines: list[LogLine], total: int) -> None:
        self._total = total
        self.model.show(lines)
        self._tell()

    def _tell(self) -> None:
        shown, total = self.model.rowCount(), self._total
        words = tr("共 {n} 条") if shown >= total else tr("最近 {shown} 条，共 {n} 条")
        self.count.setText(words.format(n=f"{total:,}", shown=f"{shown:,}"))
        self.older.setVisible(shown < total)

    def _reached(self, place: int) -> None:
        """The end of the list: what is older comes by itself."""
        if place and place == self.table.verticalScrollBar().maximum() and not self.older.isHidden():
            self._older()

    def _older(self) -> None:
        last, asked = self.model.line(self.model.rowCount() - 1), self.filter.asked()
        if last is not None:
            self._desk.ask(lambda office: log_view.log_lines(office, asked=asked, before=last.seq), self._add,
                           self._refused, token=self._asked.next())  # fmt: skip

    def _add(self, lines: list[LogLine]) -> None:
        self.model.extend(lines)
        self._tell()

    def _open(self, row: int) -> None:
        if (line := self.model.line(row)) is not None:
            self._desk.ask(lambda office: log_entry.read_entry(office, seq=line.seq), self.drawer.show_entry,
                           self._refused)  # fmt: skip

    def _export(self) -> None:
        asked = ExportDialog(self, "log.export.ask", tr("导出日志"), tr("日志"), may_full=False, kinds=SHEETS)
        asked.full_box.hide()
        wanted = self.filter.asked()

        asked.accepted.connect(lambda: self._desk.ask(
            partial(log_view.export_log, file=asked.file, reason=asked.reason, asked=wanted), self._exported,
            self._refused))  # fmt: skip
        asked.open()

    def _exported(self, rows: int) -> None:
        self.told.emit(tr("已导出 {n} 条").format(n=f"{rows:,}"))
        self.refresh()

    def _verify(self) -> None:
        self._desk.ask(audit.verify_log, self._show_verdict, self._refused)

    def _show_verdict(self, verdict: Any) -> None:
        self.banner.show_words("green" if verdict.ok else "red", *verdict_words(verdict))

    def _refused(self, refused: Refused) -> None:
        self.banner.show_words("red", refused.cause, refused.step)

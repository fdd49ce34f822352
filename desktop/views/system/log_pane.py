"""日志: who did what when, for auditors; it can be read and verified, never changed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.models.lines import LineColumn, LinesModel
from desktop.services import audit
from desktop.services.audit import LogLine
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import button
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.widgets.open_column import open_column
from desktop.views.widgets.table import LedgerTable
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

COLUMNS = (
    LineColumn[LogLine]("序号", 80, lambda line: str(line.seq)),
    LineColumn[LogLine]("时间", 170, lambda line: line.at_words),
    LineColumn[LogLine]("谁", 120, lambda line: line.user),
    LineColumn[LogLine]("做了什么", 0, lambda line: line.label),
    LineColumn[LogLine]("台账", 120, lambda line: line.ledger_words),
    LineColumn[LogLine]("用途或理由", 260, lambda line: line.reason),
)
DEED = 3


class LogPane(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("system.log.pane")
        self._desk, self._asked = desk, Generation()
        self.text = TextField(tr("筛选日志"), "log.filter", hint=tr("谁、做了什么、用途"))
        fix(self.text, width=260)
        self.count, self.banner = Label("", "label", "ink2"), Banner("log.banner")
        verify = button(tr("核验日志"), "log.verify", self._verify, icon="shield-check")
        bar = StyledFrame("bar")
        bar.setLayout(Row(self.text, self.count, None, verify, margins=(12, 8, 12, 8)))
        self.model = LinesModel(COLUMNS, self)
        self.table = LedgerTable(tr("日志"), "log.list", unit=tr("条"), rows=True)
        self.table.setModel(self.model)
        self.table.set_widths({place: column.width for place, column in enumerate(COLUMNS) if column.width})
        open_column(self.table, DEED)
        whole = Column(bar, self.banner, gap=0)
        whole.addWidget(self.table, 1)
        self.setLayout(whole)
        self.text.edited.connect(self.refresh)

    def refresh(self) -> None:
        text = self.text.text().strip()
        self._desk.ask(lambda office: audit.log_lines(office, text=text), self._show, self._refused,
                       token=self._asked.next())  # fmt: skip

    def _show(self, lines: list[LogLine]) -> None:
        self.model.show(lines)
        most = len(lines) >= audit.MOST
        self.count.setText((tr("最近 {n} 条") if most else tr("共 {n} 条")).format(n=len(lines)))

    def _verify(self) -> None:
        self._desk.ask(audit.verify_log, self._show_verdict, self._refused)

    def _show_verdict(self, verdict: Any) -> None:
        if verdict.ok:
            self.banner.show_words("green", tr("日志完整"), tr("共 {n} 条，条条相扣").format(n=verdict.entries))
        else:
            first = verdict.broken[0]
            self.banner.show_words("red", tr("日志第 {n} 条对不上").format(n=first), tr("立即备份，报告系统管理员"))

    def _refused(self, refused: Refused) -> None:
        self.banner.show_words("red", refused.cause, refused.step)

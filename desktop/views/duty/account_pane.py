"""公平账: turns per person by post and day kind over any months, as figures and as bars."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.domain import codes
from desktop.models.lines import LineColumn, LinesModel
from desktop.roster.year_view import add_months
from desktop.services import rota_register, rota_sheets
from desktop.services.rota_account import Account, Line, column_label, read_account
from desktop.views.desk import Desk
from desktop.views.duty.part import DutyPart
from desktop.views.preview.order import plain_order
from desktop.views.style.metrics import LayoutClass, Row, fix
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.card import Card
from desktop.views.widgets.chart import ChartKind, ChartWidget
from desktop.views.widgets.chart_paint import Item
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.lines_table import fit_columns
from desktop.views.widgets.scroll import scroll_area
from desktop.views.widgets.span_bar import SpanBar
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr

NIGHTS, TOTAL, SAT = "nights", "total", "sat"
Figure = Callable[[Line], int]


def figures(account: Account) -> dict[str, tuple[str, Figure]]:
    """Every column of figures by key: its label, and how a line answers it."""

    def of(column: tuple[str, str]) -> Figure:
        return lambda line: line.counts[column]

    made: dict[str, tuple[str, Figure]] = {"|".join(one): (column_label(one), of(one)) for one in account.columns}
    return made | {NIGHTS: (tr("夜班"), lambda line: line.nights), TOTAL: (tr("轮次合计"), lambda line: line.charged),
                   SAT: (tr("实值"), lambda line: line.sat)}  # fmt: skip


class AccountPane(DutyPart):
    """Charged and really sat stand side by side: swaps move the second, never the first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "duty.account", tr("公平账"))
        today = desk.office.today
        self.span = SpanBar("duty.account", today, lambda: desk.office.today)
        self.span.chosen.connect(lambda: self.refresh())
        self.bar.lead.addWidget(self.span)
        self.account: Account | None = None
        self.table = LedgerTable(tr("公平账"), "duty.account.list", unit=tr("人"), rows=True)
        self.counter = CodeField(tr("按哪一项看"), "duty.account.counter")
        self.counter.activated.connect(lambda _: self._draw())
        self.chart = ChartWidget(tr("每人次数"), "duty.account.chart", ChartKind.BARS)
        self._build()
        self._offer()

    def _build(self) -> None:
        area = scroll_area(tr("每人次数"), "duty.account.scroll", self.chart)
        card, side = Card(tr("每人次数"), note=tr("轮次按排定的人计，实值按到岗的人计")), Card(tr("比一比"))
        card.add(self.table, 1)
        side.add(self.counter)
        side.add(area, 1)
        self._side = side
        fix(side, width=320)
        row = Row(gap=12, margins=(12, 12, 12, 12))
        row.addWidget(card, 1)
        row.addWidget(side)
        self.lay_out(row)

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        fix(self._side, width=260 if kind.cramped else 320)

    def refresh(self) -> None:
        first, last = self.span.first(), self.span.last()
        self.desk.ask(lambda office: read_account(office, first=first, last=last), self._show, self.refused)

    def first_focus(self) -> QWidget | None:
        return self.table

    def _show(self, account: Account) -> None:
        self.account = account
        known = figures(account)
        columns = [LineColumn[Line](tr("姓名"), 90, lambda line: line.name),
                   LineColumn[Line](tr("值班组"), 90, lambda line: _group(line)),
                   *(_column(label, figure) for label, figure in known.values())]  # fmt: skip
        model = LinesModel(columns, self)
        self.table.set_empty(tr("这段时间还没有已发布的值班。"))
        model.show(account.lines)
        self.table.setModel(model)
        fit_columns(self.table, model)
        kept = self.counter.read()
        self.counter.set_options((key, label) for key, (label, _) in known.items())
        self.counter.set_value(kept if kept in known else TOTAL)
        self._draw()
        self._offer()

    def _draw(self) -> None:
        key = self.counter.read()
        if self.account is None or key is None:
            return
        _, figure = figures(self.account)[key]
        lines = sorted((line for line in self.account.lines if figure(line)), key=lambda line: -figure(line))
        self.chart.set_items([Item(line.name, figure(line), tone="accent") for line in lines])

    def _offer(self) -> None:
        there = self.account is not None and bool(self.account.lines)
        why = tr("这段时间还没有已发布的值班")
        self.bar.set_commands((
            Command("save", tr("存为表格…"), self._save, "file-spreadsheet", "flat", there, why, right=True),
            Command("notice", tr("值班通知…"), self._notice, "file-text", "flat", there, why, right=True),
            Command("print", tr("打印统计表"), self._print, "printer", "", there, why, "Ctrl+P", right=True),
        ))  # fmt: skip

    def _save(self) -> None:
        first, last = self.span.first(), self.span.last()
        write = rota_sheets.export_stats
        self.save_for(tr("值班统计表"), "account.export", lambda office, file, reason: write(
            office, first=first, last=last, file=file, reason=reason))  # fmt: skip

    def _print(self) -> None:
        first, last = self.span.first(), self.span.last()
        self.paper_asked.emit(plain_order(tr("值班统计表"), rota_register.stats_paper, first=first, last=last))

    def _notice(self) -> None:
        first, last = self.span.first(), min(self.span.last(), add_months(self.span.first().replace(day=1), 2))
        self.paper_asked.emit(plain_order(tr("值班通知"), rota_register.notice_paper, first=first, last=last))


def _column(label: str, figure: Figure) -> LineColumn[Line]:
    return LineColumn[Line](label, 18 + 14 * max(3, len(label)), lambda line: str(figure(line) or ""))


def _group(line: Line) -> str:
    return codes.label("duty_group", line.group) if line.group else ""

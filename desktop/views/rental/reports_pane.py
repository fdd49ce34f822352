"""报送: every start and end that the landlords have to report, with its clock; marked as reported here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.domain import dates, deadlines
from desktop.domain.access import Action
from desktop.domain.reporting import ReportState
from desktop.errors import Refused
from desktop.models.lines import LineColumn, LinesModel
from desktop.services import reporting
from desktop.services.reporting import ReportLine
from desktop.views.desk import Desk
from desktop.views.rental import house_orders
from desktop.views.rental.dialogs import ask_report_day
from desktop.views.rental.sheet_export import sheet_commands
from desktop.views.shell.part import Part
from desktop.views.style.metrics import LayoutClass, Row, fix
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.card import Card
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.labels import Label
from desktop.views.widgets.lines_table import lines_table, marked
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.words import tr

OPEN = "open"
SIDES = ((OPEN, "待报和逾期"), *((one.value, one.label) for one in ReportState))
WIDE_ONLY = (5, 6)


class ReportsPane(Part):
    """The most urgent first; the ticked rows are marked together."""

    area = "rental"
    ledgers = frozenset({"stays", "rooms", "houses", "people", "holidays"})
    hints = "Enter 到房间　Ctrl+S 登记已报送　Ctrl+P 报送单"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "rent.reports", tr("报送"))
        self.sides = SegmentedControl(tr("看哪些报送"), "rent.reports.side", [(key, tr(label)) for key, label in SIDES])
        self.model = LinesModel[ReportLine](self._columns(), self)
        nothing = tr("没有要报送的。")
        self.table = lines_table(self.model, tr("报送"), "rent.reports.list", tr("件"), nothing)
        self.day = DateField(tr("报送单日期"), "rent.reports.day", today=lambda: desk.office.today)
        self.day.set_value(desk.office.today)
        card = Card(tr("租住报送"), note=tr("入住、离开后3个工作日内报送；免报的不列"))
        card.add_right(self.sides)
        card.add(self.table, 1)
        row = Row(gap=0, margins=(12, 12, 12, 12))
        row.addWidget(card, 1)
        self._lead()
        self.lay_out(row)
        self.sides.chosen.connect(lambda _: self.refresh())
        self.table.opened.connect(lambda _: self._go())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self._offer()

    def _lead(self) -> None:
        """Which day's moves are printed: today's until another is chosen."""
        asked = Label(tr("报送单日期"), "label")
        asked.setBuddy(self.day)
        fix(self.day, width=150)
        self.bar.lead.addWidget(asked)
        self.bar.lead.addWidget(self.day)

    def _columns(self) -> tuple[LineColumn[ReportLine], ...]:
        return (
            LineColumn[ReportLine]("状态", 60, lambda one: one.state.label),
            LineColumn[ReportLine]("期限", 132, self._due),
            LineColumn[ReportLine]("事由", 80, lambda one: one.duty.deed),
            LineColumn[ReportLine]("姓名", 88, lambda one: one.name),
            LineColumn[ReportLine]("房屋", 0, lambda one: one.place),
            LineColumn[ReportLine]("起算", 72, lambda one: dates.short(one.duty.since, self.desk.office.today)),
            LineColumn[ReportLine]("网格员", 80, lambda one: one.grid_worker or ""),
        )

    def _due(self, one: ReportLine) -> str:
        today = self.desk.office.today
        if one.duty.done is not None:
            return tr("{day}已报").format(day=dates.short(one.duty.done, today))
        left = deadlines.words(one.duty.due, today)
        return tr("{day}　{left}").format(day=dates.short(one.duty.due, today), left=left)

    def set_layout_class(self, kind: LayoutClass) -> None:
        for column in WIDE_ONLY:
            self.table.setColumnHidden(column, kind.cramped)

    def first_focus(self) -> QWidget | None:
        return self.table

    def refresh(self) -> None:
        side = self.sides.choice()
        state = None if side == OPEN else ReportState(side)
        self.desk.ask(lambda office: reporting.read_reports(office, state=state), self._show, self.refused)

    def chosen(self) -> list[ReportLine]:
        return marked(self.table, self.model)

    def _show(self, lines: Sequence[ReportLine]) -> None:
        row = max(0, self.table.currentIndex().row())
        wanted = [one for one in lines if self.sides.choice() != OPEN or one.state is not ReportState.DONE]
        self.model.show(wanted)
        if wanted:
            self.table.selectRow(min(row, len(wanted) - 1))
        self._offer()

    def _offer(self) -> None:
        chosen, may_print = self.chosen(), self.desk.office.may(self.area, Action.PRINT)
        still = any(one.duty.done is None for one in chosen)
        why = tr("选的都已报送") if chosen else tr("先选一行")
        cannot = why if self.may_change else tr("您的账号只能查看")
        words = tr("登记已报送") if len(chosen) < 2 else tr("登记 {n} 件已报送").format(n=len(chosen))
        self.bar.set_commands((
            Command("save", words, self._mark, "check", "primary", still and self.may_change, cannot, "Ctrl+S"),
            Command("room", tr("到房间"), self._go, "map-pin", "flat", len(chosen) == 1, tr("先选一行"), "Enter"),
            Command("print", tr("入住离开报送单"), self._print, "printer", "flat", may_print, tr("您的账号不能打印"),
                    "Ctrl+P", right=True),
            *sheet_commands(self),
        ))  # fmt: skip

    def _go(self) -> None:
        if chosen := self.chosen():
            self.place_asked.emit(("rooms", chosen[0].room_id))

    def _print(self) -> None:
        try:
            day = self.day.read()
        except Refused:  # the field itself says what is wrong
            self.day.setFocus()
            return
        self.paper_asked.emit(house_orders.day_order(day or self.desk.office.today))

    def _mark(self) -> None:
        duties = [(one.stay, one.duty.start) for one in self.chosen() if one.duty.done is None]
        asked = ask_report_day(self, len(duties), lambda: self.desk.office.today)
        words = tr("已登记 {n} 件报送").format(n=len(duties))
        self.ask_first(asked, lambda: partial(reporting.report_duties, duties=duties, day=asked.values()["day"]), words)

"""The cases as a list: filter, open one, register a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.deadlines import Urgency
from desktop.models.case_list import CASE, COLUMNS, DUE, MEDIATOR, TITLE, TYPE, CaseListModel
from desktop.services.case_list import CaseRow
from desktop.views.style.metrics import Column, LayoutClass, Row, fix
from desktop.views.widgets.buttons import button
from desktop.views.widgets.delegates import DueDelegate, Index
from desktop.views.widgets.labels import StyledFrame
from desktop.views.widgets.open_column import open_column
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.states import EmptyState
from desktop.views.widgets.table import LedgerTable
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


class CaseListPane(QWidget):
    """`asked(text, which)` for other cases, `opened(id)`, `new_asked`, `print_asked(ids)`."""

    asked = Signal(str, str)
    opened = Signal(str)
    new_asked = Signal()
    print_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("case.list.pane")
        self.which = SegmentedControl(tr("哪些案件"), "case.which", [("open", tr("在办")), ("all", tr("全部"))])
        self.text = TextField(tr("筛选案件"), "case.filter", hint=tr("当事人、案号、拼音"))
        fix(self.text, width=240)
        new = button(tr("登记纠纷"), "case.new_case", self.new_asked.emit, icon="plus", kind="primary")
        self.print = button(tr("打印…"), "case.list.print", self._print, icon="printer", kind="flat")
        bar = StyledFrame("bar")
        bar.setLayout(Row(self.which, self.text, None, self.print, new, margins=(12, 8, 12, 8)))
        self.model = CaseListModel(self)
        self.table = LedgerTable(tr("纠纷案件"), "case.list", unit=tr("件"), rows=True)
        self.table.setModel(self.model)
        self.table.set_widths({place: column.width for place, column in enumerate(COLUMNS)})
        open_column(self.table, TITLE)
        self.table.setItemDelegateForColumn(DUE, DueDelegate(_urgency, self.table))
        words = tr("这里办纠纷案件。来了纠纷，先登记当事人和简要情况。")
        self.empty = EmptyState("scale", words, "case.empty", tr("登记纠纷"), self.new_asked.emit)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        whole = Column(bar, gap=0)
        whole.addWidget(self.stack, 1)
        self.setLayout(whole)
        self.which.chosen.connect(lambda _: self._ask())
        self.text.edited.connect(self._ask)
        self.table.opened.connect(lambda index: self._open(index.row()))
        self.table.selection_told.connect(lambda _: self._count())

    def set_layout_class(self, kind: LayoutClass) -> None:
        """In a narrow window the names of the parties are worth more than the type and the mediator."""
        for column in (TYPE, MEDIATOR):
            self.table.setColumnHidden(column, kind.cramped)

    def first(self) -> QWidget:
        """Where the focus belongs."""
        shown = self.stack.currentWidget()
        return self.empty.deed if shown is self.empty else self.table

    def show_cases(self, rows: Sequence[CaseRow]) -> None:
        self.model.show(rows)
        self.stack.setCurrentWidget(self.table if rows or self.text.text() else self.empty)
        if rows:
            self.table.selectRow(0)

    def chosen(self) -> list[str]:
        """Ids of the selected cases, from the top down."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [found.id for row in rows if (found := self.model.case(row)) is not None]

    def _count(self) -> None:
        number = len(self.chosen())
        self.print.set_text(tr("打印 {n} 件…").format(n=number) if number > 1 else tr("打印…"))
        self.print.allow(number > 0, tr("先选一件或几件"))

    def _print(self) -> None:
        self.print_asked.emit(self.chosen())

    def wanted(self) -> tuple[str, str]:
        return self.text.text().strip(), self.which.choice()

    def _ask(self) -> None:
        self.asked.emit(*self.wanted())

    def _open(self, row: int) -> None:
        found = self.model.case(row)
        if found is not None:
            self.opened.emit(found.id)


def _urgency(index: Index) -> Urgency | None:
    row: CaseRow = index.data(CASE)
    return row.urgency

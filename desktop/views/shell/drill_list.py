"""From a number of the report to the records it counts: the whole list, however long."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.ledgers import find
from desktop.models.columns import all_columns
from desktop.models.paged import PagedModel
from desktop.services import listing
from desktop.services.case_report_lines import Line
from desktop.services.listing import View
from desktop.views.desk import Desk
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.buttons import IconButton
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.widgets.open_column import open_column
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr

COLUMNS = {
    "disputes": ("number", "title", "date", "type", "mediator", "state", "result", "performance", "amount"),
    "preventions": ("date", "kind", "place", "people", "cases", "matters"),
    "houses": ("house_address", "village", "house_owner", "owner_phone", "rooms", "hazard", "grade"),
    "rooms": ("house_address", "room", "floor", "beds", "area", "cap", "status", "inspect_by"),
    "stays": ("house_address", "room", "name", "sex", "id_number", "work", "checkin", "checkout"),
}
OPEN = {"disputes": "title", "preventions": "matters"} | dict.fromkeys(("houses", "rooms", "stays"), "house_address")
"""The column that takes the room that is left."""
SORT = {"houses": "house_address", "rooms": "room", "stays": "checkin"}


class DrillList(QWidget):
    """`opened(ledger, record id)`; `left` back to the report."""

    opened = Signal(str, str)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("report.drill")
        self._desk = desk
        self.back = IconButton("chevron-left", tr("返回统计表"), "report.drill.back", self.left.emit, key="Esc")
        self.title, self.count = Label("", "panel"), Label("", "label")
        bar = StyledFrame("bar")
        bar.setLayout(Row(self.back, self.title, self.count, None, margins=(8, 6, 12, 6), gap=10))
        self.table = LedgerTable(tr("这个数字的明细"), "report.drill.list", unit=tr("条"), rows=True)
        self.table.opened.connect(lambda index: self._open(index.row()))
        self.list: PagedModel | None = None
        whole = Column(bar, gap=0)
        whole.addWidget(self.table, 1)
        self.setLayout(whole)

    def show_line(self, line: Line) -> None:
        """Reads what the line counts; the head says how many there are."""
        assert line.where is not None
        model = find(line.ledger)
        known = {column.name: column for column in all_columns(model)}
        columns = [known[name] for name in COLUMNS[line.ledger]]
        self.title.setText(f"{line.group} · {line.label}")
        self.count.setText("")
        self.list = PagedModel(model, columns, self._desk.ask, self)
        self.list.counted.connect(lambda shown: self.count.setText(tr("{n} 条").format(n=f"{shown:,}")))
        self.table.setModel(self.list)
        self.table.set_widths({place: column.width for place, column in enumerate(columns)})
        stretched = COLUMNS[line.ledger].index(OPEN[line.ledger])
        open_column(self.table, stretched)
        self.list.set_view(View(line.where, SORT.get(line.ledger, "date")))
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        if self.list is None or (number := self.list.record(row)) is None:
            return
        model = self.list.ledger
        self._desk.ask(lambda office: listing.record_id(office, ledger=model.ledger.name, row=number),
                       lambda found: self.opened.emit(model.ledger.name, found))  # fmt: skip

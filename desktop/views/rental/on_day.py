"""某日在住: who stayed in this house on a day, and the register of it as a PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.services import staying, tenant_register
from desktop.services.staying import Resident
from desktop.views.desk import Desk
from desktop.views.rental.room_card import ResidentsModel
from desktop.views.style.metrics import Row, fix
from desktop.views.widgets.buttons import button
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.labels import Label
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr


class DayModel(ResidentsModel):
    """Residents of a house on a day, with their room."""

    HEADS = (tr("房间"), tr("姓名"), tr("证件号码"), tr("入住"), tr("租期至"))

    def _words(self, resident: Resident) -> tuple[str, ...]:
        return resident.room, *super()._words(resident)


class OnDayDialog(DeedDialog):
    """Pick a day, see the list, take the register along as PDF."""

    def __init__(self, parent: QWidget, desk: Desk, house: str) -> None:
        super().__init__(parent, "rent.day", tr("某日在住"), tr("存为 PDF…"), cancel=tr("关闭"))
        self._desk, self._house = desk, house
        self.day = DateField(tr("日期"), "rent.day.date", today=lambda: desk.office.today)
        words = Label(tr("日期"), "label")
        words.setBuddy(self.day)
        self.count = Label("", "label")
        show = button(tr("查看"), "rent.day.show", self.read)
        self.body.addLayout(Row(words, self.day, show, None, self.count))
        self.model = DayModel()
        self.table = LedgerTable(tr("某日在住"), "rent.day.table", unit=tr("人"), rows=True)
        self.table.setModel(self.model)
        self.table.set_widths({0: 64, 1: 120, 2: 180, 3: 80, 4: 88})
        fix(self.table, min_height=320, min_width=560)
        self.body.addWidget(self.table)
        self.day.set_value(desk.office.today)
        self.day.left.connect(self.read)
        self.read()

    def read(self) -> None:
        day: Any = self.day.read()
        if day is not None:
            self._desk.ask(lambda office: staying.staying(office, house=self._house, on=day),
                           lambda found: self._show(found, day))  # fmt: skip

    def take(self) -> None:
        day: Any = self.day.read()
        name, _ = QFileDialog.getSaveFileName(self, tr("存为 PDF"), tr("租住人员登记表.pdf"), "PDF (*.pdf)")
        if name and day is not None:
            self._desk.ask(lambda office: tenant_register.tenant_register(office, house=self._house, on=day),
                           lambda paper: Path(name).write_bytes(paper.pdf))  # fmt: skip

    def _show(self, found: list[Resident], day: date) -> None:
        self.model.show(found, self._desk.office.today)
        self.count.setText(tr("{day} 在住 {n} 人").format(day=day.isoformat(), n=len(found)))

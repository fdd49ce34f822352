"""某日在住: who stayed in this house on a day, and the register of it as a PDF."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.services import staying, tenant_register
from desktop.services.office import Office
from desktop.services.staying import Resident
from desktop.views.desk import Desk
from desktop.views.rental.room_card import ResidentsModel
from desktop.views.shell.save_as import save_as
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
        if (day := self._asked()) is not None:
            self._desk.ask(lambda office: staying.staying(office, house=self._house, on=day),
                           lambda found: self._show(found, day), self._refused)  # fmt: skip

    def take(self) -> None:
        """存为 PDF: the dialog stays."""
        if (day := self._asked()) is not None:
            save_as(self, self._desk, (tr("租住人员登记表"), "pdf"), partial(_write, house=self._house, day=day),
                    self._tell, self._refused)  # fmt: skip

    def _asked(self) -> date | None:
        """The day that is filled in; a half-typed one is told."""
        try:
            found: date | None = self.day.read()
        except Refused as no:
            self._refused(no)
            return None
        return found

    def _refused(self, no: Refused) -> None:
        self._tell(str(no), "red")

    def _tell(self, words: str, ink: str = "") -> None:
        self.count.setText(words)
        self.count.set_ink(ink)

    def _show(self, found: list[Resident], day: date) -> None:
        self.model.show(found, self._desk.office.today)
        self._tell(tr("{day} 在住 {n} 人").format(day=day.isoformat(), n=len(found)))


def _write(office: Office, file: Path, house: str, day: date) -> int:
    return file.write_bytes(tenant_register.tenant_register(office, house=house, on=day).pdf)

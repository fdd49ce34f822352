"""某日责任人: who answered for one door on a day."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain import codes
from desktop.domain.responsibility import Person
from desktop.errors import Refused
from desktop.models.lines import LineColumn, LinesModel
from desktop.services.grid_gaps import HouseAnswer, answers_for
from desktop.views.desk import Desk
from desktop.views.rental.grid_side import term
from desktop.views.style.metrics import Row, fix
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.labels import Label
from desktop.views.widgets.lines_table import lines_table
from desktop.views.words import tr

COLUMNS = (
    LineColumn[Person]("姓名", 96, lambda one: one.name),
    LineColumn[Person]("责任", 128, lambda one: codes.label("answer_role", one.role)),
    LineColumn[Person]("任期", 0, term),
)


class DoorDialog(DeedDialog):
    """Pick a day, read who it was and along which units."""

    def __init__(self, parent: QWidget, desk: Desk, house: str, address: str) -> None:
        super().__init__(parent, "grid.doorday", tr("某日责任人"), tr("查看"), cancel=tr("关闭"), width=560)
        self._desk, self._house = desk, house
        self.body.addWidget(Label(address, "strong", wrap=True))
        self.day = DateField(tr("日期"), "grid.doorday.day", today=lambda: desk.office.today)
        self.day.set_value(desk.office.today)
        words = Label(tr("日期"), "label")
        words.setBuddy(self.day)
        self.body.addLayout(Row(words, self.day, None))
        self.path = Label("", "label", wrap=True)
        self.body.addWidget(self.path)
        self.people = LinesModel[Person](COLUMNS, self)
        self.table = lines_table(self.people, tr("责任人"), "grid.doorday.people", tr("人"), tr("这一天没有责任人。"))
        fix(self.table, min_height=160)
        self.body.addWidget(self.table)
        self.day.setFocus()
        self.take()

    def take(self) -> None:
        """查看: the dialog stays."""
        try:
            day: Any = self.day.read() or self._desk.office.today
        except Refused as no:
            self._refused(no)
            return
        self._desk.ask(lambda office: answers_for(office, house=self._house, on=day), self._show, self._refused)

    def _refused(self, no: Refused) -> None:
        self.path.setText(str(no))
        self.path.set_ink("red")
        self.people.show(())

    def _show(self, found: HouseAnswer) -> None:
        words = found.path or tr("没有归入责任单元")
        if found.answer.inherited:
            words = tr("{path}，由上级“{unit}”负责").format(path=words, unit=found.at)
        self.path.setText(words)
        self.path.set_ink("")
        self.people.show(found.answer.people)

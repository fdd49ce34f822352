"""系统 · 健康: what is fine and what is to be done, the backup's plan, and the diagnosis to hand over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.services import diagnosis, health_check
from desktop.services.health_check import HealthLine
from desktop.views.desk import Desk
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.system.plan_card import PlanCard
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import button
from desktop.views.widgets.card import Card
from desktop.views.widgets.labels import IconLabel, Label
from desktop.views.widgets.scroll import scroll_area
from desktop.views.words import tr

SIDE, NAMES = 340, 88


class HealthPane(QWidget):
    """`told(words)` for the toast."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("system.health.pane")
        self._desk = desk
        self.banner = Banner("system.health.banner")
        self.card = Card(tr("健康检查"), margins=(0, 0, 0, 0))
        self.card.add_right(button(tr("重新检查"), "system.health.again", self.refresh, icon="refresh-cw", kind="head"))
        self.card.add_right(button(tr("导出诊断…"), "system.health.export", self._ask_file, icon="download",
                                   kind="head"))  # fmt: skip
        self._lines = Column(margins=(16, 8, 16, 12), gap=10)
        inner = QWidget()
        inner.setLayout(self._lines)
        self.card.add(scroll_area(tr("健康检查"), "system.health.scroll", inner, sideways=False), 1)
        self.plan = PlanCard(desk, may_change=desk.office.may("system", Action.CHANGE))
        side = QWidget()
        side.setLayout(Column(self.plan, None))
        fix(side, width=SIDE)
        row = Row(margins=(12, 12, 12, 12), gap=12)
        row.addWidget(self.card, 1)
        row.addWidget(side)
        whole = Column(self.banner, gap=0)
        whole.addLayout(row, 1)
        self.setLayout(whole)
        self.plan.saved.connect(self._saved)
        self.plan.refused.connect(self._refused)

    def refresh(self) -> None:
        self.card.note.setText(tr("正在检查…"))
        self._desk.ask(health_check.health_lines, self._show, self._refused)
        self.plan.refresh()

    def _show(self, lines: Sequence[HealthLine]) -> None:
        self.banner.hide()
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for line in lines:
            self._lines.addWidget(_shown(line))
        self._lines.addStretch(1)
        wrong = sum(not line.finding.ok for line in lines)
        self.card.note.setText(tr("{n} 项要处理").format(n=wrong) if wrong else tr("都正常"))

    def _saved(self) -> None:
        self.told.emit(tr("已保存备份安排"))

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("导出诊断"), tr("桩钉诊断.zip"), tr("诊断 (*.zip)"))
        if name:
            self._desk.ask(lambda office: diagnosis.write_diagnosis(office.store.home, office=office, file=Path(name)),
                           lambda _: self.told.emit(tr("已导出诊断，里面没有个人信息")), self._refused)  # fmt: skip

    def _refused(self, refused: Refused) -> None:
        self.card.note.setText("")
        self.banner.show_words("red", refused.cause, refused.step)


def _shown(line: HealthLine) -> QWidget:
    """The sign, what it is about, what is so, and under it what to do."""
    found = line.finding
    icon, tone = (("circle-check", "green") if found.ok else
                  ("circle-alert", "red") if found.grave else ("triangle-alert", "amber"))  # fmt: skip
    what = Label(tr(line.what), "strong")
    fix(what, width=NAMES)
    words = Column(Label(found.words, wrap=True), gap=2)
    if found.step:
        words.addWidget(Label(found.step, "label", wrap=True))
    made, row = QWidget(), Row(gap=10)
    row.addLayout(Column(IconLabel(icon, tone, 18), None))
    row.addLayout(Column(what, None))
    row.addLayout(words, 1)
    made.setLayout(row)
    made.setAccessibleName(f"{tr(line.what)} {found.words} {found.step}".strip())
    return made

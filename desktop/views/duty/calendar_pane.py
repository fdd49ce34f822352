"""放假安排: a year on one leaf, changed by hand or taken from the announced table; a provisional year says so."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QScrollArea, QWidget

from desktop.domain import codes
from desktop.domain.calendar import DayKind
from desktop.services import rota_calendar
from desktop.services.rota_calendar import YearDay, YearView
from desktop.views.desk import Desk
from desktop.views.duty.handover_dialogs import AskDialog
from desktop.views.duty.part import DutyPart
from desktop.views.duty.year_grid import YearGrid
from desktop.views.style.metrics import Column, fix
from desktop.views.widgets.buttons import Command, IconButton
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.labels import Label
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


class DayDialog(AskDialog):
    """What the centre says of one day."""

    def __init__(self, parent: QWidget, day: YearDay) -> None:
        title = tr("{month}月{day}日").format(month=day.day.month, day=day.day.day)
        super().__init__(parent, "duty.day", title, tr("改成这样"))
        kinds = CodeField(tr("日期种类"), "duty.day.kind", codes.TABLES["day_kind"].items())
        self.form.add("kind", tr("日期种类"), kinds, required=True)
        self.form.add("label", tr("名称"), TextField(tr("名称"), "duty.day.label", hint=tr("如 中秋节")))
        self.form.set_values({"kind": day.kind.value, "label": day.name or None})
        kinds.setFocus()


class CalendarPane(DutyPart):
    """`replan_asked` when the table has come and the rota shall follow it with the least change."""

    replan_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "duty.calendar", tr("放假安排"))
        self.year = desk.office.today.year
        self.grid = YearGrid()
        self.words = Label("", "label", wrap=True)
        self.heading = Label("", "case")
        fix(self.heading, min_width=72)
        back = IconButton("chevron-left", tr("前一年"), "duty.calendar.back", lambda: self.turn(-1))
        on = IconButton("chevron-right", tr("后一年"), "duty.calendar.next", lambda: self.turn(1))
        for widget in (back, self.heading, on):
            self.bar.lead.addWidget(widget)
        area = QScrollArea()
        area.setObjectName("duty.calendar.scroll")
        area.setAccessibleName(tr("全年放假安排"))
        area.setProperty("ground", "win")
        area.setWidget(self.grid)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        inner = Column(self.words, margins=(16, 12, 16, 12), gap=8)
        inner.addWidget(area, 1)
        whole = Column(self.bar, self.banner, gap=0)
        whole.addLayout(inner, 1)
        self.setLayout(whole)
        self.grid.opened.connect(self._edit)
        self._offer()

    def refresh(self) -> None:
        year = self.year
        self.desk.ask(lambda office: rota_calendar.read_year(office, year=year), self._show, self.refused)

    def first_focus(self) -> QWidget | None:
        return self.grid

    def turn(self, years: int) -> None:
        self.year += years
        self.refresh()

    def _show(self, view: YearView) -> None:
        self.heading.setText(tr("{year}年").format(year=view.year))
        self.grid.show_view(view)
        kinds = Counter(day.kind for day in view.days)
        words = tr("放假 {holidays} 天，调休上班 {makeup} 天。带下划线的是本中心定的；双击或回车改一天。")
        self.words.setText(words.format(holidays=kinds[DayKind.HOLIDAY], makeup=kinds[DayKind.MAKEUP]))
        if view.notice:
            self.banner.show_words("amber", tr("暂定"), view.notice, icon="calendar-days")
        else:
            self.banner.hide()

    def _offer(self) -> None:
        may, why = self.may_change, tr("您的账号只能查看")
        self.bar.set_commands((
            Command("edit", tr("改这一天…"), self._edit_chosen, "pencil-line", "flat", may, why, "F2"),
            Command("import", tr("导入放假安排…"), self._import, "upload", "primary", may, why),
            Command("replan", tr("按新安排重排…"), self.replan_asked.emit, "refresh-cw", "", may, why, right=True),
        ))  # fmt: skip

    def _edit_chosen(self) -> None:
        self._edit(self.grid.day())

    def _edit(self, day: YearDay | None) -> None:
        if day is None or not self.may_change:
            return
        asked = DayDialog(self, day)

        def run(office: Any) -> Any:
            values = asked.values()
            return rota_calendar.set_day(office, day=day.day, kind=DayKind(values["kind"]),
                                         label=values.get("label", ""))  # fmt: skip

        self.ask_first(asked, run, tr("已改 {month}月{day}日").format(month=day.day.month, day=day.day.day))

    def _import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("导入{year}年放假安排").format(year=self.year), "",
                                              "*.xlsx *.xls *.csv")  # fmt: skip
        if name:
            year, file = self.year, Path(name)
            self.do(lambda office: rota_calendar.import_year(office, year=year, file=file)[0],
                    tr("已导入{year}年放假安排；已排的班可按新安排重排").format(year=year))  # fmt: skip

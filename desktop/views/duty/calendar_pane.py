"""放假安排: a year on one leaf, changed by hand or taken from the announced table; a provisional year says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain import codes
from desktop.domain.access import Action
from desktop.domain.calendar import DayKind
from desktop.domain.dates import weekday
from desktop.errors import Refused
from desktop.services import rota_calendar
from desktop.services.office import Office
from desktop.services.rota_calendar import YearDay, YearView
from desktop.views.desk import Desk
from desktop.views.duty.part import DutyPart
from desktop.views.duty.year_grid import YearGrid, YearLegend
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Command, IconButton
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.labels import ElideLabel, Label
from desktop.views.widgets.scroll import scroll_area
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

FIRST, LAST = 1950, 2100


class DayDialog(AskDialog):
    """What the centre says of one day."""

    def __init__(self, parent: QWidget, day: YearDay) -> None:
        title = tr("{month}月{day}日 {weekday}").format(month=day.day.month, day=day.day.day, weekday=weekday(day.day))
        super().__init__(parent, "duty.day", title, tr("改成这样"))
        kinds = CodeField(tr("日期种类"), "duty.day.kind", codes.TABLES["day_kind"].items())
        self.form.add("kind", tr("日期种类"), kinds, required=True, span=2)
        self.form.add(
            "label", tr("名称"), TextField(tr("名称"), "duty.day.label", hint=tr("如 中秋节，可不填")), span=2
        )
        self.form.set_values({"kind": day.kind.value, "label": day.name or None})
        kinds.setFocus()


class CalendarPane(DutyPart):
    """`replan_asked` when the table has come and the rota shall follow it with the least change.

    `banner` says that a year is provisional, `wrong` what was refused: the one never stands in the other's way.
    """

    replan_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "duty.calendar", tr("放假安排"))
        self.year = desk.office.today.year
        self.grid, self.legend, self.wrong = YearGrid(), YearLegend(), Banner("duty.calendar.wrong")
        self.words = ElideLabel("", "label")
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.heading = Label("", "case")
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        fix(self.heading, min_width=76)
        back = IconButton("chevron-left", tr("前一年"), "duty.calendar.back", lambda: self.turn(-1))
        on = IconButton("chevron-right", tr("后一年"), "duty.calendar.next", lambda: self.turn(1))
        for widget in (back, self.heading, on):
            self.bar.lead.addWidget(widget)
        self._area = scroll_area(tr("全年放假安排"), "duty.calendar.scroll", self.grid, ground="win")
        line = Row(self.legend, gap=12)
        line.addWidget(self.words, 1)
        inner = Column(line, margins=(12, 8, 12, 12), gap=8)
        inner.addWidget(self._area, 1)
        self.lay_out(inner, self.wrong)
        self.grid.opened.connect(self._edit)
        self.grid.beyond.connect(self.turn)
        self.grid.told.connect(self._say)
        self._fresh = True
        self._offer()

    def refresh(self) -> None:
        year = self.year
        self.desk.ask(lambda office: rota_calendar.read_year(office, year=year), self._show, self.refused)

    def first_focus(self) -> QWidget | None:
        return self.grid

    def turn(self, years: int) -> None:
        if FIRST <= self.year + years <= LAST:
            self.year += years
            self.refresh()
        else:
            self.grid.stay(self.year)

    def _show(self, view: YearView) -> None:
        self.heading.setText(tr("{year}年").format(year=view.year))
        self.grid.show_view(view)
        self.legend.show_view(view)
        if self._fresh:
            self._fresh = False
            self.grid.choose(self.desk.office.today)
        self.wrong.hide()
        if view.notice:
            self.banner.show_words("amber", tr("暂定"), view.notice, icon="calendar-days")
        else:
            self.banner.hide()

    def _say(self, words: str) -> None:
        """The day the keys have come to, in words and in sight."""
        self.words.setText(tr("{day}　双击或回车改").format(day=words) if self.may_change else words)
        self._offer()
        day = self.grid.day()
        if day is not None:
            spot = self.grid.spot(day.day)
            self._area.ensureVisible(spot.center().x(), spot.center().y(), spot.width(), spot.height())

    def refused(self, refused: Refused) -> None:
        self.wrong.show_words("red", refused.cause, refused.step)

    def _offer(self) -> None:
        may, why, day = self.may_change, tr("您的账号只能查看"), self.grid.day()
        own = day is not None and day.own
        brings = self.desk.office.may("duty", Action.IMPORT)
        self.bar.set_commands((
            Command("edit", tr("改这一天…"), self._edit_chosen, "pencil-line", "flat", may, why, "F2"),
            Command("unset", tr("恢复公布的安排"), self._unset, "undo-2", "flat", may and own,
                    tr("这一天没有改过") if may else why),
            Command("import", tr("导入放假安排…"), self._import, "upload", "primary", brings, why),
            Command("replan", tr("按新安排重排（改动最少）"), self.replan_asked.emit, "refresh-cw", "", may, why,
                    right=True),
        ))  # fmt: skip

    def _edit_chosen(self) -> None:
        self._edit(self.grid.day())

    def _unset(self) -> None:
        day = self.grid.day()
        if day is not None:
            told = tr("{month}月{day}日又按公布的安排").format(month=day.day.month, day=day.day.day)
            self.do(lambda office: rota_calendar.unset_day(office, day=day.day), told)

    def _edit(self, day: YearDay | None) -> None:
        if day is None or not self.may_change:
            return
        asked = DayDialog(self, day)

        def made() -> Callable[[Office], Any]:
            values = asked.values()
            return partial(rota_calendar.set_day, day=day.day, kind=DayKind(values["kind"]),
                           label=values.get("label", ""))  # fmt: skip

        self.ask_first(asked, made, tr("已改 {month}月{day}日").format(month=day.day.month, day=day.day.day))

    def _import(self) -> None:
        title = tr("导入{year}年放假安排").format(year=self.year)
        name, _ = QFileDialog.getOpenFileName(self, title, "", tr("表格文件") + " (*.xlsx *.xls *.csv)")
        if name:
            year, file = self.year, Path(name)
            self.do(lambda office: rota_calendar.import_year(office, year=year, file=file)[0],
                    tr("已导入{year}年放假安排；已排的班可按新安排重排").format(year=year))  # fmt: skip

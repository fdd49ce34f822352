"""A date as people type it (2026-9-3, 0903, 9月3日, 今天, +7), with a calendar to point at."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame

from desktop.domain import dates
from desktop.errors import Refused
from desktop.views.style.metrics import Column
from desktop.views.widgets.buttons import IconButton
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

WORDS = {"今天": 0, "今日": 0, "明天": 1, "后天": 2, "昨天": -1, "前天": -2}


def typed_date(text: str, today: date) -> date:
    """The date meant by `text`; words and +N/-N count from `today`; a day without a year is of today's
    year.
    """
    plain = text.strip()
    if plain in WORDS:
        return today + timedelta(days=WORDS[plain])
    if re.fullmatch(r"[+-]\d{1,4}", plain):
        return today + timedelta(days=int(plain))
    if re.fullmatch(r"\d{4}", plain) and not plain.startswith(("19", "20")):
        plain = f"{int(plain[:2])}-{int(plain[2:])}"
    return dates.parse(plain, year=today.year, today=today)


class CalendarPopup(QFrame):
    """A month to point at; Esc closes it."""

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setObjectName(f"{name}.calendar")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(tr("日历"))
        self.calendar.setLocale(QLocale(QLocale.Language.Chinese))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        self.setLayout(Column(self.calendar, margins=(4, 4, 4, 4)))

    def _pick(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(date(day.year(), day.month(), day.day()))


class DateField(TextField):
    """Reads a `date`; shown as 2026-09-03. Alt+Down opens the calendar."""

    def __init__(self, label: str, name: str, *, today: Callable[[], date] = date.today, hint: str = "") -> None:
        super().__init__(label, name, parse=lambda text: typed_date(text, today()), show=date.isoformat, hint=hint)
        self._today = today
        self._popup: CalendarPopup | None = None
        self.opener = IconButton(
            "calendar-days", tr("{label} 选日期").format(label=label), f"{name}.open", self.open_calendar,
            size=26, u=18,
        )  # fmt: skip
        self.opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.opener.setCursor(Qt.CursorShape.ArrowCursor)
        self.add_inside(self.opener)

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self.opener.setVisible(not fixed)
        self.place_inside()

    def open_calendar(self) -> None:
        popup = self._popup or CalendarPopup(self.objectName())
        if self._popup is None:
            popup.picked.connect(self._take)
            self.destroyed.connect(popup.deleteLater)
            self._popup = popup
        day = self._day_shown()
        popup.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        popup.adjustSize()
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        popup.calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down and not self.isReadOnly():
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _day_shown(self) -> date:
        try:
            found: Any = self.read()
        except Refused:
            found = None
        return found or self._today()

    def _take(self, day: date) -> None:
        self.set_value(day)
        self.setFocus()
        self.edited.emit()

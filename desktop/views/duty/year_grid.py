"""The twelve months of a year on one leaf: day kinds by ground and by mark, the centre's own days underlined."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.domain.calendar import DayKind
from desktop.domain.dates import weekday
from desktop.services.rota_calendar import YearDay, YearView
from desktop.views.duty.painting import GROUNDS
from desktop.views.style.look import look
from desktop.views.style.metrics import fix, px
from desktop.views.words import tr

ACROSS, WEEKS, HEAD = 4, 6, 46
MARKS = {DayKind.HOLIDAY: ("休", "red"), DayKind.MAKEUP: ("班", "blue")}
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
         Qt.Key.Key_PageUp: -28, Qt.Key.Key_PageDown: 28}  # fmt: skip
CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class YearGrid(QWidget):
    """`opened(YearDay)` with Enter or a double click; arrows walk through the days."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("duty.calendar.year")
        self.setAccessibleName(tr("全年放假安排"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._days: dict[date, YearDay] = {}
        self._at: date | None = None
        fix(self, min_height=480, min_width=760)

    def show_view(self, view: YearView) -> None:
        self._days = {one.day: one for one in view.days}
        if self._at not in self._days:
            self._at = view.days[0].day
        self._tell()

    def day(self) -> YearDay | None:
        return self._days.get(self._at) if self._at else None

    def choose(self, day: date) -> None:
        if day in self._days:
            self._at = day
            self._tell()

    def spot(self, day: date) -> QRect:
        """Where a day is painted."""
        month = self._month(day.month)
        first = day.replace(day=1)
        week, column = divmod(first.weekday() + day.day - 1, 7)
        width, height = month.width() // 7, (month.height() - px(HEAD)) // WEEKS
        return QRect(month.left() + column * width, month.top() + px(HEAD) + week * height, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step and self._at:
            self.choose(self._at + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.day():
            self.opened.emit(self.day())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position().toPoint())
        if found is not None:
            self.choose(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._under(event.position().toPoint()) is not None:
            self.opened.emit(self.day())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._days:
            for month in range(1, 13):
                self._paint_head(painter, month)
            for day in self._days.values():
                self._paint_day(painter, day)
        painter.end()

    def _month(self, month: int) -> QRect:
        gap = px(16)
        width = (self.width() - gap * (ACROSS - 1)) // ACROSS
        height = (self.height() - gap * 2) // (12 // ACROSS)
        row, column = divmod(month - 1, ACROSS)
        return QRect(column * (width + gap), row * (height + gap), width, height)

    def _under(self, at: QPoint) -> date | None:
        return next((day for day in self._days if self.spot(day).contains(at)), None)

    def _paint_head(self, painter: QPainter, month: int) -> None:
        here, place = look(), self._month(month)
        painter.setFont(here.font(14, bold=True))
        painter.setPen(here.colour("ink"))
        painter.drawText(QRect(place.left(), place.top(), place.width(), px(24)), 0x81, tr("{n}月").format(n=month))
        painter.setFont(here.font(12))
        painter.setPen(here.colour("ink2"))
        width = place.width() // 7
        for column, word in enumerate("一二三四五六日"):
            painter.drawText(QRect(place.left() + column * width, place.top() + px(24), width, px(20)), CENTRE, word)

    def _paint_day(self, painter: QPainter, day: YearDay) -> None:
        here, spot = look(), self.spot(day.day)
        painter.fillRect(spot.adjusted(1, 1, -1, -1), here.colour(GROUNDS.get(day.kind, "surface")))
        mark, ink = MARKS.get(day.kind, ("", "ink"))
        painter.setFont(here.font(13, bold=bool(mark)))
        painter.setPen(here.colour(ink))
        painter.drawText(spot, CENTRE, f"{day.day.day}{mark}")
        if day.own:
            painter.fillRect(QRect(spot.left() + px(4), spot.bottom() - px(3), spot.width() - px(8), px(2)),
                             here.colour("accent"))  # fmt: skip
        if day.day == self._at:
            painter.setPen(QPen(here.colour("focus"), px(2)))
            painter.drawRect(spot.adjusted(1, 1, -2, -2))

    def _tell(self) -> None:
        day = self.day()
        if day is not None:
            when = f"{day.day.month}月{day.day.day}日 {weekday(day.day)}"
            own = tr("，本中心定的") if day.own else ""
            self.setAccessibleDescription(f"{when}，{day.name or day.kind.label}{own}")
        self.update()

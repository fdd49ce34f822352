"""The twelve months of a year on one leaf: day kinds by ground and by mark, the centre's own days underlined; and
what the grounds and marks mean, with how many there are.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.domain.calendar import DayKind
from desktop.domain.dates import weekday
from desktop.services.rota_calendar import YearDay, YearView
from desktop.views.duty.painting import CENTRE, GROUNDS, LEFT, WEEK
from desktop.views.style.look import look
from desktop.views.style.metrics import fix, px
from desktop.views.words import tr

ACROSS, WEEKS, HEAD, PAD, GAP = 4, 6, 42, 8, 12
MARKS = {DayKind.HOLIDAY: ("休", "red"), DayKind.MAKEUP: ("班", "blue")}
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
         Qt.Key.Key_PageUp: -28, Qt.Key.Key_PageDown: 28}  # fmt: skip


def words_of(day: YearDay) -> str:
    """A day in words: date, weekday, name, kind, whose word it is."""
    when = tr("{month}月{day}日 {weekday}").format(month=day.day.month, day=day.day.day, weekday=weekday(day.day))
    kind = f"{day.name}（{day.kind.label}）" if day.name else day.kind.label
    return f"{when}　{kind}" + (tr("，本中心定的") if day.own else "")


class YearGrid(QWidget):
    """`opened(YearDay)` with Enter or a double click; arrows walk through the days, `beyond(1 | -1)` into the
    next or last year; `told(words)` says the day that has been come to.
    """

    opened = Signal(object)
    beyond = Signal(int)
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("duty.calendar.year")
        self.setAccessibleName(tr("全年放假安排"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._days: dict[date, YearDay] = {}
        self._at: date | None = None
        fix(self, min_height=480, min_width=760)

    def show_view(self, view: YearView) -> None:
        """The day stays the same one, in another year the same of that year."""
        self._days = {one.day: one for one in view.days}
        if self._at is not None and self._at.year != view.year:
            first = self._at.replace(day=1, year=view.year)
            self._at = first + timedelta(days=min(self._at.day, 28) - 1)
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
        width, height = (month.width() - 2 * px(PAD)) // 7, (month.height() - px(HEAD) - px(4)) // WEEKS
        return QRect(month.left() + px(PAD) + column * width, month.top() + px(HEAD) + week * height, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step and self._at in self._days:
            self._step(self._at + timedelta(days=step))
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

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._under(event.pos())
            QToolTip.showText(event.globalPos(), words_of(self._days[found]) if found else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._days:
            for month in range(1, 13):
                self._paint_head(painter, month)
            for day in self._days.values():
                self._paint_day(painter, day)
        painter.end()

    def _step(self, day: date) -> None:
        if day in self._days:
            self.choose(day)
        elif self._at is not None:
            sign = 1 if day > self._at else -1
            self._at = day
            self.beyond.emit(sign)

    def stay(self, year: int) -> None:
        """There is no other year to go to."""
        if self._at is not None and self._at not in self._days:
            self.choose(date(year, 12, 31) if self._at.year > year else date(year, 1, 1))

    def _month(self, month: int) -> QRect:
        gap = px(GAP)
        width = (self.width() - gap * (ACROSS - 1)) // ACROSS
        height = (self.height() - gap * 2) // (12 // ACROSS)
        row, column = divmod(month - 1, ACROSS)
        return QRect(column * (width + gap), row * (height + gap), width, height)

    def _under(self, at: QPoint) -> date | None:
        return next((day for day in self._days if self.spot(day).contains(at)), None)

    def _paint_head(self, painter: QPainter, month: int) -> None:
        """A white leaf, the month's name, the weekdays."""
        here, place = look(), self._month(month)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(here.colour("line"))
        painter.setBrush(here.colour("surface"))
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(here.font(14, bold=True))
        painter.setPen(here.colour("ink"))
        name = QRect(place.left() + px(PAD + 4), place.top() + px(2), place.width(), px(22))
        painter.drawText(name, LEFT, tr("{n}月").format(n=month))
        painter.setFont(here.font(12))
        painter.setPen(here.colour("ink2"))
        width = (place.width() - 2 * px(PAD)) // 7
        for column, word in enumerate(WEEK):
            spot = QRect(place.left() + px(PAD) + column * width, place.top() + px(24), width, px(18))
            painter.drawText(spot, CENTRE, word)

    def _paint_day(self, painter: QPainter, day: YearDay) -> None:
        here, spot = look(), self.spot(day.day)
        paint_ground(painter, spot.adjusted(1, 1, -1, -1), day.kind, str(day.day.day))
        if day.own:
            paint_own(painter, spot)
        if day.day == self._at:
            painter.setPen(QPen(here.colour("focus" if self.hasFocus() else "line2"), px(2)))
            painter.drawRect(spot.adjusted(1, 1, -1, -1))

    def _tell(self) -> None:
        day = self.day()
        if day is not None:
            words = words_of(day)
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
            self.told.emit(words)
        self.update()


def paint_ground(painter: QPainter, rect: QRect, kind: DayKind, words: str) -> None:
    """The ground of a day kind under `words` and its mark."""
    here = look()
    mark, ink = MARKS.get(kind, ("", "ink"))
    painter.fillRect(rect, here.colour(GROUNDS.get(kind, "surface")))
    painter.setFont(here.font(13, bold=bool(mark)))
    painter.setPen(here.colour(ink))
    painter.drawText(rect, CENTRE, f"{words}{mark}")


def paint_own(painter: QPainter, rect: QRect) -> None:
    line = QRect(rect.left() + px(6), rect.bottom() - px(3), rect.width() - px(12), px(2))
    painter.fillRect(line, look().colour("accent"))


class YearLegend(QWidget):
    """What the grounds mean, and how many days there are of each."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("duty.calendar.legend")
        self.setAccessibleName(tr("图例"))
        self._items: list[tuple[DayKind, str, bool]] = []
        fix(self, height=24)
        look().keep(self, YearLegend._rescale)

    def show_view(self, view: YearView) -> None:
        kinds, own = Counter(one.kind for one in view.days), sum(one.own for one in view.days)
        words = ((DayKind.HOLIDAY, tr("放假 {n} 天"), False), (DayKind.MAKEUP, tr("调休上班 {n} 天"), False),
                 (DayKind.RESTDAY, tr("休息日 {n} 天"), False))  # fmt: skip
        self._items = [(kind, told.format(n=kinds[kind]), line) for kind, told, line in words]
        self._items.append((DayKind.WORKDAY, tr("本中心定的 {n} 天").format(n=own), True))
        self.setAccessibleDescription("；".join(told for _, told, _ in self._items))
        self._rescale()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, here, left = QPainter(self), look(), 0
        for kind, told, own in self._items:
            chip = QRect(left, (self.height() - px(18)) // 2, px(26), px(18))
            paint_ground(painter, chip, kind, "")
            painter.setPen(here.colour("line"))
            painter.drawRect(chip)
            if own:
                paint_own(painter, chip)
            painter.setFont(here.font(13))
            painter.setPen(here.colour("ink2"))
            painter.drawText(QRect(chip.right() + px(6), 0, self.width(), self.height()), LEFT, told)
            left = chip.right() + px(6 + 16) + painter.fontMetrics().horizontalAdvance(told)
        painter.end()

    def _rescale(self) -> None:
        metrics = QFontMetrics(look().font(13))
        self.setMinimumWidth(sum(px(26 + 6 + 16) + metrics.horizontalAdvance(told) for _, told, _ in self._items))

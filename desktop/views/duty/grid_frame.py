"""What stands around the grid: the corner over the names, and the 人手 row that stays below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from desktop.services.rota_month import MonthView
from desktop.views.style.look import look
from desktop.views.style.metrics import fix, px
from desktop.views.words import tr

NAME, HEAD = 118, 48


class Corner(QWidget):
    """Over the names: the month, and that the figures are its turns."""

    def __init__(self, grid: QTableView) -> None:
        super().__init__(grid)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._grid, self._month = grid, ""

    def show_month(self, view: MonthView | None) -> None:
        self._month = tr("{n}月").format(n=view.month.month) if view else ""
        frame = self._grid.contentsRect().topLeft()
        self.setGeometry(frame.x(), frame.y(), px(NAME), px(HEAD))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        here, painter = look(), QPainter(self)
        painter.fillRect(self.rect(), here.colour("alt"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), here.colour("line2"))
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), here.colour("line2"))
        inner = self.rect().adjusted(px(8), 0, -px(8), 0)
        painter.setPen(here.colour("ink"))
        painter.setFont(here.font(13, bold=True))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), self._month)
        painter.setPen(here.colour("ink2"))
        painter.setFont(here.font(12))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), tr("本月"))
        painter.end()


class StaffingRow(QWidget):
    """人手: enough ✓, a conflict !, or how many are missing; follows the grid's columns when told to `update`."""

    def __init__(self, grid: QTableView) -> None:
        super().__init__()
        self.setObjectName("duty.staffing")
        self.setAccessibleName(tr("人手"))
        self._grid, self._words = grid, list[tuple[str, str]]()
        fix(self, height=26)

    def show_view(self, view: MonthView) -> None:
        missing: dict[date, int] = defaultdict(int)
        for (day, _), count in view.unfilled.items():
            missing[day] += count
        wrong = {breach.day for breach in view.conflicts}
        self._words = [_staffing(day.day, missing, wrong) for day in view.days]
        told = zip(view.days, self._words, strict=True)
        short = [f"{day.day.day}日{words}" for day, (words, ink) in told if ink != "green"]
        self.setAccessibleDescription("；".join(short) or tr("每天人手都够"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        here, painter = look(), QPainter(self)
        painter.fillRect(self.rect(), here.colour("surface"))
        painter.fillRect(QRect(0, 0, self.width(), 1), here.colour("line2"))
        painter.setFont(here.font(13, bold=True))
        left = self._grid.viewport().mapTo(self._grid, QPoint(0, 0)).x()
        head = self._grid.horizontalHeader()
        for place, (words, ink) in enumerate(self._words):
            spot = QRect(left + head.sectionViewportPosition(place), 0, head.sectionSize(place), self.height())
            painter.setPen(here.colour(ink))
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.fillRect(QRect(0, 1, left, self.height() - 1), here.colour("surface"))
        painter.setPen(here.colour("ink"))
        painter.drawText(QRect(px(9), 0, left, self.height()), int(Qt.AlignmentFlag.AlignVCenter), tr("人手"))
        painter.end()


def _staffing(day: date, missing: dict[date, int], wrong: Container[object]) -> tuple[str, str]:
    if missing.get(day):
        return tr("缺{n}").format(n=missing[day]), "red"
    return ("!", "red") if day in wrong else ("✓", "green")

"""The board itself: the month grid with its keys, and the 人手 row that stays below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from desktop.models.roster_grid import CELL, GridCell, RosterGridModel
from desktop.services.rota_month import MonthView
from desktop.views.duty.painting import DayHead, DutyCellDelegate, NameHead
from desktop.views.style.look import look
from desktop.views.style.metrics import fix, px
from desktop.views.words import tr

NAME, LEAST, MOST, ROW, HEAD = 118, 24, 40, 24, 48


class DutyGrid(QTableView):
    """`chosen(cell)` on moving, `edit_asked` F2 or double click, `clear_asked` Delete, `lock_asked` L, `swap_asked` X,
    `why_asked` Space. All work on `cells()`."""

    chosen = Signal(object)
    edit_asked = Signal()
    clear_asked = Signal()
    lock_asked = Signal()
    swap_asked = Signal()
    scrolled = Signal()

    def __init__(self, model: RosterGridModel) -> None:
        super().__init__()
        self.setObjectName("duty.grid")
        self.setAccessibleName(tr("值班月表"))
        self._model = model
        self.setModel(model)
        self.setItemDelegate(DutyCellDelegate(self))
        self.setHorizontalHeader(DayHead(model))
        self.setVerticalHeader(NameHead(model))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self._corner = Corner(self)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.verticalHeader().sectionClicked.connect(model.fold)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())
        self.doubleClicked.connect(lambda _: self.edit_asked.emit())
        model.modelReset.connect(self.fit)
        self._keys = {
            Qt.Key.Key_F2: self.edit_asked, Qt.Key.Key_Return: self.edit_asked, Qt.Key.Key_Enter: self.edit_asked,
            Qt.Key.Key_Delete: self.clear_asked, Qt.Key.Key_L: self.lock_asked, Qt.Key.Key_X: self.swap_asked,
        }  # fmt: skip
        look().keep(self, DutyGrid.fit)

    def cells(self) -> list[GridCell]:
        """The selected cells, in the order of the grid."""
        places = sorted(self.selectionModel().selectedIndexes(), key=lambda index: (index.row(), index.column()))
        found = (index.data(CELL) for index in places)
        return [cell for cell in found if isinstance(cell, GridCell)]

    def cell(self) -> GridCell | None:
        found = self.currentIndex().data(CELL)
        return found if isinstance(found, GridCell) else None

    def choose(self, person: str, day: date) -> None:
        place = self._model.place(person, day)
        if place.isValid():
            self.setCurrentIndex(place)
            self.scrollTo(place)

    def day_widths(self) -> list[int]:
        """As wide as the room allows, never narrower than a chip; the first days take what is left over."""
        days = max(1, self._model.columnCount())
        each, over = divmod(self.viewport().width(), days)
        if not px(LEAST) <= each < px(MOST):
            each, over = max(px(LEAST), min(px(MOST), each)), 0
        return [each + (place < over) for place in range(self._model.columnCount())]

    def fit(self) -> None:
        self.verticalHeader().setFixedWidth(px(NAME))
        self.horizontalHeader().setFixedHeight(px(HEAD))
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        for day, width in enumerate(self.day_widths()):
            self.horizontalHeader().resizeSection(day, width)
        self._corner.show_month(self._model.view)
        self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.chosen.emit(self.cell())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        signal = self._keys.get(Qt.Key(event.key()))
        if signal is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            signal.emit()
        else:
            super().keyPressEvent(event)


class Corner(QWidget):
    """Over the names: the month, and that the figures are its turns."""

    def __init__(self, grid: DutyGrid) -> None:
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
    """人手: enough ✓, a conflict !, or how many are missing; follows the grid's columns."""

    def __init__(self, grid: DutyGrid) -> None:
        super().__init__()
        self.setObjectName("duty.staffing")
        self.setAccessibleName(tr("人手"))
        self._grid, self._words = grid, list[tuple[str, str]]()
        fix(self, height=26)
        grid.scrolled.connect(self.update)

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

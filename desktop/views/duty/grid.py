"""The board itself: the month grid with its keys, and the 人手 row that stays below it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop.models.roster_grid import CELL, GridCell, RosterGridModel
from desktop.views.duty.drag import CellDrag
from desktop.views.duty.grid_frame import HEAD, NAME, Corner
from desktop.views.duty.painting import DayHead, DutyCellDelegate, NameHead
from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.words import tr

LEAST, MOST, ROW = 24, 40, 24
WEEK_DAYS, WIDE_DAY = 7, 200
ZOOMS, ZOOM_STEP = (0.8, 2.0), 1.15
ZOOM_KEYS: dict[Qt.Key, Callable[[float], float]] = {
    Qt.Key.Key_Plus: lambda zoom: zoom * ZOOM_STEP, Qt.Key.Key_Equal: lambda zoom: zoom * ZOOM_STEP,
    Qt.Key.Key_Minus: lambda zoom: zoom / ZOOM_STEP, Qt.Key.Key_0: lambda _: 1.0,
}  # fmt: skip


class DutyGrid(QTableView):
    """`chosen(cell)` on moving, `edit_asked` F2 or double click, `clear_asked` Delete, `lock_asked` L, `swap_asked` X,
    `why_asked` Space, `copy_asked` and `paste_asked` Ctrl+C and V, `dropped(source, target)` a chip let go elsewhere.
    All work on `cells()`."""

    chosen = Signal(object)
    edit_asked = Signal()
    clear_asked = Signal()
    lock_asked = Signal()
    swap_asked = Signal()
    why_asked = Signal()
    copy_asked = Signal()
    paste_asked = Signal()
    dropped = Signal(object, object)
    scrolled = Signal()

    def __init__(self, model: RosterGridModel) -> None:
        super().__init__()
        self.setObjectName("duty.grid")
        self.setAccessibleName(tr("值班月表"))
        self._model, self.zoom = model, 1.0
        self._week: date | None = None
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
            Qt.Key.Key_Space: self.why_asked,
        }  # fmt: skip
        self.drag = CellDrag(self)
        self.drag.dropped.connect(self.dropped)
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

    def show_week(self, first: date | None) -> None:
        """Only the seven days from `first` on, wide; None shows the month."""
        self._week = first
        self.fit()

    def set_zoom(self, zoom: float) -> None:
        self.zoom = max(ZOOMS[0], min(ZOOMS[-1], zoom))
        self.fit()

    def shown_days(self) -> list[int]:
        view = self._model.view
        if view is None or self._week is None:
            return list(range(self._model.columnCount()))
        return [n for n, day in enumerate(view.days) if 0 <= (day.day - self._week).days < WEEK_DAYS]

    def day_widths(self) -> list[int]:
        """As wide as the room allows, never narrower than a chip; the first days take what is left over."""
        shown = self.shown_days()
        least, most = round(px(LEAST) * self.zoom), round(px(MOST if self._week is None else WIDE_DAY) * self.zoom)
        each, over = divmod(self.viewport().width(), max(1, len(shown)))
        if not least <= each < most:
            each, over = max(least, min(most, each)), 0
        places = {day: place for place, day in enumerate(shown)}
        return [each + (places[day] < over) if day in places else 0 for day in range(self._model.columnCount())]

    def fit(self) -> None:
        self.verticalHeader().setFixedWidth(px(NAME))
        self.horizontalHeader().setFixedHeight(px(HEAD))
        self.verticalHeader().setDefaultSectionSize(round(px(ROW) * self.zoom))
        for day, width in enumerate(self.day_widths()):
            self.setColumnHidden(day, not width)
            if width:
                self.horizontalHeader().resizeSection(day, width)
        self._corner.show_month(self._model.view)
        self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.chosen.emit(self.cell())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        signal = self._keys.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self.drag.under_way:
            self.drag.cancel()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in ZOOM_KEYS:
            self.set_zoom(ZOOM_KEYS[Qt.Key(event.key())](self.zoom))
        elif signal is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            signal.emit()
        else:
            super().keyPressEvent(event)

"""Dragging a chip: while it is over a cell the rules are asked, and the answer stands beside the pointer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QTableView

from desktop.models.roster_grid import CELL, GridCell
from desktop.views.style.metrics import Row, px
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.words import tr

Judge = Callable[[GridCell, GridCell], tuple[str, str]]
"""(what would happen, why it should not): both in words, the second "" when no rule is broken."""


class DragHint(StyledFrame):
    """The words beside the pointer: what would happen, and the rule it breaks."""

    def __init__(self, grid: QTableView) -> None:
        super().__init__("bubble")
        self._room = grid.viewport()
        self.setParent(self._room)
        self.setObjectName("duty.drag")
        self.deed, self.why = Label("", "strong"), Label("", "label", "red", wrap=True)
        self.setLayout(Row(self.deed, self.why, margins=(8, 4, 8, 4), gap=8))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, deed: str, why: str, at: QPoint) -> None:
        self.deed.setText(deed)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.setAccessibleName("，".join(filter(None, (deed, why))))
        self.adjustSize()
        room = self._room.size() - self.size()
        self.move(min(at.x() + px(14), room.width()), min(at.y() + px(18), room.height()))
        self.show()
        self.raise_()


class CellDrag(QObject):
    """Watches the grid's mouse. `judge` is given by the page once the months are read.

    `dropped(source, target)` when a chip is let go over another cell; Esc lets go of nothing.
    """

    dropped = Signal(object, object)

    def __init__(self, grid: QTableView) -> None:
        super().__init__(grid)
        self._grid, self._start = grid, QPoint()
        self._from: GridCell | None = None
        self._over: GridCell | None = None
        self.judge: Judge | None = None
        self.hint = DragHint(grid)
        grid.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._press(event)
            elif event.type() == QEvent.Type.MouseMove and self._from is not None:
                return self._move(event)
            elif event.type() == QEvent.Type.MouseButtonRelease:
                return self._release()
        return False

    @property
    def under_way(self) -> bool:
        return self.hint.isVisible()

    def cancel(self) -> None:
        self._from = self._over = None
        self.hint.hide()
        self._grid.viewport().unsetCursor()

    def _press(self, event: QMouseEvent) -> None:
        found = self._cell(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._from = found if plain and found is not None and found.duties and not found.past else None
        self._start = event.position().toPoint()

    def _move(self, event: QMouseEvent) -> bool:
        """Past the threshold the grid no longer selects; the rules are asked once for each cell passed over."""
        at, source = event.position().toPoint(), self._from
        if not self.under_way and (at - self._start).manhattanLength() < QApplication.startDragDistance():
            return False
        target = self._cell(at)
        if source is None or self.judge is None or target is None:
            self.hint.hide()
            self._over = None
            return True
        if target != self._over or not self.under_way:
            self._over = target
            self._grid.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.hint.say(*self._words(source, target), at)
        return True

    def _words(self, source: GridCell, target: GridCell) -> tuple[str, str]:
        if self.judge is None or (source.person.key, source.day) == (target.person.key, target.day):
            return tr("放回原处"), ""
        return self.judge(source, target)

    def _release(self) -> bool:
        source, target, dragging = self._from, self._over, self.under_way
        self.cancel()
        if not dragging:
            return False
        if source is not None and target is not None and source != target:
            self.dropped.emit(source, target)
        return True

    def _cell(self, at: QPoint) -> GridCell | None:
        found = self._grid.indexAt(at).data(CELL)
        return found if isinstance(found, GridCell) else None

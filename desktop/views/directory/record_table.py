"""The table of a ledger: blocks of cells and ticked rows, chosen by record, so that the choice outlives a new order."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QTableView

from desktop.models.paged import PagedModel
from desktop.services.listing import Piece
from desktop.views.style.look import look
from desktop.views.widgets.table import LedgerTable
from desktop.views.widgets.tick_header import TickAll, TickHeader

TOLD_AFTER, LEFT_AFTER = 60, 800  # ms: choosing goes on under the mouse; widths are pulled
MOST_PIECES = 2_000  # scattered rows; more would make every key stroke slow
MOST_KEPT = 50_000  # rows looked for again; more than anything but a sum can be done with
Flag = QItemSelectionModel.SelectionFlag


class Held(NamedTuple):
    """What is kept of a table over a reset of its model."""

    pieces: list[Piece]
    record: int | None
    name: str
    scrolled: int


class RecordTable(LedgerTable):
    """`chosen_changed` shortly after the choice changed, `copy_asked`, `remove_asked` and `fill_asked` by key or menu;
    `left_changed` when somebody pulled a width, `moved(names)` when columns were put in another order by the head,
    `scattered(n)` when a choice lies in too many pieces to be kept.
    """

    chosen_changed = Signal()
    copy_asked = Signal()
    remove_asked = Signal()
    fill_asked = Signal()
    left_changed = Signal()
    moved = Signal(object)
    scattered = Signal(int)
    takes_blocks = True

    def __init__(self, label: str, name: str) -> None:
        self._held: Held | None = None
        self._dressing = False
        super().__init__(label, name)
        self.ticks = TickHeader(self)
        self.setVerticalHeader(self.ticks)
        self.ticks.show()
        self.all = TickAll(self)
        self._telling, self._leaving = _timer(self, TOLD_AFTER), _timer(self, LEFT_AFTER)
        self._telling.timeout.connect(self.chosen_changed)
        self._leaving.timeout.connect(self.left_changed)
        self._head.sectionResized.connect(self._on_resized)
        self._head.sectionMoved.connect(lambda *_: self._on_moved())
        self._rescale()

    @property
    def paged(self) -> PagedModel:
        model = self.model()
        assert isinstance(model, PagedModel)
        return model

    def show_list(self, model: PagedModel) -> None:
        before = self.model()
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._hold)
        model.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(lambda *_: self._repaint_ticks())
        if isinstance(before, PagedModel):
            before.retire()
            before.deleteLater()

    def pieces(self) -> list[Piece]:
        """What is chosen: row numbers of the ledger and the fields chosen in them."""
        chosen, names = self.selectionModel().selection(), self.paged.names
        ranges = [chosen.at(n) for n in range(chosen.count())]
        return [(self.paged.records(one.top(), one.bottom()), names[one.left() : one.right() + 1])
                for one in sorted(ranges, key=lambda one: (one.top(), one.left()))]  # fmt: skip

    def records(self) -> array[int]:
        """The row numbers of all rows in which anything is chosen, in the order of the list."""
        pieces = self.pieces()
        if len(pieces) == 1:
            return array("q", pieces[0][0])
        return array("q", dict.fromkeys(number for numbers, _ in pieces for number in numbers))

    def chosen_lines(self) -> int:
        """How many rows have anything chosen in them."""
        chosen, found, below = self.selectionModel().selection(), 0, -1
        for top, bottom in sorted((chosen.at(n).top(), chosen.at(n).bottom()) for n in range(chosen.count())):
            found += max(bottom - max(top, below + 1) + 1, 0)
            below = max(below, bottom)
        return found

    def copy(self) -> None:
        self.copy_asked.emit()

    def choose(self, numbers: Iterable[int]) -> None:
        """Tick the rows of these records."""
        self._select(self.paged.lines_of(frozenset(numbers)), self.paged.names)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        QTableView.selectionChanged(self, selected, deselected)
        self._telling.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_asked.emit()
        elif event.key() == Qt.Key.Key_F2 and index.isValid():
            self.opened.emit(index)
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self.ticks.turn(index.row(), index.row(), Flag.Toggle)
        else:
            super().keyPressEvent(event)

    def pulled(self) -> dict[int, int]:
        """Widths in u by column, as they were set or pulled: not read back from the screen, where they are rounded."""
        return dict(self._widths)

    def set_widths(self, widths: dict[int, int]) -> None:
        self._dressing = True
        super().set_widths(widths)
        self._dressing = False

    def _rescale(self) -> None:
        before, self._dressing = self._dressing, True
        super()._rescale()
        self._dressing = before

    def _on_resized(self, column: int, _: int, width: int) -> None:
        if not self._dressing and width:
            self._widths[column] = round(width / look().scale)
            self._leaving.start()

    def _on_moved(self) -> None:
        """Columns are moved in the list itself; the head stays as it lies."""
        names = self.paged.names
        order = [names[self._head.logicalIndex(place)] for place in range(len(names))]
        self._head.blockSignals(True)
        for column in range(len(names)):
            self._head.moveSection(self._head.visualIndex(column), column)
        self._head.blockSignals(False)
        if order != list(names):
            self.moved.emit(order)

    def _hold(self) -> None:
        index, names = self.currentIndex(), self.paged.names
        name = names[index.column()] if index.isValid() else ""
        record = self.paged.record(index.row()) if index.isValid() else None
        self._held = Held(self.pieces(), record, name, self.verticalScrollBar().value())

    def _restore(self) -> None:
        held, self._held = self._held, None
        if held is None:
            return
        self.verticalScrollBar().setValue(held.scrolled)
        names = self.paged.names
        line = self.paged.line_of(held.record) if held.record is not None else -1
        if line >= 0:
            here = self.paged.index(line, names.index(held.name) if held.name in names else 0)
            self.selectionModel().setCurrentIndex(here, Flag.NoUpdate)
            self.scrollTo(here)
        if (many := sum(len(numbers) for numbers, _ in held.pieces)) > MOST_KEPT:
            self.scattered.emit(many)
            return
        for numbers, chosen in _merged(held.pieces):
            self._select(self.paged.lines_of(frozenset(numbers)), chosen)

    def _select(self, lines: Sequence[int], chosen: Sequence[str]) -> None:
        places = [self.paged.names.index(name) for name in chosen if name in self.paged.names]
        runs, columns = _runs(lines), _runs(sorted(places))
        if len(runs) > MOST_PIECES:
            self.scattered.emit(len(lines))
            return
        picked = QItemSelection()
        for first, last in runs:
            for left, right in columns:
                picked.select(self.paged.index(first, left), self.paged.index(last, right))
        self.selectionModel().select(picked, Flag.Select)

    def _repaint_ticks(self) -> None:
        self.ticks.viewport().update()
        self.all.corner.update()


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces of the same fields as one."""
    found: dict[tuple[str, ...], array[int]] = {}
    for numbers, names in pieces:
        found.setdefault(tuple(names), array("q")).extend(numbers)
    return [(numbers, names) for names, numbers in found.items()]


def _runs(lines: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers in order as stretches (first, last)."""
    found: list[tuple[int, int]] = []
    for line in lines:
        if found and line == found[-1][1] + 1:
            found[-1] = found[-1][0], line
        else:
            found.append((line, line))
    return found


def _timer(parent: LedgerTable, wait: int) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(wait)
    return made

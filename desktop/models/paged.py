"""A list of any length: ordered row numbers, and pages of plain rows fetched on the database lane when they are seen.

`data()` never touches the database and `flags()` never loads a row; what is not here yet is shown as nothing, and
repainted when its page has come. A list that is opened shows its beginning before its whole order is known; one that
is read again keeps what is shown until the new is there, and is not reset when the order is what it was.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.ledgers import Record
from desktop.models.columns import Column
from desktop.services import listing
from desktop.services.listing import PAGE, Opening
from desktop.services.office import Office
from desktop.storage.rows import View
from desktop.tasks import Generation

Index = QModelIndex | QPersistentModelIndex
PAGES = 64  # pages kept
ROW = Qt.ItemDataRole.UserRole
Ask = Callable[..., None]
Names = tuple[str, ...]
Rows = list[tuple[Any, ...]]


class PagedModel(QAbstractTableModel):
    """Rows of one ledger. `ask` is `Desk.ask`; `set_view` reads the order anew and keeps what is shown until then.

    `reading` when the order begins to be read, `counted(shown)` after it was; `sorted_anew` when somebody asked for
    another one.
    """

    reading = Signal()
    counted = Signal(int)
    sorted_anew = Signal()

    def __init__(self, model: type[Record], columns: Sequence[Column], ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ledger, self.columns, self._ask = model, tuple(columns), ask
        self.title_column = self._title_column()
        self.view = View(sort=model.ledger.sort)
        self._rows: array[int] = array("q")
        self._count, self._front = 0, 0
        self._pages: OrderedDict[int, dict[int, tuple[Any, ...]]] = OrderedDict()  # rows by their numbers
        self._old: set[int] = set()  # pages that are shown until they are read again
        self._wanted: set[int] = set()
        self._asked = Generation()

    def set_view(self, view: View) -> None:
        self.view = view
        self.read()

    def set_columns(self, columns: Sequence[Column]) -> None:
        self.beginResetModel()
        self.columns = tuple(columns)
        self.title_column = self._title_column()
        self._forget()
        self.endResetModel()

    def retire(self) -> None:
        """Answers still under way find nobody: another list takes the place."""
        self._asked.next()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def _asked_for(self) -> tuple[str, ...]:
        """A row that went while its page was read must not push the others up: each says who it is."""
        return ("row", *self.names)

    def read(self) -> None:
        """Read the order again (a filter, another sort, somebody changed something)."""
        ledger, view, names, front = self.ledger, self.view, self._asked_for, self._front
        token = self._asked.next()
        self.reading.emit()
        if not self._count and not view.where and view.among is None:
            self._ask(lambda office: listing.beginning(office, ledger, view, names),
                      lambda told: self._on_opening(told, names), token=token)  # fmt: skip
        self._ask(lambda office: listing.opening(office, ledger, view, names, front),
                  lambda told: self._on_opening(told, names, whole=True), token=token)  # fmt: skip

    def record(self, row: int) -> int | None:
        """The row number (in the ledger) that stands in this line of the list."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def records(self, first: int, last: int) -> array[int]:
        """The row numbers of these lines, the last one included."""
        return self._rows[first : last + 1]

    def line_of(self, number: int) -> int:
        """The line where a ledger's row stands, or -1."""
        try:
            return self._rows.index(number)
        except ValueError:
            return -1

    def lines_of(self, numbers: Collection[int]) -> list[int]:
        """The lines where these rows of the ledger stand now, in order; those that are gone are left out."""
        wanted = frozenset(numbers)
        return [line for line, number in enumerate(self._rows) if number in wanted] if wanted else []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        return self.columns[section].alignment if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ROW:
            return self.record(index.row())
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.EditRole):
            return self._told(index.row(), index.column(), column, role)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        down = order is Qt.SortOrder.DescendingOrder
        self.set_view(replace(self.view, sort=self.columns[column].name, descending=down))
        self.sorted_anew.emit()

    def _title_column(self) -> int:
        """Where the list shows what a record is called by; the first column where it does not."""
        return next((self.names.index(name) for name in listing.title_names(self.ledger) if name in self.names), 0)

    def _told(self, line: int, place: int, column: Column, role: int) -> Any:
        row = self._row(line)
        if row is None:
            return None
        value = row[place]
        if role == Qt.ItemDataRole.EditRole:
            return value if column.numeric else None
        words = column.words(value)
        return f"{column.label} {words}" if role == Qt.ItemDataRole.AccessibleTextRole and words else words

    def _row(self, line: int) -> tuple[Any, ...] | None:
        number = line // PAGE
        self._front = number
        page = self._pages.get(number)
        if page is None or number in self._old:
            self._want(number)
        if page is None:
            return None
        self._pages.move_to_end(number)
        return page.get(self._rows[line])

    def _want(self, number: int) -> None:
        wanted = self._rows[number * PAGE : (number + 1) * PAGE]
        if number in self._wanted or not wanted:
            return
        self._wanted.add(number)
        ledger, generation, names = self.ledger, self._asked.number, self._asked_for

        def read(office: Office) -> list[tuple[Any, ...]]:
            return listing.page(office, ledger, wanted, names)

        self._ask(read, lambda found: self._on_page(number, generation, names, found))

    def _on_opening(self, told: Opening, names: Names, *, whole: bool = False) -> None:
        """Lines keep their places where they can: nothing is reset, what is chosen stays chosen."""
        if told.length == self._count and told.order[: len(self._rows)] == self._rows:
            self._rows = told.order
            self._old = set(self._pages)
            self._wanted.clear()
            self._keep(told.page, told.rows, names)
            if self._count:
                self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self.columns) - 1))
        else:
            self.beginResetModel()
            self._rows, self._count = told.order, told.length
            self._forget()
            self._keep(told.page, told.rows, names)
            self.endResetModel()
        if whole:
            self.counted.emit(self._count)

    def _on_page(self, number: int, generation: int, names: Names, found: Rows) -> None:
        if generation != self._asked.number or number not in self._wanted:
            return
        self._keep(number, found, names)
        first, last = number * PAGE, min((number + 1) * PAGE, self._count) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _keep(self, number: int, found: Rows, names: Names) -> None:
        self._wanted.discard(number)
        if names != self._asked_for:  # asked before the columns were changed
            return
        self._old.discard(number)
        self._pages[number] = {row[0]: row[1:] for row in found}
        while len(self._pages) > PAGES:
            self._old.discard(self._pages.popitem(last=False)[0])

    def _forget(self) -> None:
        self._pages.clear()
        self._wanted.clear()
        self._old.clear()

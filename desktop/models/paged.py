"""A list of any length: ordered row numbers, and pages of plain rows fetched on the database lane when they are seen.

`data()` never touches the database and `flags()` never loads a row; what is not here yet is shown as nothing, and
repainted when its page has come.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.ledgers import Record
from desktop.models.columns import Column
from desktop.services import listing
from desktop.services.office import Office
from desktop.storage.rows import View
from desktop.tasks import Generation

Index = QModelIndex | QPersistentModelIndex
PAGE, PAGES = 256, 64  # rows of a page, pages kept
ROW = Qt.ItemDataRole.UserRole
Ask = Callable[..., None]


class PagedModel(QAbstractTableModel):
    """Rows of one ledger. `ask` is `Desk.ask`; `set_view` reads the order anew and keeps what is shown until then.

    `counted(shown)` after each reading of the order.
    """

    counted = Signal(int)

    def __init__(self, model: type[Record], columns: Sequence[Column], ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ledger, self.columns, self._ask = model, tuple(columns), ask
        self.view = View(sort=model.ledger.sort)
        self._rows: array[int] = array("q")
        self._pages: OrderedDict[int, list[tuple[Any, ...]]] = OrderedDict()
        self._wanted: set[int] = set()
        self._asked = Generation()

    def set_view(self, view: View) -> None:
        self.view = view
        self.read()

    def set_columns(self, columns: Sequence[Column]) -> None:
        self.beginResetModel()
        self.columns = tuple(columns)
        self._forget()
        self.endResetModel()

    def read(self) -> None:
        """Read the order again (a filter, another sort, somebody changed something)."""
        ledger, view = self.ledger, self.view
        token = self._asked.next()
        self._ask(lambda office: listing.order(office, ledger, view), self._on_order, token=token)

    def record(self, row: int) -> int | None:
        """The row number (in the ledger) that stands in this line of the list."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def line_of(self, number: int) -> int:
        """The line where a ledger's row stands, or -1."""
        try:
            return self._rows.index(number)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

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
            return self._rows[index.row()]
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.EditRole):
            return self._told(index.row(), index.column(), column, role)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        down = order is Qt.SortOrder.DescendingOrder
        self.set_view(View(self.view.where, self.columns[column].name, down, self.view.among))

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
        number, offset = divmod(line, PAGE)
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            return None
        self._pages.move_to_end(number)
        return page[offset] if offset < len(page) else None

    def _want(self, number: int) -> None:
        if number in self._wanted:
            return
        self._wanted.add(number)
        wanted, names = self._rows[number * PAGE : (number + 1) * PAGE], tuple(c.name for c in self.columns)
        ledger, generation = self.ledger, self._asked.number

        def read(office: Office) -> list[tuple[Any, ...]]:
            return listing.page(office, ledger, wanted, names)

        self._ask(read, lambda found: self._on_page(number, generation, found))

    def _on_order(self, found: array[int]) -> None:
        self.beginResetModel()
        self._rows = found
        self._forget()
        self.endResetModel()
        self.counted.emit(len(found))

    def _on_page(self, number: int, generation: int, found: list[tuple[Any, ...]]) -> None:
        if generation != self._asked.number or number not in self._wanted:
            return
        self._wanted.discard(number)
        self._pages[number] = found
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)
        first, last = number * PAGE, min((number + 1) * PAGE, len(self._rows)) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _forget(self) -> None:
        self._pages.clear()
        self._wanted.clear()

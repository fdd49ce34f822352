"""How many records the list shows, of how many there are; and what stands there when it shows none."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.ledgers import Record
from desktop.services import listing
from desktop.views.desk import Desk
from desktop.views.directory.body import Body
from desktop.views.directory.filtering import Filtering
from desktop.views.directory.record_table import RecordTable
from desktop.views.widgets.filter_bar import FilterBar
from desktop.views.words import tr


class Counting(QObject):
    def __init__(self, desk: Desk, filtering: Filtering, bar: FilterBar, table: RecordTable, body: Body) -> None:
        super().__init__(body)
        self._desk, self._filtering, self._bar, self._table, self._body = desk, filtering, bar, table, body

    def tell(self, model: type[Record], shown: int) -> None:
        """Of a narrowed list also how many there are without the filter, read apart."""
        held = self._filtering.held
        words = tr("没有符合条件的{label}。去掉一些条件，或全部清除。").format(label=model.ledger.label)
        self._table.set_empty(words if held else "")
        self._body.show_rows(bool(shown or held))
        if held:
            self._desk.ask(lambda office: listing.count(office, model), lambda all_: self._bar.set_count(shown, all_))
        else:
            self._bar.set_count(shown, shown)

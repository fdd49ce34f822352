"""结果 of an import preview: the notes, or the mended cells or altered values one by one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.ledgers import Record
from desktop.services import listing
from desktop.services.import_mended import Mended
from desktop.services.importing import Imported, Note
from desktop.views.directory.import_notes import ALTERED, altered_view, mended_view, notes_view
from desktop.views.style.metrics import Column
from desktop.views.widgets.scroll import scroll_area
from desktop.views.words import tr


class ImportResults(QWidget):
    """`columns_asked`: what the columns are is to be seen."""

    columns_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._area = scroll_area(tr("导入说明"), "ledger.import.notes", sideways=False)
        self.setLayout(Column(self._area, gap=0))
        self._model: type[Record] = Record
        self._told, self._mended = Imported(), (0, list[Mended]())

    def clear(self) -> None:
        put(self._area, QWidget())

    def show_notes(self, model: type[Record], told: Imported, mended: tuple[int, list[Mended]]) -> None:
        """`mended`: how many cells, and the first of them."""
        self._model, self._told, self._mended = model, told, mended
        self._show_notes()

    def _show_notes(self) -> None:
        asked = self.columns_asked.emit
        put(self._area, notes_view(self._told, self._mended[0], self._label, asked, self._show_details))

    def _show_details(self, kind: str) -> None:
        """By a link that then leads the other way."""
        number, cells = self._mended

        def back() -> None:
            self._show_notes()
            self._to_link(kind)

        put(self._area, altered_view(self._told, back) if kind == ALTERED else mended_view(cells, number, back))
        self._to_link(f"{kind}.back")

    def _to_link(self, name: str) -> None:
        if (link := self._area.findChild(QWidget, f"ledger.import.{name}")) is not None:
            link.setFocus()

    def _label(self, note: Note) -> str:
        field = listing.visible(self._model).get(note.field)
        place = tr("{column}列").format(column=note.column) if note.column and note.column != note.field else ""
        return " ".join(part for part in (place, field.label if field else "") if part)


def put(area: QScrollArea, widget: QWidget) -> None:
    """In the area's place of what was there, which may be hearing its own click just now."""
    if (before := area.takeWidget()) is not None:
        before.hide()
        before.deleteLater()
    area.setWidget(widget)

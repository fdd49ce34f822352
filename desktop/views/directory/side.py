"""What stands beside the table: the editor of one record, or the drawer of an import."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ledgers import Record
from desktop.services import listing
from desktop.sheets.cells import Workbook
from desktop.views.desk import Desk
from desktop.views.directory.editor import Editor
from desktop.views.directory.import_drawer import ImportDrawer
from desktop.views.style.metrics import Column, fix


class Side(QWidget):
    """One of the two, or nothing. `turned`: it has come or gone; `left`: back to the table; `done(words)`."""

    turned = Signal()
    left = Signal()
    done = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.editor, self.importer = Editor(desk), ImportDrawer(desk)
        self.setLayout(Column(self.editor, self.importer, gap=0))
        fix(self, min_width=400)
        for drawer in (self.editor, self.importer):
            drawer.hide()
            drawer.closed.connect(self._leave)
            drawer.done.connect(self.done)
        self.hide()

    def open_new(self, model: type[Record]) -> None:
        self._turn_to_editor()
        self.editor.open_new(model)

    def open_record(self, model: type[Record], record: str) -> None:
        self._turn_to_editor()
        self.editor.open_record(model, record)

    def open_row(self, model: type[Record], row: int) -> None:
        ledger = model.ledger.name
        self._desk.ask(lambda office: listing.record_id(office, ledger=ledger, row=row),
                       lambda record: self.open_record(model, record))  # fmt: skip

    def preview(self, model: type[Record], file: Path | Workbook) -> None:
        self.editor.hide()
        self.show()
        self.importer.preview(model, file)
        self.turned.emit()

    def close_drawers(self) -> None:
        for one in (self.editor, self.importer, self):
            one.hide()
        self.turned.emit()

    def _turn_to_editor(self) -> None:
        self.importer.hide()
        self.show()
        self.turned.emit()

    def _leave(self) -> None:
        self.close_drawers()
        self.left.emit()

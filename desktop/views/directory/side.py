"""Beside the table: the form of a record, or the file that is about to come in; the form leads back to the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.ledgers import Record
from desktop.services import listing
from desktop.sheets.cells import Workbook
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.directory.editor import Editor
from desktop.views.directory.import_drawer import ImportDrawer
from desktop.views.style.metrics import Column, fix
from desktop.views.words import tr


class Side(QWidget):
    """One of the two, or nothing. `turned`: it has come or gone; `left`: back to the table; `done(words)`."""

    turned = Signal()
    left = Signal()
    done = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._asked = desk, Generation()
        self.editor, self.importer = Editor(desk), ImportDrawer(desk)
        self.setLayout(Column(self.editor, self.importer, gap=0))
        fix(self, min_width=400)
        for drawer in (self.editor, self.importer):
            drawer.hide()
            drawer.done.connect(self.done)
        self.editor.closed.connect(self._back)
        self.importer.closed.connect(self._leave)
        self.hide()

    def open_new(self, model: type[Record], values: Mapping[str, Any]) -> None:
        self._turn_to_editor()
        self.editor.open_new(model, values)

    def open_record(self, model: type[Record], record: str) -> None:
        self._turn_to_editor()
        self.editor.open_record(model, record)

    def open_row(self, model: type[Record], row: int) -> None:
        """The record in this row, unless something else is asked for meanwhile."""
        ledger = model.ledger.name
        self._desk.ask(lambda office: listing.record_id(office, ledger=ledger, row=row),
                       lambda record: self.open_record(model, record), token=self._asked.next())  # fmt: skip

    def preview(self, model: type[Record], file: Path | Workbook) -> None:
        """Refused (importing) while another file comes in, which this one would stop."""
        if self.importer.running:
            raise Refused(tr("上一个文件正在导入"), tr("等它导完，或先点“取消”"), code="importing")
        self._asked.next()
        self.editor.hide()
        self.show()
        self.importer.preview(model, file)
        self.turned.emit()

    def close_drawers(self) -> None:
        """Another ledger: nobody looks at the file any more, nor waits for a record."""
        self._asked.next()
        self.importer.leave()
        self._hide()

    def _turn_to_editor(self) -> None:
        self._asked.next()
        self.importer.hide()
        self.show()
        self.turned.emit()

    def _back(self) -> None:
        """From the form to the file that was being looked at, if there is one."""
        if self.importer.held:
            self.editor.hide()
            self.importer.show()
        else:
            self._leave()

    def _leave(self) -> None:
        self._hide()
        self.left.emit()

    def _hide(self) -> None:
        for one in (self.editor, self.importer, self):
            one.hide()
        self.turned.emit()

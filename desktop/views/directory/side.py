"""Beside the list: the form of a record, or the file that is about to come in; the form leads back to the file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.views.directory.editor import Editor
from desktop.views.directory.import_drawer import ImportDrawer
from desktop.views.style.metrics import Column, fix

IMPORTING = Refused("上一个文件正在导入", "等它导完，或先点“取消”", code="importing")


class Side(QWidget):
    """`turned()` when it came, or what stands in it changed; `closed()` when it went."""

    turned = Signal()
    closed = Signal()

    def __init__(self, editor: Editor, importer: ImportDrawer) -> None:
        super().__init__()
        self._editor, self._importer = editor, importer
        self.setLayout(Column(editor, importer, gap=0))
        for part in (editor, importer, self):
            part.hide()
        fix(self, min_width=400)
        editor.closed.connect(self._back)
        importer.closed.connect(self.close_side)

    def show_editor(self) -> None:
        self._importer.hide()
        self.show()
        self.turned.emit()

    def show_importer(self, read: Callable[[], None]) -> None:
        """`read` another file; refused (importing) while one comes in, which it would stop."""
        if self._importer.running:
            raise IMPORTING
        self._editor.hide()
        self.show()
        read()
        self.turned.emit()

    def leave(self) -> None:
        """Another ledger: nobody looks at the file any more."""
        self._importer.leave()
        self.close_side()

    def close_side(self) -> None:
        self._editor.hide()
        self._importer.hide()
        self.hide()
        self.closed.emit()

    def _back(self) -> None:
        """From the form to the file that was being looked at, if there is one."""
        if self._importer.held:
            self._editor.hide()
            self._importer.show()
        else:
            self.close_side()

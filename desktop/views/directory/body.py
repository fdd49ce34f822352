"""The body of 名录: the table, or what an empty ledger says, and the drawers beside it; a paper comes over all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.views.directory.empty_ledger import EmptyLedger
from desktop.views.directory.record_table import RecordTable
from desktop.views.directory.side import Side
from desktop.views.preview.order import PaperOrder
from desktop.views.preview.pane import PreviewPane
from desktop.views.style.metrics import Column

LIST, PAPER = 0, 1


class Body(QSplitter):
    """On a cramped screen the table makes room for the drawer."""

    def __init__(self, table: RecordTable, side: Side, empty: EmptyLedger) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("ledger.split")
        self._table, self._side, self._cramped = table, side, False
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self._stack.addWidget(empty)
        self.addWidget(self._stack)
        self.addWidget(side)
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)
        side.turned.connect(self._share)
        side.left.connect(table.setFocus)

    def show_rows(self, there: bool) -> None:
        """The table, or that the ledger is empty."""
        self._stack.setCurrentIndex(0 if there else 1)

    def set_cramped(self, cramped: bool) -> None:
        self._cramped = cramped
        self._share()

    def focus_back(self) -> None:
        """To where a paper was asked for: the record in the editor, or the list."""
        editor = self._side.editor
        (editor.paper if editor.isVisible() and editor.paper.isVisible() else self._table).setFocus()

    def _share(self) -> None:
        self._stack.setVisible(not (self._cramped and not self._side.isHidden()))


class Whole(QStackedWidget):
    """The list with its bars, or a paper before printing."""

    def __init__(self, preview: PreviewPane, *parts: QWidget, body: Body) -> None:
        super().__init__()
        self._preview, self._body, main = preview, body, QWidget()
        column = Column(*parts, gap=0)
        column.addWidget(body, 1)
        main.setLayout(column)
        self.addWidget(main)
        self.addWidget(preview)
        preview.closed.connect(self.close_paper)

    def show_paper(self, order: PaperOrder) -> None:
        self._preview.open(order)
        self.setCurrentIndex(PAPER)

    def close_paper(self) -> None:
        self.setCurrentIndex(LIST)
        self._body.focus_back()

"""The open column of a table takes what the others leave, and never less than can be read: then the table scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.views.style.metrics import px

LEAST = 112  # u: eight characters


def open_column(table: QTableView, place: int) -> None:
    """Makes column `place` the open one, instead of the one before."""
    found = table.findChild(_OpenColumn)
    (found if isinstance(found, _OpenColumn) else _OpenColumn(table)).move(place)


class _OpenColumn(QObject):
    """Fits the column whenever the window or another column has changed; a child of its table."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table, self._head, self._place, self._busy = table, table.horizontalHeader(), 0, False
        table.viewport().installEventFilter(self)
        self._head.sectionResized.connect(lambda *_: self.fit())
        self._head.sectionCountChanged.connect(lambda *_: self.fit())

    def move(self, place: int) -> None:
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._head.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
        self._place = place
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return False

    def fit(self) -> None:
        """Its own change is none."""
        if self._busy or self._place >= self._head.count():
            return
        self._busy = True
        taken = sum(self._head.sectionSize(n) for n in range(self._head.count()) if n != self._place)
        self._head.resizeSection(self._place, max(px(LEAST), self._table.viewport().width() - taken))
        self._busy = False

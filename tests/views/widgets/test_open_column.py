"""The open column: what is left over, never too little to be read."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTableWidget

from desktop.views.style.metrics import px
from desktop.views.widgets.open_column import LEAST, open_column


def shown(qtbot: Any, width: int) -> QTableWidget:
    table = QTableWidget(3, 3)
    qtbot.addWidget(table)
    for place in range(3):
        table.setColumnWidth(place, 100)
    open_column(table, 1)
    table.resize(width, 200)
    table.show()
    return table


def test_it_takes_what_the_others_leave(qtbot: Any, dressed: Any) -> None:
    table = shown(qtbot, 700)
    assert sum(table.columnWidth(n) for n in range(3)) == table.viewport().width()
    table.setColumnWidth(0, 180)
    assert table.columnWidth(1) == table.viewport().width() - 280


def test_in_a_narrow_window_it_stays_readable_and_the_table_scrolls(qtbot: Any, dressed: Any) -> None:
    table = shown(qtbot, 240)
    assert table.columnWidth(1) == px(LEAST)
    assert table.horizontalScrollBar().maximum() > 0


def test_another_column_can_become_the_open_one(qtbot: Any, dressed: Any) -> None:
    table = shown(qtbot, 700)
    open_column(table, 2)
    table.setColumnWidth(1, 90)
    assert table.columnWidth(2) == table.viewport().width() - 190

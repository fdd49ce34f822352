"""A short list on screen: a `LinesModel` in a ledger table, the open column taking what is left."""

from __future__ import annotations

from typing import Any, TypeVar

from desktop.models.lines import LinesModel
from desktop.views.widgets.open_column import open_column
from desktop.views.widgets.table import LedgerTable

T = TypeVar("T")


def lines_table(model: LinesModel[Any], label: str, name: str, unit: str, empty: str = "") -> LedgerTable:
    """The column of width 0 stretches; without one the last does. `empty` is said while there is nothing."""
    table = LedgerTable(label, name, unit=unit, rows=True)
    table.setModel(model)
    table.set_empty(empty)
    fit_columns(table, model)
    return table


def marked(table: LedgerTable, model: LinesModel[T]) -> list[T]:
    """The lines of the marked rows, from the top."""
    rows = sorted({index.row() for index in table.selectionModel().selectedRows()})
    return [line for row in rows if (line := model.line(row)) is not None]


def fit_columns(table: LedgerTable, model: LinesModel[Any]) -> None:
    widths = [column.width for column in model.columns]
    table.set_widths({place: width for place, width in enumerate(widths) if width})
    free = widths.index(0) if 0 in widths else len(widths) - 1
    open_column(table, free)

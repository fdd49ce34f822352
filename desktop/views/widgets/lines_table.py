"""A short list on screen: a `LinesModel` in a ledger table, the open column taking what is left."""

from __future__ import annotations

from typing import Any

from desktop.models.lines import LinesModel
from desktop.views.widgets.open_column import open_column
from desktop.views.widgets.table import LedgerTable


def lines_table(model: LinesModel[Any], label: str, name: str, unit: str, empty: str = "") -> LedgerTable:
    """The column of width 0 stretches; without one the last does. `empty` is said while there is nothing."""
    table = LedgerTable(label, name, unit=unit, rows=True)
    table.setModel(model)
    table.set_empty(empty)
    fit_columns(table, model)
    return table


def fit_columns(table: LedgerTable, model: LinesModel[Any]) -> None:
    widths = [column.width for column in model.columns]
    table.set_widths({place: width for place, width in enumerate(widths) if width})
    free = widths.index(0) if 0 in widths else len(widths) - 1
    open_column(table, free)

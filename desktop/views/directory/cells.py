"""Cells of a ledger's table: what a record is known by stands out, a grade is a pill."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.models.paged import PagedModel
from desktop.views.widgets.delegates import Index, PillDelegate
from desktop.views.widgets.pills import GRADE_PILLS


class RecordDelegate(PillDelegate):
    """For every column of any ledger: what a record is called by is bold (the first column where the list does not
    show it), and a word that is a grade is drawn as one.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda index: GRADE_PILLS.get(index.data()), parent)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        if index.column() == (model.title_column if isinstance(model, PagedModel) else 0):
            option.font.setWeight(QFont.Weight.DemiBold)

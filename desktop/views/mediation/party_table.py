"""当事人 of a case: a table of words, a row opens its form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.models.case_parties import COLUMNS, PartyModel
from desktop.services.case_desk import PartyLine
from desktop.views.mediation.sections import SectionHead
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, px
from desktop.views.widgets.buttons import button
from desktop.views.widgets.delegates import CellDelegate, Index
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr

MOST_SHOWN = 6
NAME = 1


class PartySection(QWidget):
    """`asked(party)`: a party is to be changed; `new_asked`: one more."""

    asked = Signal(object)
    new_asked = Signal()

    def __init__(self, area: str) -> None:
        super().__init__()
        self.add = button(tr("添加当事人"), f"{area}.add_party", self.new_asked.emit, icon="plus", small=True)
        self.model = PartyModel(self)
        self.table = fitted(LedgerTable(tr("当事人"), f"{area}.parties", unit=tr("人"), rows=True))
        self.table.setModel(self.model)
        self.table.set_widths({n: width for n, (_, _, width) in enumerate(COLUMNS)})
        self.table.setItemDelegate(NameDelegate(self.table))
        self.table.horizontalHeader().setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        self.table.opened.connect(self._open)
        self.setLayout(Column(SectionHead(tr("当事人"), self.add), self.table, gap=4))

    def show_parties(self, parties: Sequence[PartyLine], *, may_change: bool) -> None:
        self.model.show(parties)
        self.add.setVisible(may_change)
        look().keep(self.table, lambda table: fit_rows(table, MOST_SHOWN))

    def _open(self, index: QModelIndex) -> None:
        if (party := self.model.party(index.row())) is not None:
            self.asked.emit(party)


class NameDelegate(CellDelegate):
    """Names in 600, the part in the dispute in ink2."""

    def initStyleOption(self, option: object, index: Index) -> None:
        super().initStyleOption(option, index)  # type: ignore[arg-type]
        if index.column() == NAME:
            option.font = look().font(14, bold=True)  # type: ignore[attr-defined]


def fitted(table: LedgerTable) -> LedgerTable:
    """A small table without scroll bars whose height follows its rows."""
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setAlternatingRowColors(False)
    table.horizontalHeader().setSectionsMovable(False)
    table.horizontalHeader().setSectionsClickable(False)
    return table


def fit_rows(table: LedgerTable, most: int) -> None:
    rows = max(1, min(most, table.model().rowCount()))
    table.setFixedHeight(px(32) * (rows + 1) + 2)

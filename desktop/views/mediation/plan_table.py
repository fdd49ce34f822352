"""履行计划 typed like a sheet: F2 or typing begins, Tab goes on, capitals follow the amount."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QLineEdit, QStyleOptionViewItem, QWidget

from desktop.models.case_plan import ARROW, COLUMNS, EDITED, WHO, WORDS, PlanModel
from desktop.views.mediation.party_table import fit_rows, fitted
from desktop.views.style.look import look
from desktop.views.widgets.delegates import CellDelegate, Index
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr

MOST_SHOWN = 8


class PlanTable(LedgerTable):
    """`removed(row)`: Delete on a row was asked for."""

    remove_asked = Signal(int)

    def __init__(self, model: PlanModel) -> None:
        super().__init__(tr("履行计划"), "case.plan", unit=tr("期"))
        fitted(self)
        self._names: tuple[str, ...] = ()
        self.setModel(model)
        self.set_widths({n: width for n, (_, _, width) in enumerate(COLUMNS)})
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setItemDelegate(PlanDelegate(self))
        self.horizontalHeader().setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        self.opened.connect(lambda index: self.edit(index))
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(lambda *_: self.refit())
        look().keep(self, PlanTable.refit)

    def refit(self) -> None:
        fit_rows(self, MOST_SHOWN)

    def set_names(self, names: Sequence[str]) -> None:
        """Who may pay whom."""
        self._names = tuple(names)

    def pairs(self) -> list[str]:
        return [f"{payer}{ARROW}{payee}" for payer in self._names for payee in self._names if payer != payee]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Delete and index.isValid():
            self.remove_asked.emit(index.row())
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._step(index, event.key() == Qt.Key.Key_Tab):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _step(self, index: QModelIndex, forward: bool) -> bool:
        """Tab goes through the cells that are typed into, row by row; at the ends it leaves the table."""
        cells = [(row, column) for row in range(self.model().rowCount()) for column in EDITED]
        here = (index.row(), index.column())
        nearer = [cell for cell in cells if (cell > here if forward else cell < here)]
        if not nearer:
            return False
        row, column = nearer[0] if forward else nearer[-1]
        self.setCurrentIndex(self.model().index(row, column))
        return True


class PlanDelegate(CellDelegate):
    """Wrong cells in red; who pays whom is picked from the parties or typed."""

    def __init__(self, table: PlanTable) -> None:
        super().__init__(table, ink=_ink)
        self._table = table

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        label = COLUMNS[index.column()][1]
        made: QWidget = self._picker(parent) if index.column() == WHO else QLineEdit(parent)
        made.setObjectName("case.plan.editor")
        made.setAccessibleName(tr("第{n}期{label}").format(n=index.row() + 1, label=label))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setEditText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        text = editor.currentText() if isinstance(editor, QComboBox) else editor.text()  # type: ignore[attr-defined]
        model.setData(index, text)  # type: ignore[attr-defined]

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def _picker(self, parent: QWidget) -> QComboBox:
        made = QComboBox(parent)
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        made.addItems(self._table.pairs())
        return made


def _ink(index: Index) -> str:
    model = index.model()
    wrong = isinstance(model, PlanModel) and model.wrong(index.row(), index.column())
    return "red" if wrong else "ink2" if index.column() == WORDS else ""

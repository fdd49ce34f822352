"""The check-list on screen: 1 合格, 2 不合格 (and what was seen), 3 不适用; the mouse clicks the answer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.inspections import FAIL, NOT_HERE, PASS
from desktop.models.checklist import ANSWER, KIND, STANDARD, TEXT, WORDS, CheckModel
from desktop.views.style.metrics import LayoutClass, Row
from desktop.views.widgets.buttons import button
from desktop.views.widgets.delegates import CellDelegate, PillDelegate
from desktop.views.widgets.open_column import open_column
from desktop.views.widgets.pills import Pill
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr

Index = QModelIndex | QPersistentModelIndex
KEYS = {Qt.Key.Key_1: PASS, Qt.Key.Key_2: FAIL, Qt.Key.Key_3: NOT_HERE, Qt.Key.Key_Space: PASS}
PILLS = {
    PASS: Pill("合格", "green", "check"),
    FAIL: Pill("不合格", "red", "x"),
    NOT_HERE: Pill("不适用", "grey"),
    "": Pill("未答", "grey", dashed=True),
}


class CheckTable(LedgerTable):
    """One item a row; the current row takes the answer."""

    def __init__(self, model: CheckModel) -> None:
        super().__init__(tr("检查项目"), "rent.inspect.items", unit=tr("项"), rows=True)
        self.items = model
        self.setModel(model)
        self.setSelectionMode(LedgerTable.SelectionMode.SingleSelection)
        self.set_widths({KIND: 56, STANDARD: 190, ANSWER: 92, WORDS: 220})
        open_column(self, TEXT)
        self.setItemDelegateForColumn(ANSWER, PillDelegate(self._pill, self))
        words = CellDelegate(self)
        words.closeEditor.connect(lambda *_: QTimer.singleShot(0, self, self.go_on))
        self.setItemDelegateForColumn(WORDS, words)
        self.clicked.connect(self._on_clicked)
        self.opened.connect(lambda index: self.write(index.row()))

    def set_layout_class(self, kind: LayoutClass) -> None:
        """In a narrow window the item's own words are worth more than its article."""
        self.setColumnHidden(STANDARD, kind.cramped)

    def mark(self, code: str) -> None:
        """The current item's answer; 不合格 asks what was seen, the others go on."""
        row = self.currentIndex().row()
        if row < 0 or self.items.fixed:
            return
        self.items.answer(row, code)
        if code == FAIL:
            self.write(row)
        else:
            self.go_on()

    def write(self, row: int) -> None:
        """Opens 情况 of a row."""
        index = self.items.index(row, WORDS)
        if not self.items.fixed and index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def go_on(self) -> None:
        """To the next item without an answer; the last one stays."""
        row = self.items.next_open(self.currentIndex().row())
        if row >= 0:
            self.go_to(row)

    def go_to(self, row: int) -> None:
        self.setCurrentIndex(self.items.index(row, ANSWER))
        self.selectRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is LedgerTable.State.EditingState:  # the Enter that ends the writing comes here too
            return
        code = KEYS.get(Qt.Key(event.key()))
        if code is not None and event.modifiers() in (Qt.KeyboardModifier.NoModifier,
                                                      Qt.KeyboardModifier.KeypadModifier):  # fmt: skip
            self.mark(code)
        else:
            super().keyPressEvent(event)

    def _pill(self, index: Index) -> Pill:
        return PILLS[self.items.answer_at(index.row())]

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == ANSWER and not self.items.fixed:
            self.items.turn(index.row())


class AnswerBar(QWidget):
    """The same answers for the mouse, and how far the list is."""

    def __init__(self, table: CheckTable) -> None:
        super().__init__()
        answers = ((PASS, tr("合格"), "good"), (FAIL, tr("不合格"), "bad"), (NOT_HERE, tr("不适用"), "none"))
        row = Row(gap=8)
        for code, label, name in answers:
            words = f"{label} {code}"
            row.addWidget(button(words, f"rent.inspect.{name}", partial(table.mark, code), small=True))
        rest = table.items.pass_the_rest
        row.addWidget(button(tr("其余合格"), "rent.inspect.rest", rest, icon="check", kind="flat", small=True))
        row.addStretch(1)
        self.setLayout(row)

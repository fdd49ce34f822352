"""协议内容: one focusable row a clause that grows with its words; Alt+↑↓ or the grip moves it, Enter adds one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.views.mediation.sections import frame
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, Row, fix, px
from desktop.views.widgets.buttons import IconButton
from desktop.views.widgets.labels import IconLabel, Label
from desktop.views.words import tr

BARE = "QPlainTextEdit,QPlainTextEdit:focus{border:0;background:transparent;padding:0;min-height:0}"


class ClauseText(QPlainTextEdit):
    """The words of a clause; as high as they are."""

    moved = Signal(int)
    added = Signal()
    emptied = Signal()
    focus_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setStyleSheet(BARE)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self.fit)
        look().keep(self, ClauseText.fit)

    def fit(self) -> None:
        lines = max(1, round(self.document().size().height()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + px(2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.added.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.toPlainText():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)


class ClauseRow(QWidget):
    """Grip, number, words, and a way to take it out."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__()
        self._name = name
        self.grip = IconLabel("grip-vertical", "ink3", 16)
        self.grip.setCursor(Qt.CursorShape.OpenHandCursor)
        self.number, self.text = Label("", "strong"), ClauseText()
        fix(self.number, width=20)
        self.drop = IconButton("x", tr("去掉这一条"), "case.clause.drop", size=22, u=14, ink="ink3")
        line = Row(self.grip, self.number, margins=(8, 6, 4, 6), gap=6)
        line.addWidget(self.text, 1)
        line.addWidget(self.drop)
        for fixed in (self.grip, self.number, self.drop):
            line.setAlignment(fixed, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
        self.text.setPlainText(words)
        self.text.focus_changed.connect(self.update)

    def set_number(self, number: int) -> None:
        self.number.setText(str(number))
        self.text.setObjectName(f"{self._name}{number}")
        self.text.setAccessibleName(tr("第{n}条").format(n=number))
        self.drop.setObjectName(f"{self._name}{number}.drop")

    def set_read_only(self, fixed: bool) -> None:
        self.text.setReadOnly(fixed)
        self.drop.setVisible(not fixed)
        self.grip.setVisible(not fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        frame(self, focused=self.text.hasFocus())


class ClauseList(QWidget):
    """`edited` after each change by hand; `focus_moved` when another clause is being written."""

    edited = Signal()
    focus_moved = Signal()

    def __init__(self, name: str = "case.clause") -> None:
        super().__init__()
        self.setObjectName(f"{name}s")
        self._name = name
        self._rows: list[ClauseRow] = []
        self._fixed, self._filling = False, False
        self._dragged: ClauseRow | None = None
        self._column = Column(gap=4)
        self.setLayout(self._column)

    def clauses(self) -> list[str]:
        """The words of each row, empty rows included."""
        return [row.text.toPlainText().strip() for row in self._rows]

    def row(self, place: int) -> ClauseRow:
        return self._rows[place]

    def set_clauses(self, clauses: Sequence[str]) -> None:
        self._filling = True
        while self._rows:
            self._take_out(self._rows[0])
        for words in clauses or [""]:
            self._put_in(len(self._rows), words)
        self._filling = False
        self._renumber()

    def set_read_only(self, fixed: bool) -> None:
        self._fixed = fixed
        for row in self._rows:
            row.set_read_only(fixed)

    def add(self, words: str = "", *, after: ClauseRow | None = None) -> None:
        """A new clause, at the end or after one, ready to be typed; an empty row waiting is used first."""
        empty = next((row for row in self._rows if not row.text.toPlainText().strip()), None)
        if empty is not None and after is None:
            made = empty
            made.text.setPlainText(words)
        else:
            place = self._rows.index(after) + 1 if after else len(self._rows)
            made = self._put_in(place, words)
        self._changed()
        made.text.setFocus()

    def replace(self, place: int, word: str, instead: str) -> None:
        """One word of a clause changed for another, wherever it stands in it."""
        text = self._rows[place].text
        text.setPlainText(text.toPlainText().replace(word, instead))

    def writing(self) -> str:
        """The clause with the focus, "" when none has it."""
        return next((row.text.toPlainText().strip() for row in self._rows if row.text.hasFocus()), "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The grip: pressed and moved, its row goes where the pointer is."""
        if self._fixed or not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            self._dragged = next((row for row in self._rows if row.grip is watched), None)
        elif event.type() == QEvent.Type.MouseMove and self._dragged is not None:
            self._drag_to(self.mapFromGlobal(event.globalPosition().toPoint()))
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._dragged = None
        return False

    def _drag_to(self, at: QPoint) -> None:
        row = self._dragged
        if row is None:
            return
        place = self._rows.index(row)
        for step in (-1, 1):
            near = self._rows[place + step] if 0 <= place + step < len(self._rows) else None
            if near is not None and (at.y() - near.geometry().center().y()) * step > 0:
                self._move(row, step)
                return

    def _move(self, row: ClauseRow, step: int) -> None:
        place = self._rows.index(row) + step
        if self._fixed or not 0 <= place < len(self._rows):
            return
        self._rows.remove(row)
        self._rows.insert(place, row)
        self._column.removeWidget(row)
        self._column.insertWidget(place, row)
        self._changed()
        row.text.setFocus()

    def _put_in(self, place: int, words: str) -> ClauseRow:
        row = ClauseRow(words, self._name)
        row.set_read_only(self._fixed)
        row.grip.installEventFilter(self)
        row.text.textChanged.connect(self._on_typed)
        row.text.focus_changed.connect(self.focus_moved)
        row.text.moved.connect(lambda step: self._move(row, step))
        row.text.added.connect(lambda: None if self._fixed else self.add(after=row))
        row.text.emptied.connect(lambda: self._drop(row))
        row.drop.clicked.connect(lambda _=False: self._drop(row))
        self._rows.insert(place, row)
        self._column.insertWidget(place, row)
        return row

    def _drop(self, row: ClauseRow) -> None:
        if self._fixed:
            return
        place = self._rows.index(row)
        if len(self._rows) == 1:
            row.text.clear()
            return
        self._take_out(row)
        self._changed()
        self._rows[max(0, place - 1)].text.setFocus()

    def _take_out(self, row: ClauseRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_typed(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _changed(self) -> None:
        self._renumber()
        self._on_typed()

    def _renumber(self) -> None:
        for number, row in enumerate(self._rows, 1):
            row.set_number(number)
        for before, after in zip(self._rows, self._rows[1:], strict=False):
            QWidget.setTabOrder(before.text, after.text)

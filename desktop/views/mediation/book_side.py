"""One side of 卷宗设置: a table of papers at the left, the paragraphs of the chosen one at the right, to be changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.models.lines import LineColumn, LinesModel
from desktop.views.mediation.clauses import ClauseList
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.buttons import button
from desktop.views.widgets.card import Card
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.scroll import scroll_area
from desktop.views.widgets.states import EmptyState
from desktop.views.words import tr

T = TypeVar("T")


class ParagraphCard(Card):
    """Paragraphs in order, one row each. `edited` at each change by hand; `changed` until shown anew."""

    edited = Signal()

    def __init__(self, name: str, title: str, nothing: str) -> None:
        super().__init__(title, margins=(0, 0, 0, 0))
        self.changed = False
        self.rows = ClauseList(f"{name}.row")
        self.more = button(tr("添加一段"), f"{name}.add", self.rows.add, icon="plus", small=True)
        self.add_right(self.more)
        inner, page = QWidget(), scroll_area(title, f"{name}.scroll", sideways=False)
        inner.setLayout(Column(self.rows, None, margins=(12, 10, 12, 10)))
        page.setWidget(inner)
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(EmptyState("file-text", nothing, f"{name}.nothing"))
        self.body.addWidget(self._stack, 1)
        self.rows.edited.connect(self._on_edited)

    def words(self) -> list[str]:
        """Without the empty ones."""
        return [words for words in self.rows.clauses() if words]

    def show_words(self, words: Sequence[str] | None, note: str, *, may_change: bool) -> None:
        """None for a paper that has none."""
        self._stack.setCurrentIndex(0 if words is not None else 1)
        self.note.setText(note)
        self.more.setVisible(words is not None and may_change)
        self.rows.set_clauses(words or ())
        self.rows.set_read_only(not may_change)
        self.changed = False

    def _on_edited(self) -> None:
        self.changed = True
        self.edited.emit()


class BookSide(QWidget, Generic[T]):
    """`chosen` when another line is the current one, after what is being written was let go."""

    chosen = Signal()

    def __init__(self, name: str, title: str, columns: Sequence[LineColumn[T]], right: str, nothing: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.model = LinesModel[T](columns)
        self.table = lines_table(self.model, title, f"{name}.table", tr("种"))
        self.card = ParagraphCard(name, right, nothing)
        left = Card(title, margins=(0, 0, 0, 0))
        left.add(self.table, 1)
        self.left = left
        fix(left, width=460)
        row = Row(left, margins=(12, 12, 12, 12), gap=12)
        row.addWidget(self.card, 1)
        self.setLayout(row)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit())

    def current(self) -> T | None:
        return self.model.line(self.table.currentIndex().row())

    def place(self) -> int:
        return max(0, self.table.currentIndex().row())

    def show_lines(self, lines: Sequence[T], place: int) -> None:
        """Without telling that a line was chosen."""
        heard = self.table.selectionModel()
        heard.blockSignals(True)
        self.model.show(lines)
        heard.blockSignals(False)
        self.go_to(place)

    def go_to(self, place: int) -> None:
        """To that line, silently."""
        heard = self.blockSignals(True)
        self.table.setCurrentIndex(self.model.index(min(place, self.model.rowCount() - 1), 0))
        self.table.selectRow(self.table.currentIndex().row())
        self.blockSignals(heard)

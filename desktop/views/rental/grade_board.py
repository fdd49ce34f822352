"""The board of grades: a column for each colour, and one for what has none; the most overdue stand first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from desktop.domain import deadlines
from desktop.models.lines import LineColumn, LinesModel
from desktop.services.grade_rules import Grade
from desktop.services.grading import GradeBoard, Graded
from desktop.views.style.look import look
from desktop.views.style.metrics import Row, px
from desktop.views.widgets.card import Card
from desktop.views.widgets.delegates import PAD, CellDelegate, DueDelegate, Index, paint_words
from desktop.views.widgets.lines_table import lines_table, marked
from desktop.views.widgets.pills import Pill, PillButton, PillLabel
from desktop.views.words import tr

NAME, WHERE, REVIEW = range(3)
LINE = 48
MARKS = {"g_orange": "▲", "g_blue": "■", "g_qing": "●"}
NEAR = 2  # so many units of the way up tell where


def grade_pill(grade: Grade | None, count: int | None = None) -> Pill:
    """In its colour, with its sign; None for what has no grade yet."""
    words = grade.label if grade else tr("未分级")
    told = words if count is None else f"{words} {count:,}"
    return Pill(told, grade.colour, mark=MARKS.get(grade.colour, "◆")) if grade else Pill(told, "grey", dashed=True)


def near(where: str) -> str:
    """The last steps of the way up."""
    return " ".join(where.split(" › ")[-NEAR:])


class PlaceDelegate(CellDelegate):
    """The name, and below it where that is."""

    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect.adjusted(px(PAD), px(4), -px(PAD), -px(4))
        half = rect.height() // 2
        paint_words(painter, option, QRect(rect.left(), rect.top(), rect.width(), half), option.text, "ink")
        option.font = look().font(12)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        below = QRect(rect.left(), rect.top() + half, rect.width(), half)
        words = near(str(index.sibling(index.row(), WHERE).data() or ""))
        paint_words(painter, option, below, words, "ink" if chosen else "ink2")


class GradeColumn(Card):
    """One colour. `chosen(Graded)` when a line becomes the current one, `opened` on Enter or a double click."""

    chosen = Signal(object)
    marked = Signal()
    opened = Signal()

    def __init__(self, key: str) -> None:
        super().__init__("", margins=(0, 0, 0, 0))
        self.key, self._today = key, date.min
        self._all: Sequence[Graded] = ()
        name = f"grades.{key or 'none'}"
        self.setObjectName(f"{name}.card")
        self.pill = PillLabel(Pill("", "grey"), u=13, height=24)
        self.late = PillButton(Pill("", "red", "circle-alert"), f"{name}.late")
        self.title.hide()  # the pill says it
        self.add_left(self.pill)
        self.add_right(self.late)
        self.model = LinesModel[Graded]((
            LineColumn("名称", 0, lambda one: one.name),
            LineColumn("所在", 90, lambda one: one.where),
            LineColumn("复核", 92, lambda one: one.words(self._today), right=True),
        ), self)  # fmt: skip
        self.table = lines_table(self.model, "", f"{name}.list", tr("个"), tr("没有"))
        self._dress()
        self.add(self.table, 1)
        self.late.clicked.connect(lambda _=False: self._show())
        self.table.opened.connect(lambda index: self._open(index.row()))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.marked.emit())  # comes after, by mouse

    def _dress(self) -> None:
        table = self.table
        table.setProperty("bare", True)
        table.setColumnHidden(WHERE, True)
        table.horizontalHeader().hide()
        table.setAlternatingRowColors(False)
        table.set_row_height(LINE)
        table.setItemDelegateForColumn(NAME, PlaceDelegate(table))
        table.setItemDelegateForColumn(REVIEW, DueDelegate(lambda index: self._urgency(index), table))
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, lines: Sequence[Graded], grade: Grade | None, today: date, total: int) -> None:
        """`total`: how many there are without the filter."""
        self._all, self._today = lines, today
        self.pill.set_pill(grade_pill(grade, len(lines)))
        words = grade.label if grade else tr("未分级")
        for one in (self, self.table):
            one.setAccessibleName(words)
        self.note.setText("" if total == len(lines) else tr("全部 {n}").format(n=f"{total:,}"))
        late = sum(one.overdue(today) for one in lines)
        self.late.set_pill(Pill(tr("逾期 {n}").format(n=late), "red", "circle-alert"))
        self.late.setVisible(late > 0)
        if not late:
            self.late.setChecked(False)
        self._show()

    def every(self) -> Sequence[Graded]:
        """As filtered by words, whatever is shown of them."""
        return self._all

    def lines(self) -> list[Graded]:
        """The marked ones."""
        return marked(self.table, self.model)

    def go_to(self, target: tuple[str, str]) -> bool:
        for row in range(self.model.rowCount()):
            line = self.model.line(row)
            if line is not None and line.target == target:
                self.table.selectRow(row)
                self.table.scrollTo(self.model.index(row, NAME))
                return True
        return False

    def _show(self) -> None:
        only = self.late.isChecked()
        self.model.show([one for one in self._all if not only or one.overdue(self._today)])

    def _open(self, row: int) -> None:
        """Enter means the current line; coming here by Tab it is current without being marked."""
        if not self.lines():
            self.table.selectRow(row)
        self.opened.emit()

    def _tell(self) -> None:
        line = self.model.line(self.table.currentIndex().row())
        if line is not None:
            self.chosen.emit(line)

    def _urgency(self, index: Index) -> deadlines.Urgency | None:
        line = self.model.line(index.row())
        return deadlines.urgency(line.review_by, self._today) if line and line.review_by else None


class GradeBoardView(QWidget):
    """The columns side by side; lines are marked in one of them at a time."""

    chosen = Signal(object)
    marked = Signal()
    opened = Signal()

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("grades.board")
        self.setAccessibleName(tr("分级看板"))
        self.columns = {key: GradeColumn(key) for key in keys}
        row = Row(gap=8)
        for column in self.columns.values():
            row.addWidget(column, 1)
            column.chosen.connect(lambda line, column=column: self._on_chosen(column, line))
            column.marked.connect(self.marked)
            column.opened.connect(self.opened)
        self.setLayout(row)

    def show_board(self, board: GradeBoard, words: str) -> None:
        """Those with `words` in their name or place."""
        sought = words.strip().lower()
        for key, column in self.columns.items():
            every = board.lines.get(key, ())
            lines = [one for one in every if sought in f"{one.name} {one.where}".lower()] if sought else every
            column.show_lines(lines, board.book.grade(key), board.today, len(every))

    def lines(self) -> list[Graded]:
        return [line for column in self.columns.values() for line in column.lines()]

    def go_to(self, target: tuple[str, str]) -> bool:
        return any(column.go_to(target) for column in self.columns.values())

    def first(self) -> QWidget:
        filled = [one for one in self.columns.values() if one.model.rowCount()]
        return (filled or list(self.columns.values()))[0].table

    def _on_chosen(self, column: GradeColumn, line: Graded) -> None:
        for one in self.columns.values():
            if one is not column:
                one.table.clearSelection()
        self.chosen.emit(line)

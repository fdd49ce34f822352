"""分级管控: the board by colour, the reviews that are overdue, re-grading with its history, the rules of the grades."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from desktop.domain.deadlines import Urgency
from desktop.models.lines import LineColumn, LinesModel
from desktop.services.grade_rules import GradeBook, read_grades, set_grades, shipped
from desktop.services.grading import (
    HOUSES,
    UNITS,
    GradeBoard,
    Graded,
    GradeStep,
    grade_history,
    read_grade_board,
    regrade,
)
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.rental.grade_board import GradeBoardView, grade_pill, near
from desktop.views.rental.grade_form import GradeForms
from desktop.views.rental.regrade_dialog import RegradeDialog
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, Row, fix, px
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.card import Card
from desktop.views.widgets.delegates import DueDelegate, Index, PillDelegate
from desktop.views.widgets.labels import Label
from desktop.views.widgets.lines_table import lines_table, marked
from desktop.views.widgets.pills import Pill
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

SIDES = (("board", "看板"), ("late", "逾期复核"), ("rules", "分级标准"))
LOW = 120  # u: the history in a low window
KINDS = ((UNITS, "最小单元"), (HOUSES, "出租房"))
STEPS = (
    LineColumn[GradeStep]("日期", 96, lambda one: one.on.isoformat()),
    LineColumn[GradeStep]("变动", 84, lambda one: f"{one.former} → {one.grade}" if one.former else one.grade),
    LineColumn[GradeStep]("理由", 0, lambda one: one.reason),
    LineColumn[GradeStep]("谁定的", 68, lambda one: one.by),
)


class GradePane(Part):
    """One board, of the smallest units or of the houses."""

    area = "rental"
    ledgers = frozenset({"gradings", "houses", "grid_units", "settings"})
    hints = "Enter 调整分级　Ctrl+S 保存标准"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "grades", tr("分级管控"))
        self._asked, self._history_asked = Generation(), Generation()
        self._wanted: tuple[str, str] | None = None
        self._line: Graded | None = None
        self._offered: tuple[bool, bool] | None = None
        self.shown: GradeBoard | None = None
        self.sides = SegmentedControl(tr("看什么"), "grades.sides", [(key, tr(label)) for key, label in SIDES])
        self.kinds = SegmentedControl(tr("给谁分级"), "grades.kinds", [(key, tr(label)) for key, label in KINDS])
        self.sought = TextField(tr("筛选"), "grades.find", hint=tr("按名称、村、网格筛选"))
        self.board = GradeBoardView([*(one.key for one in shipped()), ""])
        self.late = LinesModel[Graded](self._late_columns(), self)
        self.late_table = lines_table(self.late, tr("逾期复核"), "grades.late", tr("个"), tr("没有逾期的复核。"))
        self.steps = LinesModel[GradeStep](STEPS, self)
        self.history = lines_table(self.steps, tr("分级历史"), "grades.history", tr("次"), tr("还没有定过级。"))
        self.forms = GradeForms(shipped())
        self._lists, self._stack = QStackedWidget(), QStackedWidget()
        self._build()
        self._connect()
        self._offer()

    def _late_columns(self) -> tuple[LineColumn[Graded], ...]:
        return (
            LineColumn("分级", 72, lambda one: self._label(one)),
            LineColumn("名称", 0, lambda one: one.name),
            LineColumn("所在", 170, lambda one: near(one.where)),
            LineColumn("上次的理由", 190, lambda one: one.reason),
            LineColumn("应复核", 100, lambda one: one.review_by.isoformat() if one.review_by else ""),
            LineColumn("逾期", 92, lambda one: one.words(self.desk.office.today), right=True),
        )

    def _label(self, line: Graded) -> str:
        return self.shown.book.label(line.grade) if self.shown else ""

    def _pill(self, index: Index) -> Pill | None:
        line = self.late.line(index.row())
        return grade_pill(self.shown.book.grade(line.grade)) if line and self.shown else None

    def _build(self) -> None:
        self.bar.lead.addWidget(self.sides)
        self.bar.lead.addWidget(self.kinds)
        self.bar.lead.addWidget(self.sought)
        fix(self.sought, width=220)
        self.late_table.setItemDelegateForColumn(0, PillDelegate(self._pill, self.late_table))
        self.late_table.setItemDelegateForColumn(5, DueDelegate(lambda _: Urgency.OVERDUE, self.late_table))
        self._lists.addWidget(self.board)
        self._lists.addWidget(self.late_table)
        self.history_card = Card(tr("分级历史"), margins=(0, 0, 0, 0))
        self.history.setProperty("bare", True)
        self.history_card.add(self.history, 1)
        self.why = Label("", "label", wrap=True)
        self._full = QWidget()
        self._full.setLayout(Row(self.why, margins=(12, 8, 12, 8)))
        self.history_card.add(self._full)
        self._both = Row(margins=(12, 12, 12, 12), gap=12)
        self._both.addWidget(self._lists, 1)
        self._both.addWidget(self.history_card)
        body = QWidget()
        body.setLayout(self._both)
        for one in (body, self.forms):
            self._stack.addWidget(one)
        self.lay_out(Column(self._stack, gap=0))
        self.set_layout_class(LayoutClass.NORMAL)

    def _connect(self) -> None:
        self.sides.chosen.connect(lambda _: self._show_side())
        self.kinds.chosen.connect(lambda _: self.refresh())
        self.sought.edited.connect(self._fill)
        self.board.chosen.connect(self._on_chosen)
        self.history.selectionModel().currentRowChanged.connect(lambda row, _: self._tell_step(row.row()))
        self.board.marked.connect(self._offer)
        self.board.opened.connect(self._regrade)
        self.late_table.selectionModel().currentRowChanged.connect(
            lambda row, _: self._on_chosen(self.late.line(row.row())))  # fmt: skip
        self.late_table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.late_table.opened.connect(lambda _: self._regrade())
        self.forms.edited.connect(self._offer)
        self.forms.submitted.connect(self._save)

    def set_layout_class(self, kind: LayoutClass) -> None:
        """In a narrow window the history stands below the board."""
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        way = QBoxLayout.Direction.TopToBottom if kind.cramped else QBoxLayout.Direction.LeftToRight
        self._both.setDirection(way)
        wide = 16_777_215
        fix(self.history_card, min_width=0 if kind.cramped else 380, max_width=wide if kind.cramped else 380)
        self.history_card.setMaximumHeight(px(LOW) if kind.cramped else wide)
        self.history.horizontalHeader().setVisible(not kind.cramped)
        self._full.setVisible(not kind.cramped)

    def first_focus(self) -> QWidget | None:
        side = self.sides.choice()
        if side == "rules":
            return self.forms.cards[0].form.field("label")  # type: ignore[no-any-return]
        return self.board.first() if side == "board" else self.late_table

    def open(self, target: Any) -> None:
        """`target`: (ledger, id) of a house or a unit, "late" or "rules"."""
        if isinstance(target, tuple):
            self._wanted = target
            self.kinds.choose(target[0])
            self.sought.clear()
            self.sides.choose("board")
        else:
            self.sides.choose(str(target))
        self._show_side()
        self.refresh()

    def refresh(self) -> None:
        ledger = self.kinds.choice()
        self.desk.ask(lambda office: read_grade_board(office, ledger=ledger), self._show, self.refused,
                      token=self._asked.next())  # fmt: skip
        self.desk.ask(read_grades, self._show_book, self.refused)

    def _show_book(self, book: GradeBook) -> None:
        self.forms.show_book(book, may_change=self.may_change)
        self._offer()

    def _show(self, board: GradeBoard) -> None:
        self.shown = board
        self._fill()
        self._show_side()

    def _fill(self) -> None:
        """The board and the list as filtered; the current line stays."""
        if self.shown is None:
            return
        here = self._wanted or (self._line.target if self._line else None)
        self.board.show_board(self.shown, self.sought.text())
        late = [
            one for column in self.board.columns.values() for one in column.every() if one.overdue(self.shown.today)
        ]
        late.sort(key=lambda one: (one.review_by or self.shown.today, one.where))  # type: ignore[union-attr]
        self.late.show(late)
        self.sides.button("late").set_text(tr("逾期复核 {n}").format(n=f"{len(late):,}"))
        self._wanted = None
        if here is None or not self.board.go_to(here):
            self._on_chosen(None)
        self._offer()

    def _on_chosen(self, line: Graded | None) -> None:
        self._line = line
        self._offer()
        self.history_card.note.setText(f"{line.name}　{line.where}" if line else "")
        self.history.set_empty(tr("还没有定过级。") if line else tr("选一个，看它的分级历史。"))
        if line is None:
            self._show_steps([])
            return
        ledger, record = line.target
        self.desk.ask(lambda office: grade_history(office, ledger=ledger, record=record), self._show_steps,
                      self.refused, token=self._history_asked.next())  # fmt: skip

    def _show_steps(self, steps: list[GradeStep]) -> None:
        """The newest is told in full below."""
        self.steps.show(steps)
        self.why.clear()
        if steps:
            self.history.selectRow(0)

    def _tell_step(self, row: int) -> None:
        step = self.steps.line(row)
        if step is not None:
            review = tr("，下次复核 {day}").format(day=step.review_by) if step.review_by else ""
            words = tr("{day} {who}定为{grade}{review}。理由：{reason}")
            self.why.setText(
                words.format(day=step.on, who=step.by, grade=step.grade, review=review, reason=step.reason)
            )

    def _show_side(self) -> None:
        side = self.sides.choice()
        self._stack.setCurrentIndex(1 if side == "rules" else 0)
        self._lists.setCurrentIndex(1 if side == "late" else 0)
        for one in (self.kinds, self.sought):
            one.setVisible(side != "rules")
        if side == "late" and self.late.rowCount() and not self._lines():
            self.late_table.selectRow(0)
        self._offer()

    def _lines(self) -> list[Graded]:
        if self.sides.choice() == "board":
            return self.board.lines()
        return marked(self.late_table, self.late)

    def _regrade(self) -> None:
        lines = self._lines()
        if not lines or self.shown is None or not self.may_change:
            return
        asked = RegradeDialog(self, self.shown.book, lines, lambda: self.desk.office.today)
        targets = [one.target for one in lines]

        self.ask_first(
            asked,
            lambda: partial(regrade, targets=targets, **asked.values()),
            tr("已定级：{n} 个").format(n=len(lines)),
        )

    def _save(self) -> None:
        """What is written stays until it is on the disk."""
        grades = self.forms.grades()
        if grades is not None and self.forms.changed:
            self.desk.do(lambda office: set_grades(office, grades=grades), lambda _: self._saved(), self.refused,
                         once=self.forms)  # fmt: skip

    def _saved(self) -> None:
        self.forms.changed = False
        self.banner.hide()
        self.told.emit(tr("已保存分级标准"), True)

    def _discard(self) -> None:
        self.forms.changed = False
        self.banner.hide()
        self.refresh()

    def _offer(self) -> None:
        rules, may = self.sides.choice() == "rules", self.may_change
        state = (rules, may and (self.forms.changed if rules else bool(self._lines())))
        if state == self._offered:
            return
        self._offered = state
        if rules:
            none = tr("没有改动")
            self.bar.set_commands((
                Command("discard", tr("放弃改动"), self._discard, "undo-2", "flat", state[1], none, right=True),
                Command("save", tr("保存"), self._save, "save", "primary", state[1], none, "Ctrl+S", right=True),
            ))  # fmt: skip
        else:
            why = tr("先选一个或几个")
            self.bar.set_commands((Command("regrade", tr("调整分级"), self._regrade, "pencil-line", "primary", state[1],
                                           why, "Enter", right=True),))  # fmt: skip

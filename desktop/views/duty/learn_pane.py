"""学习岗: who sat there how long, which mediations they attended, what their mentors say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain import codes
from desktop.models.lines import LineColumn, LinesModel
from desktop.services import rota_learn, rota_register
from desktop.services.listing import link_options
from desktop.services.rota_learn import LearnLine, LearnRecord
from desktop.views.desk import Desk
from desktop.views.duty.part import DutyPart
from desktop.views.preview.order import plain_order
from desktop.views.style.metrics import LayoutClass, Row, fix
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.card import Card
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.span_bar import SpanBar
from desktop.views.widgets.text_field import LongText
from desktop.views.words import tr

COLUMNS = (
    LineColumn[LearnLine]("姓名", 80, lambda one: one.name),
    LineColumn[LearnLine]("所在村", 0, lambda one: one.village),
    LineColumn[LearnLine]("值班次数", 78, lambda one: str(one.duties)),
    LineColumn[LearnLine]("时数", 54, lambda one: str(one.hours)),
    LineColumn[LearnLine]("参加调解", 78, lambda one: str(one.cases)),
    LineColumn[LearnLine]("最近评定", 86, lambda one: one.grade),
)


class ReviewDialog(AskDialog):
    """加评定."""

    def __init__(self, parent: QWidget, desk: Desk, span: tuple[date, date], today: Callable[[], date]) -> None:
        super().__init__(parent, "duty.review", tr("学习岗评定"), tr("加上"))
        mentor = CodeField(tr("带教人"), "duty.review.mentor")
        self.form.add("mentor_id", tr("带教人"), mentor, required=True)
        grades = CodeField(tr("评定"), "duty.review.grade", codes.TABLES["learn_grade"].items())
        self.form.add("grade", tr("评定"), grades, required=True)
        for key, label in (("first", tr("开始")), ("last", tr("结束"))):
            self.form.add(key, label, DateField(label, f"duty.review.{key}", today=today), required=True)
        self.form.add("words", tr("评语"), LongText(tr("评语"), "duty.review.words"), span=2)
        self.form.set_values({"first": span[0], "last": min(span[1], today())})
        desk.ask(lambda office: link_options(office, "staff"), mentor.set_options)
        mentor.setFocus()


class LearnPane(DutyPart):
    """The list, and the record of whoever is chosen; nothing here is typed twice."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "duty.learn", tr("学习岗"))
        self.span = SpanBar("duty.learn", desk.office.today, lambda: desk.office.today)
        self.span.chosen.connect(lambda: self.refresh())
        self.bar.lead.addWidget(self.span)
        self.model = LinesModel(COLUMNS, self)
        self.table = lines_table(
            self.model, tr("学习岗履职"), "duty.learn.list", tr("人"), tr("这段时间还没有人值过学习岗。")
        )
        self.record = QPlainTextEdit()
        self.record.setObjectName("duty.learn.record")
        self.record.setAccessibleName(tr("履职记录"))
        self.record.setReadOnly(True)
        self._build()
        self.table.selectionModel().currentChanged.connect(lambda *_: self._read())
        self._offer()

    def _build(self) -> None:
        card, side = Card(tr("学习岗履职"), note=tr("次数和时数取自已发布且已过去的值班")), Card(tr("履职记录"))
        card.add(self.table, 1)
        side.add(self.record, 1)
        self._side = side
        fix(side, width=420)
        row = Row(gap=12, margins=(12, 12, 12, 12))
        row.addWidget(card, 1)
        row.addWidget(side)
        self.lay_out(row)

    def set_layout_class(self, kind: LayoutClass) -> None:
        fix(self._side, width=330 if kind.cramped else 420)

    def refresh(self) -> None:
        first, last = self.span.first(), self.span.last()
        self.desk.ask(lambda office: rota_learn.learn_list(office, first=first, last=last), self._show, self.refused)

    def first_focus(self) -> QWidget | None:
        return self.table

    def line(self) -> LearnLine | None:
        return self.model.line(self.table.currentIndex().row())

    def _show(self, lines: Sequence[LearnLine]) -> None:
        row = max(0, self.table.currentIndex().row())
        self.model.show(lines)
        if lines:
            self.table.selectRow(min(row, len(lines) - 1))
        self._read()

    def _read(self) -> None:
        self._offer()
        line, first, last = self.line(), self.span.first(), self.span.last()
        if line is None:
            self.record.setPlainText(tr("这段时间还没有人值过学习岗。"))
            return
        person = line.person
        self.desk.ask(lambda office: rota_learn.learn_record(office, person=person, first=first, last=last),
                      lambda found: self.record.setPlainText(told(found)), self.refused)  # fmt: skip

    def _offer(self) -> None:
        there, why = self.line() is not None, tr("先选一个人")
        cannot = why if self.may_change else tr("您的账号只能查看")
        self.bar.set_commands((
            Command("review", tr("加评定…"), self._review, "pencil-line", "", there and self.may_change, cannot,
                    right=True),
            Command("print", tr("打印履职记录"), self._print, "printer", "", there, why, "Ctrl+P", right=True),
        ))  # fmt: skip

    def _review(self) -> None:
        line = self.line()
        if line is not None:
            span = (self.span.first(), self.span.last())
            asked = ReviewDialog(self, self.desk, span, lambda: self.desk.office.today)
            self.ask_first(
                asked,
                lambda: partial(rota_learn.add_review, values={"staff_id": line.person} | asked.values()),
                tr("已加评定"),
            )

    def _print(self) -> None:
        line, first, last = self.line(), self.span.first(), self.span.last()
        if line is not None:
            make = rota_register.learn_paper
            self.paper_asked.emit(plain_order(tr("学习岗履职记录"), make, person=line.person, first=first, last=last))


def told(record: LearnRecord) -> str:
    """The record as it is read on screen."""
    head = tr("{name}　{village}　值班 {n} 次 {hours} 小时，参加调解 {cases} 件")
    head = head.format(name=record.name, village=record.village, n=len(record.days), hours=record.hours,
                       cases=record.cases)  # fmt: skip
    days = [tr("{day}　{hours} 小时　带教：{mentors}").format(day=one.day, hours=one.hours, mentors=one.mentors or "—")
            for one in record.days]  # fmt: skip
    sessions = [f"{one.at:%Y-%m-%d %H:%M}　{one.number}　{one.subject}　{one.result}" for one in record.sessions]
    reviews = [f"{one.first}至{one.last}　{one.mentor}　{one.grade}　{one.words}".rstrip() for one in record.reviews]
    blocks = [(tr("值班"), days), (tr("参加的调解（经当事人同意）"), sessions), (tr("带教评定"), reviews)]
    none = tr("还没有")
    return "\n\n".join([head, *("\n".join([title, *(lines or [none])]) for title, lines in blocks)])

"""分级标准 as forms side by side: what each grade is called, its colour, how often it is looked at, its criteria."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.services.grade_rules import COLOURS, LONGEST_LABEL, MOST_MONTHS, Grade, GradeBook
from desktop.views.rental.grade_board import grade_pill
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.card import Card
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.number_fields import whole
from desktop.views.widgets.pills import Pill, PillLabel
from desktop.views.widgets.text_field import LongText, TextField
from desktop.views.words import tr


def _months(text: str) -> int:
    found = whole(text)
    if not 1 <= found <= MOST_MONTHS:
        raise Refused(
            tr("不能是{n}").format(n=found), tr("填1到{most}之间的数").format(most=MOST_MONTHS), code="months"
        )
    return found


def _label(text: str) -> str:
    if len(text) > LONGEST_LABEL:
        raise Refused(
            tr("“{text}”太长").format(text=text), tr("写在{n}个字以内").format(n=LONGEST_LABEL), code="too_long"
        )
    return text


class GradeCard(Card):
    """One grade."""

    edited = Signal()

    def __init__(self, grade: Grade) -> None:
        super().__init__("", margins=(12, 12, 12, 12))
        name = f"grades.rule{grade.key}"
        self.setObjectName(name)
        self.key = grade.key
        self.pill = PillLabel(Pill("", "grey"), u=13, height=24)
        self.title.hide()  # the pill says it
        self.add_left(self.pill)
        self.form = FormPanel(f"{name}.form", columns=2)
        add = self.form.add
        add("label", tr("名称"), TextField(tr("名称"), f"{name}.label", parse=_label), required=True)
        add("colour", tr("颜色"), CodeField(tr("颜色"), f"{name}.colour", COLOURS.items()), required=True)
        months = TextField(tr("复核间隔（月）"), f"{name}.months", parse=_months)
        add("months", tr("复核间隔（月）"), months, required=True, span=2)
        hint = tr("一行一条")
        add("criteria", tr("标准"), LongText(tr("标准"), f"{name}.criteria", lines=8, hint=hint), required=True, span=2)
        self.add(self.form, 1)
        self.form.edited.connect(lambda _: self._on_edited())

    def show_grade(self, grade: Grade, *, may_change: bool) -> None:
        self.pill.set_pill(grade_pill(grade))
        self.setAccessibleName(grade.label)
        blocked = self.form.blockSignals(True)
        self.form.set_values({"label": grade.label, "colour": grade.colour, "months": grade.months,
                              "criteria": "\n".join(grade.criteria)})  # fmt: skip
        self.form.blockSignals(blocked)
        self.form.set_read_only(not may_change)

    def grade(self) -> Grade:
        """As written; ask `check` before."""
        found: dict[str, Any] = self.form.values()
        return Grade(self.key, found["label"], found["colour"], found["months"], tuple(found["criteria"].splitlines()))

    def _on_edited(self) -> None:
        found = self.form.values()
        if found.get("label") and found.get("colour"):
            self.pill.set_pill(grade_pill(Grade(self.key, found["label"], found["colour"], 1, ())))
        self.edited.emit()


class GradeForms(QWidget):
    """`edited` at each change by hand; `changed` until shown anew or saved."""

    edited = Signal()
    submitted = Signal()

    def __init__(self, grades: Sequence[Grade]) -> None:
        super().__init__()
        self.setObjectName("grades.rules")
        self.setAccessibleName(tr("分级标准"))
        self.changed = False
        self.note = Label("", "label", wrap=True)
        self.cards = [GradeCard(one) for one in grades]
        row = Row(gap=12)
        for card in self.cards:
            row.addWidget(card, 1)
            card.edited.connect(self._on_edited)
            card.form.submitted.connect(self.submitted)
        whole_ = Column(self.note, margins=(12, 12, 12, 12), gap=10)
        whole_.addLayout(row)
        whole_.addStretch(1)
        self.setLayout(whole_)

    def show_book(self, book: GradeBook, *, may_change: bool) -> None:
        """What is being changed stays."""
        if self.changed:
            return
        edition = tr("第{n}版，{day} 起").format(n=book.edition, day=book.since) if book.since else tr("随程序带的一版")
        rest = tr("保存后从今天起用；以前定的分级和复核日期不变，历史里仍按当时的叫法。")
        self.note.setText(f"{edition}。{rest}")
        for card, grade in zip(self.cards, book.grades, strict=True):
            card.show_grade(grade, may_change=may_change)
        self.changed = False

    def grades(self) -> list[Grade] | None:
        """None while something is wrong, which is then shown."""
        if sum(card.form.check() for card in self.cards):
            return None
        return [card.grade() for card in self.cards]

    def _on_edited(self) -> None:
        self.changed = True
        self.edited.emit()

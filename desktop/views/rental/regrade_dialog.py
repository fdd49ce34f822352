"""调整分级: the new grade with its criteria, the reason, and when to look again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.services.grade_rules import GradeBook
from desktop.services.grading import Graded
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.labels import Label
from desktop.views.widgets.text_field import LongText
from desktop.views.words import tr


class RegradeDialog(AskDialog):
    """For one or several; without a day the interval of the grade says."""

    def __init__(self, parent: QWidget, book: GradeBook, lines: Sequence[Graded], today: Callable[[], date]) -> None:
        name = lines[0].name if len(lines) == 1 else tr("{n} 个").format(n=len(lines))
        super().__init__(parent, "grades.regrade", tr("调整分级 · {name}").format(name=name), tr("定级"))
        self._book, self._today = book, today
        now = [one.label for one in book.grades if one.key in {line.grade for line in lines}]
        told = tr("现在：{grades}").format(grades="、".join(now) or tr("未分级"))
        where = f"{lines[0].where}　{told}" if len(lines) == 1 and lines[0].where else told
        self.body.insertWidget(0, Label(where, "label", wrap=True))
        grades = [(one.key, one.label) for one in book.grades]
        self.form.add("grade", tr("分级"), CodeField(tr("分级"), "grades.regrade.grade", grades), required=True)
        review = DateField(tr("下次复核"), "grades.regrade.review", today=today, hint=tr("不填按间隔算"))
        self.form.add("review_by", tr("下次复核"), review)
        self.criteria = Label("", "note", wrap=True)
        self.form.add_note("criteria", self.criteria)
        reason = LongText(tr("理由"), "grades.regrade.reason", lines=3, hint=tr("看到了什么，为什么这样定"))
        self.form.add("reason", tr("理由"), reason, required=True, span=2)
        self.form.edited.connect(lambda _: self._tell())
        if len(lines) == 1:
            self.form.set_values({"grade": lines[0].grade or None})
        self._tell()
        self.form.field("grade").setFocus()

    def _tell(self) -> None:
        """What the chosen grade asks for, and when it is looked at again."""
        grade = self._book.grade(str(self.form.values().get("grade") or ""))
        if grade is None:
            self.criteria.setText(tr("选了分级，这里写它的标准。"))
            return
        due = grade.review_by(self._today()).isoformat()
        again = tr("{months}个月后复核：{day}").format(months=grade.months, day=due)
        self.criteria.setText("\n".join((*grade.criteria, again)))

"""A paper that is not written in the program: whether it lies in the file, and putting it there."""

from __future__ import annotations

from datetime import date

from desktop.domain import dates
from desktop.services.case_desk import CaseDesk
from desktop.services.case_documents import DocumentRow, Standing
from desktop.services.papers_case import MAKERS
from desktop.views.mediation.pane import DocumentPane
from desktop.views.mediation.sections import SectionHead
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.labels import Label
from desktop.views.words import tr


class FiledPane(DocumentPane):
    """`show_document(row)` says which; `asked("file", key)` when it has come."""

    def __init__(self) -> None:
        super().__init__("case.filed", tr("入卷"))
        self._row: DocumentRow | None = None
        self.head, self.words = SectionHead(""), Label("", "", "ink2", wrap=True)
        self.column.addWidget(self.head)
        self.column.addWidget(self.words)
        self.column.addStretch(1)

    def show_document(self, row: DocumentRow) -> None:
        self._row = row
        self.form = row.key if row.key in MAKERS else ""
        self.paper_words = tr("{label}预览").format(label=row.label)
        self.head.set_title(row.label)
        self.words.setText(filed_words(row, self.today, prints=bool(self.form)))

    def show_state(self, case: CaseDesk) -> None:
        if self._row is not None:
            same = next((row for row in case.documents if row.key == self._row.key), self._row)
            self.show_document(same)

    def may_save(self) -> bool:
        return False

    def deed(self) -> Command | None:
        row = self._row
        if row is None or self.case is None or not self.case.may_change:
            return None
        return Command("file", tr("登记入卷"), lambda: self.asked.emit("file", row.key), icon="check")


def filed_words(row: DocumentRow, today: date, *, prints: bool = False) -> str:
    if row.standing is Standing.DONE and row.day is not None:
        return tr("{day} 已入卷。再收到一份可再登记。").format(day=dates.short(row.day, today))
    need = tr("结案前必须有") if row.must else tr("有就入卷，没有不妨碍结案")
    if prints:
        return tr("{need}。按右边的样子打印，签好收回后登记入卷。").format(need=need)
    return tr("这份文书在纸上办理，{need}。收到后登记入卷。").format(need=need)

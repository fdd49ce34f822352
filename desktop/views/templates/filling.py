"""The deed of filling a form in: the dialog, then a file where the person wants it, or the preview for printing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Refused
from desktop.ledgers import find
from desktop.services import template_fill
from desktop.services.listing import record_ids
from desktop.services.office import Office
from desktop.services.template_fill import Done
from desktop.services.templates import TemplateLine, templates_for
from desktop.views.desk import Desk
from desktop.views.preview.order import PaperOrder
from desktop.views.templates.fill_dialog import PRINT, FillDialog
from desktop.views.words import tr

Asked = tuple[Sequence[TemplateLine], list[str], tuple[bool, bool], tuple[str, ...]]


class FormFilling(QObject):
    """`told(words)`, `refused(Refused)`, `paper_asked(PaperOrder)`."""

    told = Signal(str)
    refused = Signal(object)
    paper_asked = Signal(object)

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk

    def ask(self, line: TemplateLine) -> None:
        """For a month and a village."""

        def read(office: Office) -> Asked:
            may = template_fill.may_full(office, template=line.id)
            return (line,), template_fill.village_choices(office), may, ()

        self._desk.ask(read, partial(self._open, printed=True), self.refused.emit)

    def ask_chosen(self, ledger: str, numbers: Sequence[int]) -> None:
        """The records in these rows of a ledger, into one of the forms that take them; all of them for none."""

        def read(office: Office) -> Asked:
            lines = templates_for(office, ledger=ledger)
            if not lines:
                raise Refused(tr("还没有用到这个台账的模板"), tr("到“系统 ・ 表格模板”里添加"), code="no_template")
            area = find(ledger).ledger.area
            file, paper = ([office.may(area, action) for action in actions] for actions in template_fill.WHOLE)
            ids = record_ids(office, ledger=ledger, numbers=numbers)
            return lines, template_fill.village_choices(office), (all(file), all(paper)), ids

        self._desk.ask(read, partial(self._open, printed=False), self.refused.emit)

    def _open(self, asked: Asked, *, printed: bool) -> None:
        lines, villages, may, ids = asked
        today = self._desk.office.today
        dialog = FillDialog(self._page, lines, villages, today, ids=ids, may_full=may, printed=printed)
        dialog.accepted.connect(lambda: self._fill(dialog))
        dialog.open()

    def _fill(self, dialog: FillDialog) -> None:
        line, wish, kind, reason = dialog.template(), dialog.wish(), dialog.kind(), dialog.reason()
        if kind == PRINT:
            make = partial(template_fill.template_paper, template=line.id, wish=wish)
            whole = partial(make, final=True, reason=reason)
            self.paper_asked.emit(PaperOrder(line.name, make, whole, file=line.name, masked=wish.full))
            return
        month = f"{wish.month.year}年{wish.month.month}月" if wish.month else ""
        offered = "".join(filter(None, (line.name, wish.village, month))).replace("/", "-")
        name, _ = QFileDialog.getSaveFileName(self._page, tr("存为文件"), f"{offered}.{kind}", f"*.{kind}")
        if name:
            file = Path(name)
            run = partial(template_fill.fill_template, template=line.id, file=file, wish=wish, reason=reason)
            self._desk.ask(run, lambda done: self._done(file, done), self._not)

    def _done(self, file: Path, done: Done) -> None:
        words = tr("已填 {n} 格，存为 {name}").format(n=done.cells, name=file.name)
        if done.forms:
            words = tr("已填 {n} 份，存为 {name}").format(n=done.forms, name=file.name)
        self.told.emit(words)

    def _not(self, no: Refused) -> None:
        self.refused.emit(no)

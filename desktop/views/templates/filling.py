"""The deed of filling a form in: the dialog, then a file where the person wants it, or the preview for printing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Refused
from desktop.services import template_fill
from desktop.services.office import Office
from desktop.services.template_fill import Done
from desktop.services.templates import TemplateLine, list_templates
from desktop.views.desk import Desk
from desktop.views.preview.order import PaperOrder
from desktop.views.templates.fill_dialog import PRINT, FillDialog
from desktop.views.words import tr

Asked = tuple[Sequence[TemplateLine], list[str], tuple[bool, bool]]


class FormFilling(QObject):
    """`told(words)`, `refused(Refused)`, `paper_asked(PaperOrder)`."""

    told = Signal(str)
    refused = Signal(object)
    paper_asked = Signal(object)

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk

    def ask(self, line: TemplateLine | None = None, *, ids: Sequence[str] = ()) -> None:
        """Of one template, or of whichever the person takes; `ids` are chosen records."""

        def read(office: Office) -> Asked:
            lines = (line,) if line is not None else list_templates(office)
            may = template_fill.may_full(office, template=line.id) if line is not None else (False, False)
            return lines, template_fill.village_choices(office), may

        self._desk.ask(read, lambda asked: self._open(asked, ids), self.refused.emit)

    def _open(self, asked: Asked, ids: Sequence[str]) -> None:
        lines, villages, may = asked
        dialog = FillDialog(self._page, lines, villages, self._desk.office.today, ids=ids, may_full=may)
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
        self.told.emit(words)

    def _not(self, no: Refused) -> None:
        self.refused.emit(no)

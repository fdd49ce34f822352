"""Forms taken in, exchanged for a newer edition, and taken out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Refused
from desktop.services import templates
from desktop.services.office import Office
from desktop.services.templates import TemplateLine
from desktop.views.desk import Desk
from desktop.views.words import tr

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".docx")
KINDS = "Excel, Word (*.xlsx *.xlsm *.xls *.docx)"


class TemplateDeeds(QObject):
    """`added(name)`: it is there and can be shown; `told(words, may_undo)`; `refused(Refused)`."""

    added = Signal(str)
    told = Signal(str, bool)
    refused = Signal(object)

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk

    def ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._page, tr("添加模板"), "", KINDS)
        if name:
            self.add(Path(name))

    def add(self, file: Path) -> None:
        """Its map is proposed from its words."""
        words = tr("已添加“{name}”，核对填法").format(name=file.stem)
        self._do(partial(templates.add_template, file=file), words, file.stem)

    def ask_renewal(self, line: TemplateLine | None) -> None:
        name, _ = QFileDialog.getOpenFileName(self._page, tr("换文件"), "", KINDS)
        if name and line is not None:
            run = partial(templates.renew_template, template=line.id, file=Path(name))
            self._do(run, tr("已换“{name}”的文件，格子都找到了").format(name=line.name), line.name)

    def remove(self, line: TemplateLine | None) -> None:
        if line is not None:
            run = partial(templates.remove_template, template=line.id)
            self._do(run, tr("已删除“{name}”").format(name=line.name), "")

    def _do(self, run: Callable[[Office], Any], words: str, name: str) -> None:
        def done(_: object) -> None:
            self.told.emit(words, True)
            self.added.emit(name)

        self._desk.do(run, done, self._not)

    def _not(self, no: Refused) -> None:
        self.refused.emit(no)

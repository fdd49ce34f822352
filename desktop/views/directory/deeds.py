"""What is done with a ledger besides editing: choosing a file to import, exporting, printing, revealing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.access import Action
from desktop.ledgers import Record, fields, find
from desktop.services import exporting, list_paper, reveal
from desktop.services.listing import View
from desktop.views.desk import Desk
from desktop.views.preview.order import PaperOrder, plain_order
from desktop.views.widgets.dialogs import DeedDialog, PurposeDialog
from desktop.views.widgets.export_dialog import ExportDialog
from desktop.views.widgets.labels import Label
from desktop.views.words import tr

WORKBOOKS = "工作簿 (*.xlsx *.xls *.csv)"
SUFFIXES = frozenset({".xlsx", ".xls", ".csv"})
OTHER = "other"


class LedgerDeeds(QObject):
    """`import_chosen(Path)`, `told(words)` after a deed, `refused(Refused)`."""

    import_chosen = Signal(object)
    told = Signal(str)
    refused = Signal(object)

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk

    def ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._page, tr("导入"), "", tr(WORKBOOKS))
        if name:
            self.import_chosen.emit(Path(name))

    def export(self, model: type[Record], view: View, columns: Sequence[str], count: int) -> None:
        """What is seen, or all columns of it."""
        may_full, label = self._desk.office.may(model.ledger.area, Action.EXPORT_FULL), model.ledger.label
        title = tr("导出{label} {n} 行").format(label=label, n=count)
        asked = ExportDialog(self._page, "ledger.export", title, label, may_full=may_full, listed=True)
        asked.accepted.connect(lambda: self._export(model, view, columns, asked))
        asked.open()

    def _export(self, model: type[Record], view: View, columns: Sequence[str], asked: ExportDialog) -> None:
        chosen = None if asked.everything else columns
        name, file, reason, full = model.ledger.name, asked.file, asked.reason, asked.full
        self._desk.ask(
            lambda office: exporting.export_ledger(
                office, ledger=name, file=file, reason=reason, full=full, view=view, columns=chosen
            ),
            lambda rows: self.told.emit(tr("已导出 {n} 行到 {file}").format(n=rows, file=file.name)),
            self.refused.emit,
        )  # fmt: skip

    def paper(self, model: type[Record], view: View, columns: Sequence[str], words: str) -> PaperOrder:
        """The list as it is seen, for the preview; `words` say what it is filtered by."""
        title = tr("{label}台账清单").format(label=model.ledger.label)
        return plain_order(title, list_paper.list_paper, ledger=model.ledger.name, view=view, columns=tuple(columns),
                           words=words)  # fmt: skip

    def reveal(self, ledger: str, record: str) -> None:
        purposes = [*((word, word) for word in reveal.PURPOSES), (OTHER, tr("其他"))]
        asked = PurposeDialog(self._page, purposes)
        asked.accepted.connect(lambda: self._reveal(ledger, record, asked.purpose()))
        asked.open()

    def _reveal(self, ledger: str, record: str, purpose: str) -> None:
        self._desk.ask(lambda office: reveal.reveal(office, ledger=ledger, record=record, purpose=purpose),
                       lambda values: self._show(ledger, values), self.refused.emit)  # fmt: skip

    def _show(self, ledger: str, values: dict[str, Any]) -> None:
        shown = DeedDialog(self._page, "ledger.number", tr("全号"), tr("关闭"))
        shown.cancel.hide()
        for name, field in fields(find(ledger)).items():
            if field.sensitive and values.get(name):
                shown.body.addWidget(Label(field.label, "label"))
                shown.body.addWidget(Label(str(values[name]), "case"))
        shown.open()

"""批量打印: which paper of the cases chosen in the list, then all of them in one preview."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.services.case_batch import Offer, batch_offers, batch_paper
from desktop.views.desk import Desk
from desktop.views.preview.order import PaperOrder
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.code_field import CodeField
from desktop.views.words import tr


class BatchDialog(AskDialog):
    """Which paper; each says how many of the cases have it."""

    def __init__(self, parent: QWidget, offers: Sequence[Offer], cases: int) -> None:
        super().__init__(parent, "case.batch", tr("打印选中的 {n} 件").format(n=cases), tr("看预览"))
        choices = [(one.document, one.label if one.count == cases else tr("{label}（{n} 件有）").format(
            label=one.label, n=one.count)) for one in offers]  # fmt: skip
        field = CodeField(tr("打印什么"), "case.batch.document", choices)
        self.form.add("document", tr("打印什么"), field, required=True, span=2)
        self.form.set_values({"document": offers[0].document})
        field.setFocus()


class BatchPrint(QObject):
    """`paper_asked(PaperOrder)`, `refused(Refused)`."""

    paper_asked = Signal(object)
    refused = Signal(object)

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk

    def ask(self, cases: Sequence[str]) -> None:
        chosen = tuple(cases)
        self._desk.ask(partial(batch_offers, cases=chosen), lambda offers: self._open(chosen, offers), self._refused)

    def _open(self, cases: Sequence[str], offers: Sequence[Offer]) -> None:
        asked = BatchDialog(self._page, offers, len(cases))
        asked.accepted.connect(lambda: self._order(cases, offers, str(asked.values()["document"])))
        asked.open()

    def _order(self, cases: Sequence[str], offers: Sequence[Offer], document: str) -> None:
        offer = next(one for one in offers if one.document == document)
        shown = partial(batch_paper, cases=cases, document=document)
        title = tr("{n} 件{label}").format(n=offer.count, label=offer.label)
        self.paper_asked.emit(PaperOrder(title, shown, partial(shown, full=True), file=title.replace(" ", "")))

    def _refused(self, no: Refused) -> None:
        self.refused.emit(no)

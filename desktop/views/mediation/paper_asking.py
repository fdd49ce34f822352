"""The papers that the desk of a case is asked for, read and ready for the preview."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.services import papers
from desktop.services.case_desk import CaseDesk
from desktop.views.desk import Desk
from desktop.views.mediation.case_view import CaseView
from desktop.views.mediation.paper_orders import file_order, paper_order


class PaperAsking(QObject):
    """`ready(PaperOrder)`; `refused(Refused)`."""

    ready = Signal(object)
    refused = Signal(object)

    def __init__(self, view: CaseView, desk: Desk) -> None:
        super().__init__(view)
        self._view, self._desk = view, desk

    def ask(self) -> None:
        """The paper in front, as it is stored."""
        if self._view.case is not None and self._view.pane.form:
            self._read(self._view.case, self._view.pane.form, self._view.pane.item())

    def ask_apart(self, form: str) -> None:
        """A paper that does not stand in the list, or 整卷."""
        case = self._view.case
        if case is not None and form != "case_file":
            self._read(case, form, "")
        elif case is not None:
            self.ready.emit(file_order(case))

    def _read(self, case: CaseDesk, form: str, item: str) -> None:
        self._desk.ask(lambda office: papers.paper_data(office, form=form, case=case.id, item=item),
                       lambda data: self.ready.emit(paper_order(case, form, item, data)),
                       self.refused.emit)  # fmt: skip

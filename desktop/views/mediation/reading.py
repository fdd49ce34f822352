"""What the mediation page shows, read again whenever it may have changed: the list of cases and the case in front."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.services import case_list
from desktop.services.case_desk import CaseDesk, read_case
from desktop.services.case_records import ITEMS
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.mediation.case_view import CaseView
from desktop.views.mediation.list_pane import CaseListPane

LEDGERS = frozenset({
    "disputes", "parties", "sessions", "agreements", "case_documents", "payments", "attachments", "settings",
    *(model.ledger.name for model in ITEMS.values()),
})  # fmt: skip


class CaseReading(QObject):
    """`opened` when a case that was to come in front has been read; `refused(Refused)`."""

    opened = Signal()
    refused = Signal(object)

    def __init__(self, view: CaseView, list_: CaseListPane, desk: Desk) -> None:
        super().__init__(view)
        self._view, self._list, self._desk = view, list_, desk
        self._asked, self._again, self._listed = Generation(), Generation(), Generation()

    def concerns(self, changed: Any) -> bool:
        return not LEDGERS.isdisjoint(ledger for ledger, _, _ in getattr(changed, "touched", ()))

    def read_list(self) -> None:
        text, which = self._list.wanted()
        self._desk.ask(lambda office: case_list.list_cases(office, text=text, which=which), self._list.show_cases,
                       token=self._listed.next())  # fmt: skip

    def read_again(self) -> None:
        if self._view.case is not None:
            self._read(self._view.case.id, self._show_again, self._again)

    def open(self, case: str, then: Callable[[], Any] | None = None) -> None:
        """`then()` after the case is in front."""

        def shown(found: CaseDesk) -> None:
            self._view.show_case(found)
            self.opened.emit()
            if then is not None:
                then()

        self._read(case, shown, self._asked)

    def _show_again(self, found: CaseDesk) -> None:
        if self._view.case is None or self._view.case.id == found.id:  # else another one was opened meanwhile
            self._view.show_case(found)

    def _read(self, case: str, shown: Callable[[CaseDesk], None], counter: Generation) -> None:
        self._desk.ask(lambda office: read_case(office, case=case), shown, self.refused.emit, token=counter.next())

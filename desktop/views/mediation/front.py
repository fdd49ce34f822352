"""The front of the mediation area: the list of cases, and the parts beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.views.desk import Desk
from desktop.views.mediation.list_pane import CaseListPane
from desktop.views.shell.front import Front, Makers
from desktop.views.shell.part import Part
from desktop.views.style.metrics import LayoutClass
from desktop.views.words import tr

CASES = "cases"
LABELS = ((CASES, "案件"), ("report", "统计报表"), ("set", "卷宗设置"))
PARTS = tuple(key for key, _ in LABELS)


def _report(desk: Desk) -> Part:
    from desktop.views.mediation.report_pane import ReportPane

    return ReportPane(desk)


def _set(desk: Desk) -> Part:
    from desktop.views.mediation.set_pane import SetPane

    return SetPane(desk)


MAKERS: Makers = {"report": _report, "set": _set}


class CaseFront(Front):
    """`list` is its home. Of its parts, whichever they are: `told(words, whether it can be undone)`,
    `paper_asked(PaperOrder)`, `record_asked(ledger, record)`.
    """

    told = Signal(str, bool)
    paper_asked = Signal(object)
    record_asked = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        self.list = CaseListPane()
        super().__init__(desk, "case", tr("调解的哪一部分"), self.list, LABELS, MAKERS)
        self.made.connect(self._relay)

    def _relay(self, part: Part) -> None:
        part.told.connect(self.told)
        part.paper_asked.connect(self.paper_asked)
        if hasattr(part, "record_asked"):
            part.record_asked.connect(self.record_asked)

    def set_layout_class(self, kind: LayoutClass) -> None:
        super().set_layout_class(kind)
        self.list.set_layout_class(kind)

    def first(self) -> QWidget | None:
        part = self.part()
        return self.list.first() if part is None else part.first_focus()

    def sides(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        part = self.part()
        return (self.list.text, self.list.table) if part is None else (self.tabs, part)

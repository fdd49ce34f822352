"""The front of the mediation area: the list of cases, and the parts beside it, made when first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.views.desk import Desk
from desktop.views.mediation.list_pane import CaseListPane
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, Row
from desktop.views.widgets.labels import StyledFrame
from desktop.views.widgets.segment import SegmentedControl
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


MAKERS: dict[str, Callable[[Desk], Part]] = {"report": _report, "set": _set}


class CaseFront(QWidget):
    """`made(Part)` once for each part; `shown` after another one has come to the front."""

    made = Signal(object)
    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._kind = desk, LayoutClass.NORMAL
        self.list = CaseListPane()
        self.tabs = SegmentedControl(tr("调解的哪一部分"), "case.part", [(key, tr(label)) for key, label in LABELS],
                                     small=True)  # fmt: skip
        strip = StyledFrame("bar")
        strip.setLayout(Row(self.tabs, None, margins=(12, 5, 12, 5)))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._parts: dict[str, Part] = {}
        whole = Column(strip, gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self.tabs.chosen.connect(self.show_part)

    def part(self) -> Part | None:
        """What stands in front; None for the list of cases."""
        return self._parts.get(self.tabs.choice())

    def show_part(self, key: str) -> None:
        self.tabs.choose(key)
        if key != CASES and key not in self._parts:
            part = MAKERS[key](self._desk)
            self._parts[key] = part
            self._stack.addWidget(part)
            part.set_layout_class(self._kind)
            self.made.emit(part)
        self._stack.setCurrentWidget(self._parts.get(key, self.list))
        self.shown.emit()

    def set_layout_class(self, kind: LayoutClass) -> None:
        self._kind = kind
        self.list.set_layout_class(kind)
        for part in self._parts.values():
            part.set_layout_class(kind)

    def first(self) -> QWidget | None:
        part = self.part()
        return self.list.first() if part is None else part.first_focus()

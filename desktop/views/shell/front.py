"""The front of an area with parts: its home (a list, a board) and the parts beside it, each made when first opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.views.desk import Desk
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, Row
from desktop.views.widgets.labels import StyledFrame
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.words import tr

Makers = Mapping[str, Callable[[Desk], Part]]


class Front(QWidget):
    """`labels`: (key, label) of the home first and of every part of `makers`.

    `made(Part)` once for each part; `shown` after another one has come to the front.
    """

    made = Signal(object)
    shown = Signal()

    def __init__(
        self, desk: Desk, name: str, label: str, home: QWidget, labels: Sequence[tuple[str, str]], makers: Makers
    ) -> None:
        super().__init__()
        self._desk, self._kind, self._makers, self._home = desk, LayoutClass.NORMAL, makers, home
        self.tabs = SegmentedControl(label, f"{name}.part", [(key, tr(words)) for key, words in labels], small=True)
        strip = StyledFrame("bar")
        strip.setLayout(Row(self.tabs, None, margins=(12, 5, 12, 5)))
        self._stack = QStackedWidget()
        self._stack.addWidget(home)
        self._parts: dict[str, Part] = {}
        whole = Column(strip, gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self.tabs.chosen.connect(self.show_part)

    def part(self) -> Part | None:
        """What stands in front; None for the home."""
        return self._parts.get(self.tabs.choice())

    def show_part(self, key: str) -> None:
        self.tabs.choose(key)
        if key in self._makers and key not in self._parts:
            part = self._makers[key](self._desk)
            self._parts[key] = part
            self._stack.addWidget(part)
            part.set_layout_class(self._kind)
            self.made.emit(part)
        self._stack.setCurrentWidget(self._parts.get(key, self._home))
        self.shown.emit()

    def set_layout_class(self, kind: LayoutClass) -> None:
        """For the parts; the home is told by its page."""
        self._kind = kind
        for part in self._parts.values():
            part.set_layout_class(kind)

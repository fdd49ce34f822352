"""A few choices side by side, one of them taken: 按人 | 按岗位 | 周."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.views.style.metrics import Row
from desktop.views.widgets.buttons import Button


class SegmentedControl(QWidget):
    """`choices` are (key, label). `chosen` tells the key; arrows left and right move the choice."""

    chosen = Signal(str)

    def __init__(self, label: str, name: str, choices: Sequence[tuple[str, str]], *, small: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._keys = [key for key, _ in choices]
        self._group = QButtonGroup(self)
        row = Row(gap=0)
        for place, (key, text) in enumerate(choices):
            row.addWidget(self._segment(place, f"{name}.{key}", text, small))
        row.addStretch(1)
        self.setLayout(row)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._keys[place]))
        if choices:
            self.choose(choices[0][0])

    def choose(self, key: str) -> None:
        self._group.button(self._keys.index(key)).setChecked(True)

    def choice(self) -> str:
        return self._keys[self._group.checkedId()]

    def button(self, key: str) -> Button:
        made = self._group.button(self._keys.index(key))
        assert isinstance(made, Button)
        return made

    def _segment(self, place: int, name: str, text: str, small: bool) -> Button:
        made = Button(text, name, small=small)
        made.setProperty("segment", True)
        ends = {0: "first", len(self._keys) - 1: "last"}
        made.setProperty("end", "both" if len(self._keys) == 1 else ends.get(place, "mid"))
        made.setCheckable(True)
        self._group.addButton(made, place)
        return made

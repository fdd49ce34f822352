"""A few choices side by side, one of them taken: 按人 | 按岗位 | 周."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.views.style.metrics import Row, px
from desktop.views.widgets.buttons import Button

SPARED = 14  # u that a segment is narrower where it stands close


class SegmentedControl(QWidget):
    """`choices` are (key, label). `chosen` tells the key; arrows left and right move the choice. Where there is little
    room the segments stand closer.
    """

    chosen = Signal(str)

    def __init__(self, label: str, name: str, choices: Sequence[tuple[str, str]], *, small: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._keys, self._tight = [key for key, _ in choices], False
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

    def minimumSizeHint(self) -> QSize:
        """That of the closer segments, so that there is something to be closer for."""
        least = super().minimumSizeHint()
        return least if self._tight else QSize(least.width() - self._spared(), least.height())

    def _spared(self) -> int:
        return px(SPARED) * len(self._keys)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Closer when the words would be cut, as before when there is room for it again."""
        wanted = self.sizeHint().width() + (self._spared() if self._tight else 0)
        tight = wanted > self.width()
        if tight != self._tight and self.isVisible():
            self._tight = tight
            for made in self._group.buttons():
                made.setProperty("tight", tight)
                made.style().unpolish(made)
                made.style().polish(made)

    def _segment(self, place: int, name: str, text: str, small: bool) -> Button:
        made = Button(text, name, small=small)
        made.setProperty("segment", True)
        ends = {0: "first", len(self._keys) - 1: "last"}
        made.setProperty("end", "both" if len(self._keys) == 1 else ends.get(place, "mid"))
        made.setCheckable(True)
        self._group.addButton(made, place)
        return made

"""A panel at the right edge over part of a page: head with title and ✕, body, perhaps a foot. Esc closes
it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.buttons import IconButton
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, StyledFrame
from desktop.views.words import tr


class Drawer(StyledFrame):
    """`width` in u, 0 = as wide as it is given. `body` is the column between head and foot."""

    closed = Signal()

    def __init__(self, title: str, name: str, *, icon: str = "file-spreadsheet", width: int = 400) -> None:
        super().__init__("drawer")
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.title, self.note = Label(title, "panel"), ElideLabel("", "label")
        self.close_button = IconButton("x", tr("关闭"), f"{name}.close", self.close_drawer, key="Esc", size=26)
        head = StyledFrame("tinthead")
        row = Row(IconLabel(icon, "accent", 18), self.title, margins=(16, 0, 12, 0), gap=8)
        row.addWidget(self.note, 1)
        row.addWidget(self.close_button)
        head.setLayout(row)
        fix(head, height=42)
        self.body = Column(gap=0)
        self._column = Column(head, gap=0)
        self._column.addLayout(self.body, 1)
        self.setLayout(self._column)
        if width:
            fix(self, width=width)

    def set_title(self, title: str, note: str = "") -> None:
        self.title.setText(title)
        self.note.setText(note)
        self.setAccessibleName(title)

    def add(self, thing: QWidget | QLayout, stretch: int = 0) -> None:
        if isinstance(thing, QWidget):
            self.body.addWidget(thing, stretch)
        else:
            self.body.addLayout(thing, stretch)

    def set_foot(self, foot: QWidget) -> None:
        self._column.addWidget(foot)

    def close_drawer(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
        else:
            super().keyPressEvent(event)

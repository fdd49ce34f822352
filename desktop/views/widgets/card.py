"""White panels with a head: title, note, pills and small buttons over a body."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.labels import ElideLabel, Label, StyledFrame


class Card(StyledFrame):
    """A panel: `head` is the row of the 40 high head (add pills or buttons to it), `body` the column below.

    >>> card = Card("到期事项", note="件")
    >>> card.add_right(button("全部", "home.due.all", kind="head"))
    """

    def __init__(
        self, title: str, *, note: str = "", margins: tuple[int, int, int, int] = (12, 8, 12, 8), gap: int = 0
    ) -> None:
        super().__init__("card")
        self.setAccessibleName(title)
        self.title = Label(title, "panel")
        self.note = ElideLabel(note, "label")
        self._left, self._right = Row(self.title, gap=8), Row(gap=8)
        self.head = StyledFrame("head")
        bar = Row(self._left, margins=(12, 0, 8, 0))
        bar.addWidget(self.note, 1)
        bar.addLayout(self._right)
        self.head.setLayout(bar)
        fix(self.head, height=40)
        self.body = Column(margins=margins, gap=gap)
        whole = Column(self.head, gap=0)
        whole.addLayout(self.body, 1)
        self.setLayout(whole)

    def add_left(self, widget: QWidget) -> None:
        self._left.addWidget(widget)

    def add_right(self, widget: QWidget) -> None:
        self._right.addWidget(widget)

    def add(self, thing: QWidget | QLayout, stretch: int = 0) -> None:
        if isinstance(thing, QWidget):
            self.body.addWidget(thing, stretch)
        else:
            self.body.addLayout(thing, stretch)

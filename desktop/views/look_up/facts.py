"""Beside the hits: what is known of the chosen one, numbers masked, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.ledgers import fields, find
from desktop.ledgers.values import read, shown
from desktop.services.look_up import Hit
from desktop.views.style.metrics import Column, Grid, Row, fix
from desktop.views.widgets.buttons import Button, button
from desktop.views.widgets.labels import IconLabel, Label, StyledFrame
from desktop.views.words import tr

MOST = 12
WIDE, NAMES = 300, 76
ICONS = {"people": "user-round", "houses": "building-2", "rooms": "building-2", "disputes": "scale", "parties": "users",
         "staff": "user-round", "units": "map-pin"}  # fmt: skip


class HitFacts(StyledFrame):
    """`opened`, `room_asked`, `pin_asked` and `reveal_asked` are about the hit last shown."""

    opened = Signal()
    room_asked = Signal()
    pin_asked = Signal()
    reveal_asked = Signal()

    def __init__(self) -> None:
        super().__init__("side")
        self.icon, self.title = IconLabel("user-round", "accent", 24), Label("", "panel", wrap=True)
        self.go = Button(tr("打开 Enter"), "lookup.open", kind="primary")
        self.room = button(tr("到房间 Ctrl+Enter"), "lookup.room", self.room_asked.emit, icon="building-2", small=True)
        self.pin = button(tr("钉住 Ctrl+B"), "lookup.pin", self.pin_asked.emit, icon="map-pin", small=True)
        self.reveal = button(tr("查看全号…"), "lookup.reveal", self.reveal_asked.emit, icon="eye", kind="small")
        self._lines, self._grid = QWidget(), Grid(gap=6)
        self._grid.setColumnStretch(1, 1)
        self._lines.setLayout(self._grid)
        self._masked = StyledFrame("note")
        self.reveal.setToolTip(tr("查看全号要填用途，会记入日志。"))
        covered = IconLabel("eye-off", "ink2", 16), Label(tr("号码已遮盖"), "label")
        self._masked.setLayout(Row(*covered, None, self.reveal, margins=(10, 5, 5, 5), gap=6))
        self._build()
        self.go.clicked.connect(lambda _=False: self.opened.emit())
        self.clear()

    def _build(self) -> None:
        inner = QWidget()
        inside = Column(self._lines)
        inside.addStretch(1)
        inner.setLayout(inside)
        area = QScrollArea()
        area.setObjectName("lookup.facts")
        area.setAccessibleName(tr("已知的情况"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        head = Row(self.icon, gap=10)
        head.addWidget(self.title, 1)
        column = Column(margins=(16, 16, 16, 16), gap=8)
        column.addLayout(head)
        column.addWidget(area, 1)
        for deed in (self._masked, self.go, self.room, self.pin):
            column.addWidget(deed)
        self.setLayout(column)
        fix(self, width=WIDE)

    def clear(self) -> None:
        self.title.setText("")
        self._empty()
        self.icon.hide()
        self._masked.hide()
        for deed in (self.go, self.room, self.pin):
            deed.hide()

    def show_pin(self, held: bool) -> None:
        self.pin.set_text(tr("取消钉住 Ctrl+B") if held else tr("钉住 Ctrl+B"))

    def show_hit(self, hit: Hit, values: dict[str, Any], place: str = "") -> None:
        """`place`: the room where a person lives now."""
        self.title.setText(hit.title)
        self.icon.set_icon(ICONS.get(hit.ledger, "file-text"), "accent")
        self.icon.show()
        self._empty()
        lives = [(tr("现住"), place)] if place else []
        for row, (label, words) in enumerate([*lives, *told(hit.ledger, values)][:MOST]):
            name = Label(label, "label", wrap=True)
            fix(name, width=NAMES)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Label(words, wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
        self._masked.setVisible(any("*" in str(value) for value in values.values()))
        self.go.show()
        self.room.setVisible(bool(place))
        self.pin.show()

    def _empty(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def told(ledger: str, values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(label, words) of the fields that lists show, in their order; empty ones, and the title again, are left out."""
    title = find(ledger).ledger.title
    for name, field in fields(find(ledger)).items():
        value = values.get(name)
        if value and field.listed and not field.target and (name,) != title:
            yield field.label, str(value) if field.sensitive else shown(field, read(field, value))

"""The legend over the board: each state with its count, pressed to see only those rooms."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.tenancy import RoomState
from desktop.services.room_board import Board
from desktop.views.rental.tiles import TONES
from desktop.views.style.metrics import Row
from desktop.views.widgets.labels import Label
from desktop.views.widgets.pills import Pill, PillButton
from desktop.views.words import tr

ORDER = (
    RoomState.EMPTY,
    RoomState.OCCUPIED,
    RoomState.OVERFULL,
    RoomState.OVERDUE,
    RoomState.TO_REPORT,
    RoomState.TO_INSPECT,
    RoomState.STOPPED,
)


class Legend(QWidget):
    """`filtered(state or None)`: one state at a time, pressed again all come back."""

    filtered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rent.legend")
        self.setAccessibleName(tr("房间状态"))
        self._pills = {state: PillButton(Pill(state.label), f"rent.legend.{state.value}") for state in ORDER}
        self.total = Label("", "label")
        self.setLayout(Row(*self._pills.values(), None, self.total, margins=(16, 12, 16, 8)))
        for state, pill in self._pills.items():
            pill.clicked.connect(lambda on, state=state: self._on_pressed(state, on=on))

    def show_board(self, board: Board) -> None:
        for state, pill in self._pills.items():
            count = board.count(state)
            empty = state is RoomState.EMPTY
            pill.set_pill(Pill(f"{state.label} {count}", TONES[state] or "grey", mark=state.mark, dashed=empty))
            pill.setVisible(bool(count))
        persons = sum(tile.persons for tile in board.tiles)
        self.total.setText(tr("{rooms} 间 · 在住 {n} 人").format(rooms=len(board.tiles), n=persons))

    def _on_pressed(self, state: RoomState, *, on: bool) -> None:
        for other, pill in self._pills.items():
            pill.setChecked(on and other is state)
        self.filtered.emit(state if on else None)

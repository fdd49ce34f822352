"""The head of the rental page: which house, its grade and landlord, and what the front desk does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal

from desktop.domain import codes, masking
from desktop.errors import Refused
from desktop.services.room_board import Board
from desktop.views.style.metrics import Row, fix
from desktop.views.widgets.buttons import button
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.labels import ElideLabel, StyledFrame
from desktop.views.widgets.pills import GRADE_PILLS, Pill, PillLabel
from desktop.views.words import tr


class HouseHead(StyledFrame):
    """`house_chosen(id)`; the buttons' signals are connected by the page."""

    house_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("bar")
        self.setObjectName("rent.head")
        self.picker = CodeField(tr("出租房"), "rent.house", hint=tr("选一户出租房"))
        fix(self.picker, width=300)
        self.picker.activated.connect(lambda _: self._on_chosen())
        self.picker.left.connect(self._on_chosen)
        self.grade = PillLabel(Pill("", "grey"))
        self.owner = ElideLabel("", "label")
        self.on_day = button(tr("某日在住"), "rent.onday", icon="calendar-search", kind="flat")
        self.add_house = button(tr("新增出租房"), "rent.addhouse", icon="plus", kind="flat")
        self.leave = button(tr("办理离开"), "rent.leave", icon="log-out")
        self.enter = button(tr("办理入住"), "rent.enter", icon="log-in", kind="primary")
        row = Row(self.picker, self.grade, margins=(16, 0, 16, 0), gap=10)
        row.addWidget(self.owner, 1)
        for one in (self.add_house, self.on_day, self.leave, self.enter):
            row.addWidget(one)
        self.setLayout(row)
        fix(self, height=56)
        self._shown = ""

    def show_houses(self, options: Sequence[tuple[str, str]], chosen: str) -> None:
        """(key, words) of every house and village."""
        self.picker.set_options(options)
        self._shown = chosen
        self.picker.set_value(chosen or None)

    def show_board(self, board: Board) -> None:
        self.on_day.allow(bool(board.house), tr("先选一户"))
        if board.house:
            self._show_house(board.house)
        else:
            self.grade.hide()
            self.owner.setText(tr("{n} 户").format(n=len(board.floors)))

    def _show_house(self, house: Mapping[str, Any]) -> None:
        grade = codes.label("grade", house["grade"]) if house["grade"] else ""
        self.grade.set_pill(GRADE_PILLS.get(grade, Pill(grade)))
        self.grade.setVisible(bool(grade))
        phone = masking.mask_phone(house["owner_phone"]) if house["owner_phone"] else ""
        owner = f"{house['house_owner'] or ''} {phone}".strip()
        people = ((tr("房东"), owner), (tr("网格员"), house["grid_worker"] or ""))
        self.owner.setText("　".join(f"{role} {name}" for role, name in people if name))

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window only what the desk does all day."""
        self.add_house.setVisible(not narrow)
        self.owner.setVisible(not narrow)
        self.on_day.setVisible(not narrow)

    def _on_chosen(self) -> None:
        try:
            chosen = str(self.picker.read() or "")
        except Refused:  # words on no list: the field itself says so
            return
        if chosen and chosen != self._shown:
            self._shown = chosen
            self.house_chosen.emit(chosen)

"""The rooms of a house: their list, what is done with one, and the area a head that holds here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.models.lines import LinesModel
from desktop.services import house_page, records
from desktop.services.house_page import HousePage, RoomLine
from desktop.views.rental.house_lists import room_columns
from desktop.views.rental.least_area_dialog import change_least_area
from desktop.views.rental.room_dialog import ask_room, save_room
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.buttons import button
from desktop.views.widgets.lines_table import lines_table
from desktop.views.words import tr


class RoomsSide(QWidget):
    """Deeds are done by the part it stands in, which reads again after each."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part, self._house = part, ""
        self.rooms = LinesModel[RoomLine](room_columns())
        self.table = lines_table(self.rooms, tr("房间"), "house.rooms", tr("间"), tr("这户还没有房间。"))
        self.add = button(tr("新增房间…"), "house.room.add", lambda: self._ask(None), icon="plus", small=True)
        self.edit = button(tr("修改…"), "house.room.edit", lambda: self._ask(self.room()), small=True)
        self.drop = button(tr("删除"), "house.room.remove", self._remove, icon="trash-2", small=True)
        self.area = button(tr("人均面积要求…"), "house.room.area", partial(change_least_area, part), small=True)
        column = Column(Row(self.add, self.edit, self.drop, None, self.area), margins=(16, 8, 16, 12), gap=8)
        column.addWidget(self.table, 1)
        self.setLayout(column)
        self.table.opened.connect(lambda _: self._ask(self.room()))

    def show_house(self, page: HousePage) -> None:
        self._house = page.house["id"]
        self.rooms.show(page.rooms)

    def allow(self, *, may_change: bool) -> None:
        for one in (self.add, self.edit, self.drop, self.area):
            one.allow(may_change, tr("您的账号不能修改"))

    def room(self) -> RoomLine | None:
        return self.rooms.line(max(self.table.currentIndex().row(), 0))

    def _ask(self, line: RoomLine | None) -> None:
        if not self._house or not self._part.may_change:
            return
        if line is None:
            self._show(None, {})
        else:
            read = partial(records.get_record, ledger="rooms", record=line.id)
            self._part.desk.ask(read, partial(self._show, line), self._part.refused)

    def _show(self, line: RoomLine | None, stored: Mapping[str, Any]) -> None:
        asked = ask_room(self._part, lambda: self._part.desk.office.today, line, stored)
        self._part.ask_first(asked, lambda: save_room(asked, self._house, line), tr("已保存房间"))

    def _remove(self) -> None:
        if (line := self.room()) is not None:
            words = tr("已删除房间：{room}").format(room=line.room)
            self._part.do(partial(house_page.remove_room, room=line.id), words)

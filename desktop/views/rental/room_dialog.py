"""A room of a house: a form made from its ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.ledgers.rooms import Room
from desktop.services import house_page
from desktop.services.house_page import RoomLine
from desktop.services.office import Office
from desktop.views.rental.house_facts import fill, ledger_form
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.words import tr


def ask_room(parent: QWidget, today: Callable[[], date], line: RoomLine | None, stored: Mapping[str, Any]) -> AskDialog:
    """`line` None: a new room; else `stored` holds its values."""
    title = tr("修改房间 · {room}").format(room=line.room) if line else tr("新增房间")
    form = ledger_form(Room, "house.room", today, leave=frozenset({"house_id"}))
    asked = AskDialog(parent, "house.room", title, tr("保存"), form=form)
    if line:
        fill(asked.form, Room, stored)
    asked.focus_first()
    return asked


def save_room(asked: AskDialog, house: str, line: RoomLine | None) -> Callable[[Office], Any]:
    """The command with what stands in the form now."""
    values = {name: value for name, value in asked.form.values().items() if line or value is not None}
    room, version = (line.id, line.version) if line else ("", None)
    return partial(house_page.save_room, house=house, values=values, room=room, version=version)

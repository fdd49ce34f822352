"""What the front desk does besides checking in: asks in a dialog, runs the command, tells how it went."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.tenancy import RoomState
from desktop.errors import Refused
from desktop.services import check_in, house_rooms, reporting
from desktop.services.room_board import Board, Tile
from desktop.services.staying import Resident
from desktop.views.desk import Desk
from desktop.views.form_draft import FormDraft, keep_dialog
from desktop.views.rental import dialogs
from desktop.views.rental.on_day import OnDayDialog
from desktop.views.reveal import reveal_numbers
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.words import tr


class FrontDesk(QObject):
    """`done(words)` after a command is on the disk, `refused(Refused)` when it was turned down."""

    done = Signal(str)
    refused = Signal(object)

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk

    def leave(self, resident: Resident | None) -> None:
        if resident is None:
            return
        asked = dialogs.ask_leaving(self._page, resident, lambda: self._desk.office.today)
        asked.accepted.connect(lambda: self._run_leave(resident, asked))
        asked.open()

    def _run_leave(self, resident: Resident, asked: AskDialog) -> None:
        given = asked.values()
        self._run(
            lambda office: check_in.check_out(
                office, stay=resident.stay, checkout=given["checkout"], reason=given.get("why") or ""
            ),
            tr("已办理离开：{name} {room}").format(name=resident.name, room=resident.room), asked,
        )  # fmt: skip

    def move(self, resident: Resident | None, board: Board | None, to: str = "") -> None:
        """`to`: the room that is offered first, as after dragging."""
        if resident is None or board is None:
            return
        rooms = [(tile.id, f"{'' if board.house else floor.label} {tile.room} {tile.state.label}".strip())
                 for floor in board.floors for tile in floor.tiles
                 if tile.state is not RoomState.STOPPED and tile.id != resident.room_id]  # fmt: skip
        asked = dialogs.ask_room(self._page, resident, rooms, lambda: self._desk.office.today, to)
        asked.accepted.connect(lambda: self._run_move(resident, asked))
        asked.open()

    def _run_move(self, resident: Resident, asked: AskDialog) -> None:
        given = asked.values()
        self._run(
            lambda office: check_in.change_room(
                office, stay=resident.stay, room=given["room"], day=given["day"], reason=given.get("why") or ""
            ),
            tr("已换房：{name}").format(name=resident.name), asked,
        )  # fmt: skip

    def report(self, tile: Tile) -> None:
        stays, day = [stay for stay, _, _ in tile.owed], self._desk.office.today
        self._run(lambda office: reporting.report(office, stays=stays, day=day),
                  tr("已登记报送：{room}室").format(room=tile.room), once=("report", tile.id))  # fmt: skip

    def on_day(self, house: str) -> None:
        if house:
            OnDayDialog(self._page, self._desk, house).open()

    def reveal(self, resident: Resident) -> None:
        reveal_numbers(self._page, self._desk, ledger="people", record=resident.person)

    def add_house(self) -> None:
        asked = dialogs.ask_house(self._page)
        draft = keep_dialog(self._desk, asked, "rent.newhouse", "houses", {"house": asked.form})
        asked.accepted.connect(lambda: self._run_add_house(asked, draft))
        asked.open()

    def _run_add_house(self, asked: AskDialog, draft: FormDraft) -> None:
        values = asked.values()
        floors, each, room = values.pop("floors"), values.pop("rooms_each"), {"cap": values.pop("cap", None)}
        self._run(
            lambda office: house_rooms.add_house(office, values=values, floors=floors, rooms_each=each, room=room),
            tr("已新增出租房：{address}").format(address=values["house_address"]), asked, draft,
        )  # fmt: skip

    def _run(self, command: Any, words: str, asked: AskDialog | None = None, draft: FormDraft | None = None,
             *, once: Hashable = None) -> None:  # fmt: skip
        """What is refused brings the dialog back with its words kept; `once` as of `Desk.do`."""

        def refused(no: Refused) -> None:
            if asked is None:
                self.refused.emit(no)
                return
            asked.open()
            if not asked.form.show_refused(no):
                self.refused.emit(no)

        def done(_: Any) -> None:
            if draft is not None:
                draft.forget()
            self.done.emit(words)

        self._desk.do(draft.closing(command) if draft else command, done, refused, once=once)

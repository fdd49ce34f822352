"""房态图: head, board, room card and check-in of one house together, and the front desk's commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.calendar import Calendar
from desktop.domain.tenancy import RoomState
from desktop.models.room_board import RoomBoardModel
from desktop.services import calendars, house_rooms, room_board, staying
from desktop.services.house_rooms import HouseLine
from desktop.services.office import Office
from desktop.services.room_board import Board, Tile
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.rental.check_in_desk import CheckInDesk
from desktop.views.rental.check_in_panel import CheckInPanel
from desktop.views.rental.front_desk import FrontDesk
from desktop.views.rental.head import HouseHead
from desktop.views.rental.legend import Legend
from desktop.views.rental.room_card import RoomCard
from desktop.views.rental.tiles import TileGrid
from desktop.views.style.metrics import Column, LayoutClass, Row, fix, px
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.labels import StyledFrame
from desktop.views.widgets.states import EmptyState
from desktop.views.words import tr

MOST_HOUSES = 2000
WHOLE = "village:"
"""Before the name of a village in the picker: all its houses on one board."""
SIDE, WIDEST = 376, 16_777_215  # u; Qt's own "no limit"
Found = tuple[list[HouseLine], list[str], Calendar]
LEDGERS = frozenset({"houses", "rooms", "stays", "people"})


class BoardPane(QWidget):
    """The front desk of one house at a time. `told(words, may_undo)`; `paper_asked(PaperOrder)` for the preview."""

    told = Signal(str, bool)
    paper_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("rent.board")
        self.setAccessibleName(tr("房态图"))
        self._desk, self._asked, self.layout_kind = desk, Generation(), LayoutClass.NORMAL
        self.deeds = FrontDesk(self, desk)
        self._house, self._calendar = "", Calendar()
        self._houses: list[HouseLine] = []
        self.head, self.legend, self.banner = HouseHead(), Legend(), Banner("rent.banner")
        self.model = RoomBoardModel(self)
        self.grid, self.card = TileGrid(self.model), RoomCard()
        self.panel = CheckInPanel(lambda: desk.office.today)
        self.entry = CheckInDesk(desk, self.panel)
        self.panel.hide()
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._side = StyledFrame("side")
        side = Column(self.card, gap=0)
        side.addWidget(self.panel, 1)
        side.addStretch(0)
        self._side.setLayout(side)
        fix(self._side, min_width=SIDE)
        board, self._board = QWidget(), QWidget()
        left = Column(self.legend, gap=0)
        left.addLayout(_padded(self.grid), 1)
        self._board.setLayout(left)
        row = Row(gap=0)
        row.addWidget(self._board, 1)
        row.addWidget(self._side)
        board.setLayout(row)
        what_for = tr("这里管出租房的房间和租住人员。先新增一户，或在名录里导入旧台账。")
        empty = EmptyState("building-2", what_for, "rent.empty", tr("新增出租房"), self.deeds.add_house)
        self._stack.addWidget(board)
        self._stack.addWidget(empty)
        whole = Column(self.head, self.banner, gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self.head.house_chosen.connect(self.show_house)
        self.head.enter.clicked.connect(lambda _=False: self._enter(self.grid.tile()))
        self.head.leave.clicked.connect(lambda _=False: self.deeds.leave(self.card.resident()))
        self.head.on_day.clicked.connect(lambda _=False: self.deeds.on_day(self._house))
        self.head.add_house.clicked.connect(lambda _=False: self.deeds.add_house())
        self.legend.filtered.connect(self._filter)
        self.grid.chosen.connect(self._choose)
        self.grid.opened.connect(self._enter)
        self.grid.dropped.connect(self._dropped)
        self.grid.move_asked.connect(lambda _: self.deeds.move(self.card.resident(), self.model.board))
        self.card.leave_asked.connect(self.deeds.leave)
        self.card.move_asked.connect(lambda resident: self.deeds.move(resident, self.model.board))
        self.card.reveal_asked.connect(self.deeds.reveal)
        self.card.report_asked.connect(self.deeds.report)
        self.deeds.done.connect(lambda words: self.told.emit(words, True))
        self.deeds.refused.connect(self._show_refused)
        self.panel.cancelled.connect(self._close_panel)
        self.entry.moved_in.connect(self._moved_in)

    def commands(self) -> tuple[Command, ...]:
        return (Command("new", tr("办理入住"), lambda: self._enter(self.grid.tile())),
                Command("print", tr("打印登记表"), lambda: self.deeds.on_day(self._house)))  # fmt: skip

    def first_focus(self) -> QWidget | None:
        return self.grid

    def panes(self) -> tuple[QWidget, ...]:
        return (self.head.picker, self.grid, self.card.table, self.panel)

    def set_layout_class(self, kind: LayoutClass) -> None:
        """In a narrow window the check-in takes the place of the board."""
        self.layout_kind = kind
        self._show_sides()

    def open(self, target: Any) -> None:
        """`target`: a house's id, or (ledger, id) of a house, a room or a person who stays somewhere."""
        ledger, record = target if isinstance(target, tuple) else ("houses", str(target))
        self._desk.ask(lambda office: staying.place_of(office, ledger=ledger, record=record), self._go_to)

    def _go_to(self, place: tuple[str, str]) -> None:
        house, room = place
        if house:
            self.head.picker.set_value(house)
            self.show_house(house, room)

    def refresh(self) -> None:
        self._desk.ask(_read_houses, self._on_houses)

    def show_house(self, house: str, room: str = "") -> None:
        self._house = house
        village = house.removeprefix(WHOLE)

        def read(office: Office) -> Board:
            if house.startswith(WHOLE):
                return room_board.read_village(office, village=village)
            return room_board.read_board(office, house=house)

        self._desk.ask(read, lambda board: self._on_board(board, room or self._room()), token=self._asked.next())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.panel.isVisible():
            self._close_panel()
        else:
            super().keyPressEvent(event)

    def _room(self) -> str:
        tile = self.grid.tile()
        return tile.id if tile else ""

    def _on_houses(self, found: Found) -> None:
        self._houses, villages, self._calendar = found
        options = [(WHOLE + one, tr("{village} 整村").format(village=one)) for one in villages]
        options += [(house.id, house.address) for house in self._houses]
        known = {key for key, _ in options}
        first = self._houses[0].id if self._houses else ""
        self._house = self._house if self._house in known else first
        self.head.show_houses(options, self._house)
        self._stack.setCurrentIndex(0 if self._houses else 1)
        for one in (self.head.enter, self.head.leave, self.head.on_day):
            one.allow(bool(self._houses), tr("还没有出租房"))
        if self._house:
            self.show_house(self._house)

    def _on_board(self, board: Board, room: str) -> None:
        self.model.show(board)
        self.grid.fit()
        self.legend.show_board(board)
        self.head.show_board(board)
        chosen = next((tile for tile in board.tiles if tile.id == room), None) or _most_pressing(board.tiles)
        self.card.setVisible(chosen is not None)
        if chosen is not None:
            self.grid.choose(chosen.id)
            self.card.show_tile(chosen, board.day)
            if self.panel.isVisible() and self.entry.room == chosen.id:
                self.entry.renew(chosen)

    def _on_changed(self, changed: Any) -> None:
        touched = {ledger for ledger, _, _ in getattr(changed, "touched", ())}
        if "houses" in touched:
            self.refresh()
        elif touched & LEDGERS and self._house:
            self.show_house(self._house)

    def _filter(self, state: RoomState | None) -> None:
        self.model.set_filter(state)
        self.grid.fit()

    def _choose(self, tile: Tile) -> None:
        self.card.show_tile(tile, self._desk.office.today)
        if not self.panel.isVisible():
            return
        if self.entry.room == tile.id:  # the board was read again, nobody went elsewhere
            self.entry.renew(tile)
        else:
            self.entry.begin(tile, self._calendar)
            self.grid.setFocus()

    def _dropped(self, source: Tile, target: Tile) -> None:
        """Who is chosen in the card when it is the room's, else who stands first in it."""
        chosen = self.card.resident()
        who = chosen if chosen is not None and chosen.room_id == source.id else source.residents[0]
        self.deeds.move(who, self.model.board, target.id)

    def _enter(self, tile: Tile | None) -> None:
        if tile is None:
            return
        if tile.state is RoomState.STOPPED:
            self.told.emit(tr("{room}室已停租，换一间，或先恢复出租").format(room=tile.room), False)
            return
        self.panel.show()
        self._show_sides()
        self.entry.begin(tile, self._calendar)

    def _close_panel(self) -> None:
        self.entry.end()
        self.panel.hide()
        self._show_sides()
        self.grid.setFocus()

    def _show_sides(self) -> None:
        cramped, entering = self.layout_kind.cramped, self.panel.isVisibleTo(self._side)
        self.card.set_small(entering)
        self.card.setVisible(not (cramped and entering))
        self.panel.form.set_columns(3 if cramped else 2)
        self._side.setVisible(entering or not cramped)
        self._side.setMaximumWidth(WIDEST if cramped else px(SIDE))
        self._board.setVisible(not (cramped and entering))
        self.head.set_narrow(cramped)

    def _moved_in(self, words: str) -> None:
        """The board has been read again by then or soon will be; the party that moved in is counted already."""
        self.told.emit(words, True)
        if (tile := self.grid.tile()) is not None:
            self.entry.begin(tile, self._calendar)

    def _show_refused(self, refused: Any) -> None:
        self.banner.show_words("red", refused.cause, refused.step)


def _padded(widget: QWidget) -> Column:
    made = Column(margins=(16, 4, 8, 8), gap=0)
    made.addWidget(widget, 1)
    return made


def _most_pressing(tiles: Sequence[Tile]) -> Tile | None:
    """What the eye must meet first: a red or amber room, else one that is lived in, else the first."""
    order = list(RoomState)
    due = [tile for tile in tiles if tile.state not in (RoomState.STOPPED, RoomState.EMPTY)]
    return min(due or tiles, key=lambda tile: order.index(tile.state), default=None)


def _read_houses(office: Office) -> Found:
    return (house_rooms.find_houses(office, limit=MOST_HOUSES), room_board.villages(office),
            calendars.read_calendar(office))  # fmt: skip

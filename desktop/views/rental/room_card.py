"""The chosen room: what it is, who lives there now, and what may be done about each."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import dates, masking
from desktop.domain.tenancy import RoomState
from desktop.services.room_board import Tile
from desktop.services.staying import Resident
from desktop.views.rental.tiles import TONES
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, Row, px
from desktop.views.widgets.buttons import button
from desktop.views.widgets.labels import ElideLabel, Label, StyledFrame
from desktop.views.widgets.pills import Pill, PillLabel
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr

Index = QModelIndex | QPersistentModelIndex
RESIDENT = Qt.ItemDataRole.UserRole


class ResidentsModel(QAbstractTableModel):
    """Residents of a room, masked."""

    HEADS: tuple[str, ...] = (tr("在住"), tr("证件号码"), tr("入住"), tr("租期至"))

    def __init__(self) -> None:
        super().__init__()
        self._residents: list[Resident] = []
        self._today = date.min

    def show(self, residents: list[Resident], today: date) -> None:
        self.beginResetModel()
        self._residents, self._today = residents, today
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._residents)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.HEADS[section] if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        resident = self._residents[index.row()]
        if role == RESIDENT:
            return resident
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(resident)[index.column()]
        return None

    def _words(self, resident: Resident) -> tuple[str, ...]:
        number = masking.mask_id(resident.id_number) if resident.id_number else ""
        until = dates.short(resident.until, self._today) if resident.until else ""
        return resident.name, number, dates.short(resident.checkin, self._today), until


class RoomCard(StyledFrame):
    """`leave_asked(resident)`, `move_asked(resident)`, `reveal_asked(resident)`, `reported(stays)`."""

    leave_asked = Signal(object)
    move_asked = Signal(object)
    reveal_asked = Signal(object)
    report_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("plain")
        self.setObjectName("rent.room")
        self.setAccessibleName(tr("房间"))
        self.name, self.facts = Label("", "case"), ElideLabel("", "label")
        self.state = PillLabel(Pill("", "grey"))
        self.reveal = button(tr("查看全号…"), "rent.room.reveal", lambda: self._ask(self.reveal_asked), kind="link")
        self._lines = 3
        head = Row(self.name, self.state)
        head.addWidget(self.facts, 1)
        head.addWidget(self.reveal)
        self.model = ResidentsModel()
        self.table = LedgerTable(tr("在住人员"), "rent.room.residents", unit=tr("人"), rows=True)
        self.table.setModel(self.model)
        self.table.set_widths({0: 62, 1: 148, 2: 46, 3: 84})
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look().keep(self.table, lambda table: table.setFixedHeight(px(32 * (1 + self._lines) + 2)))
        self.leave = button(tr("办理离开"), "rent.room.leave", lambda: self._ask(self.leave_asked), icon="log-out",
                            small=True)  # fmt: skip
        self.move_room = button(tr("换房"), "rent.room.move", lambda: self._ask(self.move_asked), icon="repeat",
                                small=True)  # fmt: skip
        self.report = button(tr("登记已报送"), "rent.room.report", self._report, icon="check", small=True)
        self._deeds = QWidget()
        self._deeds.setLayout(Row(self.leave, self.move_room, self.report, None))
        self.setLayout(Column(head, self.table, self._deeds, margins=(16, 10, 16, 10)))
        self._tile: Tile | None = None

    def show_tile(self, tile: Tile, today: date) -> None:
        self._tile = tile
        self.name.setText(tile.room)
        self.state.set_pill(Pill(tile.state.label, TONES[tile.state] or "grey", mark=tile.state.mark,
                                 dashed=tile.state is RoomState.EMPTY))  # fmt: skip
        cap = tr("限 {n} 人").format(n=tile.cap) if tile.cap else ""
        beds = tr("{n} 床").format(n=tile.beds) if tile.beds else ""
        self.facts.setText(" · ".join(part for part in (beds, tile.area, cap) if part))
        self.model.show(list(tile.residents), today)
        if tile.residents:
            self.table.selectRow(0)
        for one in (self.reveal, self.leave, self.move_room):
            one.allow(bool(tile.residents), tr("这间房没有人住"))
        self.report.allow(bool(tile.reports), tr("没有待报送的"))

    def set_small(self, small: bool) -> None:
        """Beside the check-in only two residents and no buttons."""
        self._lines = 2 if small else 6
        self.table.setFixedHeight(px(32 * (1 + self._lines) + 2))
        self._deeds.setVisible(not small)

    def resident(self) -> Resident | None:
        row = self.table.currentIndex().row()
        found = self.model.index(max(row, 0), 0).data(RESIDENT)
        return found if isinstance(found, Resident) else None

    def _ask(self, signal: Any) -> None:
        if (resident := self.resident()) is not None:
            signal.emit(resident)

    def _report(self) -> None:
        if self._tile is not None:
            self.report_asked.emit(self._tile)

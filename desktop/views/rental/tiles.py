"""How a room's tile is painted, and the grid of tiles with its keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.domain.tenancy import RoomState
from desktop.models.room_board import TILE, RoomBoardModel, foot_words, lodgers
from desktop.services.room_board import Board, Tile
from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.widgets.drag import ItemDrag
from desktop.views.words import tr

Index = QModelIndex | QPersistentModelIndex
GAP, MANY = 6, 60
"""Between tiles; from how many rooms on they get small."""


@dataclass(frozen=True, slots=True)
class Size:
    """In u: a tile, and the floor's name at the left; `foot`: whether there is room for the third line."""

    width: int
    height: int
    floor: int
    foot: bool = True


USUAL, SMALL, VILLAGE = Size(134, 92, 50), Size(96, 56, 50, foot=False), Size(96, 56, 150, foot=False)


def size_for(board: Board | None) -> Size:
    """A village has the addresses of its houses at the left; a house of many rooms gets smaller tiles."""
    if board is not None and not board.house:
        return VILLAGE
    return SMALL if board is not None and len(board.tiles) > MANY else USUAL


TONES = {
    RoomState.STOPPED: "grey",
    RoomState.OVERDUE: "amber",
    RoomState.OVERFULL: "red",
    RoomState.TO_REPORT: "amber",
    RoomState.TO_INSPECT: "blue",
    RoomState.OCCUPIED: "g_qing",
    RoomState.EMPTY: "",
}
URGENT = {RoomState.OVERDUE: "red"}  # the words of a due that is past


class TileDelegate(QStyledItemDelegate):
    """Number and state above, who lives there, what is due below; other states as marks at the lower right.

    A small tile has the marks of all states above and who lives there below.
    """

    size = USUAL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = index.data(TILE)
        if isinstance(tile, Tile):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_tile(painter, _inside(option.rect), tile, index, chosen=chosen)
        elif index.column() == 0:
            self._paint_floor(painter, option.rect, str(index.data() or ""))
        painter.restore()

    def _paint_floor(self, painter: QPainter, rect: QRect, words: str) -> None:
        name, _, count = words.partition("\n")
        here = look()
        middle = rect.center().y()
        painter.setFont(here.font(13, bold=True))
        painter.setPen(here.colour("ink"))
        line = px(18)
        wide = rect.width() - px(8)
        painter.drawText(QRect(rect.left(), middle - line - px(2), wide, line), 0, _fit(painter, name, wide))
        painter.setFont(here.font(12))
        painter.setPen(here.colour("ink2"))
        painter.drawText(QRect(rect.left(), middle + px(2), rect.width(), line), 0, count)

    def _paint_tile(self, painter: QPainter, rect: QRect, tile: Tile, index: Index, *, chosen: bool) -> None:
        here, tone, small = look(), TONES[tile.state], not self.size.foot
        self._paint_ground(painter, rect, tone, chosen=chosen)
        inner = rect.adjusted(px(10), px(5), -px(6), -px(5)) if small else rect.adjusted(px(10), px(8), -px(8), -px(8))
        painter.setFont(here.font(14 if small else 16, bold=True))
        painter.setPen(here.colour("ink2" if tile.state is RoomState.STOPPED else "ink"))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), tile.room)
        painter.setFont(here.font(12, bold=bool(tone)))
        painter.setPen(here.colour(URGENT.get(tile.state, tone or "ink2")))
        if small:
            marks = " ".join(state.mark for state in tile.states)
            painter.drawText(inner.adjusted(0, px(1), 0, 0), int(Qt.AlignmentFlag.AlignRight), marks)
            self._paint_lodgers(painter, QRect(inner.left(), inner.bottom() - px(19), inner.width(), px(20)), tile, 12)
            return
        state = f"{tile.state.mark} {tile.state.label}"
        painter.drawText(inner.adjusted(0, px(3), 0, 0), int(Qt.AlignmentFlag.AlignRight), state)
        self._paint_lodgers(painter, QRect(inner.left(), inner.top() + px(27), inner.width(), px(22)), tile, 14)
        self._paint_foot(painter, inner, tile, index)

    def _paint_lodgers(self, painter: QPainter, rect: QRect, tile: Tile, points: int) -> None:
        here = look()
        painter.setFont(here.font(points))
        painter.setPen(here.colour("ink"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), _fit(painter, lodgers(tile), rect.width()))

    def _paint_ground(self, painter: QPainter, rect: QRect, tone: str, *, chosen: bool) -> None:
        here, shape = look(), QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        if tone:
            painter.setPen(QPen(here.colour("line"), 1))
            painter.setBrush(here.colour(f"{tone}_bg"))
            painter.drawRoundedRect(shape, px(4), px(4))
            painter.fillRect(QRect(rect.left(), rect.top() + px(1), px(4), rect.height() - px(2)), here.colour(tone))
        else:
            painter.setPen(QPen(here.colour("line2"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(shape, px(4), px(4))
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(here.colour("accent"), px(3)))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 0, -1, -1), px(5), px(5))

    def _paint_foot(self, painter: QPainter, inner: QRect, tile: Tile, index: Index) -> None:
        here = look()
        model = index.model()
        today = model.board.day if isinstance(model, RoomBoardModel) and model.board else None
        if today is None:
            return
        left, right = foot_words(tile, today)
        tone = URGENT.get(tile.state, TONES[tile.state] or "ink2")
        if tile.state in (RoomState.OCCUPIED, RoomState.STOPPED):
            tone = "ink2"
        painter.setFont(here.font(12))
        painter.setPen(here.colour(tone))
        low = QRect(inner.left(), inner.bottom() - px(16), inner.width(), px(18))
        marks = " ".join(state.mark for state in tile.states[1:] if TONES[state] and state is not RoomState.OCCUPIED)
        right = f"{right} {marks}".strip()
        reserved = painter.fontMetrics().horizontalAdvance(right) + px(6)
        painter.drawText(low, int(Qt.AlignmentFlag.AlignVCenter), _fit(painter, left, inner.width() - reserved))
        painter.setFont(here.font(12, bold=True))
        painter.drawText(low, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), right)


def _inside(rect: QRect) -> QRect:
    return QRect(rect.left(), rect.top(), rect.width() - px(GAP), rect.height() - px(GAP))


def _fit(painter: QPainter, words: str, width: int) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)


def _lived_in(tile: Tile) -> bool:
    return bool(tile.residents)


def move_words(source: Tile, target: Tile) -> tuple[str, str]:
    """(what letting go would do, why it should not) for the words beside the pointer."""
    deed = tr("换到 {room}").format(room=target.room)
    if target.state is RoomState.STOPPED:
        return deed, tr("已停租")
    if target.cap and target.persons >= target.cap:
        return deed, tr("限{cap}人，已住{n}人").format(cap=target.cap, n=target.persons)
    return deed, ""


class TileGrid(QTableView):
    """The board itself. `chosen(tile)` on moving; `opened(tile)` with Enter or double click; `move_asked(tile)` F4.

    `dropped(from, to)`: who lives in the one was dragged to the other.
    """

    chosen = Signal(object)
    opened = Signal(object)
    move_asked = Signal(object)
    dropped = Signal(object, object)

    def __init__(self, model: RoomBoardModel, parent: QObject | None = None) -> None:
        super().__init__()
        self.setObjectName("rent.board")
        self.setAccessibleName(tr("房态图"))
        self._model = model
        self.setModel(model)
        self._tiles = TileDelegate(self)
        self.setItemDelegate(self._tiles)
        self.setShowGrid(False)
        self.setProperty("bare", "true")
        self.setProperty("ground", "win")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.drag = ItemDrag(self, "rent.drag", TILE, may=_lived_in, same=lambda one, other: one.id == other.id)
        self.drag.judge = move_words
        self.drag.dropped.connect(self.dropped)
        self.doubleClicked.connect(lambda index: self._tell(self.opened, index))
        look().keep(self, TileGrid.fit)

    def tile(self) -> Tile | None:
        found = self.currentIndex().data(TILE)
        return found if isinstance(found, Tile) else None

    def choose(self, room: str) -> None:
        index = self._model.place_of(room)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def fit(self) -> None:
        """As many tiles in a line as there is room for; a house of many rooms gets smaller tiles."""
        size = self._tiles.size = size_for(self._model.board)
        across = max(1, (self.viewport().width() - px(size.floor)) // px(size.width + GAP))
        self._model.set_across(across)
        self.verticalHeader().setDefaultSectionSize(px(size.height + GAP))
        self.setColumnWidth(0, px(size.floor))
        for column in range(1, across + 1):
            self.setColumnWidth(column, px(size.width + GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        kept = self.tile()
        self.fit()
        if kept is not None:
            self.choose(kept.id)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if isinstance(current.data(TILE), Tile):
            self.chosen.emit(current.data(TILE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.drag.under_way:
            self.drag.cancel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell(self.opened, self.currentIndex())
        elif event.key() == Qt.Key.Key_F4:
            self._tell(self.move_asked, self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _tell(self, signal: object, index: QModelIndex) -> None:
        tile = index.data(TILE)
        if isinstance(tile, Tile):
            signal.emit(tile)  # type: ignore[attr-defined]

"""How the board is painted: chips with the post's character, day grounds, locks, conflicts, days that are past."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPixmapCache, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.calendar import DayKind
from desktop.models.roster_grid import CELL, GridCell, GroupRow, PersonRow, RosterGridModel
from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.words import tr

Index = QModelIndex | QPersistentModelIndex
GROUNDS = {DayKind.RESTDAY: "rest", DayKind.HOLIDAY: "holi", DayKind.MAKEUP: "makeup"}
HEAD_INK = {DayKind.HOLIDAY: "red", DayKind.MAKEUP: "blue"}
WEEK = "一二三四五六日"
CENTRE = int(Qt.AlignmentFlag.AlignCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def paint_chip(painter: QPainter, rect: QRect, mark: str, tone: str) -> None:
    """A chip of 24 x 20, drawn once for a look and kept by Qt: a board has hundreds of the same few."""
    here, ratio = look(), painter.device().devicePixelRatio()
    key = f"duty.chip {mark} {tone} {rect.width()}x{rect.height()} {here.tokens.key} {here.scale} {ratio}"
    chip = QPixmap()
    if not QPixmapCache.find(key, chip):
        chip = QPixmap(rect.size() * ratio)
        chip.setDevicePixelRatio(ratio)
        chip.fill(Qt.GlobalColor.transparent)
        drawing = QPainter(chip)
        _draw_chip(drawing, QRect(QPoint(0, 0), rect.size()), mark, tone)
        drawing.end()
        QPixmapCache.insert(key, chip)
    painter.drawPixmap(rect.topLeft(), chip)


def _draw_chip(painter: QPainter, rect: QRect, mark: str, tone: str) -> None:
    """备 has a dashed frame, 假 is hatched."""
    here = look()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(here.colour("line2"), 1, Qt.PenStyle.DashLine) if tone == "standby" else Qt.PenStyle.NoPen)
    painter.setBrush(here.colour(f"{tone}_bg"))
    painter.drawRoundedRect(shape, px(3), px(3))
    if tone == "leave":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(here.colour("surface"), px(2)))
        for offset in range(-rect.height(), rect.width(), px(7)):
            start = QPointF(rect.left() + max(offset, 0), rect.bottom() - max(-offset, 0))
            end = QPointF(min(rect.left() + offset + rect.height(), rect.right()), rect.top() + max(
                offset + rect.height() - rect.width(), 0))  # fmt: skip
            painter.drawLine(start, end)
    painter.setFont(here.font(13, bold=True))
    painter.setPen(here.colour(tone))
    painter.drawText(rect, CENTRE, mark)


class DutyCellDelegate(QStyledItemDelegate):
    """One day of one person."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL)
        painter.save()
        if isinstance(cell, GridCell):
            self._paint_ground(painter, option.rect, cell)
            self._paint_chips(painter, option.rect, cell)
            self._paint_signs(painter, option, cell)
        else:
            painter.fillRect(option.rect, look().colour("alt"))
            painter.fillRect(_below(option.rect), look().colour("line"))
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, cell: GridCell) -> None:
        here = look()
        painter.fillRect(rect, here.colour(GROUNDS.get(cell.day.kind, "surface")))
        painter.fillRect(_below(rect), here.colour("line"))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), here.colour("line"))
        if cell.today:
            painter.fillRect(QRect(rect.left(), rect.top(), px(2), rect.height()), here.colour("accent"))
            painter.fillRect(QRect(rect.right() - px(2) + 1, rect.top(), px(2), rect.height()), here.colour("accent"))

    def _paint_chips(self, painter: QPainter, rect: QRect, cell: GridCell) -> None:
        chips = [(post.mark, post.look) for _, post in cell.duties] or ([("假", "leave")] if cell.away else [])
        width, height = px(24 if len(chips) < 2 else 13), px(20)
        left = rect.left() + (rect.width() - width * len(chips)) // 2
        if cell.past:
            painter.setOpacity(0.55)
        for place, (mark, tone) in enumerate(chips):
            spot = QRect(left + place * width, rect.top() + (rect.height() - height) // 2, width, height)
            paint_chip(painter, spot, mark, tone)
        painter.setOpacity(1)

    def _paint_signs(self, painter: QPainter, option: QStyleOptionViewItem, cell: GridCell) -> None:
        here, rect = look(), option.rect
        if any(stored.locked for stored, _ in cell.duties):
            paint_lock(painter, rect)
        if any(stored.by_hand for stored, _ in cell.duties):
            painter.fillRect(QRect(rect.left() + px(4), rect.bottom() - px(2), rect.width() - px(8), px(2)),
                             here.colour("accent"))  # fmt: skip
        if cell.conflicts:
            _frame(painter, rect, "red", px(2))
        if option.state & QStyle.StateFlag.State_Selected:
            _frame(painter, rect, "accent", px(2))


def paint_lock(painter: QPainter, rect: QRect) -> None:
    """A locked cell has a dark corner."""
    corner = QPointF(rect.right(), rect.top())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look().colour("ink"))
    painter.drawPolygon(QPolygonF([corner, corner + QPointF(-px(8), 0), corner + QPointF(0, px(8))]))


def _below(rect: QRect) -> QRect:
    return QRect(rect.left(), rect.bottom(), rect.width(), 1)


def _frame(painter: QPainter, rect: QRect, token: str, width: int) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look().colour(token), width))
    painter.drawRect(QRectF(rect).adjusted(1, 1, -2, -2))


class DayHead(QHeaderView):
    """Number, weekday, 休 or 班; the ground of the day kind runs down from here."""

    def __init__(self, model: RosterGridModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._days = model
        self.setMinimumSectionSize(1)  # the columns are as wide as the board says, not as the font would like
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        view, here = self._days.view, look()
        if view is None or section >= len(view.days):
            return
        day = view.days[section]
        today = (cell := self._days.cell(self._days.index(1, section))) is not None and cell.today
        ink = "on_accent" if today else HEAD_INK.get(day.kind, "ink")
        painter.save()
        painter.fillRect(rect, here.colour("accent" if today else GROUNDS.get(day.kind, "alt")))
        painter.fillRect(_below(rect), here.colour("line2"))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), here.colour("line"))
        painter.setPen(here.colour(ink))
        third = rect.height() // 3
        painter.setFont(here.font(13, bold=True))
        painter.drawText(QRect(rect.left(), rect.top(), rect.width(), third + px(2)), CENTRE, str(day.day.day))
        painter.setFont(here.font(12))
        painter.drawText(QRect(rect.left(), rect.top() + third, rect.width(), third), CENTRE, WEEK[day.day.weekday()])
        painter.setFont(here.font(10, bold=True))
        sign = {DayKind.HOLIDAY: tr("休"), DayKind.MAKEUP: tr("班")}.get(day.kind, "")
        painter.drawText(QRect(rect.left(), rect.top() + 2 * third, rect.width(), third), CENTRE, sign)
        painter.restore()


class NameHead(QHeaderView):
    """Names stay where they are while the days scroll; heads of groups are pressed to fold them."""

    def __init__(self, model: RosterGridModel) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._people = model
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section >= self._people.rowCount():
            return
        here, row = look(), self._people.row_at(section)
        inner = rect.adjusted(px(8), 0, -px(8), 0)
        painter.save()
        painter.fillRect(rect, here.colour("alt" if isinstance(row, GroupRow) else "surface"))
        painter.fillRect(_below(rect), here.colour("line"))
        if isinstance(row, GroupRow):
            self._paint_group(painter, inner, row)
        else:
            self._paint_person(painter, inner, row)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), here.colour("line2"))
        painter.restore()

    def _paint_group(self, painter: QPainter, inner: QRect, row: GroupRow) -> None:
        here = look()
        sign = "chevron-right" if self._people.folded(row.key) else "chevron-down"
        painter.drawPixmap(inner.left() - px(2), inner.center().y() - px(7), here.pixmap(sign, "ink2", 14))
        painter.setFont(here.font(13, bold=True))
        painter.setPen(here.colour("ink"))
        painter.drawText(inner.adjusted(px(16), 0, 0, 0), LEFT, row.label)
        painter.setFont(here.font(12))
        painter.setPen(here.colour("ink2"))
        painter.drawText(inner, RIGHT, tr("{n}人").format(n=row.count))

    def _paint_person(self, painter: QPainter, inner: QRect, row: PersonRow) -> None:
        here = look()
        painter.setFont(here.font(14))
        painter.setPen(here.colour("ink"))
        name = painter.fontMetrics().elidedText(row.person.name, Qt.TextElideMode.ElideRight, inner.width() - px(22))
        painter.drawText(inner, LEFT, name)
        painter.setFont(here.font(13))
        painter.setPen(here.colour("ink2"))
        painter.drawText(inner, RIGHT, str(row.turns or ""))

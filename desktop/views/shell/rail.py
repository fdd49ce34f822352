"""The navigation at the left edge: one item an area, painted, with a badge of due things."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from desktop.views.shell.page import Area
from desktop.views.style import icons
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, LayoutClass, fix, px
from desktop.views.words import tr

WIDTHS = {LayoutClass.WIDE: 72, LayoutClass.NORMAL: 72, LayoutClass.NARROW: 60, LayoutClass.TINY: 44}


class Rail(QWidget):
    """72 wide (60 narrow, 44 tiny and without words). `chosen` tells the area's key."""

    chosen = Signal(str)

    def __init__(self, areas: Sequence[Area]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(tr("导航"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group = QButtonGroup(self)
        self._items = {area.key: RailItem(area, number) for number, area in enumerate(areas, 1)}
        self.mark = Mark()
        upper = [self._items[area.key] for area in areas if not area.bottom]
        lower = [self._items[area.key] for area in areas if area.bottom]
        self._air = QWidget()
        fix(self._air, height=8)
        self.setLayout(Column(self.mark, self._air, *upper, None, *lower, margins=(0, 0, 0, 6), gap=0))
        self._air.hide()
        for key, item in self._items.items():
            self._group.addButton(item)
            item.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
        look().keep(self, Rail._resize)
        self._kind = LayoutClass.NORMAL

    def choose(self, key: str) -> None:
        self._items[key].setChecked(True)
        self.setFocusProxy(self._items[key])

    def item(self, key: str) -> RailItem:
        return self._items[key]

    def set_badge(self, key: str, count: int) -> None:
        self._items[key].set_badge(count)

    def set_layout_class(self, kind: LayoutClass) -> None:
        self._kind = kind
        self.mark.setVisible(not kind.cramped)
        self._air.setVisible(kind.cramped)
        for item in self._items.values():
            item.set_layout_class(kind)
        self._resize()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("rail"))
        painter.end()

    def _resize(self) -> None:
        self.setFixedWidth(px(WIDTHS[getattr(self, "_kind", LayoutClass.NORMAL)]))


class Mark(QWidget):
    """The product's mark over the rail."""

    def __init__(self) -> None:
        super().__init__()
        fix(self, height=58)

    def paintEvent(self, event: QPaintEvent) -> None:
        size = px(34)
        painter = QPainter(self)
        tokens = look().tokens
        picture = icons.mark(tokens.mark, tokens.mark_nail, size, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - size) // 2, px(13), picture)
        painter.end()


class RailItem(QAbstractButton):
    """Icon 22 and word 13; chosen = other ground + golden bar + 600."""

    def __init__(self, area: Area, number: int) -> None:
        super().__init__()
        self.setObjectName(f"rail.{area.key}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._area, self._number, self._badge = area, number, 0
        self._words = True
        fix(self, height=60)
        self.set_badge(area.badge)

    def set_badge(self, count: int) -> None:
        self._badge = count
        due = tr("{n} 件到期").format(n=count) if count else ""
        self.setAccessibleName(self._area.label)
        self.setAccessibleDescription(due)
        self.setToolTip(f"{self._area.label} Ctrl+{self._number}　{due}".rstrip("　"))
        self.update()

    def set_layout_class(self, kind: LayoutClass) -> None:
        self._words = kind is not LayoutClass.TINY
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(44), px(60 if self._words else 44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_face(painter)
        if self._badge:
            self._paint_badge(painter)
        painter.end()

    def _ground(self) -> QRectF:
        side = px(6) if self._words else px(2)
        return QRectF(self.rect()).adjusted(side, 0, -side, 0)

    def _paint_ground(self, painter: QPainter) -> None:
        here = look()
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(here.colour("rail_sel"))
            painter.drawRoundedRect(self._ground(), px(6), px(6))
            painter.fillRect(QRect(0, px(14), px(4), self.height() - px(28)), here.colour("mark"))
        elif self.underMouse():
            hover = here.colour("rail_sel")
            hover.setAlphaF(0.45)
            painter.setBrush(hover)
            painter.drawRoundedRect(self._ground(), px(6), px(6))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(here.colour("mark"), px(2)))
            painter.drawRoundedRect(self._ground().adjusted(1, 1, -1, -1), px(6), px(6))

    def _paint_face(self, painter: QPainter) -> None:
        here = look()
        ink = "rail_sel_ink" if self.isChecked() else "rail_ink"
        size = px(22)
        top = px(9) if self._words else (self.height() - size) // 2
        painter.drawPixmap(QPointF((self.width() - size) / 2, top), here.pixmap(self._area.icon, ink, 22))
        if self._words:
            painter.setFont(here.font(13, bold=self.isChecked()))
            painter.setPen(here.colour(ink))
            words = QRect(0, px(33), self.width(), px(21))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self._area.label)

    def _paint_badge(self, painter: QPainter) -> None:
        here = look()
        text = str(self._badge) if self._badge < 100 else "99+"
        size = px(16)
        width = max(size, px(4) + px(7) * len(text))
        spot = QRectF(self.width() / 2 + px(6), px(6), width, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(here.colour("mark"))
        painter.drawRoundedRect(spot, size / 2, size / 2)
        painter.setPen(here.colour("mark_ink"))
        painter.setFont(here.font(11, bold=True))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), text)

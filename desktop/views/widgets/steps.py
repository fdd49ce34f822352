"""The steps of a case in a row: done ✓, now a ring, later grey."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.words import tr

STEP, DOT = 40, 20


class StepBar(QWidget):
    """`set_now(n)` makes step n (from 0) the present one; all before it are done. `set_steps` names them anew."""

    def __init__(self, label: str, name: str, steps: Sequence[str] = (), now: int = 0) -> None:
        super().__init__()
        self.setObjectName(name)
        self._label, self._steps, self._now = label, tuple(steps), now
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_now(now)

    def set_steps(self, steps: Sequence[str], now: int) -> None:
        self._steps = tuple(steps)
        self.updateGeometry()
        self.set_now(now)

    def set_now(self, now: int) -> None:
        self._now = now
        at = self._steps[now] if now < len(self._steps) else tr("完成")
        self.setAccessibleName(tr("{label}：第{n}步 {at}").format(label=self._label, n=now + 1, at=at))
        self.setToolTip(at)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(STEP) * len(self._steps), px(42))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(len(self._steps) - 1):
            self._paint_link(painter, place)
        for place, words in enumerate(self._steps):
            self._paint_step(painter, place, words)
        painter.end()

    def _centre(self, place: int) -> QPointF:
        return QPointF(px(STEP) * (place + 0.5), px(DOT) / 2 + 1)

    def _paint_link(self, painter: QPainter, place: int) -> None:
        done = place < self._now
        painter.setPen(QPen(look().colour("accent" if done else "line"), px(2)))
        painter.drawLine(self._centre(place), self._centre(place + 1))

    def _paint_step(self, painter: QPainter, place: int, words: str) -> None:
        here = look()
        done, now = place < self._now, place == self._now
        centre, r = self._centre(place), px(DOT) / 2
        painter.setBrush(here.colour("accent" if done else "surface"))
        painter.setPen(QPen(here.colour("accent" if done or now else "line2"), px(2) if now else 1))
        painter.drawEllipse(centre, r - 1, r - 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        disc = QRectF(centre.x() - r, centre.y() - r, 2 * r, 2 * r)
        painter.setFont(here.font(12, bold=now or done))
        painter.setPen(here.colour("on_accent" if done else "accent" if now else "ink2"))
        if done:
            u = 14
            tick = here.pixmap("check", "on_accent", u)
            painter.drawPixmap(QPointF(centre.x() - px(u) / 2, centre.y() - px(u) / 2), tick)
        else:
            painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), str(place + 1))
        painter.setFont(here.font(12, bold=now))
        painter.setPen(here.colour("accent_h" if now else "ink2"))
        below = QRect(px(STEP) * place, px(DOT) + px(2), px(STEP), px(18))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), words)

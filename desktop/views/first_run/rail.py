"""The left side of the wizard: whose program this is, and the five steps with the one that is taken now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views.style import icons
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, fix, px
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.words import tr

ROW, DISC, MARK = 40, 24, 44


class StepRail(StyledFrame):
    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__("rail")
        self.setObjectName("rail")
        self.marks = StepMarks(steps)
        column = Column(Mark(), Label(tr("桩钉"), "dialog", "rail_sel_ink"),
                        Label(tr("综治中心工作台"), "label", "rail_ink"), margins=(20, 28, 20, 20), gap=6)  # fmt: skip
        column.addSpacing(px(18))
        column.addWidget(self.marks)
        column.addStretch(1)
        column.addWidget(Label(tr("全程不联网，资料只存在本机"), "note", "rail_ink", wrap=True))
        self.setLayout(column)
        fix(self, width=208)


class Mark(QWidget):
    """The product's mark, gold with a light nail, as on the rail of the main window."""

    def __init__(self) -> None:
        super().__init__()
        fix(self, width=MARK, height=MARK)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = look().tokens, QPainter(self)
        painter.drawPixmap(0, 0, icons.mark(tokens.mark, tokens.rail_sel_ink, px(MARK), self.devicePixelRatioF()))
        painter.end()


class StepMarks(QWidget):
    """Now = a filled disc and bold words, done = a tick, later = a ring."""

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self._steps, self._now = tuple(steps), 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_now(0)

    def set_now(self, now: int) -> None:
        self._now = now
        self.setAccessibleName(tr("第{n}步，共{all}步：{words}").format(
            n=now + 1, all=len(self._steps), words=self._steps[now]))  # fmt: skip
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(160), px(ROW) * len(self._steps))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, words in enumerate(self._steps):
            self._paint(painter, place, words)
        painter.end()

    def _paint(self, painter: QPainter, place: int, words: str) -> None:
        here, now, done = look(), place == self._now, place < self._now
        top = px(ROW) * place + (px(ROW) - px(DISC)) // 2
        disc = QRectF(1, top, px(DISC), px(DISC)).adjusted(0.5, 0.5, -0.5, -0.5)
        ink = here.colour("rail_sel_ink" if now else "rail_ink")
        painter.setPen(Qt.PenStyle.NoPen if now else QPen(here.colour("rail_ink"), 1))
        painter.setBrush(here.colour("mark") if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        if done:
            painter.drawPixmap(round(disc.x()) + px(5), top + px(5), here.pixmap("check", "rail_ink", 14))
        else:
            painter.setFont(here.font(13, bold=True))
            painter.setPen(here.colour("rail") if now else ink)
            painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), str(place + 1))
        painter.setFont(here.font(14, bold=now))
        painter.setPen(ink)
        right = QRect(px(DISC + 10), px(ROW) * place, self.width() - px(DISC + 10), px(ROW))
        painter.drawText(right, int(Qt.AlignmentFlag.AlignVCenter), words)

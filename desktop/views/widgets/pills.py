"""Pills: icon + word on the ground of a meaning; the widget, and the painting that delegates share."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.views.style.look import look
from desktop.views.style.metrics import px

PAD, GAP, ICON = 6, 4, 14


@dataclass(frozen=True)
class Pill:
    """`tone` is a token with a `_bg` ground (red amber blue green grey g_orange …); `icon` or `mark` (▲ ■ ●)
    goes
    before the word, for no state may be told by colour alone. `dashed` and `framed` = a frame instead of a ground
    (空房, 按需; 必须)."""

    word: str
    tone: str = "grey"
    icon: str = ""
    mark: str = ""
    dashed: bool = False
    framed: bool = False
    bold: bool = False


def pill_size(pill: Pill, *, u: int = 12, height: int = 20) -> QSize:
    metrics = QFontMetrics(look().font(u, bold=pill.bold))
    sign = px(ICON + GAP) if pill.icon else 0
    return QSize(px(2 * PAD) + sign + metrics.horizontalAdvance(_text(pill)), px(height))


def paint_pill(painter: QPainter, rect: QRect, pill: Pill, *, u: int = 12) -> None:
    """Paints `pill` over the whole of `rect`."""
    here = look()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, rect, pill)
    left = rect.left() + px(PAD)
    if pill.icon:
        size = px(ICON)
        top = rect.top() + (rect.height() - size) / 2
        painter.drawPixmap(QPointF(left, top), here.pixmap(pill.icon, pill.tone, ICON))
        left += size + px(GAP)
    painter.setFont(here.font(u, bold=pill.bold))
    painter.setPen(here.colour(pill.tone))
    words = QRect(left, rect.top(), rect.right() - left + 1, rect.height())
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), _text(pill))
    painter.restore()


def _paint_ground(painter: QPainter, rect: QRect, pill: Pill) -> None:
    here = look()
    shape = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    if pill.dashed:
        painter.setPen(QPen(here.colour("line2"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(shape, px(4), px(4))
        return
    if pill.framed:
        painter.setPen(QPen(here.colour(pill.tone), 1))
        painter.drawRoundedRect(shape, px(4), px(4))
        return
    framed = here.tokens.key == "high"
    painter.setPen(QPen(here.colour(pill.tone), 1) if framed else Qt.PenStyle.NoPen)
    painter.setBrush(here.colour(f"{pill.tone}_bg"))
    painter.drawRoundedRect(shape if framed else QRectF(rect), px(4), px(4))


def _text(pill: Pill) -> str:
    return f"{pill.mark} {pill.word}" if pill.mark else pill.word


GRADE_PILLS = {"橙": Pill("橙", "g_orange", mark="▲"), "蓝": Pill("蓝", "g_blue", mark="■"),
               "青": Pill("青", "g_qing", mark="●")}  # fmt: skip
"""The grades of houses and smallest units (橙 / 蓝 / 青)."""


class PillLabel(QWidget):
    """A pill that only tells."""

    def __init__(self, pill: Pill, *, u: int = 12, height: int = 22) -> None:
        super().__init__()
        self._pill, self._u, self._height = pill, u, height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(pill.word)

    def set_pill(self, pill: Pill) -> None:
        self._pill = pill
        self.setAccessibleName(pill.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return pill_size(self._pill, u=self._u, height=self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, self.rect(), self._pill, u=self._u)
        painter.end()


class PillButton(QAbstractButton):
    """A pill to press: filters the list beside it. Pressed-in = a frame of its own ink."""

    def __init__(self, pill: Pill, name: str, *, height: int = 22) -> None:
        super().__init__()
        self._pill, self._height = pill, height
        self.setObjectName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_pill(pill)

    def set_pill(self, pill: Pill) -> None:
        self._pill = pill
        self.setAccessibleName(pill.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return pill_size(self._pill, height=self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, self.rect(), self._pill)
        if self.isChecked() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            token = "focus" if self.hasFocus() else self._pill.tone
            painter.setPen(QPen(look().colour(token), px(2)))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(4), px(4))
        painter.end()

"""Words on the screen: labels by tone (size and weight) and ink (colour), eliding labels, icon labels,
rules.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStyleOption, QWidget

from desktop.views.style.look import look
from desktop.views.style.metrics import fix


def repolish(widget: QWidget) -> None:
    """Lets the style sheet see a property that has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def rule(*, vertical: bool = False) -> QFrame:
    """A hairline between parts."""
    made = QFrame()
    made.setProperty("role", "rule")
    if vertical:
        fix(made, width=1)
    else:
        fix(made, height=1)
    return made


class Label(QLabel):
    """`tone`: note 12, label 13, "" 14, strong 14/600, panel 15/600, case 16/600, page 18/600, dialog
    20/600, figure
    26/600. `ink`: a colour token named in sheet.qss, "" for the tone's own."""

    def __init__(self, text: str = "", tone: str = "", ink: str = "", *, wrap: bool = False) -> None:
        super().__init__(text)
        self.setProperty("tone", tone)
        self.setProperty("ink", ink)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)

    def set_ink(self, ink: str) -> None:
        self.setProperty("ink", ink)
        repolish(self)


class ElideLabel(Label):
    """A label that may be narrower than its words: it ends in … and tells the whole in its tool tip."""

    def __init__(self, text: str = "", tone: str = "", ink: str = "") -> None:
        super().__init__(text, tone, ink)
        self.setProperty("elide", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.rect(),
            self.alignment(),
            option.palette,
            self.isEnabled(),
            self.shown(),
            self.foregroundRole(),
        )
        painter.end()

    def shown(self) -> str:
        """What there is room for."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def _tell(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if cut else "")


class IconLabel(QWidget):
    """An icon that follows the theme; said aloud by the words beside it."""

    def __init__(self, name: str, ink: str = "ink2", u: int = 16) -> None:
        super().__init__()
        self._name, self._ink, self._u = name, ink, u
        fix(self, width=u, height=u)

    def set_icon(self, name: str, ink: str) -> None:
        self._name, self._ink = name, ink
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(self._u), look().px(self._u))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture = look().pixmap(self._name, self._ink, self._u)
        self.style().drawItemPixmap(painter, self.rect(), Qt.AlignmentFlag.AlignCenter, picture)
        painter.end()


class StyledFrame(QFrame):
    """A frame whose `role` and `tone` the style sheet dresses (card, banner, drawer, bar, …)."""

    def __init__(self, role: str, tone: str = "") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)

    def set_tone(self, tone: str) -> None:
        self.setProperty("tone", tone)
        repolish(self)

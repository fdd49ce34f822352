"""Parts of a document's pane: section heads with their buttons, a section that folds away, notices with links."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayout, QWidget

from desktop.views.style.look import look
from desktop.views.style.metrics import Column, Row, fix, px
from desktop.views.widgets.buttons import Button, button
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, StyledFrame
from desktop.views.words import tr


class SectionHead(QWidget):
    """Title 15/600, a note that may be cut, buttons at the right; 36 high."""

    def __init__(self, title: str, *buttons: QWidget, note: str = "") -> None:
        super().__init__()
        self.title, self.note = Label(title, "panel"), ElideLabel(note, "label")
        self._mark = IconLabel("check", "green", 16)
        self._mark.hide()
        row = Row(self.title, gap=10)
        row.addWidget(self.note, 1)
        row.addWidget(self._mark)
        for each in buttons:
            row.addWidget(each)
        self.setLayout(row)
        fix(self, height=34)

    def set_title(self, words: str) -> None:
        self.title.setText(words)

    def set_note(self, words: str, ink: str = "") -> None:
        self.note.setText(words)
        self.note.set_ink(ink)


def clear(box: QLayout) -> None:
    """Take every widget out of a row or column, at once for the eye."""
    while box.count():
        if (item := box.takeAt(0)) and (old := item.widget()):
            old.hide()
            old.deleteLater()


class FoldHead(QWidget):
    """The line of a folded section: press or Enter opens and closes it."""

    toggled = Signal(bool)

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._arrow = IconLabel("chevron-right", "ink2", 16)
        self.note = ElideLabel("", "label")
        self._tick, self.state = IconLabel("check", "green", 16), Label("", "label", "green")
        self._tick.hide()
        row = Row(self._arrow, Label(title, "panel"), margins=(10, 0, 12, 0), gap=8)
        row.addWidget(self.note, 1)
        row.addWidget(self._tick)
        row.addWidget(self.state)
        self.setLayout(row)
        self._open = False
        fix(self, height=34)

    def set_open(self, opened: bool) -> None:
        self._open = opened
        self._arrow.set_icon("chevron-down" if opened else "chevron-right", "ink2")
        self.setAccessibleDescription(tr("已展开") if opened else tr("已收起"))
        self.toggled.emit(opened)

    def set_state(self, note: str, *, filled: bool) -> None:
        self.note.setText(note)
        self.state.setText(tr("已填") if filled else tr("未填"))
        self.state.set_ink("green" if filled else "amber")
        self._tick.setVisible(filled)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.set_open(not self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.set_open(not self._open)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        frame(self, focused=self.hasFocus())


class Fold(QWidget):
    """A section that shows its body only when opened; `set_state` tells whether it is filled."""

    def __init__(self, title: str, name: str, body: QWidget) -> None:
        super().__init__()
        self.head, self.body = FoldHead(title, name), body
        self.setLayout(Column(self.head, body, gap=6))
        self.head.toggled.connect(body.setVisible)
        body.hide()

    def set_open(self, opened: bool) -> None:
        self.head.set_open(opened)


class Notice(StyledFrame):
    """An amber line with links: what to look at, and what can be done about it at once."""

    def __init__(self, words: str) -> None:
        super().__init__("banner", "amber")
        self.setAccessibleName(words)
        self.words = ElideLabel(words, "label", "amber")
        self._row = Row(IconLabel("triangle-alert", "amber", 16), margins=(10, 0, 8, 0), gap=8)
        self._row.addWidget(self.words, 1)
        self.setLayout(self._row)
        fix(self, height=30)

    def add_link(self, text: str, name: str, run: object) -> Button:
        made = button(text, name, run, kind="link")  # type: ignore[arg-type]
        self._row.addWidget(made)
        return made


def frame(widget: QWidget, *, focused: bool, dashed: bool = False) -> None:
    """A 1 px frame with radius 4 on `surface`; 2 px of `focus` when it has the focus."""
    here = look()
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(here.colour("focus" if focused else "line"), px(2) if focused else 1)
    pen.setStyle(Qt.PenStyle.DashLine if dashed and not focused else Qt.PenStyle.SolidLine)
    inset = 1 if focused else 0.5
    painter.setPen(pen)
    painter.setBrush(here.colour("surface"))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), px(4), px(4))
    painter.end()

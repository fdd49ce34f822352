"""Fields for one line and for many: what every other field builds on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.errors import Refused
from desktop.views.style.metrics import fix, px
from desktop.views.widgets.labels import repolish


def as_typed(text: str) -> Any:
    return text


def set_state(field: QWidget, state: str) -> None:
    """`state`: "" | error | warn; the frame changes, the size does not."""
    if (field.property("state") or "") != state:
        field.setProperty("state", state)
        repolish(field)


class TextField(QLineEdit):
    """One line. `parse` turns the words into the value (raising `Refused`), `show` the value into words.

    `left` comes after the focus has gone and the words stand in their proper form; `edited` at each change
    by hand.
    `read()` gives the value, None when empty, and raises `Refused` for words that are none.
    """

    left = Signal()
    edited = Signal()

    def __init__(
        self,
        label: str,
        name: str,
        *,
        parse: Callable[[str], Any] = as_typed,
        show: Callable[[Any], str] = str,
        hint: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(hint)
        self._parse, self._show = parse, show
        self._inside: list[QWidget] = []
        fix(self, min_width=60)
        self.textEdited.connect(lambda _: self.edited.emit())

    def read(self) -> Any:
        text = self.text().strip()
        return self._parse(text) if text else None

    def set_value(self, value: Any) -> None:
        self.setText("" if value is None else self._show(value))

    def typed(self) -> str:
        """The words as they stand, right or wrong: what a draft keeps."""
        return self.text()

    def set_typed(self, words: str) -> None:
        self.setText(words)

    def set_read_only(self, fixed: bool) -> None:
        self.setReadOnly(fixed)
        repolish(self)

    def add_inside(self, widget: QWidget) -> None:
        """Puts a small widget at the right end, inside the frame."""
        widget.setParent(self)
        self._inside.append(widget)
        self.place_inside()

    def place_inside(self) -> None:
        right = self.width() - px(6)
        for widget in reversed(self._inside):
            if not widget.isHidden():
                widget.adjustSize()
                right -= widget.width()
                widget.move(right, (self.height() - widget.height()) // 2)
                right -= px(4)
        taken = self.width() - px(6) - right
        self.setTextMargins(0, 0, taken if any(not w.isHidden() for w in self._inside) else 0, 0)

    def tidy(self) -> None:
        """Brings right words into their proper form; leaves wrong ones as typed, to be mended."""
        try:
            value = self.read()
        except Refused:
            return
        if value is not None:
            self.set_value(value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_inside()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.tidy()
            self.left.emit()


class LongText(QPlainTextEdit):
    """Several lines; Tab goes on to the next field, Enter makes a new line."""

    left = Signal()
    edited = Signal()

    def __init__(self, label: str, name: str, *, lines: int = 4, hint: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        fix(self, min_height=20 * lines + 12)
        self.textChanged.connect(self.edited)

    def read(self) -> str | None:
        return self.toPlainText().strip() or None

    def set_value(self, value: Any) -> None:
        self.setPlainText(value or "")

    def put_in(self, words: str) -> None:
        """At the cursor, on a line of its own; the cursor stays behind them, to go on writing."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        cursor.insertText(("\n" if before.strip() else "") + words)
        self.setTextCursor(cursor)
        self.setFocus()

    def typed(self) -> str:
        return self.toPlainText()

    def set_typed(self, words: str) -> None:
        self.setPlainText(words)

    def set_read_only(self, fixed: bool) -> None:
        self.setReadOnly(fixed)
        repolish(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

"""Several of a short list: the chosen labels in a row, a check list to choose from; typing finds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from desktop.errors import Refused
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, fix, px
from desktop.views.widgets.code_field import sought_words
from desktop.views.widgets.labels import Label
from desktop.views.words import tr

KEY, ON, OFF = Qt.ItemDataRole.UserRole, Qt.CheckState.Checked, Qt.CheckState.Unchecked
ROW, ROWS, AROUND = 30, 8, 84
STATE_INK = {"error": "red", "warn": "amber"}


class FindLine(QLineEdit):
    """Typing finds; arrows walk in the list, Space ticks, Enter ticks what was found or is done."""

    walked = Signal(int)
    ticked = Signal()
    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_F4 or (alt and key == Qt.Key.Key_Up):
            self.done.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Space:
            self.ticked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.ticked if self.text() else self.done).emit()
            self.clear()
        else:
            super().keyPressEvent(event)


class CheckPopup(QFrame):
    """`turned(key)` asks for a tick to be turned; `closed` when it goes."""

    turned = Signal(str)
    closed = Signal()

    def __init__(self, label: str, name: str) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        self.setObjectName(f"{name}.popup")
        self.setAccessibleName(label)
        self.setProperty("role", "popup")
        self.line, self.list, self.note = FindLine(), QListWidget(), Label("", "note")
        self.line.setObjectName(f"{name}.find")
        self.line.setAccessibleName(tr("{label} 查找").format(label=label))
        self.line.setPlaceholderText(tr("输入字或首字母查找，空格键勾选"))
        self.list.setObjectName(f"{name}.list")
        self.list.setAccessibleName(label)
        self.list.setProperty("bare", True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = Column(self.line, margins=(6, 6, 6, 6), gap=4)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        self.setLayout(column)
        self.line.textChanged.connect(self._sift)
        self.line.walked.connect(self._walk)
        self.line.ticked.connect(lambda: self._turn(self.list.currentItem()))
        self.line.done.connect(self.hide)
        self.list.itemClicked.connect(self._turn)

    def fill(self, options: Iterable[tuple[str, str]]) -> None:
        self.list.clear()
        for key, label in options:
            item = QListWidgetItem(label)
            item.setData(KEY, key)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)  # a click anywhere turns the tick
            self.list.addItem(item)

    def show_ticks(self, keys: Iterable[str], note: str, ink: str = "ink2") -> None:
        chosen = set(keys)
        for item in self._items():
            item.setCheckState(ON if item.data(KEY) in chosen else OFF)
        self.note.setText(note)
        self.note.set_ink(ink)

    def open_under(self, anchor: QPushButton) -> None:
        self.line.clear()
        self._sift("")
        ticked = [item for item in self._items() if item.checkState() is ON]
        self.list.setCurrentItem(next(iter(ticked), self.list.item(0)))
        rows = max(3, min(self.list.count(), ROWS))
        self.resize(max(anchor.width(), px(260)), px(ROW * rows + AROUND))
        self.move(anchor.mapToGlobal(QPoint(0, anchor.height())))
        self.show()
        self.line.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _sift(self, words: str) -> None:
        sought = words.strip().lower()
        for item in self._items():
            item.setHidden(sought not in sought_words("", item.text()))
        seen = [item for item in self._items() if not item.isHidden()]
        if seen and self.list.currentItem() not in seen:
            self.list.setCurrentItem(seen[0])

    def _walk(self, step: int) -> None:
        seen = [row for row, item in enumerate(self._items()) if not item.isHidden()]
        if seen:
            place = seen.index(self.list.currentRow()) if self.list.currentRow() in seen else -1
            self.list.setCurrentRow(seen[max(0, min(place + step, len(seen) - 1))])

    def _turn(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            self.turned.emit(str(item.data(KEY)))


class ChoicesField(QPushButton):
    """An `Input` of forms: `read` gives the chosen keys in the order of the list, None for none.

    F4, Alt+Down, Space or a click opens the check list. `most` is how many may be chosen (a pair: 2); `nothing`
    says what it means to choose none.
    """

    left = Signal()
    edited = Signal()

    def __init__(self, label: str, name: str, options: Iterable[tuple[str, str]] = (), *, most: int = 0,
                 nothing: str = "") -> None:  # fmt: skip
        super().__init__()
        self.setObjectName(name)
        self._label, self._most, self._nothing = label, most, nothing
        self._options: dict[str, str] = {}
        self._chosen: set[str] = set()
        self._popup: CheckPopup | None = None
        self.setProperty("field", True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        fix(self, height=32, min_width=160)
        self.clicked.connect(lambda _=False: self.open_list())
        self.set_options(options)

    def set_options(self, options: Iterable[tuple[str, str]]) -> None:
        self._options = dict(options)
        if self._popup is not None:
            self._popup.fill(self._options.items())
        self.set_value(list(self._chosen))

    @property
    def popup(self) -> CheckPopup:
        if self._popup is None:
            self._popup = popup = CheckPopup(self._label, self.objectName())
            popup.fill(self._options.items())
            popup.turned.connect(self._turn)
            popup.closed.connect(self.left.emit)
            self.destroyed.connect(popup.deleteLater)
        return self._popup

    def open_list(self) -> None:
        self.popup.show_ticks(self._chosen, self._note())
        self.popup.open_under(self)

    def words(self) -> str:
        """The chosen labels as they stand in the field."""
        return "、".join(self._options[key] for key in self.read_all())

    def read_all(self) -> list[str]:
        return [key for key in self._options if key in self._chosen]

    def read(self) -> Any:
        chosen = self.read_all()
        if self._most and len(chosen) > self._most:
            raise Refused(tr("{label}选多了").format(label=self._label), tr("最多选{n}个").format(n=self._most),
                          code="too_many")  # fmt: skip
        return chosen or None

    def set_value(self, value: Any) -> None:
        given = value if isinstance(value, list | tuple) else []
        self._chosen = {key for key in given if key in self._options}
        self._tell()

    def typed(self) -> str:
        return "、".join(self.read_all())

    def set_typed(self, words: str) -> None:
        self.set_value(words.split("、"))

    def set_read_only(self, fixed: bool) -> None:
        self.setEnabled(not fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_F4, Qt.Key.Key_Space) or (alt and key == Qt.Key.Key_Down):
            self.open_list()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        option, here, words = QStyleOptionButton(), look(), self.words()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        inner = self.rect().adjusted(px(10), 0, -px(30), 0)
        painter.setFont(here.font(14))
        painter.setPen(here.colour("ink" if (words or self._nothing) and self.isEnabled() else "ink3"))
        shown = painter.fontMetrics().elidedText(
            words or self._nothing or tr("请选择"), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.drawPixmap(
            self.width() - px(24), (self.height() - px(16)) // 2, here.pixmap("chevron-down", "ink2", 16)
        )
        self._paint_state(painter)
        painter.end()

    def _paint_state(self, painter: QPainter) -> None:
        """What is wrong: a frame with a broad left edge, as other fields have."""
        ink = STATE_INK.get(str(self.property("state") or ""))
        if ink:
            colour, rect = look().colour(ink), self.rect()
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colour)
            painter.setPen(colour)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _note(self) -> str:
        told = tr("已选 {n} 个，最多 {most} 个") if self._most else tr("已选 {n} 个")
        return told.format(n=len(self._chosen), most=self._most)

    def _turn(self, key: str) -> None:
        if key not in self._chosen and self._most and len(self._chosen) >= self._most:
            words = tr("最多选{n}个，先去掉一个").format(n=self._most)
            self.popup.show_ticks(self._chosen, words, "red")
            return
        self._chosen ^= {key}
        self.popup.show_ticks(self._chosen, self._note())
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        words = self.words()
        self.setToolTip(words)
        self.setAccessibleName(f"{self._label}：{words or self._nothing or tr('没有选')}")
        self.update()

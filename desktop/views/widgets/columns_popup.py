"""Which columns a table shows and in what order: ticks, drag or Alt+↑↓, 恢复默认."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QWidget

from desktop.views.style.look import look
from desktop.views.style.metrics import Column, Row, fix, px
from desktop.views.widgets.buttons import button
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.words import tr


class ColumnList(QListWidget):
    """Rows with ticks; Alt+↑↓ moves the row with the focus."""

    changed_by_hand = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(tr("显示的列"))
        self.setProperty("bare", True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(lambda _: self.changed_by_hand.emit())
        self.model().rowsMoved.connect(lambda *_: self.changed_by_hand.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(step)
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        row = self.currentRow()
        if 0 <= row + step < self.count():
            item = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentRow(row + step)
            self.changed_by_hand.emit()


class ColumnsPopup(QFrame):
    """`chosen(keys)` gives the ticked columns in their new order after each change; `reset` asks for the
    default.
    `sensitive` columns say that they are covered."""

    chosen = Signal(object)
    reset = Signal()

    def __init__(self, area: str) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        self.setObjectName(f"{area}.columns.popup")
        self.setAccessibleName(tr("显示的列"))
        self.setProperty("role", "popup")
        self.list = ColumnList(f"{area}.columns.list")
        head = StyledFrame("head")
        default = button(tr("恢复默认"), f"{area}.columns.reset", self.reset.emit, kind="link")
        head.setLayout(Row(Label(tr("显示的列"), "strong"), None, default, margins=(12, 0, 8, 0)))
        fix(head, height=36)
        foot = StyledFrame("foot")
        foot.setLayout(Row(Label(tr("拖动或 Alt+↑↓ 换次序"), "note"), None, margins=(12, 4, 8, 4)))
        self.setLayout(Column(head, self.list, foot, margins=(1, 1, 1, 1), gap=0))
        self.list.changed_by_hand.connect(lambda: self.chosen.emit(self.shown()))
        fix(self, width=212)

    def set_columns(self, columns: Iterable[tuple[str, str, bool, bool]]) -> None:
        """`columns` are (key, label, shown, sensitive) in their order. An open list whose ticks say so already stays as
        it lies: nothing jumps away under the hand.
        """
        columns = list(columns)
        if self.isVisible() and [key for key, _, shown, _ in columns if shown] == self.shown():
            return
        here = self.list.currentItem()
        current = here.data(Qt.ItemDataRole.UserRole) if here is not None else None
        self.list.blockSignals(True)
        self.list.clear()
        for key, label, shown, sensitive in columns:
            words = tr("{label}（遮盖）").format(label=label) if sensitive else label
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
            if key == current:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def shown(self) -> list[str]:
        items = (self.list.item(n) for n in range(self.list.count()))
        return [
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]

    def open_under(self, anchor: QWidget) -> None:
        spot = anchor.mapToGlobal(QPoint(anchor.width() - look().px(212), anchor.height() + px(4)))
        room = anchor.window().mapToGlobal(anchor.window().rect().bottomRight()).y() - spot.y() - px(4)
        self.resize(look().px(212), max(min(self.list.count() * px(28) + px(72), px(448), room), px(160)))
        self.move(spot)
        self.show()
        self.list.setFocus()

"""Dragging what stands in a view: over each place the rules are asked, and the answer stands beside the pointer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from desktop.views.style.metrics import Row, px
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.words import tr

Judge = Callable[[Any, Any], tuple[str, str]]
"""(what would happen, why it should not): both in words, the second "" when no rule is broken."""


class DragHint(StyledFrame):
    """The words beside the pointer: what would happen, and the rule it breaks."""

    def __init__(self, view: QAbstractItemView, name: str) -> None:
        super().__init__("bubble")
        self._room = view.viewport()
        self.setParent(self._room)
        self.setObjectName(name)
        self.deed, self.why = Label("", "strong"), Label("", "label", "red", wrap=True)
        self.setLayout(Row(self.deed, self.why, margins=(8, 4, 8, 4), gap=8))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, deed: str, why: str, at: QPoint) -> None:
        self.deed.setText(deed)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.setAccessibleName("，".join(filter(None, (deed, why))))
        self.adjustSize()
        room = self._room.size() - self.size()
        self.move(min(at.x() + px(14), room.width()), min(at.y() + px(18), room.height()))
        self.show()
        self.raise_()


class ItemDrag(QObject):
    """Watches a view's mouse. What is dragged is the data of `role`; `may` tells what can be taken up, `judge` (given
    once it can answer) what would happen where it is let go, `same` whether two are one place.

    `dropped(source, target)` when it is let go over another place; Esc lets go of nothing. `over_changed(target or
    None)` while it is on its way.
    """

    dropped = Signal(object, object)
    over_changed = Signal(object)

    def __init__(
        self, view: QAbstractItemView, name: str, role: int, *, may: Callable[[Any], bool],
        same: Callable[[Any, Any], bool],
    ) -> None:  # fmt: skip
        super().__init__(view)
        self._view, self._role, self._may, self._same = view, role, may, same
        self._start = QPoint()
        self._from: Any = None
        self._over: Any = None
        self.judge: Judge | None = None
        self.hint = DragHint(view, name)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._press(event)
            elif event.type() == QEvent.Type.MouseMove and self._from is not None:
                return self._move(event)
            elif event.type() == QEvent.Type.MouseButtonRelease:
                return self._release()
        return False

    @property
    def under_way(self) -> bool:
        return self.hint.isVisible()

    def cancel(self) -> None:
        self._from = self._over = None
        self.hint.hide()
        self._view.viewport().unsetCursor()
        self.over_changed.emit(None)

    def _press(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._from = found if plain and found is not None and self._may(found) else None
        self._start = event.position().toPoint()

    def _move(self, event: QMouseEvent) -> bool:
        """Past the threshold the view no longer selects; the rules are asked once for each place passed over."""
        at, source = event.position().toPoint(), self._from
        if not self.under_way and (at - self._start).manhattanLength() < QApplication.startDragDistance():
            return False
        target = self._at(at)
        if source is None or self.judge is None or target is None:
            self.hint.hide()
            self._over = None
            return True
        if target != self._over or not self.under_way:
            self._over = target
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.hint.say(*self._words(source, target), at)
            self.over_changed.emit(target)
        return True

    def _words(self, source: Any, target: Any) -> tuple[str, str]:
        if self.judge is None or self._same(source, target):
            return tr("放回原处"), ""
        return self.judge(source, target)

    def _release(self) -> bool:
        source, target, dragging = self._from, self._over, self.under_way
        self.cancel()
        if not dragging:
            return False
        if source is not None and target is not None and not self._same(source, target):
            self.dropped.emit(source, target)
        return True

    def _at(self, at: QPoint) -> Any:
        return self._view.indexAt(at).data(self._role)

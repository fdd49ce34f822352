"""Several of a short list: the chosen labels in a row, a check list to choose from; keys only if wanted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QToolButton

from desktop.errors import Refused
from desktop.views.style.metrics import fix
from desktop.views.words import tr

OPENERS = (Qt.Key.Key_F4, Qt.Key.Key_Down, Qt.Key.Key_Space)


class StayMenu(QMenu):
    """A menu that stays open while things are ticked, by mouse and by space bar."""

    def mouseReleaseEvent(self, event: Any) -> None:
        action = self.activeAction()
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)


class ChoicesField(QToolButton):
    """An `Input` of forms: `read` gives the chosen keys in the order of the list, None for none.

    `most` is how many may be chosen (a pair: 2); more are refused when read.
    """

    left = Signal()
    edited = Signal()

    def __init__(self, label: str, name: str, options: Iterable[tuple[str, str]] = (), *, most: int = 0) -> None:
        super().__init__()
        self.setObjectName(name)
        self._label, self._most = label, most
        self._actions: dict[str, QAction] = {}
        self._menu = StayMenu(self)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("field", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        fix(self, height=32, min_width=160)
        self._menu.aboutToHide.connect(self.left.emit)
        self.set_options(options)

    def set_options(self, options: Iterable[tuple[str, str]]) -> None:
        kept = self.read_all()
        self._menu.clear()
        self._actions = {key: self._menu.addAction(words) for key, words in options}
        for key, action in self._actions.items():
            action.setCheckable(True)
            action.setChecked(key in kept)
            action.toggled.connect(lambda _: self._on_toggled())
        self._tell()

    def read_all(self) -> list[str]:
        return [key for key, action in self._actions.items() if action.isChecked()]

    def read(self) -> Any:
        chosen = self.read_all()
        if self._most and len(chosen) > self._most:
            raise Refused(tr("{label}选多了").format(label=self._label), tr("最多选{n}个").format(n=self._most),
                          code="too_many")  # fmt: skip
        return chosen or None

    def set_value(self, value: Any) -> None:
        chosen = value if isinstance(value, list | tuple) else []
        for key, action in self._actions.items():
            action.blockSignals(True)
            action.setChecked(key in chosen)
            action.blockSignals(False)
        self._tell()

    def typed(self) -> str:
        return "、".join(self.read_all())

    def set_typed(self, words: str) -> None:
        self.set_value(words.split("、"))

    def set_read_only(self, fixed: bool) -> None:
        self.setEnabled(not fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPENERS:
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _on_toggled(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        chosen = "、".join(action.text() for action in self._actions.values() if action.isChecked())
        self.setText(chosen or tr("请选择"))
        self.setToolTip(chosen)
        self.setAccessibleName(self._label)
        self.setAccessibleDescription(chosen or tr("没有选"))

"""A choice from a code table: type its code, its words or their first letters; the wheel changes nothing
unasked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from desktop.domain import names
from desktop.errors import Refused
from desktop.views.style.metrics import fix
from desktop.views.widgets.labels import repolish
from desktop.views.words import tr

SOUGHT = Qt.ItemDataRole.UserRole + 1


def sought_words(code: str, label: str) -> str:
    """What typing is compared with: code, words, first letters."""
    return " ".join((code, label, *names.initials(names.read_words(label)))).lower()


class CodeCompleter(QCompleter):
    """Finds by code, words or first letters, and puts in what is shown."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data())


class CodeField(QComboBox):
    """`options` are (code, label) pairs; reads the code. `with_codes` shows 06 随迁 instead of 随迁.

    `may_be_other` lets words through that are on no list (a grid, a free post).
    """

    left = Signal()
    edited = Signal()

    def __init__(
        self,
        label: str,
        name: str,
        options: Iterable[tuple[str, str]] = (),
        *,
        with_codes: bool = False,
        may_be_other: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._line = QLineEdit()
        self.entered = self._line.returnPressed
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self._with_codes, self._other, self._label = with_codes, may_be_other, label
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self._complete()
        self.set_label(label)
        self._line.setPlaceholderText(hint)
        self._line.textEdited.connect(lambda _: self.edited.emit())
        self.activated.connect(lambda _: self.edited.emit())
        fix(self, min_width=60)
        self.set_options(options)

    def set_label(self, label: str) -> None:
        self.setAccessibleName(label)
        self._line.setAccessibleName(label)
        self._line.setObjectName(f"{self.objectName()}.text")

    def set_options(self, options: Iterable[tuple[str, str]]) -> None:
        self._items.clear()
        for code, label in options:
            item = QStandardItem(f"{code} {label}" if self._with_codes else label)
            item.setData(code, Qt.ItemDataRole.UserRole)
            item.setData(sought_words(code, label), SOUGHT)
            self._items.appendRow(item)
        self.setCurrentIndex(-1)

    def read(self) -> Any:
        """The code, None when empty; `Refused` for words that are on no list or fit several."""
        text = self.currentText().strip()
        if not text:
            return None
        row = self._row(text)
        if row >= 0:
            return self.itemData(row)
        if self._other:
            return text
        raise Refused(tr("没有“{text}”这一项").format(text=text), tr("从列表里选一项"), code="code_unknown")

    def set_value(self, value: Any) -> None:
        row = self.findData(value) if value is not None else -1
        self.setCurrentIndex(row)
        if row < 0:
            self.setEditText(str(value) if value is not None and self._other else "")

    def text(self) -> str:
        return self.currentText()

    def typed(self) -> str:
        return self.currentText()

    def set_typed(self, words: str) -> None:
        self.setCurrentIndex(-1)
        self.setEditText(words)
        self.tidy()

    def set_read_only(self, fixed: bool) -> None:
        self._line.setReadOnly(fixed)
        self.setEnabled(not fixed)
        repolish(self)

    def tidy(self) -> None:
        row = self._row(self.currentText().strip())
        if row >= 0:
            self.setCurrentIndex(row)
            self.setEditText(self.itemText(row))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() or self._line.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.tidy()
            self.left.emit()

    def _complete(self) -> None:
        completer = CodeCompleter(self._items, self)
        completer.setCompletionRole(SOUGHT)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    def _row(self, text: str) -> int:
        """The one row that `text` means, -1 when none or several do."""
        sought = text.lower()
        rows = range(self._items.rowCount())
        exact = [n for n in rows if sought in (self.itemText(n).lower(), str(self.itemData(n)).lower())]
        words = [n for n in rows if sought in str(self.itemData(n, SOUGHT)).split()]
        part = [n for n in rows if sought in str(self.itemData(n, SOUGHT))]
        return next((found[0] for found in (exact, words, part) if len(found) == 1), -1)

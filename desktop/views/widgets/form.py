"""Forms: labelled fields with their words of error under them, one way of checking, Enter goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.errors import Refused
from desktop.views.style.metrics import Grid
from desktop.views.widgets.form_cell import Cell, Finding, note_cell
from desktop.views.words import tr


class Input(Protocol):
    """What a field is to a form; TextField, LongText, CodeField and their kin all are."""

    left: Any
    edited: Any

    def read(self) -> Any: ...
    def set_value(self, value: Any) -> None: ...
    def typed(self) -> str: ...
    def set_typed(self, words: str) -> None: ...
    def set_read_only(self, fixed: bool) -> None: ...


Rule = Callable[[Mapping[str, Any]], Iterable[Finding]]


class FormPanel(QWidget):
    """Fields in columns. `add` them in the order they are filled; `rules` check several at once.

    `submitted` comes with Ctrl+Enter from any field and with Enter from the last; `edited(key)` at each
    change by hand;
    `checked(errors)` after each check, for the foot bar's “N 处要改”.
    """

    submitted = Signal()
    edited = Signal(str)
    checked = Signal(int)

    def __init__(self, name: str, *, columns: int = 2, rules: Iterable[Rule] = ()) -> None:
        super().__init__()
        self.setObjectName(name)
        self._columns, self._rules = columns, tuple(rules)
        self._cells: dict[str, Cell] = {}
        self._spans: dict[str, int] = {}
        self._found: dict[str, Finding] = {}
        self._held: dict[str, Finding] = {}
        self._touched: set[str] = set()
        self._grid = Grid(gap=8)
        self.setLayout(self._grid)

    def add(self, key: str, label: str, field: QWidget, *, required: bool = False, span: int = 1) -> QWidget:
        """Puts `field` (an `Input`) next; `span` columns wide. Gives the field back."""
        cell = Cell(label, field, required=required)
        self._cells[key], self._spans[key] = cell, span
        self._place()
        plain: Any = field
        plain.left.connect(lambda: self._check_left(key))
        plain.edited.connect(lambda: self._on_edited(key))
        for watched in (field, *field.findChildren(QWidget)):
            watched.installEventFilter(self)
        return field

    def add_note(self, key: str, widget: QWidget) -> None:
        """A widget across all columns after the fields so far (来过…, capacity after)."""
        self._cells[f"note.{key}"] = note_cell(widget)
        self._spans[f"note.{key}"] = self._columns
        self._place()

    def set_columns(self, columns: int) -> None:
        self._columns = columns
        self._place()

    def field(self, key: str) -> Any:
        return self._cells[key].field

    def cell(self, key: str) -> Cell:
        return self._cells[key]

    def keys(self) -> tuple[str, ...]:
        return tuple(key for key in self._cells if not key.startswith("note."))

    def set_values(self, values: Mapping[str, Any]) -> None:
        for key in self.keys():
            if key in values:
                self.field(key).set_value(values[key])
        self.clear_findings()

    def values(self) -> dict[str, Any]:
        """What can be read; a field with wrong words is left out. Covered numbers nobody changed are left
        out too.
        """
        found = {}
        for key in self.keys():
            field = self.field(key)
            if getattr(field, "kept", False):
                continue
            try:
                found[key] = field.read()
            except Refused:
                continue
        return found

    def typed(self) -> dict[str, str]:
        """What stands in the fields, right or wrong, for a draft; covered numbers nobody changed are left out."""
        return {key: self.field(key).typed() for key in self.keys() if not getattr(self.field(key), "kept", False)}

    def set_typed(self, words: Mapping[str, str]) -> None:
        """Put a draft back."""
        for key in self.keys():
            if key in words:
                self.field(key).set_typed(words[key])
        self.clear_findings()

    def check(self) -> int:
        """Checks every field and rule, shows what is wrong, focuses the first; gives the number of errors."""
        self._touched.update(self.keys())
        self._check_all()
        errors = [key for key in self.keys() if key in self._found and not self._found[key].warn]
        if errors:
            self.field(errors[0]).setFocus()
        return len(errors)

    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self._found.values() if finding.warn)

    def show_refused(self, refused: Refused) -> bool:
        """Points at the field a service refused; False when it is none of this form's."""
        if refused.field not in self._cells:
            return False
        self.field(refused.field).setFocus()
        self._held[refused.field] = Finding(refused.field, str(refused))
        self._show(refused.field, self._held[refused.field])
        self.checked.emit(1)
        return True

    def clear_findings(self) -> None:
        self._touched.clear()
        self._held.clear()
        for key in self.keys():
            self._show(key, None)
        self.checked.emit(0)

    def set_read_only(self, fixed: bool) -> None:
        for key in self.keys():
            self.field(key).set_read_only(fixed)

    def first_empty(self) -> QWidget | None:
        """The first must-field without words, else the first field."""
        values = self.values()
        must = [k for k in self.keys() if self._cells[k].required and values.get(k) is None and not self._kept(k)]
        keys = must or list(self.keys())
        return self._cells[keys[0]].field if keys else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(watched, event)
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control:
            self.submitted.emit()
            return True
        key = self._key_of(watched)
        if key is None or watched.inherits("QPlainTextEdit") or _popup_open(watched):
            return False
        self._step(key, -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        return True

    def _step(self, key: str, step: int) -> None:
        keys = [k for k in self.keys() if self.field(k).isEnabled() and self.field(k).isVisibleTo(self)]
        place = keys.index(key) + step
        if place >= len(keys):
            self.submitted.emit()
        elif place >= 0:
            self.field(keys[place]).setFocus(Qt.FocusReason.TabFocusReason)

    def _key_of(self, watched: QObject) -> str | None:
        for key in self.keys():
            field = self._cells[key].field
            if watched is field or (isinstance(watched, QWidget) and field.isAncestorOf(watched)):
                return key
        return None

    def _kept(self, key: str) -> bool:
        return bool(getattr(self.field(key), "kept", False))

    def _on_edited(self, key: str) -> None:
        self._held.pop(key, None)
        if key in self._found:
            self._show(key, None)
        self.edited.emit(key)

    def _check_left(self, key: str) -> None:
        if not all(isValid(cell.field) for cell in self._cells.values()):  # being taken apart with its dialog
            return
        self._touched.add(key)
        self._check_all()

    def _check_all(self) -> None:
        """What a service refused stays until that field is changed."""
        found = self._held | {f.key: f for f in self._findings() if f.key in self._touched}
        for key in self.keys():
            self._show(key, found.get(key))
        self.checked.emit(sum(not finding.warn for finding in found.values()))

    def _findings(self) -> Iterable[Finding]:
        """Rules first: where a field itself is wrong, that is what its words say in the end."""
        values = self.values()
        for rule in self._rules:
            yield from rule(values)
        for key in self.keys():
            finding = self._own_finding(key)
            if finding is not None:
                yield finding

    def _own_finding(self, key: str) -> Finding | None:
        try:
            empty = self.field(key).read() is None and not self._kept(key)
        except Refused as refused:
            return Finding(key, str(refused))
        if empty and self._cells[key].required:
            return Finding(key, tr("没有填{label}").format(label=self._cells[key].label.text()))
        return None

    def _show(self, key: str, finding: Finding | None) -> None:
        if finding is None:
            self._found.pop(key, None)
        else:
            self._found[key] = finding
        self._cells[key].show_finding(finding)

    def _place(self) -> None:
        row = column = 0
        for key, cell in self._cells.items():
            span = min(self._spans[key], self._columns)
            if column + span > self._columns:
                row, column = row + 1, 0
            self._grid.addWidget(cell, row, column, 1, span)
            column += span
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 1 if place < self._columns else 0)


def _popup_open(watched: QObject) -> bool:
    parent = watched.parent()
    completer = getattr(parent, "completer", None)
    found = completer() if completer is not None else None
    return bool(found and found.popup() and found.popup().isVisible())

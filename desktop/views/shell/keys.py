"""The keys that work everywhere in the window, each bound once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.views.shell.part import Part

COMMAND_KEYS = {
    "Ctrl+N": "new",
    "Ctrl+F": "filter",
    "Ctrl+S": "save",
    "Ctrl+P": "print",
    "Ctrl+Z": "undo",
    "Ctrl+Y": "redo",
}


def bind(window: QWidget, key: str, run: Callable[[], object]) -> None:
    """`key` calls `run` while the window is in front and no input method composes."""
    QShortcut(QKeySequence(key), window).activated.connect(lambda: run())


def walk_panes(panes: tuple[QWidget, ...], step: int) -> None:
    """Moves the focus to the pane after (`step` 1) or before (-1) the one that has it."""
    shown = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
    if not shown:
        return
    focus = QApplication.focusWidget()
    here = [n for n, pane in enumerate(shown) if focus is not None and (pane is focus or pane.isAncestorOf(focus))]
    place = (here[-1] + step) % len(shown) if here else 0
    _enter(shown[place])


def _enter(pane: QWidget) -> None:
    if isinstance(pane, Part) and (first := pane.first_focus()) is not None and _takes_focus(first):
        first.setFocus()
        return
    if pane.focusProxy() is not None or _takes_focus(pane):
        pane.setFocus()
        return
    inner = [child for child in pane.findChildren(QWidget) if _takes_focus(child)]
    if inner:
        _chosen(inner[0]).setFocus()


def _chosen(first: QWidget) -> QWidget:
    """Of a row of choices the one that holds, so that an arrow goes on from there."""
    group = first.group() if isinstance(first, QAbstractButton) else None
    return (group.checkedButton() if group else None) or first


def _takes_focus(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy().value & 1)

"""Walks a screen and tells what a person could not read, find or hear: others call `faults` on their
pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QStackedLayout,
    QTabBar,
    QWidget,
)

from desktop.views.style.look import look
from desktop.views.widgets.table import LedgerTable

ALLOWED = set(
    "Ctrl Alt Shift Enter Esc Tab Space Delete Home End PgUp PgDn F1 F2 F4 F5 F6 Excel WPS PDF CSV A4 A3 U "
    "K N F S P Z Y B C V D L X GB MB KB".split()
)
CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QComboBox,
    QPlainTextEdit,
    QAbstractSpinBox,
    QAbstractItemView,
    QTabBar,
)
INNARDS = (QHeaderView, QScrollBar, QMenu)


def faults(widget: QWidget, *, allow: frozenset[str] = frozenset()) -> list[str]:
    """Every fault of `widget` and what it holds, as “kind: where: words”. Show the widget before. Words
    that arrived a moment ago are laid out first, as they are for the eye."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # type: ignore[arg-type]
    return [fault for child in _shown(widget) for fault in _faults_of(child, allow)]


def faults_at(widget: QWidget, percent: int, theme: str = "light") -> list[str]:
    """The faults at a display size and in a theme; leaves both as they then are."""
    if (look().tokens.key, look().scale) != (theme, percent / 100):  # dressing everything anew takes half a second
        look().set_theme(theme)
        look().set_percent(percent)
    for _ in range(2):  # what comes in from the lane asks for a new layout of its own
        QApplication.processEvents()
    return [f"{percent}% {theme} {fault}" for fault in faults(widget)]


def _shown(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    yield from (child for child in widget.findChildren(QWidget) if child.isVisibleTo(widget) and not _inner(child))


def _inner(widget: QWidget) -> bool:
    """Qt's own parts of a control, which have no name of ours."""
    if isinstance(widget, INNARDS) or widget.objectName().startswith("qt_"):
        return True
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QCalendarWidget | QAbstractItemView):
            return True
        if isinstance(parent, QTabBar):
            return True
        parent = parent.parentWidget()
    return False


def _faults_of(widget: QWidget, allow: frozenset[str]) -> Iterator[str]:
    where = f"{type(widget).__name__} {widget.objectName() or '?'}"
    if isinstance(widget, CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        if not widget.objectName():
            yield f"no object name: {where}: {_words(widget)}"
        if not widget.accessibleName():
            yield f"no accessible name: {where}: {_words(widget)}"
    for words in (_words(widget), widget.accessibleName(), widget.toolTip()):
        for latin in _latin(words) - ALLOWED - allow:
            yield f"not Chinese: {where}: {latin}"
        for char in _unseen(widget, words):
            yield f"no glyph: {where}: {char}"
    if widget.isVisible() and (layout := widget.layout()) is not None:
        yield from (f"overlap: {where}: {words}" for words in _overlaps(layout))
    if _clipped(widget):
        yield f"clipped: {where}: {_words(widget)}"


def _overlaps(layout: QLayout) -> Iterator[str]:
    """Two widgets of one layout of which one lies on the other: the window is narrower than they can be."""
    if isinstance(layout, QStackedLayout):
        return
    found = [item.widget() for item in (layout.itemAt(n) for n in range(layout.count())) if item is not None]
    shown = [one for one in found if one is not None and one.isVisible() and not one.size().isEmpty()]
    for one, other in combinations(shown, 2):
        if one.geometry().adjusted(1, 1, -1, -1).intersects(other.geometry()):
            yield f"{one.objectName() or type(one).__name__}, {other.objectName() or type(other).__name__}"


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return ""


def _latin(words: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{2,}\d*|(?<![A-Za-z0-9])[A-Z]\d?(?![A-Za-z0-9])", words))


def _unseen(widget: QWidget, words: str) -> set[str]:
    metrics = QFontMetrics(widget.font())
    return {c for c in words if not c.isspace() and not metrics.inFontUcs4(ord(c))}


def _clipped(widget: QWidget) -> bool:
    if widget.property("elide") or not widget.isVisible() or not widget.width():
        return False
    if isinstance(widget, QLabel):
        return bool(widget.text()) and _label_clipped(widget)
    if isinstance(widget, QPushButton | QCheckBox):
        return widget.sizeHint().width() > widget.width() + 1
    if isinstance(widget, LedgerTable):
        return not (widget.model() and widget.model().rowCount()) and not widget.empty_fits()
    return False


def _label_clipped(label: QLabel) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    wide = QFontMetrics(label.font()).horizontalAdvance(label.text()) > label.width() + 1
    return wide or label.sizeHint().height() > label.height() + 4

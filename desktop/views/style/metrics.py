"""Sizes in u (logical pixels at 100 %): `px`, boxes and fixed sizes that follow the display size, layout
classes.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.views.style.look import look

if TYPE_CHECKING:
    Margins = tuple[int, int, int, int]

NONE = (0, 0, 0, 0)


def px(u: float) -> int:
    return look().px(u)


def layout_class(width: int) -> LayoutClass:
    """The class of a client area `width` pixels wide."""
    u = width / look().scale
    bounds = ((1600, LayoutClass.WIDE), (1200, LayoutClass.NORMAL), (900, LayoutClass.NARROW))
    return next((kind for least, kind in bounds if u >= least), LayoutClass.TINY)


UNLIMITED = 16_777_215  # pixels: Qt's QWIDGETSIZE_MAX


def fix(
    widget: QWidget,
    *,
    width: int | None = None,
    height: int | None = None,
    min_width: int | None = None,
    min_height: int | None = None,
    max_width: int | None = None,
) -> None:
    """Sets sizes in u; they follow the display size."""

    def apply(it: QWidget) -> None:
        for u, setter in (
            (width, it.setFixedWidth),
            (height, it.setFixedHeight),
            (min_width, it.setMinimumWidth),
            (min_height, it.setMinimumHeight),
            (max_width, it.setMaximumWidth),
        ):
            if u is not None:
                setter(min(px(u), UNLIMITED))  # no limit stays none when things get bigger

    look().keep(widget, apply)


def boxed(layout: QLayout, margins: Margins = NONE, gap: int = 0) -> None:
    """Margins (left, top, right, bottom) and gap in u for any layout; they follow the display size."""

    def apply(it: QLayout) -> None:
        it.setContentsMargins(*(px(u) for u in margins))
        it.setSpacing(px(gap))

    look().keep(layout, apply)


class LayoutClass(StrEnum):
    WIDE = "wide"
    NORMAL = "normal"
    NARROW = "narrow"
    TINY = "tiny"

    @property
    def cramped(self) -> bool:
        return self in (LayoutClass.NARROW, LayoutClass.TINY)


class Row(QHBoxLayout):
    """Children side by side; `None` is a stretch."""

    def __init__(self, *children: QWidget | QLayout | None, margins: Margins = NONE, gap: int = 8) -> None:
        super().__init__()
        boxed(self, margins, gap)
        _fill(self, children)


class Column(QVBoxLayout):
    """Children one below the other; `None` is a stretch."""

    def __init__(self, *children: QWidget | QLayout | None, margins: Margins = NONE, gap: int = 8) -> None:
        super().__init__()
        boxed(self, margins, gap)
        _fill(self, children)


class Grid(QGridLayout):
    """Rows and columns with gaps in u."""

    def __init__(self, *, margins: Margins = NONE, gap: int = 8) -> None:
        super().__init__()
        boxed(self, margins, gap)


def _fill(box: QHBoxLayout | QVBoxLayout, children: tuple[QWidget | QLayout | None, ...]) -> None:
    for child in children:
        if child is None:
            box.addStretch(1)
        elif isinstance(child, QWidget):
            box.addWidget(child)
        else:
            box.addLayout(child)

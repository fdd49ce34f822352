"""Colours of a form that is shown as it looks on paper: its own, whatever the theme."""

from __future__ import annotations

from PySide6.QtGui import QColor

from desktop.views.style.look import look

PAPER, INK, FAINT = "#FFFFFF", "#1A1A1A", "#E1E4E3"


def of_form(own: str, usual: str) -> QColor:
    """The form's own colour (six hex digits), or the usual one."""
    return QColor(f"#{own}" if own else usual)


def tinted() -> QColor:
    """Laid over a cell that will be filled in."""
    colour = QColor(look().colour("accent"))
    colour.setAlpha(28)
    return colour

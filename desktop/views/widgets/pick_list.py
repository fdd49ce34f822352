"""A list in a dialog to pick one line of; long lines wrap, only the height scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from desktop.views.style.metrics import fix


def pick_list(label: str, name: str, *, height: int) -> QListWidget:
    """`height` in u, the least."""
    made = QListWidget()
    made.setObjectName(name)
    made.setAccessibleName(label)
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    fix(made, min_height=height)
    return made

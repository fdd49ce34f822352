"""A widget that is longer than its place: one frameless scroll area for every pane."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scroll_area(
    label: str, name: str, inner: QWidget | None = None, *, ground: str = "surface", sideways: bool = True
) -> QScrollArea:
    """`label` is what a screen reader says; `ground` the colour behind; without `sideways` only the height scrolls."""
    area = QScrollArea()
    area.setObjectName(name)
    area.setAccessibleName(label)
    area.setProperty("ground", ground)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    if inner is not None:
        area.setWidget(inner)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area

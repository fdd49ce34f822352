"""What is in a backup, as it is shown before anything is overwritten."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.services.backup_look import BackupLook
from desktop.views.style.metrics import Grid
from desktop.views.widgets.labels import Label
from desktop.views.words import tr

MOST, PAIRS = 8, 2


def look_part(found: BackupLook) -> QWidget:
    """When, whose and how much, then the fullest ledgers in two columns."""
    made, grid = QWidget(), Grid(gap=6)
    made.setObjectName("restore.look")
    made.setAccessibleName(tr("备份里有什么"))
    for row, (words, value) in enumerate(found.lines):
        grid.addWidget(Label(tr(words), "label"), row, 0)
        grid.addWidget(Label(value, wrap=True), row, 1, 1, 2 * PAIRS - 1)
    for place, (label, number) in enumerate(found.ledgers[:MOST]):
        row, column = len(found.lines) + place // PAIRS, 2 * (place % PAIRS)
        grid.addWidget(Label(tr(label), "label"), row, column)
        grid.addWidget(Label(f"{number:,}", "strong"), row, column + 1)
    for column in range(PAIRS):
        grid.setColumnStretch(2 * column + 1, 1)
    made.setLayout(grid)
    return made

"""The front of the rental area: the room board of a house, and the parts beside it."""

from __future__ import annotations

from desktop.views.shell.front import Makers

BOARD = "board"
LABELS = ((BOARD, "房态图"),)
PARTS = tuple(key for key, _ in LABELS)
MAKERS: Makers = {}
"""One maker for each part beside the board; it imports its module when the part is first opened."""

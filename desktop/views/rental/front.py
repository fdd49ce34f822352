"""The front of the rental area: the room board of a house, and the parts beside it."""

from __future__ import annotations

from desktop.views.desk import Desk
from desktop.views.shell.front import Makers
from desktop.views.shell.part import Part

BOARD = "board"
LABELS = ((BOARD, "房态图"), ("twins", "查重"), ("hands", "用工匹配"))
PARTS = tuple(key for key, _ in LABELS)


def _twins(desk: Desk) -> Part:
    from desktop.views.rental.twins_pane import TwinsPane

    return TwinsPane(desk)


def _hands(desk: Desk) -> Part:
    from desktop.views.rental.hands_pane import HandsPane

    return HandsPane(desk)


MAKERS: Makers = {"twins": _twins, "hands": _hands}
"""One maker for each part beside the board; it imports its module when the part is first opened."""

"""The front of the rental area: the room board of a house, and the parts beside it."""

from __future__ import annotations

from desktop.views.desk import Desk
from desktop.views.shell.front import Makers
from desktop.views.shell.part import Part


def _houses(desk: Desk) -> Part:
    from desktop.views.rental.house_pane import HousePane

    return HousePane(desk)


BOARD, HOUSES = "board", "dossier"
LABELS = ((BOARD, "房态图"), (HOUSES, "房屋档案"))
PARTS = tuple(key for key, _ in LABELS)
MAKERS: Makers = {HOUSES: _houses}
"""One maker for each part beside the board; it imports its module when the part is first opened."""

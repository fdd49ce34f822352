"""The front of the rental area: the room board of a house, and the parts beside it."""

from __future__ import annotations

from desktop.views.desk import Desk
from desktop.views.shell.front import Makers
from desktop.views.shell.part import Part

BOARD = "board"
LABELS = ((BOARD, "房态图"), ("reports", "报送"), ("stays", "人员住处"))
PARTS = tuple(key for key, _ in LABELS)


def _reports(desk: Desk) -> Part:
    from desktop.views.rental.reports_pane import ReportsPane

    return ReportsPane(desk)


def _stays(desk: Desk) -> Part:
    from desktop.views.rental.stays_pane import StaysPane

    return StaysPane(desk)


MAKERS: Makers = {"reports": _reports, "stays": _stays}
"""One maker for each part beside the board; it imports its module when the part is first opened."""

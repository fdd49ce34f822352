"""The front of the rental area: the room board of a house, and the parts beside it."""

from __future__ import annotations

from desktop.views.desk import Desk
from desktop.views.shell.front import Makers
from desktop.views.shell.part import Part

BOARD = "board"
LABELS = ((BOARD, "房态图"), ("report", "统计"))
PARTS = tuple(key for key, _ in LABELS)


def _report(desk: Desk) -> Part:
    from desktop.views.rental.report_pane import ReportPane

    return ReportPane(desk)


MAKERS: Makers = {"report": _report}
"""One maker for each part beside the board; it imports its module when the part is first opened."""

"""The front of the rental area: the room board of a house, and the parts beside it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from desktop.views.desk import Desk
from desktop.views.shell.front import Makers
from desktop.views.shell.part import Part

BOARD, HOUSES = "board", "dossier"
HERE = (
    ("reports", "报送", "reports_pane", "ReportsPane"),
    ("whereabouts", "人员住处", "stays_pane", "StaysPane"),
    (HOUSES, "房屋档案", "house_pane", "HousePane"),
    ("grid", "责任网格", "grid_pane", "GridPane"),
    ("inspect", "检查", "inspect_pane", "InspectPane"),
    ("grades", "分级管控", "grade_pane", "GradePane"),
    ("twins", "查重", "twins_pane", "TwinsPane"),
    ("report", "统计", "report_pane", "ReportPane"),
    ("hands", "用工匹配", "hands_pane", "HandsPane"),
)
"""Key, label, module and class of each part beside the board."""

LABELS = ((BOARD, "房态图"), *((key, label) for key, label, _, _ in HERE))
PARTS = tuple(key for key, _ in LABELS)


def _later(module: str, name: str) -> Callable[[Desk], Part]:
    """Makes the part; its module is imported when it is first opened, so that the window opens without it."""

    def make(desk: Desk) -> Part:
        made: Part = getattr(import_module(f"{__package__}.{module}"), name)(desk)
        return made

    return make


MAKERS: Makers = {key: _later(module, name) for key, _, module, name in HERE}

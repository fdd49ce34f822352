"""The tool bar of the board: the month, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import Signal

from desktop.views.style.metrics import fix
from desktop.views.widgets.buttons import Command, IconButton, ToolBar
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.words import tr

DEEDS = (  # key, words, icon, key hint, kind, at the right
    ("plan", "排班", "wand-sparkles", "", "", False),
    ("swap", "对调", "repeat", "X", "flat", False),
    ("lock", "锁定", "lock", "L", "flat", False),
    ("leave", "请假…", "user-round", "", "flat", False),
    ("replan", "重排…", "refresh-cw", "", "flat", False),
    ("undo", "撤销", "undo-2", "Ctrl+Z", "flat", False),
    ("redo", "重做", "redo-2", "Ctrl+Y", "flat", False),
    ("save", "导出…", "file-spreadsheet", "", "flat", True),
    ("print", "打印…", "printer", "Ctrl+P", "", True),
    ("publish", "发布…", "send", "", "primary", True),
)
BARE = frozenset({"undo", "redo"})
"""Known by their icons; with words the bar would be wider than a window of 1366."""


class DutyBar(ToolBar):
    """`turned(steps)` by months or weeks as `spans` says; the deeds come from the page as callables by key."""

    turned = Signal(int)

    def __init__(self, deeds: Mapping[str, Callable[[], object]]) -> None:
        super().__init__("duty")
        self._deeds = deeds
        self.title = Label("", "case")
        self.title.setObjectName("duty.month")
        fix(self.title, min_width=112)
        self.back = IconButton("chevron-left", tr("往前"), "duty.back", lambda: self.turned.emit(-1), key="Ctrl+PgUp")
        self.next = IconButton("chevron-right", tr("往后"), "duty.next", lambda: self.turned.emit(1), key="Ctrl+PgDn")
        self.sides = SegmentedControl(
            tr("按什么看"), "duty.side", [("person", tr("按人")), ("post", tr("按岗位"))], small=True
        )
        self.spans = SegmentedControl(tr("看多长"), "duty.span", [("month", tr("月")), ("week", tr("周"))], small=True)
        for widget in (self.back, self.title, self.next, self.sides, self.spans):
            self.lead.addWidget(widget)

    def show_month(self, month: date, week: date | None, blocked: Mapping[str, str]) -> None:
        """`week` is the Monday shown, None for the month; `blocked` tells by key why a deed is not allowed now."""
        words = tr("{year}年{month}月").format(year=month.year, month=month.month)
        if week is not None:
            end = week + timedelta(days=6)
            words = tr("{month}月{day}日—{end}日").format(month=week.month, day=week.day, end=end.day)
        self.title.setText(words)
        self.set_commands(self.commands(blocked))

    def commands(self, blocked: Mapping[str, str]) -> tuple[Command, ...]:
        return tuple(
            Command(key, tr(words), self._deeds[key], icon, kind, key not in blocked, blocked.get(key, ""), hint, right,
                    bare=key in BARE)
            for key, words, icon, hint, kind, right in DEEDS
        )  # fmt: skip

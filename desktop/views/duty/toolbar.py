"""The tool bar of the board: the month, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal

from desktop.roster.year_view import add_months
from desktop.views.style.metrics import fix
from desktop.views.widgets.buttons import Command, IconButton, ToolBar
from desktop.views.widgets.labels import Label
from desktop.views.words import tr

DEEDS = (  # key, words, icon, key hint, kind, at the right
    ("plan", "排班", "wand-sparkles", "", "", False),
    ("swap", "对调", "repeat", "X", "flat", False),
    ("lock", "锁定", "lock", "L", "flat", False),
    ("leave", "请假…", "user-round", "", "flat", False),
    ("undo", "撤销", "undo-2", "Ctrl+Z", "flat", False),
    ("save", "存为表格", "file-spreadsheet", "", "flat", True),
    ("print", "打印", "printer", "Ctrl+P", "", True),
    ("publish", "发布…", "send", "", "primary", True),
)


class DutyBar(ToolBar):
    """`month_chosen(first day)`; the deeds come from the page as callables by key."""

    month_chosen = Signal(object)

    def __init__(self, deeds: Mapping[str, Callable[[], object]]) -> None:
        super().__init__("duty")
        self._deeds, self._month = deeds, date.min
        self.title = Label("", "case")
        self.title.setObjectName("duty.month")
        fix(self.title, min_width=92)
        self.back = IconButton("chevron-left", tr("上个月"), "duty.back", lambda: self.turn(-1), key="Ctrl+PgUp")
        self.next = IconButton("chevron-right", tr("下个月"), "duty.next", lambda: self.turn(1), key="Ctrl+PgDn")
        for widget in (self.back, self.title, self.next):
            self.lead.addWidget(widget)

    def show_month(self, month: date, blocked: Mapping[str, str]) -> None:
        """`blocked` tells by key why a deed is not allowed now."""
        self._month = month
        self.title.setText(tr("{year}年{month}月").format(year=month.year, month=month.month))
        self.set_commands(self.commands(blocked))

    def commands(self, blocked: Mapping[str, str]) -> tuple[Command, ...]:
        return tuple(Command(key, tr(words), self._deeds[key], icon, kind, key not in blocked, blocked.get(key, ""),
                             hint, right) for key, words, icon, hint, kind, right in DEEDS)  # fmt: skip

    def turn(self, months: int) -> None:
        self.month_chosen.emit(add_months(self._month, months))

"""One entry of the log beside the list: the deed, and each field before and after."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.models.lines import LineColumn, LinesModel
from desktop.services.log_entry import EntryView, Moved
from desktop.views.style.metrics import Column, px
from desktop.views.widgets.drawer import Drawer
from desktop.views.widgets.labels import Label
from desktop.views.widgets.open_column import open_column
from desktop.views.widgets.scroll import scroll_area
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr

COLUMNS = (
    LineColumn[Moved]("项目", 130, lambda one: one.label),
    LineColumn[Moved]("原来", 130, lambda one: one.before),
    LineColumn[Moved]("后来", 0, lambda one: one.after),
)
LATER = 2
LEAST = 76  # u that facts and table keep of a low window


class EntryDrawer(Drawer):
    def __init__(self) -> None:
        super().__init__(tr("日志"), "log.entry", icon="history", width=440)
        self._facts, inside = Column(margins=(16, 12, 16, 12), gap=4), QWidget()
        inside.setLayout(self._facts)
        self.facts = scroll_area(tr("这一条"), "log.entry.facts", inside, sideways=False)
        self._lines: list[QWidget] = []
        self.model = LinesModel(COLUMNS, self)
        self.table = LedgerTable(tr("改了什么"), "log.entry.fields", unit=tr("项"), rows=True)
        self.table.setModel(self.model)
        self.table.set_widths({place: column.width for place, column in enumerate(COLUMNS) if column.width})
        open_column(self.table, LATER)
        self.add(self.facts, 1000)
        self.add(self.table, 1)

    def show_entry(self, entry: EntryView) -> None:
        self.set_title(tr("日志第 {n} 条").format(n=entry.seq))
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = [Label(f"{label}：{_broken(words)}", wrap=True) for label, words in entry.facts]
        for line in self._lines:
            self._facts.addWidget(line)
        self.table.set_empty(entry.note or tr("这一条没有改动记录的内容。"))
        self.model.show(entry.moved)
        self._fit()
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The facts take what they need; where the window is too low for them they scroll."""
        self.table.setMinimumHeight(px(LEAST))
        self.facts.setMinimumHeight(px(LEAST))
        self.facts.setMaximumHeight(max(px(LEAST), self._facts.heightForWidth(max(1, self.width())) + 1))


def _broken(words: str) -> str:
    """A long number without spaces may be broken in the middle."""
    return words if len(words) <= 32 or not words.isalnum() else f"{words[:32]} {words[32:]}"

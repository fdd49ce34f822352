"""回收站: what was removed, how long it is kept, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.models.lines import LineColumn, LinesModel
from desktop.services import recycle
from desktop.services.recycle import Removed
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import button
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

COLUMNS = (
    LineColumn[Removed]("台账", 90, lambda line: line.ledger_words),
    LineColumn[Removed]("记录", 210, lambda line: line.title),
    LineColumn[Removed]("删除时间", 152, lambda line: line.at_words),
    LineColumn[Removed]("谁删的", 80, lambda line: line.user),
    LineColumn[Removed]("理由", 0, lambda line: line.reason),
    LineColumn[Removed]("留到", 96, lambda line: line.until.isoformat()),
    LineColumn[Removed]("还剩（天）", 84, lambda line: str(line.left), right=True),
)
EMPTY = "回收站是空的。删除的记录在这里留一段时间，可以恢复；过期的，由两个人办理销毁。"


class BinPane(QWidget):
    """`told(words)` for the toast."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("system.bin.pane")
        self._desk, self._asked = desk, Generation()
        self.text = TextField(tr("筛选回收站"), "bin.filter", hint=tr("记录、台账"))
        fix(self.text, width=260)
        self.count, self.banner = Label("", "label", "ink2"), Banner("bin.banner")
        self.back = button(tr("恢复"), "bin.restore", self._bring_back, icon="undo-2", kind="primary")
        bar = StyledFrame("bar")
        bar.setLayout(Row(self.text, self.count, None, self.back, margins=(12, 8, 12, 8)))
        self.model = LinesModel(COLUMNS, self)
        self.table = lines_table(self.model, tr("回收站"), "bin.list", tr("条"), tr(EMPTY))
        whole = Column(bar, self.banner, gap=0)
        whole.addWidget(self.table, 1)
        self.setLayout(whole)
        self.text.edited.connect(self.refresh)
        self.table.opened.connect(lambda _: self._bring_back())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self._offer()

    def refresh(self) -> None:
        text = self.text.text().strip()
        self._desk.ask(lambda office: recycle.removed(office, text=text), self._show, self._refused,
                       token=self._asked.next())  # fmt: skip

    def line(self) -> Removed | None:
        return self.model.line(self.table.currentIndex().row())

    def _show(self, lines: list[Removed]) -> None:
        row = max(0, self.table.currentIndex().row())
        self.model.show(lines)
        self.table.selectRow(min(row, len(lines) - 1))
        most = len(lines) >= recycle.MOST
        self.count.setText((tr("最近 {n} 条") if most else tr("共 {n} 条")).format(n=len(lines)))
        self._offer()

    def _offer(self) -> None:
        self.back.allow(self.line() is not None, tr("先选一条记录"))

    def _bring_back(self) -> None:
        if (line := self.line()) is not None:
            words = tr("已恢复：{title}").format(title=line.title)
            self._desk.do(lambda office: recycle.bring_back(office, entry=line.entry),
                          lambda _: self._done(words), self._refused)  # fmt: skip

    def _done(self, words: str) -> None:
        self.banner.hide()
        self.told.emit(words)
        self.refresh()

    def _refused(self, refused: Refused) -> None:
        self.banner.show_words("red", refused.cause, refused.step)

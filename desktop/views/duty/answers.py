"""Dialogs that answer: why this person, why no rota, what a re-plan would change; and which paper is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.domain.dates import weekday
from desktop.models.lines import LineColumn, LinesModel
from desktop.roster.relaxation import Relaxation
from desktop.services.rota_choices import Choice
from desktop.services.rota_replan import Move, Proposal
from desktop.services.rota_why import Why
from desktop.views.style.metrics import fix
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.labels import Label
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.pick_list import pick_list
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.words import tr

WIDE = 560


def choice_list(name: str, label: str, choices: Sequence[Choice]) -> QListWidget:
    """Legal ones first, the effect or the reason beside each."""
    made = pick_list(label, name, height=220)
    for one in choices:
        tail = one.why_not or one.effect
        item = QListWidgetItem(f"{one.label}　{tail}" if tail else one.label)
        item.setData(Qt.ItemDataRole.UserRole, one.key)
        item.setToolTip(one.why_not)
        if not one.legal:
            item.setForeground(made.palette().placeholderText())
        made.addItem(item)
    made.setCurrentRow(0)
    return made


class WhyDialog(DeedDialog):
    """为什么是他: the counts against what is fair, everybody else with effect or reason; `chosen()` may take over."""

    def __init__(self, parent: QWidget, why: Why, *, may: bool) -> None:
        super().__init__(parent, "duty.why", why.title, tr("换成所选的人"), cancel=tr("关闭"), width=WIDE)
        for line in why.lines:
            self.body.addWidget(Label(line, wrap=True))
        self.list = choice_list("duty.why.list", tr("其他人"), why.choices)
        self.list.itemActivated.connect(lambda _: self.take())
        self.body.addWidget(self.list)
        self.verb.allow(may and bool(why.choices), tr("这一格不能改"))
        self._may = may
        self.list.setFocus()

    def chosen(self) -> str:
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def take(self) -> None:
        if self._may:
            self.accept()


class ImpossibleDialog(DeedDialog):
    """排不出来: the conflict in words, and what would be enough. `relaxation()` is the chosen way, None for holes."""

    def __init__(self, parent: QWidget, words: str, ways: Sequence[Relaxation]) -> None:
        super().__init__(
            parent, "duty.impossible", tr("排不出来：这些要求凑在一起无法满足"), tr("照所选的办再排"), width=WIDE
        )
        self._ways = ways
        for line in words.split("\n"):
            self.body.addWidget(Label(line, wrap=True))
        self.body.addWidget(Label(tr("任选一条就能排出来（都试过）："), "label"))
        self.list = pick_list(tr("办法"), "duty.impossible.list", height=140)
        self.list.addItems([one.words for one in ways] + [tr("留空，能排的先排")])
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _: self.take())
        self.body.addWidget(self.list)
        self.list.setFocus()

    def relaxation(self) -> Relaxation | None:
        row = self.list.currentRow()
        return self._ways[row] if 0 <= row < len(self._ways) else None


MOVES = (
    LineColumn[Move]("日期", 140, lambda move: f"{move.day.month}月{move.day.day}日 {weekday(move.day)}"),
    LineColumn[Move]("岗位", 130, lambda move: move.post_label),
    LineColumn[Move]("原来", 130, lambda move: move.leaves_name or tr("空缺")),
    LineColumn[Move]("改成", 130, lambda move: move.comes_name or tr("空缺")),
)


class ReplanDialog(DeedDialog):
    """重排: what would change, and whether less is possible; nothing is kept until 采用."""

    def __init__(self, parent: QWidget, proposal: Proposal) -> None:
        super().__init__(parent, "duty.replan", tr("按最少改动重排"), tr("采用"), width=WIDE)
        count = len(proposal.moves)
        proved = tr("已证明不能更少") if proposal.proved else tr("时间内找到的最好办法")
        words = tr("要改 {n} 处，{proved}。今天以前的不动。").format(n=count, proved=proved)
        self.body.addWidget(Label(words if count else tr("现在的排班没有冲突，不用改。"), wrap=True))
        self.model = LinesModel(MOVES, self)
        self.table = lines_table(self.model, tr("改动"), "duty.replan.list", tr("处"))
        self.model.show(proposal.moves)
        fix(self.table, min_height=220)
        self.table.setVisible(bool(count))
        self.body.addWidget(self.table)
        self.verb.allow(bool(count), tr("没有要改的"))


class OutDialog(DeedDialog):
    """Which form of the month goes out: `shape()` person, post or (files only) ics; `sheet()` A4 or A3."""

    def __init__(self, parent: QWidget, verb: str, *, paper: bool) -> None:
        super().__init__(parent, "duty.out", tr("值班表"), verb)
        shapes = [("person", tr("按人")), ("post", tr("按岗位")), ("notice", tr("值班通知"))]
        self.shapes = SegmentedControl(tr("版式"), "duty.out.shape", shapes + ([] if paper else [("ics", tr("日历"))]))
        self.sizes = SegmentedControl(tr("纸张"), "duty.out.size", [("A4", tr("A4横")), ("A3", tr("A3横"))])
        self.body.addWidget(self.shapes)
        if paper:
            self.body.addWidget(self.sizes)
            self.shapes.chosen.connect(lambda shape: self.sizes.setEnabled(shape != "notice"))
        else:
            self.body.addWidget(
                Label(tr("值班通知和日历（.ics）只放已发布的班；日历可导入手机和邮箱。"), "note", wrap=True)
            )

    def shape(self) -> str:
        return self.shapes.choice()

    def sheet(self) -> str:
        return self.sizes.choice()

"""到期销毁: what is past its time, the proposals, their approval by another person, and the certificate (R11)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.access import Action
from desktop.ledgers.destructions import DESTROYED, PROPOSED
from desktop.models.lines import LineColumn, LinesModel
from desktop.services import destruction, destruction_paper, retention
from desktop.services.destruction import Proposal
from desktop.services.office import Office
from desktop.services.retention import Due, Period
from desktop.views.desk import Desk
from desktop.views.preview.order import plain_order
from desktop.views.style.metrics import Column
from desktop.views.system.deed_pane import DeedPane
from desktop.views.system.destroy_dialogs import PeriodsDialog, ProposeDialog, ReasonDialog
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Command, ToolBar
from desktop.views.widgets.card import Card
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.widgets.lines_table import lines_table
from desktop.views.words import tr

STATES = {PROPOSED: "待批准", DESTROYED: "已销毁", "refused": "已退回"}
DUE = (
    LineColumn[Due]("类别", 0, lambda one: one.label),
    LineColumn[Due]("到期", 90, lambda one: f"{one.count:,}", right=True),
    LineColumn[Due]("随附", 90, lambda one: f"{one.along:,}", right=True),
    LineColumn[Due]("最早", 120, lambda one: str(one.first or "")),
    LineColumn[Due]("最晚", 120, lambda one: str(one.last or "")),
    LineColumn[Due]("有牵连，暂不销毁", 150, lambda one: f"{one.held:,}" if one.held else "", right=True),
)
PROPOSALS = (
    LineColumn[Proposal]("编号", 60, lambda one: str(one.number)),
    LineColumn[Proposal]("状态", 80, lambda one: tr(STATES[one.state])),
    LineColumn[Proposal]("内容", 0, lambda one: "、".join(line.label for line in one.lines)),
    LineColumn[Proposal]("件数", 80, lambda one: f"{one.count:,}", right=True),
    LineColumn[Proposal]("提出", 180, lambda one: f"{one.proposed_name} {one.proposed_on}"),
    LineColumn[Proposal]("理由", 200, lambda one: one.answer or one.reason),
    LineColumn[Proposal]("办理", 180, lambda one: f"{one.decided_name} {one.decided_on}" if one.decided_on else ""),
)
NO_RIGHT = "您的账号没有这个权限"


class RetentionPane(DeedPane):
    """`print_asked(PaperOrder)` for the page's preview."""

    print_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Banner("destroy.banner"))
        self.setObjectName("system.retention.pane")
        self._periods: list[Period] = []
        self.bar = ToolBar("destroy")
        self.due, self.model = LinesModel(DUE, self), LinesModel(PROPOSALS, self)
        due = lines_table(self.due, tr("到期的资料"), "destroy.due", tr("类"), tr("没有到期的资料。"))
        self.table = lines_table(self.model, tr("销毁记录"), "destroy.list", tr("次"), tr("还没有提出过销毁。"))
        self._lay_out(due)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self._offer()

    def _lay_out(self, due: QWidget) -> None:
        inside = Column(margins=(12, 12, 12, 12), gap=12)
        for title, table in ((tr("到期的资料"), due), (tr("销毁记录"), self.table)):
            card = Card(title, margins=(0, 0, 0, 0))
            card.add(table, 1)
            inside.addWidget(card, 1)
        whole = Column(self.bar, self.banner, gap=0)
        whole.addLayout(inside, 1)
        self.setLayout(whole)

    def refresh(self) -> None:
        self._desk.ask(
            lambda office: (retention.read_due(office), destruction.proposals(office), retention.read_periods(office)),
            lambda found: self._show(*found), self._refused,
        )  # fmt: skip

    def line(self) -> Proposal | None:
        return self.model.line(self.table.currentIndex().row())

    def _show(self, due: list[Due], lines: list[Proposal], periods: list[Period]) -> None:
        self._periods = periods
        row = max(0, self.table.currentIndex().row())
        self.due.show(due)
        self.model.show(lines)
        self.table.selectRow(min(row, len(lines) - 1))
        self._offer()

    def _offer(self) -> None:
        may, line, waiting = self._desk.office.may, self.line(), self._waiting()
        approve, ready = may("retention", Action.DESTROY), self._some_due() and waiting is None
        propose = may("retention", Action.ADD)
        done = line is not None and line.state == DESTROYED
        nothing = tr("没有待批准的销毁")
        self.bar.set_commands((
            Command("propose", tr("提出销毁…"), self._propose, "trash-2", "primary", enabled=propose and ready,
                    why=tr("没有到期的资料，或还有一份没批") if propose else tr(NO_RIGHT)),
            Command("approve", tr("批准并销毁…"), self._approve, "check", enabled=approve and waiting is not None,
                    why=nothing if approve else tr(NO_RIGHT)),
            Command("refuse", tr("退回…"), self._refuse, "x", enabled=(approve or propose) and waiting is not None,
                    why=nothing),
            Command("certificate", tr("销毁证明"), self._print, "printer", enabled=done, why=tr("先选一次已销毁的")),
            Command("periods", tr("保管期限…"), self._ask_periods, "clock", right=True,
                    enabled=may("retention", Action.CHANGE), why=tr(NO_RIGHT)),
        ))  # fmt: skip

    def _some_due(self) -> bool:
        rows = (self.due.line(row) for row in range(self.due.rowCount()))
        return any(one is not None and one.count for one in rows)

    def _waiting(self) -> Proposal | None:
        """The open proposal: there is one at most, and it stands first."""
        first = self.model.line(0)
        return first if first is not None and first.state == PROPOSED else None

    def _propose(self) -> None:
        rows = (self.due.line(row) for row in range(self.due.rowCount()))
        asked = ProposeDialog(self, [one for one in rows if one is not None and one.count])
        self._ask(asked, lambda: partial(destruction.propose, keys=asked.keys(), reason=asked.reason()),
                  tr("已提出，请另一位批准"))  # fmt: skip

    def _approve(self) -> None:
        if (line := self._waiting()) is not None:
            words = tr("{who}提出销毁 {n} 件：{what}。批准后立即销毁，不能撤销，也不能从回收站恢复。").format(
                who=line.proposed_name,
                n=f"{line.count:,}",
                what="、".join(one.label for one in line.lines),
            )
            asked = ConfirmDialog(self, "destroy.confirm", tr("批准并销毁"), words, tr("批准并销毁"), danger=True)
            asked.accepted.connect(lambda: self._do(
                lambda office: destruction.approve(office, proposal=line.id), tr("已销毁，请打印销毁证明"),
                self._refused))  # fmt: skip
            asked.open()

    def _refuse(self) -> None:
        if (line := self._waiting()) is not None:
            asked = ReasonDialog(self, "destroy.refuse", tr("退回销毁"), tr("退回"), tr("为什么不销毁"))
            self._ask(
                asked,
                lambda: partial(destruction.refuse_proposal, proposal=line.id, reason=asked.reason()),
                tr("已退回"),
            )

    def _print(self) -> None:
        if (line := self.line()) is not None and line.state == DESTROYED:
            make = partial(destruction_paper.certificate, proposal=line.id)
            self.print_asked.emit(plain_order(tr("销毁证明"), make))

    def _ask_periods(self) -> None:
        asked = PeriodsDialog(self, self._periods)

        def made() -> Callable[[Office], Any]:
            values, reason = asked.given()
            return partial(retention.set_years, values=values, reason=reason)

        self._ask(asked, made, tr("已改保管期限"))

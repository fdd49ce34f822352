"""调班: my own next duties, and every swap that is asked for, agreed to, done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.domain.dates import weekday
from desktop.models.lines import LineColumn, LinesModel
from desktop.services.office import Office
from desktop.services.rota_account import NextDuty, next_duties
from desktop.services.rota_ics import export_ics
from desktop.services.rota_swap_list import SwapLine, list_swaps
from desktop.services.rota_swaps import answer_swap, decide_swap, withdraw_swap
from desktop.views.desk import Desk
from desktop.views.duty.part import DutyPart
from desktop.views.duty.swap_dialog import SwapDialog
from desktop.views.style.metrics import Row, fix
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.card import Card
from desktop.views.widgets.lines_table import lines_table
from desktop.views.words import tr

MINE = (
    LineColumn[NextDuty]("日期", 120, lambda one: f"{one.day.month}月{one.day.day}日 {weekday(one.day)}"),
    LineColumn[NextDuty]("岗位", 110, lambda one: one.post),
    LineColumn[NextDuty]("同班", 0, lambda one: one.with_whom),
)
SWAPS = (
    LineColumn[SwapLine]("方式", 60, lambda one: one.kind),
    LineColumn[SwapLine]("状态", 96, lambda one: one.state_words),
    LineColumn[SwapLine]("要换的班", 150, lambda one: one.duty),
    LineColumn[SwapLine]("提出人", 80, lambda one: one.asker),
    LineColumn[SwapLine]("对方", 80, lambda one: one.partner),
    LineColumn[SwapLine]("换来的班", 150, lambda one: one.back),
    LineColumn[SwapLine]("事由", 0, lambda one: one.reason),
)


class SwapsPane(DutyPart):
    """Double click on a duty of one's own asks for a swap; the buttons follow what the chosen line allows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "duty.swaps", tr("调班"))
        self.mine, self.swaps = LinesModel(MINE, self), LinesModel(SWAPS, self)
        self.my_table = lines_table(
            self.mine, tr("我的班"), "duty.swaps.mine", tr("班"), tr("今天起没有已发布的、排到您的班。")
        )
        self.table = lines_table(
            self.swaps,
            tr("调班替班"),
            "duty.swaps.list",
            tr("件"),
            tr("还没有人提过调班或替班。选中自己的班，按“调班或替班”。"),
        )
        my_card = Card(tr("我的班"), note=tr("已发布，今天起"))
        my_card.add(self.my_table, 1)
        card = Card(tr("调班替班"), note=tr("没办完的在前"))
        card.add(self.table, 1)
        fix(my_card, width=360)
        row = Row(my_card, margins=(12, 12, 12, 12), gap=12)
        row.addWidget(card, 1)
        self.lay_out(row)
        self.my_table.opened.connect(lambda _: self._ask())
        for table in (self.my_table, self.table):
            table.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self._offer()

    def refresh(self) -> None:
        self.desk.ask(lambda office: (next_duties(office), list_swaps(office)), self._show, self.refused)

    def first_focus(self) -> QWidget | None:
        return self.my_table

    def _show(self, found: tuple[Sequence[NextDuty], Sequence[SwapLine]]) -> None:
        row = max(0, self.table.currentIndex().row())
        self.mine.show(found[0])
        self.swaps.show(found[1])
        if found[0]:
            self.my_table.selectRow(0)
        if found[1]:
            self.table.selectRow(min(row, len(found[1]) - 1))
        self._offer()

    def _offer(self) -> None:
        mine, line = self.mine.line(self.my_table.currentIndex().row()), self._line()
        may = line.may if line else frozenset()
        no_duty, cannot = tr("您没有排到班，或账号没有对应到工作人员"), tr("选中的这件现在不能这样办")
        deeds = (("yes", tr("同意"), partial(self._answer, True), "check", "answer"),
                 ("no", tr("不同意"), partial(self._answer, False), "x", "answer"),
                 ("approve", tr("批准"), partial(self._decide, True), "check", "decide"),
                 ("refuse", tr("不批准"), partial(self._decide, False), "x", "decide"),
                 ("withdraw", tr("撤回"), self._withdraw, "undo-2", "withdraw"))  # fmt: skip
        self.bar.set_commands((
            Command("ask", tr("调班或替班…"), self._ask, "repeat", "primary", mine is not None, no_duty),
            Command("ics", tr("存为日历…"), self._save, "calendar-days", "flat", mine is not None, no_duty),
            *(Command(key, words, run, icon, "flat", needs in may, cannot, right=True)
              for key, words, run, icon, needs in deeds),
        ))  # fmt: skip

    def _ask(self) -> None:
        duty = self.mine.line(self.my_table.currentIndex().row())
        if duty is not None:
            when = tr("{month}月{day}日").format(month=duty.day.month, day=duty.day.day)
            title = tr("{when}{post}：调班或替班").format(when=when, post=duty.post)
            asked = SwapDialog(self, self.desk, duty.id, title)
            asked.accepted.connect(lambda: self.do(asked.command(), tr("已提出，等对方同意")))
            asked.open()

    def _save(self) -> None:
        duty = self.mine.line(0)
        if duty is not None:
            month = duty.day.replace(day=1)
            name = tr("{year}年{month}月我的值班").format(year=month.year, month=month.month)
            self.save_as(name, "ics", lambda office, file: export_ics(office, month=month, file=file, own=True))

    def _line(self) -> SwapLine | None:
        return self.swaps.line(self.table.currentIndex().row())

    def _answer(self, agreed: bool) -> None:
        if (line := self._line()) is not None:
            self.do(lambda office: answer_swap(office, swap=line.id, agreed=agreed), tr("已答复"), once=line.id)

    def _decide(self, approved: bool) -> None:
        def run(office: Office) -> object:
            assert line is not None
            return decide_swap(office, swap=line.id, approved=approved)

        if (line := self._line()) is not None:
            self.do(run, tr("已批准，值班表已改") if approved else tr("已记下不批准"), once=line.id)

    def _withdraw(self) -> None:
        if (line := self._line()) is not None:
            self.do(lambda office: withdraw_swap(office, swap=line.id), tr("已撤回"), once=line.id)

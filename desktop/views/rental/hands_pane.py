"""用工匹配: what enterprises ask for, and who of those living here suits; nobody is named before a purpose is kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.access import Action
from desktop.models.lines import LineColumn, LinesModel
from desktop.services import hands
from desktop.services.hands import Hand, Hands, OpenNeed, Shown
from desktop.views.desk import Desk
from desktop.views.rental.need_dialog import NeedDialog
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, Row, fix
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.card import Card
from desktop.views.widgets.labels import Label
from desktop.views.widgets.lines_table import lines_table
from desktop.views.words import tr

NEEDS = (
    LineColumn[OpenNeed]("用人单位", 0, lambda need: need.enterprise),
    LineColumn[OpenNeed]("岗位", 84, lambda need: need.job),
    LineColumn[OpenNeed]("人数", 48, lambda need: str(need.wanted or ""), right=True),
    LineColumn[OpenNeed]("有效期至", 92, lambda need: need.until.isoformat() if need.until else ""),
)
Line = tuple[Hand, Shown | None]
HANDS = (
    LineColumn[Line]("姓名", 84, lambda line: line[1].name if line[1] else line[0].name),
    LineColumn[Line]("性别", 44, lambda line: line[0].sex),
    LineColumn[Line]("年龄", 44, lambda line: "" if line[0].age is None else str(line[0].age), right=True),
    LineColumn[Line]("学历", 64, lambda line: line[0].education),
    LineColumn[Line]("技能特长", 0, lambda line: line[0].skill),
    LineColumn[Line]("就业状况", 92, lambda line: line[0].employment),
    LineColumn[Line]("工作单位", 110, lambda line: line[0].work),
    LineColumn[Line]("住在", 84, lambda line: line[0].village),
    LineColumn[Line]("联系电话", 112, lambda line: line[1].phone if line[1] else ""),
)


class HandsPane(Part):
    """Enter on a person shows name and telephone for the need's purpose; that is kept in the log."""

    area = "rental"
    ledgers = frozenset({"labour_needs"})
    hints = "Enter 查看联系方式（记入日志）"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "rent.hands", tr("用工匹配"))
        self.needs, self.hands = LinesModel(NEEDS, self), LinesModel(HANDS, self)
        self.need_table = lines_table(self.needs, tr("用工需求"), "rent.hands.needs", tr("条"),
                                      tr("还没有用工需求。企业提出后，按“新增需求”登记。"))  # fmt: skip
        self.table = lines_table(self.hands, tr("合适的人"), "rent.hands.list", tr("人"),
                                 tr("没有合适的人。放宽技能、年龄或学历再看。"))  # fmt: skip
        self.seeking = QCheckBox(tr("只看在找工作的"))
        self.seeking.setObjectName("rent.hands.seeking")
        self.seeking.setAccessibleName(tr("只看在找工作的"))
        self._shown: dict[str, Shown] = {}
        self.count = Label("", "note")
        self._left, self._right = Card(tr("用工需求")), Card(tr("合适的人"), note=tr("现在住在这里的"))
        self._left.add(self.need_table, 1)
        self._right.add(self.table, 1)
        self._right.add_right(self.count)
        row = Row(self._left, margins=(12, 12, 12, 12), gap=12)
        row.addWidget(self._right, 1)
        self.bar.lead.addWidget(self.seeking)
        self.lay_out(Column(row))
        self.seeking.toggled.connect(lambda _: self._match())
        self.need_table.selectionModel().currentChanged.connect(lambda *_: self._turn())
        self.need_table.opened.connect(lambda _: self._edit())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.table.opened.connect(lambda _: self._reveal())
        self._offer()

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        fix(self._left, width=250 if kind.cramped else 400)
        for column in (2, 3):
            self.need_table.setColumnHidden(column, kind.cramped)
        for column in (3, 6, 7):
            self.table.setColumnHidden(column, kind.cramped)

    def first_focus(self) -> QWidget | None:
        return self.need_table

    def refresh(self) -> None:
        self.desk.ask(hands.open_needs, self._show_needs, self.refused)

    def _show_needs(self, needs: Sequence[OpenNeed]) -> None:
        row = max(0, self.need_table.currentIndex().row())
        self.needs.show(needs)
        if needs:
            self.need_table.selectRow(min(row, len(needs) - 1))
        self._turn()

    def _need(self) -> OpenNeed | None:
        return self.needs.line(self.need_table.currentIndex().row())

    def _turn(self) -> None:
        """Another need: who was shown for the former one is covered again."""
        self._shown.clear()
        self._match()

    def _match(self) -> None:
        need = self._need()
        if need is None or not self.desk.office.may(self.area, Action.REVEAL):
            self._show_hands(Hands("", 0, ()))
            return
        run = partial(hands.find_hands, need=need.id, seeking=self.seeking.isChecked())
        self.desk.ask(run, self._show_hands, self.refused)

    def _show_hands(self, found: Hands) -> None:
        self.hands.show([(hand, self._shown.get(hand.id)) for hand in found.hands])
        most = tr("共 {total} 人，列出最合适的 {n} 人").format(total=found.total, n=len(found.hands))
        self.count.setText(most if found.total > len(found.hands) else "")
        if found.hands:
            self.table.selectRow(0)
        self._offer()

    def _offer(self) -> None:
        may, look = self.may_change, self.desk.office.may(self.area, Action.REVEAL)
        need, hand = self._need(), self.hands.line(self.table.currentIndex().row())
        cannot = tr("您的账号只能查看")
        self.bar.set_commands((
            Command("new", tr("新增需求…"), self._add, "plus", "primary", may, cannot, "Ctrl+N"),
            Command("edit", tr("修改需求…"), self._edit, "pencil-line", "flat", may and need is not None,
                    cannot if need else tr("还没有用工需求")),
            Command("reveal", tr("查看联系方式"), self._reveal, "eye", "flat", look and hand is not None,
                    tr("没有选中的人") if look else tr("您的账号不能查看全号"), right=True),
        ))  # fmt: skip

    def _add(self) -> None:
        asked = NeedDialog(self, self.desk, {"asked_on": self.desk.office.today.isoformat()})
        self.ask_first(asked, asked.command, tr("已登记用工需求"))

    def _edit(self) -> None:
        need = self._need()
        if need is None or not self.may_change:
            return

        def show(values: dict[str, Any]) -> None:
            asked = NeedDialog(self, self.desk, values, record=need.id)
            self.ask_first(asked, asked.command, tr("已修改用工需求"))

        self.desk.ask(partial(hands.read_need, need=need.id), show, self.refused)

    def _reveal(self) -> None:
        need, line = self._need(), self.hands.line(self.table.currentIndex().row())
        if need is not None and line is not None:
            run = partial(hands.show_hand, need=need.id, person=line[0].id)
            self.desk.ask(run, partial(self._show_one, need), self.refused)

    def _show_one(self, need: OpenNeed, shown: Shown) -> None:
        """Only under the need whose purpose the log keeps."""
        if self._need() != need:
            return
        self._shown[shown.id] = shown
        row = self.table.currentIndex().row()
        lines = [line for place in range(self.hands.rowCount()) if (line := self.hands.line(place)) is not None]
        self.hands.show([(hand, self._shown.get(hand.id)) for hand, _ in lines])
        self.table.selectRow(row)
        self.told.emit(tr("已记入日志：查看 {name} 的联系方式").format(name=shown.name), False)

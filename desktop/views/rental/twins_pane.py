"""查重: records that may be the same, side by side; merged, or told apart for good (R19)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.ledgers import find
from desktop.models.lines import LineColumn, LinesModel
from desktop.services import duplicates, merging
from desktop.services.duplicates import Pair
from desktop.services.merging import Comparison
from desktop.services.office import Office
from desktop.views.desk import Desk
from desktop.views.rental.twins_sides import Sides
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, Row, fix
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.card import Card
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

LEDGERS = ("people", "houses")
PAIRS = (
    LineColumn[Pair]("一条", 0, lambda pair: pair.words[0]),
    LineColumn[Pair]("另一条", 176, lambda pair: pair.words[1]),
    LineColumn[Pair]("相同的项", 128, lambda pair: "、".join(pair.by)),
)


class TwinsPane(Part):
    """Left the pairs not yet settled, right the two records of the chosen one and what will be kept."""

    area = "rental"
    ledgers = frozenset({*LEDGERS, "stays", "rooms", "distinctions"})
    hints = "方向键 选一对　Enter 换取哪边　Ctrl+S 合并"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "rent.twins", tr("查重"))
        kinds = [(name, find(name).ledger.label) for name in LEDGERS]
        self.kind = SegmentedControl(tr("查哪一本台账"), "rent.twins.ledger", kinds, small=True)
        self.pairs = LinesModel(PAIRS, self)
        empty = tr("没有相像的记录。姓名和出生日期、姓名和电话、房屋地址相同的会列在这里。")
        self.table = lines_table(self.pairs, tr("可能重复"), "rent.twins.pairs", tr("对"), empty)
        self.sides = Sides()
        self._found: Comparison | None = None
        self._left, side = Card(tr("可能重复")), Card(tr("两条对照"), note=tr("按 Enter 换取另一边的"))
        self._left.add(self.table, 1)
        side.add(self.sides, 1)
        row = Row(self._left, margins=(12, 12, 12, 12), gap=12)
        row.addWidget(side, 1)
        self.bar.lead.addWidget(self.kind)
        self.lay_out(Column(row))
        self.kind.chosen.connect(lambda _: self.refresh())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._compare())
        self._offer()

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        fix(self._left, width=288 if kind.cramped else 520)
        self.sides.set_cramped(kind.cramped)
        self.table.setColumnHidden(1, kind.cramped)

    def first_focus(self) -> QWidget | None:
        return self.table

    def refresh(self) -> None:
        self.desk.ask(partial(duplicates.find_pairs, ledger=self.kind.choice()), self._show, self.refused)

    def _show(self, pairs: Sequence[Pair]) -> None:
        row = max(0, self.table.currentIndex().row())
        self.pairs.show(pairs)
        whole = len(pairs) < duplicates.MOST
        words = tr("{n} 对") if whole else tr("先列 {n} 对，处理了再列其余")
        self._left.note.setText(words.format(n=len(pairs)))
        if pairs:
            self.table.selectRow(min(row, len(pairs) - 1))
        self._compare()

    def _pair(self) -> Pair | None:
        return self.pairs.line(self.table.currentIndex().row())

    def _compare(self) -> None:
        pair = self._pair()
        if pair is None:
            self._show_sides(None)
            return
        self.desk.ask(partial(merging.compare, ledger=pair.ledger, first=pair.first, second=pair.second),
                      self._show_sides, self.refused)  # fmt: skip

    def _show_sides(self, found: Comparison | None) -> None:
        self._found = found
        self.sides.show_sides(found)
        self._offer()

    def _offer(self) -> None:
        found, none = self._found, tr("没有选中的一对")
        may = found is not None and found.may_merge
        why = none if found is None else tr("您的账号不能合并，请综治中心的人来办")
        self.bar.set_commands((
            Command("merge", tr("合并…"), self._merge, "check", "primary", may, why, "Ctrl+S"),
            Command("turn", tr("换保留的一条"), self.sides.turn, "repeat", "flat", found is not None, none),
            Command("distinct", tr("不是同一个…"), self._distinct, "x", "flat", found is not None and self.may_change,
                    none if found is None else tr("您的账号只能查看"), right=True),
        ))  # fmt: skip

    def _merge(self) -> None:
        found = self._found
        if found is None:
            return
        keep, drop, take = self.sides.choice()
        moved = "、".join(f"{label}{count}" for label, count in self.sides.moved())
        rest = tr("归它的{moved}改归保留的一条").format(moved=moved) if moved else tr("没有别的记录归它")
        text = tr("并成一条，另一条不再列出；{rest}。可以撤销。").format(rest=rest)
        asked = ConfirmDialog(self, "rent.twins.merge", tr("合并"), text, tr("合并"))
        run = partial(merging.merge_records, ledger=found.ledger, keep=keep, drop=drop, take=take)
        asked.accepted.connect(lambda: self.do(run, tr("已合并")))
        asked.open()

    def _distinct(self) -> None:
        pair = self._pair()
        if pair is None:
            return
        asked = AskDialog(self, "rent.twins.distinct", tr("不是同一个"), tr("记下"))
        asked.form.add("reason", tr("怎么核对的"), TextField(tr("怎么核对的"), "rent.twins.distinct.reason"), span=2)

        def made() -> Callable[[Office], Any]:
            reason = asked.values().get("reason") or ""
            return partial(duplicates.set_distinct, ledger=pair.ledger, first=pair.first, second=pair.second,
                           reason=reason)  # fmt: skip

        self.ask_first(asked, made, tr("已记下不是同一个，以后不再提示"))

"""缺口清单: every door nobody answers for, why, and what mends it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.models.lines import LineColumn, LinesModel
from desktop.services.grid_gaps import Gap, Lack
from desktop.views.style.metrics import Column
from desktop.views.widgets.buttons import button
from desktop.views.widgets.card import Card
from desktop.views.widgets.lines_table import lines_table, marked
from desktop.views.widgets.pills import Pill, PillButton
from desktop.views.words import tr

COLUMNS = (
    LineColumn[Gap]("房屋地址", 0, lambda one: one.address),
    LineColumn[Gap]("村", 104, lambda one: one.village),
    LineColumn[Gap]("房东", 88, lambda one: one.owner),
    LineColumn[Gap]("责任单元", 240, lambda one: one.where),
    LineColumn[Gap]("缺什么", 200, lambda one: one.words),
)
LOOKS = {Lack.NO_UNIT: ("没有归入 {n}", "amber", "map-pin"), Lack.NOBODY: ("没有责任人 {n}", "red", "user-round"),
         Lack.HELPERS: ("只有志愿者 {n}", "blue", "users")}  # fmt: skip


class GapList(QWidget):
    """`place_asked([house ids])`; `unit_asked(id)` to the unit that wants somebody."""

    place_asked = Signal(object)
    unit_asked = Signal(str)
    by_village_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("grid.gaps")
        self.setAccessibleName(tr("缺口清单"))
        self.model = LinesModel[Gap](COLUMNS, self)
        nothing = tr("每一户都有责任人。")
        self.table = lines_table(self.model, tr("缺口清单"), "grid.gaps.table", tr("户"), nothing)
        self.table.setProperty("bare", True)
        self._all: Sequence[Gap] = ()
        self._filter: Lack | None = None
        self._may = False
        self.pills = {lack: self._pill(lack) for lack in Lack}
        self.place = button(tr("归入责任单元"), "grid.gaps.place", self._place, icon="arrow-right", kind="head")
        self.go = button(tr("到这个单元"), "grid.gaps.go", self._go, icon="map-pin", kind="head")
        self.by_village = button(tr("按村归入"), "grid.gaps.villages", self.by_village_asked.emit, icon="wand-sparkles",
                                 kind="head")  # fmt: skip
        card = Card(tr("没有责任人的户"), margins=(0, 0, 0, 0))
        for pill in self.pills.values():
            card.add_left(pill)
        for one in (self.by_village, self.go, self.place):
            card.add_right(one)
        card.add(self.table, 1)
        self.card = card
        whole = Column(margins=(12, 12, 12, 12), gap=0)
        whole.addWidget(card, 1)
        self.setLayout(whole)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.table.opened.connect(lambda _: self._open())
        self._offer()

    def show_gaps(self, found: Sequence[Gap], doors: int, *, may_change: bool) -> None:
        self._all, self._may = found, may_change
        for lack, (words, tone, icon) in LOOKS.items():
            number = sum(one.lack is lack for one in found)
            self.pills[lack].set_pill(Pill(tr(words).format(n=number), tone, icon))
            self.pills[lack].setVisible(number > 0)
        self.card.note.setText(tr("全部 {doors} 户，缺口 {n} 户").format(doors=f"{doors:,}", n=f"{len(found):,}"))
        self._show()

    def chosen(self) -> list[Gap]:
        return marked(self.table, self.model)

    def _pill(self, lack: Lack) -> PillButton:
        made = PillButton(Pill("", LOOKS[lack][1], LOOKS[lack][2]), f"grid.gaps.{lack}", height=24)
        made.clicked.connect(lambda _=False: self._choose(lack))
        return made

    def _choose(self, lack: Lack) -> None:
        self._filter = None if self._filter is lack else lack
        self._show()

    def _show(self) -> None:
        shown = [one for one in self._all if self._filter in (None, one.lack)]
        if not shown and self._filter is not None:
            self._filter, shown = None, list(self._all)
        for lack, pill in self.pills.items():
            pill.setChecked(lack is self._filter)
        self.model.show(shown)
        if shown:
            self.table.selectRow(0)
        self._offer()

    def _offer(self) -> None:
        chosen = self.chosen()
        self.place.allow(bool(chosen) and self._may, tr("先选一户或几户"))
        self.go.allow(len(chosen) == 1 and bool(chosen[0].unit), tr("先选一户已归入单元的"))
        loose = any(one.lack is Lack.NO_UNIT for one in self._all)
        self.by_village.allow(loose and self._may, tr("没有要归入的户"))

    def _open(self) -> None:
        """Where it is mended: at the unit, or by giving it one."""
        chosen = self.chosen()
        if len(chosen) == 1 and chosen[0].unit:
            self._go()
        elif self.place.isEnabled():
            self._place()

    def _place(self) -> None:
        self.place_asked.emit([one.house for one in self.chosen()])

    def _go(self) -> None:
        for one in self.chosen()[:1]:
            self.unit_asked.emit(one.unit)

"""责任网格: the tree at the left, the unit's people and houses at the right, the doors nobody answers for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.responsibility import Unit
from desktop.errors import Refused
from desktop.services.grid_gaps import Gap, gaps
from desktop.services.grid_view import GridMap, UnitPage, read_map, read_unit
from desktop.services.office import Office
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.rental.gap_list import GapList
from desktop.views.rental.grid_deeds import GridDeeds
from desktop.views.rental.grid_side import UnitSide
from desktop.views.rental.grid_tree import GridTreeView
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, Row, fix
from desktop.views.widgets.buttons import Command, IconButton
from desktop.views.widgets.card import Card
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.states import EmptyState
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

SIDES = (("map", "网格与责任人"), ("gaps", "缺口清单"))
WIDE, NARROW = 470, 360
Found = tuple[GridMap, list[Gap]]


class GridPane(Part):
    """Shown as of a day; deeds are done while it is today's."""

    area = "rental"
    ledgers = frozenset({"grid_units", "answerables", "houses"})
    hints = "方向键 展开收起　Ctrl+N 新增下级　按住 Ctrl 点选几个再合并"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "grid", tr("责任网格"))
        self.deeds = GridDeeds(self)
        self._asked, self._unit_asked = Generation(), Generation()
        self._wanted = ""
        self._map: GridMap | None = None
        self._offered: tuple[bool, bool, bool, int] | None = None
        self.sides = SegmentedControl(tr("看什么"), "grid.sides", [(key, tr(label)) for key, label in SIDES])
        self.day = DateField(tr("看哪一天"), "grid.day", today=lambda: desk.office.today, hint=tr("今天"))
        self.sought = TextField(tr("找单元或责任人"), "grid.find", hint=tr("找单元或责任人，回车到下一个"))
        self.tree, self.side, self.gaps = GridTreeView(tr("责任网格"), "grid.tree"), UnitSide(), GapList()
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._offer()

    def _build(self) -> None:
        self.bar.lead.addWidget(self.sides)
        self._left = Card(tr("责任网格"), margins=(0, 0, 0, 0))
        fix(self.day, width=140)
        words = Label(tr("看哪一天"), "label")
        words.setBuddy(self.day)
        self._left.add_right(words)
        self._left.add_right(self.day)
        next_one = IconButton("search", tr("找下一个"), "grid.find.next", self._find)
        line = Row(margins=(8, 8, 8, 8), gap=4)
        line.addWidget(self.sought, 1)
        line.addWidget(next_one)
        self._left.add(line)
        self._left.add(self.tree, 1)
        row = Row(self._left, margins=(12, 12, 12, 12), gap=12)
        row.addWidget(self.side, 1)
        body = QWidget()
        body.setLayout(row)
        what_for = tr("这里管每一户由谁负责：县、乡镇、村、网格到楼道。先按区划建好上面几级，再新增网格。")
        self.empty = EmptyState("map-pin", what_for, "grid.empty", tr("按区划建"), self.deeds.take_divisions)
        for page in (body, self.gaps, self.empty):
            self._stack.addWidget(page)
        self.lay_out(Column(self._stack, gap=0))
        self.set_layout_class(LayoutClass.NORMAL)

    def _connect(self) -> None:
        self.sides.chosen.connect(lambda _: self._show_side())
        self.day.left.connect(self.refresh)
        self.day.edited.connect(self._day_typed)
        self.day.returnPressed.connect(self.refresh)
        self.sought.returnPressed.connect(self._find)
        self.tree.chosen.connect(self._read_unit)
        self.tree.marked.connect(self._offer)
        self.side.appoint_asked.connect(lambda: self._with_unit(self.deeds.appoint))
        self.side.leave_asked.connect(self.deeds.leave)
        self.side.place_asked.connect(lambda houses: self.deeds.place(houses, self.tree.current()))
        self.side.door_asked.connect(lambda door: self.deeds.door(*door))
        self.gaps.place_asked.connect(lambda houses: self.deeds.place(houses, self._around()))
        self.gaps.unit_asked.connect(self.open)
        self.gaps.by_village_asked.connect(self.deeds.by_village)

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        fix(self._left, width=NARROW if kind.cramped else WIDE)
        self.tree.set_cramped(kind.cramped)
        self.side.set_cramped(kind.cramped)

    def first_focus(self) -> QWidget | None:
        if self._stack.currentWidget() is self.empty:
            return self.empty.deed
        return self.tree if self.sides.choice() == "map" else self.gaps.table

    def open(self, target: Any) -> None:
        """`target`: a unit's id, or "gaps"."""
        side = "gaps" if target == "gaps" else "map"
        self.sides.choose(side)
        if side == "map":
            self._wanted = str(target)
            if self._map is not None and self._wanted in self._map.tree.units:
                self.tree.choose(self._wanted)
                self._wanted = ""
        self._show_side()
        if (first := self.first_focus()) is not None:
            first.setFocus()

    def refresh(self) -> None:
        try:
            day = self._day()
        except Refused as no:
            self.refused(no)
            return

        def read(office: Office) -> Found:
            return read_map(office, on=day), gaps(office, on=day)

        self.desk.ask(read, self._show, self.refused, token=self._asked.next())

    def _day(self) -> date:
        found: date | None = self.day.read()
        return found or self.desk.office.today

    def _day_typed(self) -> None:
        """A day pointed at in the calendar holds at once."""
        if not self.day.hasFocus() or len(self.day.text()) == len("2026-09-23"):
            self.refresh()

    def _show(self, found: Found) -> None:
        self._map, missing = found
        self._tell_day()
        self.side.allow(self._may())
        if self._map.tree.units:
            self.tree.show_map(self._map, self._wanted)
            self._wanted = ""
            self._read_unit(self.tree.current())
        self.gaps.show_gaps(missing, self._map.doors, may_change=self._may())
        self.sides.button("gaps").set_text(tr("缺口清单 {n}").format(n=f"{len(missing):,}"))
        self._left.note.setText(tr("{n} 个单元").format(n=f"{len(self._map.tree.units):,}"))
        self._show_side()

    def _tell_day(self) -> None:
        assert self._map is not None
        if self._map.tree.day == self.desk.office.today:
            self.banner.hide()
        else:
            words = tr("要办理，先把日期清空，回到今天。")
            self.banner.show_words("blue", tr("看的是 {day} 那一天").format(day=self._map.tree.day.isoformat()), words)

    def _read_unit(self, unit: str) -> None:
        day = self._map.tree.day if self._map else None
        self._offer()
        if unit:
            self.desk.ask(lambda office: read_unit(office, grid=unit, on=day), self._show_unit, self.refused,
                          token=self._unit_asked.next())  # fmt: skip

    def _show_unit(self, page: UnitPage) -> None:
        assert self._map is not None
        self.side.show_page(page, self._map.tree.day, may_change=self._may())
        self._offer()

    def _show_side(self) -> None:
        """Nothing there yet: what this is for. The list of gaps is there in any case."""
        nothing = self._map is not None and not self._map.tree.units
        if self.sides.choice() == "gaps":
            self._stack.setCurrentIndex(1)
        else:
            self._stack.setCurrentIndex(2 if nothing else 0)
        self._offer()

    def _find(self) -> None:
        if self.sought.text().strip() and not self.tree.seek(self.sought.text()):
            self.told.emit(tr("没有叫“{words}”的单元或责任人").format(words=self.sought.text().strip()), False)

    def _may(self) -> bool:
        return self.may_change and self._map is not None and self._map.tree.day == self.desk.office.today

    def _around(self) -> str:
        chosen = self.gaps.chosen()
        return next((one.unit for one in chosen if one.unit), self.tree.current())

    def _unit(self) -> Unit | None:
        return self._map.tree.units.get(self.tree.current()) if self._map else None

    def _marked(self) -> Sequence[Unit]:
        return [self._map.tree.units[one] for one in self.tree.marks()] if self._map else ()

    def _with_unit(self, deed: Any) -> None:
        if (unit := self._unit()) is not None:
            deed(unit)

    def _split(self) -> None:
        page = self.side.page
        if page is not None and self._map is not None and page.unit.id == self.tree.current():
            below = self._map.tree.children.get(page.unit.id, ())
            self.deeds.split(page, [self._map.tree.units[one] for one in below])

    def _offer(self) -> None:
        map_, marks = self.sides.choice() == "map", len(self._marked())
        may = self._may()
        state = (map_, may, self._unit() is not None, min(marks, 2))
        if state != self._offered:
            self._offered = state
            self.bar.set_commands(self._commands(may and map_, self._unit() is not None and marks < 2, marks > 1))

    def _commands(self, may: bool, one: bool, several: bool) -> tuple[Command, ...]:
        """`one` unit is chosen, or `several`."""
        why = tr("先在树上选一个单元")
        merge_why = tr("按住 Ctrl 在树上点选两个以上同级单元")
        here, alone = self._with_unit, may and one
        return (
            Command("new", tr("新增下级"), lambda: self.deeds.add(self._unit()), "plus", "flat", may and not several,
                    why, "Ctrl+N"),
            Command("change", tr("修改"), lambda: here(self.deeds.change), "pencil-line", "flat", alone, why),
            Command("move", tr("移动"), lambda: here(self.deeds.move), "arrow-right", "flat", alone, why),
            Command("merge", tr("合并"), lambda: self.deeds.merge(self._marked()), "equal", "flat", may and several,
                    merge_why),
            Command("split", tr("拆分"), self._split, "columns-3", "flat", alone, why),
            Command("end", tr("结束"), lambda: here(self.deeds.end), "circle-x", "flat", alone, why),
            Command("divisions", tr("按区划建"), self.deeds.take_divisions, "wand-sparkles", "flat", self._may(),
                    tr("没有权限"), right=True),
        )  # fmt: skip

"""房屋档案: find a house; its facts, rooms, people, stays so far and scans; its papers."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.access import Action
from desktop.models.lines import LinesModel
from desktop.services import house_page, house_rooms
from desktop.services.house_page import HousePage
from desktop.services.house_rooms import HouseLine
from desktop.services.staying import Resident
from desktop.views.attachments.list_part import Shown
from desktop.views.attachments.part import AttachmentPart
from desktop.views.desk import Desk
from desktop.views.rental import house_orders
from desktop.views.rental.house_facts import HouseFacts
from desktop.views.rental.house_lists import house_columns, stay_columns
from desktop.views.rental.rooms_side import RoomsSide
from desktop.views.rental.sheet_export import sheet_commands
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, Row, fix
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.labels import ElideLabel, StyledFrame
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

SIDES = (("facts", "基本情况"), ("rooms", "房间"), ("present", "在住人员"), ("stays", "历次租住"), ("scans", "附件"))


class HousePane(Part):
    """`open(house id)` shows that house."""

    area = "rental"
    ledgers = frozenset({"houses", "rooms", "stays", "people", "attachments"})
    hints = "Ctrl+S 保存　Ctrl+P 打印档案"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "house", tr("房屋档案"))
        self.page: HousePage | None = None
        self._chosen = ""
        self.search = TextField(tr("查找房屋"), "house.search", hint=tr("地址或房东"))
        self.houses = LinesModel[HouseLine](house_columns())
        self.list = lines_table(self.houses, tr("出租房"), "house.list", tr("户"), tr("没有这样的出租房。"))
        self.name = ElideLabel("", "strong")
        self.name.setObjectName("house.name")
        self.sides = SegmentedControl(tr("看哪一部分"), "house.side", [(key, tr(words)) for key, words in SIDES])
        self.facts = HouseFacts(lambda: desk.office.today)
        self.rooms = RoomsSide(self)
        self.present, self.stays = LinesModel[Resident](stay_columns()), LinesModel[Resident](stay_columns())
        nobody, never = tr("现在没有人住。"), tr("还没有租住登记。")
        self.present_table = lines_table(self.present, tr("在住人员"), "house.present", tr("人"), nobody)
        self.stay_table = lines_table(self.stays, tr("历次租住"), "house.stays", tr("人次"), never)
        self.scans = AttachmentPart(desk, self)
        self._build()
        self._connect()
        self._offer()

    def _build(self) -> None:
        self.left = StyledFrame("plain")
        self.left.setLayout(Column(self.search, self.list, margins=(12, 12, 12, 12), gap=8))
        fix(self.left, width=340)
        self.stack, self.body = QStackedWidget(), QWidget()
        self._sides: dict[str, QWidget] = {
            "facts": self.facts, "rooms": self.rooms, "present": self._framed(self.present_table),
            "stays": self._framed(self.stay_table), "scans": self._scans_side(),
        }  # fmt: skip
        for side in self._sides.values():
            self.stack.addWidget(side)
        head = Row(self.sides, margins=(16, 10, 16, 4))
        head.addWidget(self.name, 1)
        whole = Column(head, gap=0)
        whole.addWidget(self.stack, 1)
        self.body.setLayout(whole)
        row = Row(self.left, gap=0)
        row.addWidget(self.body, 1)
        self.lay_out(row)

    def _framed(self, table: QWidget) -> QWidget:
        side = QWidget()
        side.setLayout(Column(table, margins=(16, 8, 16, 12)))
        return side

    def _scans_side(self) -> QWidget:
        side = QWidget()
        row = Row(self.scans.list, gap=0)
        fix(self.scans.list, width=300)
        row.addWidget(self.scans.viewer, 1)
        side.setLayout(row)
        return side

    def _connect(self) -> None:
        self.search.edited.connect(self.refresh)
        self.list.selectionModel().currentRowChanged.connect(lambda now, _: self._on_chosen(now.row()))
        self.sides.chosen.connect(lambda key: self._show_side(key))
        self.facts.form.edited.connect(lambda _: self._offer())
        self.facts.form.submitted.connect(self.save)
        self.scans.done.connect(self.told.emit)
        self.scans.refused.connect(self.refused)
        for table, model in ((self.present_table, self.present), (self.stay_table, self.stays)):
            table.opened.connect(lambda index, model=model: self._open_person(model.line(index.row())))

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        fix(self.left, width=220 if kind.cramped else 340)

    def first_focus(self) -> QWidget | None:
        return self.search

    def open(self, target: Any) -> None:
        """Typed facts of another house are asked about first."""
        if str(target) == self._chosen:
            self._go(self._chosen)
        else:
            self.facts.let_go(lambda: self._go(str(target)), self._stay)

    def _go(self, house: str) -> None:
        self._chosen = house
        self.search.set_value(None)
        self.refresh()

    def refresh(self) -> None:
        text = self.search.typed()
        self.desk.ask(lambda office: house_rooms.find_houses(office, text=text, limit=500), self._show_list,
                      self.refused)  # fmt: skip

    def _show_list(self, found: list[HouseLine]) -> None:
        """The chosen house stays in front when it is still listed."""
        self.list.selectionModel().blockSignals(True)
        self.houses.show(found)
        self.list.selectionModel().blockSignals(False)
        at = self._place()
        if self.page is not None and self.facts.dirty and at < 0:
            self.list.clearSelection()  # typed facts stay in front whatever is searched
        elif found:
            self.list.selectRow(max(at, 0))
            self._on_chosen(max(at, 0))
        else:
            self.page = None
            self.body.setEnabled(False)
            self._offer()

    def _place(self) -> int:
        """Where the chosen house stands in the list, -1 when it is not there."""
        ids = [line.id for row in range(self.houses.rowCount()) if (line := self.houses.line(row))]
        return ids.index(self._chosen) if self._chosen in ids else -1

    def _on_chosen(self, row: int) -> None:
        line = self.houses.line(row)
        if line is not None and line.id == self._chosen:
            self._choose(line.id)
        elif line is not None:
            self.facts.let_go(partial(self._choose, line.id), self._stay)

    def _choose(self, house: str) -> None:
        self._chosen = house
        self.desk.ask(partial(house_page.read_house, house=house), self._show, self.refused)

    def _stay(self) -> None:
        """The list goes back to the house in front."""
        self.list.selectionModel().blockSignals(True)
        self.list.clearSelection()
        if (at := self._place()) >= 0:
            self.list.selectRow(at)
        self.list.selectionModel().blockSignals(False)
        self.list.viewport().update()

    def _show(self, page: HousePage) -> None:
        if page.house["id"] != self._chosen:
            return
        if self.page is None or _state(self.page) != _state(page):  # or typed facts would go when a room is added
            self.facts.show_house(page.house, may_change=self.may_change)
        self.page = page
        self.body.setEnabled(True)
        self.name.setText(page.house["house_address"])
        self.rooms.show_house(page)
        self.present.show(page.present)
        self.stays.show(page.stays)
        may_save = self.desk.office.may(self.area, Action.EXPORT)
        self.scans.show(Shown(page.attachments, page.owners, self.desk.office.today, self.may_change, may_save))
        self._offer()

    def save(self) -> None:
        if self.page is None or self.facts.form.check():
            return
        self.facts.dirty = False
        house, version, values = self.page.house["id"], self.page.house["version"], self.facts.form.values()
        self.do(lambda office: house_page.save_house(office, house=house, values=values, version=version),
                tr("已保存房屋档案"), self._not_saved, once=(self.facts, house))  # fmt: skip

    def _not_saved(self, refused: Any) -> None:
        self.facts.dirty = True
        if not self.facts.form.show_refused(refused):
            self.refused(refused)

    def _open_person(self, one: Resident | None) -> None:
        if one is not None:
            self.went.emit("ledger", ("people", one.person))

    def _show_side(self, key: str) -> None:
        self.stack.setCurrentWidget(self._sides[key])
        self._offer()

    def _offer(self) -> None:
        there, may = self.page is not None, self.desk.office.may(self.area, Action.PRINT)
        why, no = tr("先选一户"), tr("您的账号不能打印")
        can, cause = there and may, no if there else why
        order, show = self._print_paper, self.paper_asked.emit
        self.rooms.allow(may_change=self.may_change)
        self.bar.set_commands((
            Command("save", tr("保存"), self.save, "save", "primary", there and self.may_change, why, "Ctrl+S"),
            Command("day", tr("当日报送单"), lambda: show(house_orders.day_order(self.desk.office.today)),
                    "file-text", "flat", may, no, right=True),
            Command("ledger", tr("房屋台账"), lambda: show(house_orders.ledger_order()), "file-text", "flat",
                    may, no, right=True, folded=True),
            *(Command(form, tr(words), partial(order, form), "file-text", "flat", can, cause, right=True,
                      folded=True)
              for form, words in house_orders.PAPERS),
            Command("person", tr("本人信息表"), self._print_person, "user-round", "flat",
                    can and self._person() is not None,
                    tr("先在在住人员里选一人"), right=True, folded=True),
            Command("notice", tr("个人信息告知书"), self._print_notice, "file-text", "flat", may, no, right=True,
                    folded=True),
            *sheet_commands(self),
            Command("print", tr("打印档案"), self._print, "printer", "", can, cause, "Ctrl+P", right=True),
        ))  # fmt: skip

    def _person(self) -> Resident | None:
        """Whom the list in front is at."""
        lists = {"present": (self.present_table, self.present), "stays": (self.stay_table, self.stays)}
        if self.sides.choice() not in lists:
            return None
        table, model = lists[self.sides.choice()]
        return model.line(max(table.currentIndex().row(), 0))

    def _print(self) -> None:
        self.paper_asked.emit(house_orders.file_order(self._chosen))

    def _print_paper(self, form: str) -> None:
        self.paper_asked.emit(house_orders.paper_order(self._chosen, form))

    def _print_person(self) -> None:
        if (one := self._person()) is not None:
            self.paper_asked.emit(house_orders.sheet_order(one.person))

    def _print_notice(self) -> None:
        """For whom the list in front is at, or a blank one."""
        one = self._person()
        self.paper_asked.emit(house_orders.notice_order(one.person if one else ""))


def _state(page: HousePage) -> tuple[str, int]:
    return page.house["id"], page.house["version"]

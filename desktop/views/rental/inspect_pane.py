"""检查: who inspects which house when, one round with its check-list, and every hazard until it is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.inspections import HazardState
from desktop.errors import Refused
from desktop.services import inspection_list, inspection_plan, inspections
from desktop.services import papers_inspection as papers
from desktop.services.inspection_list import HazardLine, InspectionView, RoundLine
from desktop.services.inspection_plan import Plan
from desktop.services.listing import link_options
from desktop.services.office import Office
from desktop.views.desk import Desk
from desktop.views.preview.order import plain_order
from desktop.views.rental.inspect_deeds import HazardDeeds
from desktop.views.rental.inspect_dialogs import ask_house
from desktop.views.rental.inspect_editor import InspectionEditor
from desktop.views.rental.inspect_front import HAZARD, PLANNED, ROUND, SIDES, InspectLists
from desktop.views.rental.inspect_lists import PlanLine
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, fix
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Found:
    """One read of all lists."""

    plan: Plan
    hazards: list[HazardLine]
    rounds: list[RoundLine]


class InspectPane(Part):
    """`open(("houses", id))` begins a round there, `("hazards", id)` goes to a hazard, `("inspections", id)` to a
    round.
    """

    area = "rental"
    ledgers = frozenset({"inspections", "hazards", "rechecks", "houses", "rooms", "attachments", "settings", "duty"})
    hints = "1 合格　2 不合格　3 不适用　Enter 打开　Ctrl+S 保存　Ctrl+P 打印"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "rent.inspect", tr("检查"))
        sides = [*SIDES, (CLOSED, "已销案")]
        self.sides = SegmentedControl(tr("看哪些"), "rent.inspect.which", [(key, tr(label)) for key, label in sides])
        self.text = TextField(tr("筛选"), "rent.inspect.filter", hint=tr("地址、隐患、检查人"))
        fix(self.text, width=180)
        self.lists, self.editor = InspectLists(), InspectionEditor(desk)
        self.deeds, self.pages = HazardDeeds(self, self.lists), QStackedWidget()
        self._hazard = ""
        for page in (self.lists, self.editor):
            self.pages.addWidget(page)
        self.bar.lead.addWidget(self.sides)
        self.bar.lead.addWidget(self.text)
        self.lay_out(Column(self.pages, gap=0))
        self._connect()
        self._offer()

    def _connect(self) -> None:
        self.sides.chosen.connect(self._show_side)
        self.text.edited.connect(self.refresh)
        self.lists.turned.connect(self._offer)
        self.lists.opened.connect(self._opened)
        self.editor.edited.connect(self._offer)
        self.editor.submitted.connect(self._save)
        self.editor.left.connect(self._back)
        self.editor.photos.done.connect(self.told.emit)
        self.editor.photos.refused.connect(self.refused)

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        self.text.setVisible(not kind.cramped)
        self.lists.set_layout_class(kind)
        self.editor.set_layout_class(kind)

    def first_focus(self) -> QWidget | None:
        return self.lists.table() if self._in_front() else self.editor.table

    def refresh(self) -> None:
        text, closed = self.text.text().strip(), self.sides.choice() == CLOSED

        def read(office: Office) -> Found:
            return Found(inspection_plan.read_plan(office),
                         inspection_list.list_hazards(office, closed=closed, text=text),
                         inspection_list.list_rounds(office, text=text))  # fmt: skip

        self.desk.ask(read, self._show, self.refused)
        view = self.editor.view
        if view is not None and view.id and not self._in_front():
            self._read(view.id)

    def open(self, target: Any) -> None:
        ledger, record = target
        if ledger == "hazards":
            self._hazard = record
            self.sides.choose(HAZARD)
            self._show_side(HAZARD)
        elif ledger == "inspections":
            self._read(record)
        else:
            self._begin(record)

    def _in_front(self) -> bool:
        return self.pages.currentWidget() is self.lists

    def _show(self, found: Found) -> None:
        self.lists.show_plan(found.plan)
        self.lists.show_hazards(found.hazards)
        self.lists.show_rounds(found.rounds)
        if self._hazard:
            self.lists.go_to_hazard(self._hazard)
            self._hazard = ""
        self._offer()

    def _show_side(self, key: str) -> None:
        """The lists come back to the front, unless something is being written."""
        self._let_go(lambda: self._turn(key))

    def _turn(self, key: str) -> None:
        self.pages.setCurrentWidget(self.lists)
        self.lists.show_side(HAZARD if key == CLOSED else key)
        self.refresh()
        self._offer()

    def _opened(self, line: object) -> None:
        if isinstance(line, PlanLine):
            self._begin(line.one.house)
        elif isinstance(line, HazardLine):
            self._read(line.inspection)
        elif isinstance(line, RoundLine):
            self._read(line.id)

    def _begin(self, house: str) -> None:
        if not self.may_change:
            self.refused(Refused(tr("您的账号只能查看"), tr("需要时请系统管理员开通")))
            return
        self.desk.ask(lambda office: inspection_list.new_inspection(office, house=house), self._edit, self.refused)

    def _read(self, inspection: str) -> None:
        self.desk.ask(lambda office: inspection_list.read_inspection(office, inspection=inspection), self._edit,
                      self._not_read)  # fmt: skip

    def _not_read(self, no: Refused) -> None:
        """A round that was undone or deleted leaves the front."""
        if self._in_front():
            self.refused(no)
        else:
            self._drop(lambda: self._turn(self.sides.choice()))

    def _edit(self, view: InspectionView) -> None:
        another = self._in_front() or self.editor.view is None or self.editor.view.id != view.id
        self.editor.show_view(view, may_change=self.may_change)
        if another:
            self.pages.setCurrentWidget(self.editor)
            self.editor.show_items()
            self.editor.table.setFocus()
        self._offer()

    def _back(self) -> None:
        self._let_go(lambda: self._turn(self.sides.choice()))

    def _let_go(self, then: Callable[[], object]) -> None:
        """What is written is asked about before it is left."""
        if self._in_front() or not self.editor.dirty:
            then()
            return
        text = tr("这次检查改过，还没有保存。离开就不保留这些改动。")
        asked = ConfirmDialog(self, "rent.inspect.leave", tr("还没有保存"), text, tr("不保存，离开"), danger=True)
        asked.accepted.connect(lambda: self._drop(then))
        asked.open()

    def _drop(self, then: Callable[[], object]) -> None:
        self.editor.dirty, self.editor.view = False, None
        then()

    def _offer(self) -> None:
        made = self._list_commands() if self._in_front() else self._editor_commands()
        self.bar.set_commands(made)

    def _list_commands(self) -> list[Command]:
        line, may, only = self.lists.current(), self.may_change, tr("您的账号只能查看")
        choice = self.sides.choice()
        found = [Command("new", tr("检查一户…"), self._ask_house, "plus", "", may, only)]
        if choice == PLANNED:
            found.insert(0, Command("begin", tr("开始检查"), lambda: self._opened(line), "shield-check", "primary",
                                    may and line is not None, tr("先选一户"), "Enter"))  # fmt: skip
        elif choice == HAZARD:
            found = [*self.deeds.commands(), *found]
        there = choice == ROUND and line is not None
        blank = Command("blank", tr("打印空白表"), self._print_blank, "file-text", "flat", right=True)
        paper = Command("print", tr("打印检查记录"), lambda: self._print(line.id), "printer", "", there,
                        tr("先选一次检查"), "Ctrl+P", right=True)  # fmt: skip
        return [*found, blank, *([paper] if choice == ROUND else [])]

    def _editor_commands(self) -> list[Command]:
        view = self.editor.view
        saved, dirty = view is not None and bool(view.id), self.editor.dirty
        why = tr("没有改动") if self.may_change else tr("您的账号只能查看")
        first = tr("先保存这次检查")
        mend = any(one.state in (HazardState.OPEN, HazardState.FIXING) for one in view.hazards) if view else False
        inspection = view.id if view else ""
        return [
            Command("save", tr("保存"), self._save, "save", "primary", self.may_change and (dirty or not saved), why,
                    "Ctrl+S"),
            Command("remove", tr("删除"), self._remove, "trash-2", "flat", self.may_change and saved, first),
            Command("notice", tr("打印整改通知书"), partial(self.deeds.print_notice, inspection), "file-text", "flat",
                    saved and mend, tr("没有要整改的隐患"), right=True),
            Command("print", tr("打印检查记录"), partial(self._print, inspection), "printer", "", saved and not dirty,
                    first, "Ctrl+P", right=True),
        ]  # fmt: skip

    def _ask_house(self) -> None:
        def ask(houses: list[tuple[str, str]]) -> None:
            asked = ask_house(self, houses)
            asked.accepted.connect(lambda: self._begin(asked.values()["house"]))
            asked.open()

        self.desk.ask(lambda office: link_options(office, "houses"), ask, self.refused)

    def _save(self) -> None:
        view = self.editor.view
        if view is None or not self.may_change or self.editor.form.check():
            return
        values, answers = self.editor.values(), self.editor.model.answers()

        def run(office: Office) -> Any:
            if not view.id:
                return inspections.record_inspection(office, house=view.house, values=values, answers=answers)
            return inspections.change_inspection(office, inspection=view.id, values=values, answers=answers,
                                                 version=view.version)  # fmt: skip

        self.desk.do(run, lambda changed: self._saved(view, changed), self._save_refused)

    def _saved(self, view: InspectionView, changed: Any) -> None:
        self.editor.dirty = False
        self.banner.hide()
        self.told.emit(tr("已保存检查记录：{address}").format(address=view.address), True)
        self._read(view.id or changed.ids("inspections")[0])

    def _save_refused(self, no: Refused) -> None:
        if not self.editor.show_refused(no):
            self.refused(no)

    def _remove(self) -> None:
        view = self.editor.view
        if view is not None:
            self.editor.dirty = False
            self.desk.do(lambda office: inspections.remove_inspection(office, inspection=view.id), self._removed,
                         self.refused)  # fmt: skip

    def _removed(self, _: Any) -> None:
        self.told.emit(tr("已删除检查记录"), True)
        self._turn(self.sides.choice())

    def _print(self, inspection: str) -> None:
        self.paper_asked.emit(plain_order(tr("检查记录"), papers.inspection_paper, inspection=inspection))

    def _print_blank(self) -> None:
        if self.sides.choice() == HAZARD:
            self.paper_asked.emit(plain_order(tr("空白整改通知书"), papers.blank_notice))
        else:
            self.paper_asked.emit(plain_order(tr("空白检查记录"), papers.blank_inspection))

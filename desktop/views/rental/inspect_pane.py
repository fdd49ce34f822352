"""检查: who inspects which house when, one round with its check-list, and every hazard until it is closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.inspections import HazardState
from desktop.errors import Refused
from desktop.services import inspection_list, inspections, rental_checklist
from desktop.services.inspection_desk import InspectionDesk, read_desk
from desktop.services.inspection_list import HazardLine, InspectionView, RoundLine
from desktop.services.office import Office
from desktop.views.desk import Desk
from desktop.views.rental.inspect_deeds import HazardDeeds
from desktop.views.rental.inspect_dialogs import ask_house
from desktop.views.rental.inspect_editor import InspectionEditor
from desktop.views.rental.inspect_front import HAZARD, PLANNED, ROUND, SIDES, InspectLists
from desktop.views.rental.inspect_lists import PlanLine
from desktop.views.rental.inspect_rules import InspectRules
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, fix
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

CLOSED, RULES = "closed", "rules"


class InspectPane(Part):
    """`open(("houses", id))` begins a round there, `("hazards", id)` goes to a hazard, `("inspections", id)` to a
    round.
    """

    area = "rental"
    ledgers = frozenset({"inspections", "hazards", "rechecks", "houses", "rooms", "attachments", "settings", "duty"})
    hints = "1 合格　2 不合格　3 不适用　Enter 打开　Ctrl+S 保存　Ctrl+P 打印"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "rent.inspect", tr("检查"))
        sides = [*SIDES, (CLOSED, "已销案"), (RULES, "检查设置")]
        self.sides = SegmentedControl(tr("看哪些"), "rent.inspect.which", [(key, tr(label)) for key, label in sides])
        self.text = TextField(tr("筛选"), "rent.inspect.filter", hint=tr("地址、隐患、检查人"))
        fix(self.text, width=180)
        self.lists, self.editor = InspectLists(), InspectionEditor(desk)
        self.deeds, self.pages = HazardDeeds(self, self.lists), QStackedWidget()
        self._hazard = ""
        self._saving: InspectionView | None = None
        self.rules = InspectRules()
        for page in (self.lists, self.editor, self.rules):
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
        self.rules.edited.connect(self._offer)
        self.rules.submitted.connect(self._save_rules)
        self.desk.lane.broke.connect(lambda _: self._may_save())
        self.editor.photos.done.connect(self.told.emit)
        self.editor.photos.refused.connect(self.refused)

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        self.text.setVisible(not kind.cramped)
        self.lists.set_layout_class(kind)
        self.editor.set_layout_class(kind)

    def first_focus(self) -> QWidget | None:
        shown = self.pages.currentWidget()
        table: QWidget = {self.lists: self.lists.table(), self.rules: self.rules.table}.get(shown, self.editor.table)
        return table

    def refresh(self) -> None:
        text, closed = self.text.text().strip(), self.sides.choice() == CLOSED
        self.desk.ask(lambda office: read_desk(office, text=text, closed=closed), self._show, self.refused)
        view = self.editor.view
        if view is not None and view.id and self.pages.currentWidget() is self.editor:
            self._read(view.id, again=True)

    def open(self, target: Any) -> None:
        """What is half written is asked about first."""
        self._let_go(lambda: self._go(*target))

    def _go(self, ledger: str, record: str) -> None:
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

    def _show(self, found: InspectionDesk) -> None:
        self.lists.show_plan(found.plan)
        self.lists.show_hazards(found.hazards)
        self.lists.show_rounds(found.rounds)
        self.rules.show_rules(found.rules, may_change=self.may_change)
        if self._hazard:
            self.lists.go_to_hazard(self._hazard)
            self._hazard = ""
        self._offer()

    def _show_side(self, key: str) -> None:
        """The lists come back to the front, unless something is being written."""
        self._let_go(lambda: self._turn(key))

    def _turn(self, key: str) -> None:
        self.pages.setCurrentWidget(self.rules if key == RULES else self.lists)
        if key != RULES:
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

    def _read(self, inspection: str, *, again: bool = False) -> None:
        """`again`: only while it still stands in front."""

        def show(view: InspectionView) -> None:
            if not again or (not self._in_front() and self.editor.view and self.editor.view.id == view.id):
                self._edit(view)

        self.desk.ask(lambda office: inspection_list.read_inspection(office, inspection=inspection), show,
                      self._not_read)  # fmt: skip

    def _not_read(self, no: Refused) -> None:
        """A round that was undone or deleted leaves the front."""
        if self._in_front():
            self.refused(no)
        else:
            self._drop(lambda: self._turn(self.sides.choice()))

    def _edit(self, view: InspectionView) -> None:
        self._may_save()
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
        dirty = {self.editor: self.editor.dirty, self.rules: self.rules.changed}
        if not dirty.get(self.pages.currentWidget(), False):
            then()
            return
        text = tr("这一页改过，还没有保存。离开就不保留这些改动。")
        asked = ConfirmDialog(self, "rent.inspect.leave", tr("还没有保存"), text, tr("不保存，离开"), danger=True)
        asked.accepted.connect(lambda: self._drop(then))
        asked.rejected.connect(self._stay)
        asked.open()

    def _stay(self) -> None:
        """The switch goes back to what stands in front."""
        if self.pages.currentWidget() is self.rules:
            self.sides.choose(RULES)

    def _drop(self, then: Callable[[], object]) -> None:
        if self.editor.dirty:
            self.editor.draft.forget()
        self.editor.dirty, self.editor.view, self.rules.changed = False, None, False
        then()

    def _offer(self) -> None:
        shown = self.pages.currentWidget()
        if shown is self.rules:
            self.bar.set_commands([self._save_command(self._save_rules, self.rules.changed)])
        else:
            self.bar.set_commands(self._list_commands() if shown is self.lists else self._editor_commands())

    def _save_command(self, run: Callable[[], object], unsaved: bool) -> Command:
        why = tr("没有改动") if self.may_change else tr("您的账号只能查看")
        return Command("save", tr("保存"), run, "save", "primary", self.may_change and unsaved, why, "Ctrl+S")

    def _list_commands(self) -> list[Command]:
        line, may, only = self.lists.current(), self.may_change, tr("您的账号只能查看")
        choice = self.sides.choice()
        found = [Command("new", tr("检查一户…"), partial(ask_house, self, self._begin), "plus", "", may, only)]
        if choice == PLANNED:
            found.insert(0, Command("begin", tr("开始检查"), lambda: self._opened(line), "shield-check", "primary",
                                    may and line is not None, tr("先选一户"), "Enter"))  # fmt: skip
        elif choice == HAZARD:
            found = [*self.deeds.commands(), *found]
        there = choice == ROUND and line is not None
        blank = Command(
            "blank", tr("打印空白表"), partial(self.deeds.print_blank, choice), "file-text", "flat", right=True
        )
        paper = Command("print", tr("打印检查记录"), lambda: self.deeds.print_round(line.id), "printer", "", there,
                        tr("先选一次检查"), "Ctrl+P", right=True)  # fmt: skip
        return [*found, blank, *([paper] if choice == ROUND else [])]

    def _editor_commands(self) -> list[Command]:
        view = self.editor.view
        saved, dirty = view is not None and bool(view.id), self.editor.dirty
        first = tr("先保存这次检查")
        mend = any(one.state in (HazardState.OPEN, HazardState.FIXING) for one in view.hazards) if view else False
        inspection = view.id if view else ""
        return [
            self._save_command(self._save, dirty or not saved),
            Command("remove", tr("删除"), self._remove, "trash-2", "flat", self.may_change and saved, first),
            Command("notice", tr("打印整改通知书"), partial(self.deeds.print_notice, inspection), "file-text", "flat",
                    saved and mend, tr("没有要整改的隐患"), right=True),
            Command("print", tr("打印检查记录"), partial(self.deeds.print_round, inspection), "printer", "",
                    saved and not dirty, first, "Ctrl+P", right=True),
        ]  # fmt: skip

    def _save(self) -> None:
        view = self.editor.view
        if view is None or view is self._saving or not self.may_change or self.editor.form.check():
            return
        self._saving = view
        values, answers = self.editor.values(), self.editor.model.answers()

        def run(office: Office) -> Any:
            if not view.id:
                return inspections.record_inspection(office, house=view.house, values=values, answers=answers)
            return inspections.change_inspection(office, inspection=view.id, values=values, answers=answers,
                                                 version=view.version)  # fmt: skip

        self.desk.do(self.editor.draft.closing(run), lambda changed: self._saved(view, changed), self._save_refused)

    def _saved(self, view: InspectionView, changed: Any) -> None:
        """The form of a new round stays `_saving` until the round is read back: it is not recorded twice."""
        self.banner.hide()
        self.told.emit(tr("已保存检查记录：{address}").format(address=view.address), True)
        self.editor.draft.forget()
        if self.editor.view is view:  # nobody went elsewhere meanwhile
            self.editor.dirty = False
            self._read(view.id or changed.ids("inspections")[0])

    def _may_save(self) -> None:
        self._saving = None

    def _save_refused(self, no: Refused) -> None:
        self._may_save()
        if not self.editor.show_refused(no):
            self.refused(no)

    def _save_rules(self) -> None:
        if not self.may_change or self.rules.wrong():
            return
        items, values = self.rules.items(), self.rules.values()
        self.rules.changed = False

        def refused(no: Refused) -> None:
            self.rules.changed = True
            self._offer()
            if not self.rules.show_refused(no):
                self.refused(no)

        self.do(lambda office: rental_checklist.set_rules(office, items=items, values=values),
                tr("已保存检查设置，从今天起用"), refused)  # fmt: skip

    def _remove(self) -> None:
        view = self.editor.view
        if view is not None:
            self.desk.do(lambda office: inspections.remove_inspection(office, inspection=view.id), self._removed,
                         self.refused)  # fmt: skip

    def _removed(self, _: Any) -> None:
        self.editor.draft.forget()
        self.told.emit(tr("已删除检查记录"), True)
        self._drop(lambda: self._turn(self.sides.choice()))

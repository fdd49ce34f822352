"""调解: the list of cases, and the desk of one; saving, printing and leaving."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop import forms
from desktop.domain.mediation import copies
from desktop.errors import Refused
from desktop.services import case_file, case_list, papers
from desktop.services.case_desk import CaseDesk, read_case
from desktop.services.case_records import ITEMS
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.mediation.case_view import CaseView
from desktop.views.mediation.deeds import CaseDeeds
from desktop.views.mediation.drafting import Drafting
from desktop.views.mediation.list_pane import CaseListPane
from desktop.views.preview.order import PaperOrder, empty_musts
from desktop.views.preview.pane import PreviewPane
from desktop.views.shell.page import Page, Saved
from desktop.views.style.metrics import Column, LayoutClass
from desktop.views.widgets.buttons import Command
from desktop.views.words import tr

LEDGERS = frozenset({"disputes", "parties", "sessions", "agreements", "case_documents", "payments", "attachments"}) | {
    model.ledger.name for model in ITEMS.values()}  # fmt: skip


class CasePage(Page):
    """The list in front until a case is opened; its desk; the paper before printing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("case.page", tr("调解"))
        self._desk, self._asked, self._listed = desk, Generation(), Generation()
        self.list, self.view, self.preview = CaseListPane(), CaseView(desk), PreviewPane(desk, "case.preview")
        self.deeds, self.drafting = CaseDeeds(self, desk), Drafting(self.view, desk)
        self._stack = QStackedWidget()
        for part in (self.list, self.view, self.preview):
            self._stack.addWidget(part)
        whole = Column(gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._connect()

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self.list.asked.connect(lambda *_: self._read_list())
        self.list.opened.connect(self.show_case)
        self.list.new_asked.connect(self.deeds.register)
        self.view.head.left.connect(self.back)
        self.view.head.paper_asked.connect(self._preview_apart)
        self.view.head.deed_asked.connect(lambda what: self._on_asked(what, None))
        self.view.head.move_asked.connect(lambda target: self._on_asked("move", target))
        self.view.foot.save_asked.connect(self.save)
        self.view.foot.print_asked.connect(self.print)
        self.view.leaving.connect(lambda key: self._ask_first(lambda: self.view.go_to(key)))
        self.view.edited.connect(lambda: self.saved_changed.emit(Saved.UNSAVED, ""))
        self.drafting.kept.connect(lambda words: self.saved_changed.emit(Saved.UNSAVED, words))
        for pane in (*dict.fromkeys(self.view.panes.values()), self.view.filed):
            pane.asked.connect(self._on_asked)
        self.deeds.registered.connect(self.show_case)
        for deeds in (self.deeds, self.view.attachments):
            deeds.done.connect(lambda words, undo: self.told.emit(words, self._desk.undo if undo else None))
            deeds.refused.connect(self._show_refused)
        self.preview.closed.connect(lambda: self._show(self.view))
        self.preview.told.connect(lambda words: self.told.emit(words, None))

    def commands(self) -> tuple[Command, ...]:
        new = Command("new", tr("登记纠纷"), self.deeds.register)
        if self._stack.currentWidget() is not self.view:
            return (new, Command("filter", tr("筛选"), self.list.text.setFocus))
        return (new, Command("save", tr("保存"), self.save), Command("print", tr("打印"), self.print))

    def first_focus(self) -> QWidget | None:
        if self._stack.currentWidget() is self.view:
            return self.view.pane.first_focus() or self.view.file.list
        return self.list.first()

    def panes(self) -> tuple[QWidget, ...]:
        if self._stack.currentWidget() is self.view:
            middle = self.view.pane.first_focus() or self.view.foot.save
            return (self.view.file.front(), middle, self.view.paper.view)
        return (self.list.text, self.list.table)

    def set_layout_class(self, kind: LayoutClass) -> None:
        super().set_layout_class(kind)
        self.list.set_layout_class(kind)
        self.view.set_layout_class(kind)

    def refresh(self) -> None:
        self._read_list()
        if self.view.case is not None:
            self._read(self.view.case.id)

    def open(self, target: Any) -> None:
        """`target`: a case's id, or (ledger, id) where the ledger is `disputes`."""
        self.show_case(target[1] if isinstance(target, tuple) else str(target))

    def show_case(self, case: str) -> None:
        self._ask_first(lambda: self._read(case, front=True))

    def back(self) -> None:
        """To the list; what is typed is asked about first."""
        self._ask_first(lambda: self._show(self.list))

    def may_leave(self) -> bool:
        """A draft is kept at once; the bar asks what is to become of it."""
        if self._stack.currentWidget() is not self.view or not self.view.pane.dirty:
            return True
        self._ask_first(lambda: None)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is self.view:
            self.back()
        else:
            super().keyPressEvent(event)

    def save(self, then: Any = None) -> None:
        """The paper in front; `then()` after it is on the disk."""
        pane = self.view.pane
        if self._stack.currentWidget() is not self.view or not pane.may_save() or (run := pane.command()) is None:
            return
        words = pane.saved_words()

        def saved(_: Any) -> None:
            pane.dirty = False
            self.drafting.forget()
            self.view.banner.hide()
            self.told.emit(words, self._desk.undo)
            if then is not None:
                then()

        self._desk.do(run, saved, self._not_saved)

    def print(self) -> None:
        """The preview of the paper as it is stored; what is typed is saved first."""
        if self.view.case is None:
            return
        if self.view.pane.dirty and self.view.pane.may_save():
            self.save(self._open_preview)
        else:
            self._open_preview()

    def _open_preview(self) -> None:
        case, form, item = self.view.case, self.view.pane.form, self.view.pane.item()
        if case is not None and form:
            self._desk.ask(lambda office: papers.paper_data(office, form=form, case=case.id, item=item),
                           lambda data: self._preview(case, form, item, data), self._show_refused)  # fmt: skip

    def _preview(self, case: CaseDesk, form: str, item: str, data: dict[str, Any]) -> None:
        self._show(self.preview)
        label = forms.form(form).label
        self.preview.open(PaperOrder(
            label, lambda office: papers.preview(office, form=form, case=case.id, item=item),
            lambda office: papers.paper(office, form=form, case=case.id, item=item), file=f"{label}{case.number}",
            copies=copies(len(case.parties)) if form == "agreement" else 1, lacking=empty_musts(form, data),
        ))  # fmt: skip

    def _preview_apart(self, form: str) -> None:
        """A paper that does not stand in the list, or 整卷: all of them as they will be bound."""
        case = self.view.case
        if case is not None and form != "case_file":
            self._desk.ask(lambda office: papers.paper_data(office, form=form, case=case.id),
                           lambda data: self._preview(case, form, "", data), self._show_refused)  # fmt: skip
        elif case is not None:
            self._show(self.preview)
            self.preview.open(PaperOrder(
                tr("整卷"), partial(case_file.case_file, case=case.id),
                partial(case_file.case_file, case=case.id, full=True), file=tr("卷宗") + case.number))  # fmt: skip

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        desk = part is self.view and self.view.case is not None
        who = self.view.case.values["mediator"] if self.view.case and desk else ""
        self.set_context(tr("承办 {who}").format(who=who) if who else "")
        hints = {self.view: tr("Ctrl+S 保存　Ctrl+P 打印　F6 换栏"), self.preview: tr("Ctrl+P 打印　Esc 返回")}
        self.set_hints(hints.get(part, tr("Enter 打开　Ctrl+N 登记纠纷")))
        if (first := self.first_focus()) is not None and part is not self.preview:
            first.setFocus()

    def _read_list(self) -> None:
        text, which = self.list.wanted()
        self._desk.ask(lambda office: case_list.list_cases(office, text=text, which=which), self.list.show_cases,
                       token=self._listed.next())  # fmt: skip

    def _read(self, case: str, *, front: bool = False) -> None:
        def shown(found: CaseDesk) -> None:
            self.view.show_case(found)
            if front:
                self._show(self.view)

        self._desk.ask(lambda office: read_case(office, case=case), shown, self._show_refused,
                       token=self._asked.next())  # fmt: skip

    def _on_changed(self, changed: Any) -> None:
        if {ledger for ledger, _, _ in getattr(changed, "touched", ())} & LEDGERS:
            self.refresh()

    def _on_asked(self, what: str, given: Any) -> None:
        case = self.view.case
        if what == "save":
            self.save()
        elif what == "unsaved":
            self._ask_first(lambda: None)
        elif case is not None and self.view.pane.dirty:
            self.save(lambda: self.deeds.run(what, case, given))
        elif case is not None:
            self.deeds.run(what, case, given)

    def _ask_first(self, go: Any) -> None:
        """保存 / 放弃 / 继续填, in the banner; at once when nothing is typed."""
        if self.view.case is None or not self.view.pane.dirty:
            go()
            return
        self.drafting.keep()
        banner = self.view.banner
        banner.clear_actions()
        banner.show_words("amber", tr("这份文书还没有保存"))
        banner.set_action(tr("保存"), lambda: self.save(go))
        banner.set_action(tr("放弃"), lambda: self._abandon(go))
        banner.set_action(tr("继续填"), banner.hide)

    def _abandon(self, go: Any) -> None:
        assert self.view.case is not None
        self.drafting.forget()
        self.view.pane.dirty = False
        self.view.pane.show_case(self.view.case, self._desk.office.today)
        self.view.banner.hide()
        self.saved_changed.emit(Saved.SAVED, "")
        go()

    def _not_saved(self, refused: Refused) -> None:
        if not self.view.pane.show_refused(refused):
            self._show_refused(refused)

    def _show_refused(self, refused: Refused) -> None:
        self.view.banner.clear_actions()
        self.view.banner.show_words("red", refused.cause, refused.step)
        if self._stack.currentWidget() is self.list:
            self.told.emit(str(refused), None)

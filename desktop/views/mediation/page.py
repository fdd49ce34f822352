"""调解: the list of cases, and the desk of one; saving, printing and leaving."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.errors import Refused
from desktop.services import case_list, papers
from desktop.services.case_desk import CaseDesk, read_case
from desktop.services.case_records import ITEMS
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.mediation.batch import BatchPrint
from desktop.views.mediation.case_view import CaseView
from desktop.views.mediation.deeds import CaseDeeds
from desktop.views.mediation.drafting import Drafting
from desktop.views.mediation.front import PARTS, CaseFront
from desktop.views.mediation.paper_orders import file_order, paper_order
from desktop.views.mediation.report_pane import ReportPane
from desktop.views.preview.order import PaperOrder
from desktop.views.preview.pane import PreviewPane
from desktop.views.shell.page import Page, Saved
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass
from desktop.views.widgets.buttons import Command
from desktop.views.words import tr

LEDGERS = frozenset({
    "disputes", "parties", "sessions", "agreements", "case_documents", "payments", "attachments", "settings",
    *(model.ledger.name for model in ITEMS.values()),
})  # fmt: skip


class CasePage(Page):
    """The list in front until a case is opened; its desk; the paper before printing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("case.page", tr("调解"))
        self._desk, self._asked, self._again, self._listed = desk, Generation(), Generation(), Generation()
        self.front, self.view, self.preview = CaseFront(desk), CaseView(desk), PreviewPane(desk, "case.preview")
        self.list = self.front.list
        self._behind: QWidget = self.front
        self.deeds, self.drafting, self.batch = CaseDeeds(self, desk), Drafting(self.view, desk), BatchPrint(self, desk)
        self._stack = QStackedWidget()
        for part in (self.front, self.view, self.preview):
            self._stack.addWidget(part)
        whole = Column(gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._connect()

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self.front.made.connect(self._on_made)
        self.front.shown.connect(self._on_shown)
        self.list.asked.connect(lambda *_: self._read_list())
        self.list.opened.connect(self.show_case)
        self.list.new_asked.connect(self.deeds.register)
        self.list.print_asked.connect(self.batch.ask)
        self.batch.paper_asked.connect(lambda order: self._show_paper(order, self.front))
        self.batch.refused.connect(self._show_refused)
        self.view.head.left.connect(self.back)
        self.view.head.paper_asked.connect(self._preview_apart)
        self.view.head.deed_asked.connect(lambda what: self._on_asked(what, None))
        self.view.will.deed_asked.connect(lambda what: self._on_asked(what, None))
        self.view.head.move_asked.connect(lambda target: self._on_asked("move", target))
        self.view.foot.save_asked.connect(self.save)
        self.view.foot.print_asked.connect(self.print)
        self.view.leaving.connect(lambda key: self._ask_first(lambda: self.view.go_to(key)))
        self.view.edited.connect(lambda: self.saved_changed.emit(Saved.UNSAVED, ""))
        self.drafting.kept.connect(lambda words: self.saved_changed.emit(Saved.UNSAVED, words))
        for pane in (*dict.fromkeys(self.view.panes.values()), self.view.filed):
            pane.asked.connect(self._on_asked)
        self.deeds.registered.connect(self._on_registered)
        for deeds in (self.deeds, self.view.attachments):
            deeds.done.connect(lambda words, undo: self.told.emit(words, self._desk.undo if undo else None))
            deeds.refused.connect(self._show_refused)
        self.preview.closed.connect(lambda: self._show(self._behind))
        self.preview.told.connect(lambda words: self.told.emit(words, None))

    def commands(self) -> tuple[Command, ...]:
        new = Command("new", tr("登记纠纷"), self.deeds.register)
        if (part := self._part()) is not None:
            return tuple(one for one in part.bar.offered() if one.key in ("print", "save"))
        if self._stack.currentWidget() is not self.view:
            return (new, Command("filter", tr("筛选"), self.list.text.setFocus))
        return (new, Command("save", tr("保存"), self.save), Command("print", tr("打印"), self.print))

    def first_focus(self) -> QWidget | None:
        if self._stack.currentWidget() is self.view:
            return self.view.pane.first_focus() or self.view.file.list
        return self.front.first()

    def panes(self) -> tuple[QWidget, ...]:
        if self._stack.currentWidget() is self.view:
            middle = self.view.pane.first_focus() or self.view.foot.save
            return (self.view.file.front(), middle, self.view.paper.view)
        part = self._part()
        return (self.list.text, self.list.table) if part is None else (self.front.tabs, part)

    def set_layout_class(self, kind: LayoutClass) -> None:
        super().set_layout_class(kind)
        self.front.set_layout_class(kind)
        self.view.set_layout_class(kind)

    def refresh(self) -> None:
        if (part := self._part()) is not None:
            part.refresh()
        self._read_list()
        if self.view.case is not None:
            self._read(self.view.case.id)

    def open(self, target: Any) -> None:
        """`target`: a case's id, (ledger, id) where the ledger is `disputes`, or the key of a part."""
        if target in PARTS:
            self._ask_first(lambda: self._go_to(target))
            return
        self.show_case(target[1] if isinstance(target, tuple) else str(target))

    def show_case(self, case: str) -> None:
        self._ask_first(lambda: self._read(case, front=True))

    def back(self) -> None:
        """To the list; what is typed is asked about first."""
        self._ask_first(lambda: self._show(self.front))

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

        self._desk.do(self.drafting.closing(run), saved, self._not_saved, once=pane)

    def print(self) -> None:
        """The preview of the paper as it is stored; what is typed is saved first."""
        if self.view.case is None:
            return
        if self.view.pane.dirty and self.view.pane.may_save():
            self.save(self._open_preview)
        else:
            self._open_preview()

    def _open_preview(self) -> None:
        if self.view.case is not None and self.view.pane.form:
            self._preview(self.view.case, self.view.pane.form, self.view.pane.item())

    def _preview(self, case: CaseDesk, form: str, item: str) -> None:
        self._desk.ask(lambda office: papers.paper_data(office, form=form, case=case.id, item=item),
                       lambda data: self._show_paper(paper_order(case, form, item, data), self.view),
                       self._show_refused)  # fmt: skip

    def _preview_apart(self, form: str) -> None:
        """A paper that does not stand in the list, or 整卷."""
        case = self.view.case
        if case is not None and form != "case_file":
            self._preview(case, form, "")
        elif case is not None:
            self._show_paper(file_order(case), self.view)

    def _show_paper(self, order: PaperOrder, behind: QWidget) -> None:
        """`behind` comes back when the preview is closed."""
        self._behind = behind
        self._show(self.preview)
        self.preview.open(order)

    def _part(self) -> Part | None:
        """What stands in front of the list of cases, if it is in front at all."""
        return self.front.part() if self._stack.currentWidget() is self.front else None

    def _go_to(self, key: str, target: Any = None) -> None:
        self.front.show_part(key)
        self._show(self.front)
        if target is not None and (part := self.front.part()) is not None:
            part.open(target)

    def _on_made(self, part: Part) -> None:
        part.told.connect(lambda words, undo: self.told.emit(words, self._desk.undo if undo else None))
        part.paper_asked.connect(lambda order: self._show_paper(order, self.front))
        if isinstance(part, ReportPane):
            part.record_asked.connect(self._open_record)

    def _on_shown(self) -> None:
        self._show(self.front)
        if (part := self.front.part()) is not None:
            part.refresh()

    def _open_record(self, ledger: str, record: str) -> None:
        if ledger == "disputes":
            self.show_case(record)
        else:
            self.went.emit("ledger", f"{ledger}/{record}")

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        desk = part is self.view and self.view.case is not None
        who = self.view.case.values["mediator"] if self.view.case and desk else ""
        self.set_context(tr("承办 {who}").format(who=who) if who else "")
        front = self._part()
        hints = {self.view: tr("Ctrl+S 保存　Ctrl+P 打印　F6 换栏"), self.preview: tr("Ctrl+P 打印　Esc 返回")}
        self.set_hints(hints.get(part, tr(front.hints) if front else tr("Enter 打开　Ctrl+N 登记纠纷")))
        if (first := self.first_focus()) is not None and part is not self.preview:
            first.setFocus()

    def _read_list(self) -> None:
        text, which = self.list.wanted()
        self._desk.ask(lambda office: case_list.list_cases(office, text=text, which=which), self.list.show_cases,
                       token=self._listed.next())  # fmt: skip

    def _on_registered(self, case: str, slip: bool) -> None:
        self._read(case, front=True, then=(lambda: self._preview_apart("slip")) if slip else None)

    def _read(self, case: str, *, front: bool = False, then: Any = None) -> None:
        def shown(found: CaseDesk) -> None:
            if not front and self.view.case is not None and self.view.case.id != found.id:
                return  # another one was opened meanwhile
            self.view.show_case(found)
            if front:
                self._show(self.view)
            if then is not None:
                then()

        self._desk.ask(lambda office: read_case(office, case=case), shown, self._show_refused,
                       token=(self._asked if front else self._again).next())  # fmt: skip

    def _on_changed(self, changed: Any) -> None:
        if {ledger for ledger, _, _ in getattr(changed, "touched", ())} & LEDGERS:
            self.refresh()

    def _on_asked(self, what: str, given: Any) -> None:
        case = self.view.case
        if what == "save":
            self.save()
        elif what == "unsaved":
            self._ask_first(lambda: None)
        elif what == "phrases":
            self._ask_first(lambda: self._go_to("set", given))
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
        if self._stack.currentWidget() is self.front:
            self.told.emit(str(refused), None)

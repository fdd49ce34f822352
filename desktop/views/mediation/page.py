"""调解: the list of cases, and the desk of one; saving, printing and leaving."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.errors import Refused
from desktop.views.desk import Desk
from desktop.views.mediation.batch import BatchPrint
from desktop.views.mediation.case_view import CaseView
from desktop.views.mediation.deeds import CaseDeeds
from desktop.views.mediation.front import PARTS, CaseFront
from desktop.views.mediation.paper_asking import PaperAsking
from desktop.views.mediation.reading import CaseReading
from desktop.views.mediation.saving import Saving
from desktop.views.preview.order import PaperOrder
from desktop.views.preview.pane import PreviewPane
from desktop.views.shell.page import Page
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass
from desktop.views.widgets.buttons import Command
from desktop.views.words import tr


class CasePage(Page):
    """The list in front until a case is opened; its desk; the paper before printing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("case.page", tr("调解"))
        self._desk = desk
        self.front, self.view, self.preview = CaseFront(desk), CaseView(desk), PreviewPane(desk, "case.preview")
        self.list = self.front.list
        self._behind: QWidget = self.front
        self.deeds, self.batch = CaseDeeds(self, desk), BatchPrint(self, desk)
        self.reading = CaseReading(self.view, self.list, desk)
        self.saving, self.papers = Saving(self.view, desk), PaperAsking(self.view, desk)
        self.drafting = self.saving.drafting
        self._stack = QStackedWidget()
        for part in (self.front, self.view, self.preview):
            self._stack.addWidget(part)
        self.setLayout(Column(self._stack, gap=0))
        self._connect()

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self.front.told.connect(self._tell)
        self.front.paper_asked.connect(lambda order: self._show_paper(order, self.front))
        self.front.record_asked.connect(self._open_record)
        self.front.shown.connect(self._on_shown)
        self.list.asked.connect(lambda *_: self.reading.read_list())
        self.list.opened.connect(self.show_case)
        self.list.new_asked.connect(self.deeds.register)
        self.list.print_asked.connect(self.batch.ask)
        self.batch.paper_asked.connect(lambda order: self._show_paper(order, self.front))
        self.view.head.left.connect(self.back)
        self.view.head.paper_asked.connect(self.papers.ask_apart)
        self.view.asked.connect(self._on_asked)
        self.view.foot.save_asked.connect(self.save)
        self.view.foot.print_asked.connect(self.print)
        self.view.leaving.connect(lambda key: self.saving.ask_first(lambda: self.view.go_to(key)))
        self.reading.opened.connect(lambda: self._show(self.view))
        self.saving.marked.connect(self.saved_changed)
        self.papers.ready.connect(lambda order: self._show_paper(order, self.view))
        self.deeds.registered.connect(self._on_registered)
        for teller in (self.deeds, self.view.attachments, self.saving):
            teller.done.connect(self._tell)
        for doer in (self.deeds, self.view.attachments, self.batch, self.reading, self.saving, self.papers):
            doer.refused.connect(self._show_refused)
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
        return self.view.first() if self._stack.currentWidget() is self.view else self.front.first()

    def panes(self) -> tuple[QWidget, ...]:
        return self.view.sides() if self._stack.currentWidget() is self.view else self.front.sides()

    def set_layout_class(self, kind: LayoutClass) -> None:
        super().set_layout_class(kind)
        self.front.set_layout_class(kind)
        self.view.set_layout_class(kind)

    def refresh(self) -> None:
        if (part := self._part()) is not None:
            part.refresh()
        self.reading.read_list()
        self.reading.read_again()

    def open(self, target: Any) -> None:
        """`target`: a case's id, (ledger, id) where the ledger is `disputes`, or the key of a part."""
        if target in PARTS:
            self.saving.ask_first(lambda: self._go_to(target))
            return
        self.show_case(target[1] if isinstance(target, tuple) else str(target))

    def show_case(self, case: str) -> None:
        self.saving.ask_first(lambda: self.reading.open(case))

    def back(self) -> None:
        """To the list; what is typed is asked about first."""
        self.saving.ask_first(lambda: self._show(self.front))

    def may_leave(self) -> bool:
        """A draft is kept at once; the bar asks what is to become of it."""
        if self._stack.currentWidget() is not self.view or not self.view.pane.dirty:
            return True
        self.saving.ask_first(lambda: None)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is self.view:
            self.back()
        else:
            super().keyPressEvent(event)

    def save(self, then: Any = None) -> None:
        if self._stack.currentWidget() is self.view:
            self.saving.save(then)

    def print(self) -> None:
        """The preview of the paper as it is stored; what is typed is saved first."""
        if self.view.case is not None:
            self.saving.save_first(self.papers.ask) if self.view.pane.may_save() else self.papers.ask()

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
        who = self.view.case.values["mediator"] if self.view.case and part is self.view else ""
        self.set_context(tr("承办 {who}").format(who=who) if who else "")
        front = self._part()
        hints = {self.view: tr("Ctrl+S 保存　Ctrl+P 打印　F6 换栏"), self.preview: tr("Ctrl+P 打印　Esc 返回")}
        self.set_hints(hints.get(part, tr(front.hints) if front else tr("Enter 打开　Ctrl+N 登记纠纷")))
        if (first := self.first_focus()) is not None and part is not self.preview:
            first.setFocus()

    def _on_registered(self, case: str, slip: bool) -> None:
        self.reading.open(case, (lambda: self.papers.ask_apart("slip")) if slip else None)

    def _on_changed(self, changed: Any) -> None:
        if self.reading.concerns(changed):
            self.refresh()

    def _on_asked(self, what: str, given: Any) -> None:
        case = self.view.case
        if what == "save":
            self.save()
        elif what == "unsaved":
            self.saving.ask_first(lambda: None)
        elif what == "phrases":
            self.saving.ask_first(lambda: self._go_to("set", given))
        elif case is not None:
            self.saving.save_first(lambda: self.deeds.run(what, case, given))

    def _tell(self, words: str, undo: bool) -> None:
        self.told.emit(words, self._desk.undo if undo else None)

    def _show_refused(self, refused: Refused) -> None:
        self.view.banner.clear_actions()
        self.view.banner.show_words("red", refused.cause, refused.step)
        if self._stack.currentWidget() is self.front:
            self.told.emit(str(refused), None)

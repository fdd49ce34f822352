"""系统: an overview, the accounts, the forms of upper offices, the log; each only for whom it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.access import Action
from desktop.views.desk import Desk
from desktop.views.preview.order import PaperOrder
from desktop.views.preview.pane import PreviewPane
from desktop.views.shell.page import Page
from desktop.views.style.metrics import Column, LayoutClass, Row
from desktop.views.system.accounts_pane import AccountsPane
from desktop.views.system.log_pane import LogPane
from desktop.views.system.overview import Overview
from desktop.views.templates.pane import TemplatesPane
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.labels import StyledFrame
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.words import tr


class SystemPage(Page):
    """`display_chosen(theme, percent)` and `restore_asked(file)` as the overview tells them."""

    display_chosen = Signal(str, int)
    restore_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("system.page", tr("系统"))
        self._desk = desk
        self.overview = Overview(desk)
        self.parts: dict[str, tuple[str, QWidget]] = {"overview": (tr("概况"), self.overview)}
        if desk.office.may("system", Action.SEE):
            self.accounts = AccountsPane(desk)
            self.parts["accounts"] = (tr("账号"), self.accounts)
            self.accounts.told.connect(lambda words: self.told.emit(words, None))
        if desk.office.may("directory", Action.SEE):
            self.templates = TemplatesPane(desk)
            self.parts["templates"] = (tr("表格模板"), self.templates)
            self.preview = PreviewPane(desk, "system.preview")
            self._connect_templates()
        if desk.office.may("log", Action.SEE):
            self.parts["log"] = (tr("日志"), LogPane(desk))
        self._build()
        desk.changed.connect(lambda _: self.refresh())
        self.overview.display_chosen.connect(self.display_chosen)
        self.overview.restore_asked.connect(self.restore_asked)
        self.overview.went.connect(self.went)
        self.overview.told.connect(lambda words: self.told.emit(words, None))

    def _build(self) -> None:
        choices = [(key, label) for key, (label, _) in self.parts.items()]
        self.tabs = SegmentedControl(tr("系统的哪一部分"), "system.tab", choices)
        self.stack = QStackedWidget()
        for _, part in self.parts.values():
            self.stack.addWidget(part)
        bar = StyledFrame("bar")
        bar.setLayout(Row(self.tabs, None, margins=(12, 8, 12, 8)))
        self._front, self._whole = QWidget(), QStackedWidget()
        front = Column(bar, gap=0)
        front.addWidget(self.stack, 1)
        self._front.setLayout(front)
        self._whole.addWidget(self._front)
        if "templates" in self.parts:
            self._whole.addWidget(self.preview)
        whole = Column(gap=0)
        whole.addWidget(self._whole, 1)
        self.setLayout(whole)
        bar.setVisible(len(self.parts) > 1)
        self.tabs.chosen.connect(self._choose)

    def _connect_templates(self) -> None:
        self.templates.told.connect(lambda words, undo: self.told.emit(words, self._desk.undo if undo else None))
        self.templates.paper_asked.connect(self._preview)
        self.preview.closed.connect(lambda: self._whole.setCurrentWidget(self._front))
        self.preview.told.connect(lambda words: self.told.emit(words, None))

    def _preview(self, order: PaperOrder) -> None:
        self._whole.setCurrentWidget(self.preview)
        self.preview.open(order)

    def commands(self) -> tuple[Command, ...]:
        part = self.stack.currentWidget()
        offered = part.bar.offered() if isinstance(part, TemplatesPane) else ()
        return tuple(one for one in offered if one.key in ("new", "save"))

    def set_layout_class(self, kind: LayoutClass) -> None:
        super().set_layout_class(kind)
        if "templates" in self.parts:
            self.templates.set_layout_class(kind)

    def refresh(self) -> None:
        part = self.stack.currentWidget()
        if isinstance(part, Overview | AccountsPane | LogPane | TemplatesPane):
            part.refresh()

    def open(self, target: object) -> None:
        """`target`: overview, accounts, templates or log."""
        if str(target) in self.parts:
            self.tabs.choose(str(target))
            self._choose(str(target))

    def first_focus(self) -> QWidget | None:
        return self.tabs.button(self.tabs.choice())

    def _choose(self, key: str) -> None:
        self.stack.setCurrentWidget(self.parts[key][1])
        self.set_hints(tr(TemplatesPane.hints) if key == "templates" else "")
        self.refresh()

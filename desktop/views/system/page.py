"""系统: overview, health, accounts, forms of upper offices, log, bin, what is due to be destroyed; for whom it is."""

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
from desktop.views.system.bin_pane import BinPane
from desktop.views.system.health_pane import HealthPane
from desktop.views.system.log_pane import LogPane
from desktop.views.system.overview import Overview
from desktop.views.system.retention_pane import RetentionPane
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
        self.overview, self.preview = Overview(desk), PreviewPane(desk, "system.preview")
        self.parts: dict[str, tuple[str, QWidget]] = {"overview": (tr("概况"), self.overview)}
        if desk.office.may("system", Action.SEE):
            self.health = HealthPane(desk)
            self.parts["health"] = (tr("健康"), self.health)
            self.health.told.connect(lambda words: self.told.emit(words, None))
            self.accounts = AccountsPane(desk)
            self.parts["accounts"] = (tr("账号"), self.accounts)
            self.accounts.told.connect(lambda words: self.told.emit(words, None))
        if desk.office.may("directory", Action.SEE):
            self.templates = TemplatesPane(desk)
            self.parts["templates"] = (tr("表格模板"), self.templates)
            self.templates.told.connect(lambda words, undo: self.told.emit(words, self._desk.undo if undo else None))
            self.templates.paper_asked.connect(self._preview)
        if desk.office.may("log", Action.SEE):
            self.log = LogPane(desk)
            self.parts["log"] = (tr("日志"), self.log)
            self.log.told.connect(lambda words: self.told.emit(words, None))
        self._add_past(desk)
        self._build()
        desk.changed.connect(lambda _: self._on_changed())
        self.overview.display_chosen.connect(self.display_chosen)
        self.overview.restore_asked.connect(self.restore_asked)
        self.overview.went.connect(self.went)
        self.overview.health_asked.connect(lambda: self.open("health"))
        self.overview.told.connect(lambda words: self.told.emit(words, None))

    def _add_past(self, desk: Desk) -> None:
        """What was removed, for whoever works with records; what is past its time, for whom that is."""
        if any(desk.office.may(area, Action.ADD) for area in ("duty", "mediation", "rental", "directory")):
            self.bin = BinPane(desk)
            self.parts["bin"] = (tr("回收站"), self.bin)
            self.bin.told.connect(lambda words: self.told.emit(words, None))
        if desk.office.may("retention", Action.SEE) and desk.office.actor.units is None:
            self.retention = RetentionPane(desk)
            self.parts["retention"] = (tr("到期销毁"), self.retention)
            self.retention.told.connect(lambda words: self.told.emit(words, None))
            self.retention.print_asked.connect(self._preview)

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
        self._whole.addWidget(self.preview)
        whole = Column(gap=0)
        whole.addWidget(self._whole, 1)
        self.setLayout(whole)
        bar.setVisible(len(self.parts) > 1)
        self.tabs.chosen.connect(self._choose)
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
        if "log" in self.parts:
            self.log.filter.set_layout_class(kind)

    def refresh(self) -> None:
        part = self.stack.currentWidget()
        if isinstance(part, Overview | HealthPane | AccountsPane | LogPane | TemplatesPane | BinPane | RetentionPane):
            part.refresh()

    def _on_changed(self) -> None:
        """Read when it is come to; the health check, which takes the lane for long, only then or when asked for."""
        if self.isVisible() and not isinstance(self.stack.currentWidget(), HealthPane):
            self.refresh()

    def open(self, target: object) -> None:
        """`target`: overview, health, accounts, templates, log, bin or retention."""
        if str(target) in self.parts:
            self.tabs.choose(str(target))
            self._choose(str(target))

    def first_focus(self) -> QWidget | None:
        return self.tabs.button(self.tabs.choice())

    def _choose(self, key: str) -> None:
        self.stack.setCurrentWidget(self.parts[key][1])
        self.set_hints(tr(TemplatesPane.hints) if key == "templates" else "")
        self.refresh()
